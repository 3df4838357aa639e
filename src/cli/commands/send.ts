import { STATUS_MARKS } from '../../declaration/life-cycle.ts';
import { EXIT, exitCodeOf } from '../../errors.ts';
import { awaitReceipts, type Changed, receiveReceipts } from '../../jobs/receive-receipts.ts';
import { type Sent, sendDeclaration } from '../../jobs/send-declarations.ts';
import { cleanLine } from '../../text.ts';
import type { Command } from '../context.ts';
import { faultDocuments, faultLines } from '../fault-lines.ts';
import { entryNosOf } from '../inputs.ts';
import { eachOf, type Outcome, reportOutcomes } from '../outcome.ts';

interface SendArguments {
  readonly entryNos?: readonly string[];
  readonly all?: boolean;
  readonly wait?: number;
  readonly jobs: number;
}

export const send: Command = {
  command: 'send [entryNos..]',
  describe: '发送已保存的单证；已发送的不会再发',
  build: yargs =>
    yargs
      .positional('entryNos', { type: 'string', array: true, describe: '录入序号，- 从标准输入读取' })
      .option('all', { type: 'boolean', describe: '发送全部已保存的' })
      .option('wait', { type: 'number', describe: '发送后最多等待几秒回执' })
      .option('jobs', { type: 'number', default: 4, describe: '同时发送几份' })
      .check(
        args =>
          Boolean(args.all) !== Boolean((args.entryNos as unknown[] | undefined)?.length) ||
          '请写明录入序号，或用 --all',
      ),
  async run({ office, report, rim }, args: SendArguments) {
    const open = await office();
    const saved = () => [...open.store.rows()].filter(({ status }) => status === 'saved').map(({ entryNo }) => entryNo);
    const entryNos = args.all ? saved() : await entryNosOf(args.entryNos ?? [], rim);
    const outcomes = await eachOf(
      entryNos,
      String,
      async entryNo => sentOutcome(await sendDeclaration(open, entryNo)),
      args.jobs,
    );
    if (args.wait === undefined) return reportOutcomes(report, outcomes);
    const going = outcomes.filter(({ ok }) => ok).map(({ input }) => input);
    await awaitReceipts(open, going, {
      seconds: args.wait,
      onChange: changed => {
        for (const line of changedLines(changed)) report.note(line);
      },
      onFailure: error => report.note(error.message),
    });
    const waited = await eachOf(
      outcomes,
      ({ input }) => input,
      async outcome => (outcome.ok ? await afterWaiting(outcome) : outcome),
    );
    return reportOutcomes(report, waited);

    async function afterWaiting(outcome: Outcome): Promise<Outcome> {
      const record = await open.store.get(outcome.input);
      const { mark, word } = STATUS_MARKS[record.status];
      return {
        ...outcome,
        ok: record.status !== 'rejected',
        document: {
          ...outcome.document,
          status: record.status,
          declarationNo: record.declarationNo,
          clearanceNo: record.clearanceNo,
          receipts: record.receipts,
        },
        lines: [
          ...outcome.lines,
          `  ${mark} ${word}${record.declarationNo ? `  报检号 ${record.declarationNo}` : ''}${record.clearanceNo ? `  通关单号 ${record.clearanceNo}` : ''}`,
        ],
        exit: EXIT.faults,
      };
    }
  },
};

const WORDS: Readonly<Record<Sent['outcome'], string>> = {
  taken: '已发送',
  waiting: '在发件箱里等待，稍后自动再试',
  refused: '没有发送',
  already: '未再发送',
  faults: '有差错，没有发送',
  unsaved: '没有发送',
};

function sentOutcome({ entryNo, outcome, text, faults, error }: Sent): Outcome {
  return {
    input: entryNo,
    ok: outcome === 'taken' || outcome === 'already',
    document: {
      outcome,
      text,
      faults: faultDocuments(faults),
      ...(error && { error: { code: error.code, message: error.message, next: error.next } }),
    },
    lines: [
      `${entryNo}  ${WORDS[outcome]}：${cleanLine(text)}`,
      ...(error?.next ?? []).map(step => `  → ${step}`),
      ...faultLines(faults),
    ],
    exit: error ? exitCodeOf(error) : EXIT.faults,
  };
}

export const receive: Command = {
  command: 'receive [entryNos..]',
  describe: '接收回执：全部等待回执的单证，或写明的几份',
  build: yargs => yargs.positional('entryNos', { type: 'string', array: true, describe: '录入序号，- 从标准输入读取' }),
  async run({ office, report, rim }, { entryNos }: { entryNos?: readonly string[] }) {
    const open = await office();
    const wanted = entryNos?.length ? await entryNosOf(entryNos, rim) : undefined;
    const received = await receiveReceipts(open, wanted ? { entryNos: wanted } : {});
    for (const problem of received.problems) report.note(`没有读懂的回执：${cleanLine(problem)}`);
    report.result(received, () => [
      ...received.changed.flatMap(changedLines),
      ...received.unmatched.map(({ entryNo, text }) => `${entryNo}（没有这份单证）：${cleanLine(text)}`),
      received.arrived > 0 ? `收到 ${received.arrived} 条新回执` : '没有新的回执',
    ]);
    return EXIT.done;
  },
};

function changedLines({ entryNo, from, to, receipts }: Changed): readonly string[] {
  return [
    `${entryNo}  ${STATUS_MARKS[from].mark} → ${STATUS_MARKS[to].mark} ${STATUS_MARKS[to].word}`,
    ...receipts.map(({ time, code, text }) => `  ${time}  ${code}  ${cleanLine(text)}`),
  ];
}
