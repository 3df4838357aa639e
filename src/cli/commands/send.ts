import { STATUS_MARKS, type Status } from '../../declaration/life-cycle.ts';
import { EXIT, exitCodeOf, UserError } from '../../errors.ts';
import { awaitReceipts, isSettled } from '../../jobs/await-receipts.ts';
import { openChannel } from '../../jobs/channel.ts';
import { stampOf } from '../../jobs/clock.ts';
import type { Office } from '../../jobs/office.ts';
import { type Sent, sendDeclaration, unsent } from '../../jobs/send-declarations.ts';
import { MAX_HOLD } from '../../jobs/switches.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import type { Command } from '../context.ts';
import { faultDocuments, faultLines } from '../fault-lines.ts';
import { ENTRY_NOS, entryNosOf, noteNothing, SURE } from '../inputs.ts';
import { interruptible } from '../interruptible.ts';
import { eachOf, type Outcome, reportInterruptible, reportOutcomes } from '../outcome.ts';
import { changedLines } from '../receipt-lines.ts';
import { errorDocument, errorLines, type Report } from '../report.ts';

interface SendArguments {
  readonly entryNos?: readonly string[];
  readonly all?: boolean;
  readonly wait?: number;
  readonly hold?: number;
  readonly sure?: boolean;
  readonly jobs: number;
}

export const send: Command = {
  command: 'send [entryNos..]',
  right: 'declaration.send',
  describe: '发送已保存的单证；已发送的不会再发',
  build: yargs =>
    yargs
      .positional('entryNos', ENTRY_NOS)
      .option('all', { type: 'boolean', describe: '发送全部已保存的，和没有送达的' })
      .option('wait', { type: 'number', describe: '发送后最多等待几秒回执' })
      .option('hold', {
        type: 'number',
        describe: `推迟几秒再发（最多 ${MAX_HOLD}）：到时由 send、receive、outbox deliver 或开着的程序发出，此前可以 outbox cancel`,
      })
      .option('sure', SURE)
      .option('jobs', { type: 'number', default: 4, describe: '同时发送几份' })
      .example('$0 send WI179546740372500 --wait 60', '发送一份，等回执一分钟')
      .example('$0 send --all --json', '发送全部已保存的，给脚本用'),
  completes: name => (name === 'entryNos' ? ['entry-numbers'] : undefined),
  async run(context, args: SendArguments) {
    const { office, report, rim } = context;
    const words = args.entryNos ?? [];
    if ((args.all === true) === words.length > 0) throw usage('写明录入序号，或用 --all，两者取一');
    const { hold: seconds = 0 } = args;
    if (!(seconds >= 0 && seconds <= MAX_HOLD)) throw usage(`--hold 应为 0 到 ${MAX_HOLD} 秒`);
    const sending = { hold: seconds * 1000, sure: args.sure ? 'pass' : 'ask' } as const;
    const open = await office();
    const entryNos = args.all ? await unsent(open) : await entryNosOf(words, rim);
    noteNothing(report, entryNos, '没有可发送的单证');
    if (entryNos.length === 0) return reportOutcomes(report, []);
    const channel = await openChannel(open);
    return await interruptible(context, async signal => {
      const outcomes = await eachOf(
        entryNos,
        String,
        async entryNo =>
          signal.aborted
            ? notBegun(entryNo)
            : sentOutcome(await sendDeclaration(open, entryNo, { ...sending, open: channel, signal })),
        args.jobs,
      );
      if (args.wait === undefined) return told(report, outcomes, signal);

      // What waits in the outbox is tried again while its receipts are waited for.
      const going = outcomes.filter(({ ok, document }) => ok || document.outcome === 'waiting');
      const failure = await waitFor(open, report, signal, {
        entryNos: going.map(({ input }) => input),
        seconds: args.wait,
      });
      const waited = await Promise.all(
        outcomes.map(async outcome => (going.includes(outcome) ? await afterWaiting(open, outcome) : outcome)),
      );
      const code = told(report, waited, signal);
      return code === EXIT.done && failure ? exitCodeOf(failure) : code;
    });
  },
};

/** Reports what became of all; after an interruption also how far it got. */
function told(report: Report, outcomes: readonly Outcome[], signal: AbortSignal): number {
  const code = reportInterruptible(report, outcomes, signal);
  if (!signal.aborted) return code;
  const count = (wanted: (outcome: Outcome) => boolean) => outcomes.filter(wanted).length;
  const is = (name: string) => count(({ document }) => document.outcome === name);
  const sent = count(({ ok, document }) => ok && document.outcome !== 'held');
  const awaiting = count(({ ok, document: { status } }) => ok && status !== undefined && !isSettled(status as Status));
  const [queued, left, held] = [is('waiting'), is('interrupted'), is('held')];
  const parts = [
    `送达 ${sent} 份${awaiting > 0 ? `，其中 ${awaiting} 份还有回执未到` : ''}`,
    queued > 0 && `在发送队列里等待 ${queued} 份`,
    held > 0 && `推迟发送 ${held} 份`,
    left > 0 && `没有轮到 ${left} 份`,
  ];
  report.note(`已中断：${parts.filter(Boolean).join('，')}`);
  report.note('  → 再运行 send 会接着办，receive 接收回执；不会重复申报');
  return code;
}

function notBegun(entryNo: string): Outcome {
  const text = '已中断，没有轮到';
  return {
    input: entryNo,
    ok: false,
    document: { outcome: 'interrupted', text },
    lines: [`${entryNo}  没有发送：${text}`],
    exit: EXIT.interrupted,
  };
}

/** Waits for receipts and tells of them as they come. What was sent stays sent when that fails: the reason is given back. */
async function waitFor(
  office: Office,
  report: Report,
  signal: AbortSignal,
  { entryNos, seconds }: { readonly entryNos: readonly string[]; readonly seconds: number },
): Promise<UserError | undefined> {
  let told = '';
  try {
    await awaitReceipts(office, entryNos, {
      seconds,
      signal,
      onChange: changed => {
        for (const line of changedLines(changed)) report.note(line);
      },
      onFailure: ({ message }) => {
        // Twice a second the same is no news.
        if (message !== told) report.note(`${message}；继续等待`);
        told = message;
      },
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    for (const line of errorLines(error)) report.note(line);
    return error;
  }
  return undefined;
}

/** What is known of a declaration after waiting, in the place of what was known after sending. */
async function afterWaiting(office: Office, outcome: Outcome): Promise<Outcome> {
  const record = await office.store.get(outcome.input);
  const { status, declarationNo, clearanceNo, receipts, messageId } = record;
  const entry = messageId === undefined ? undefined : await office.store.outbox.find(messageId);
  const told = { ...outcome.document, status, declarationNo, clearanceNo, receipts };
  // What had not left when it was reported may have left since.
  const later = !outcome.ok || outcome.document.outcome === 'held';
  if (later && entry?.state !== 'sent') return { ...outcome, document: told };
  const { mark, word } = STATUS_MARKS[status];
  const rejected = status === 'rejected';
  const numbers = [declarationNo && `报检号 ${declarationNo}`, clearanceNo && `通关单号 ${clearanceNo}`].filter(
    Boolean,
  );
  return {
    input: outcome.input,
    ok: !rejected,
    document: { ...told, ...(later && { outcome: 'taken', text: entry?.acknowledged, error: undefined }) },
    lines: [
      !later ? (outcome.lines[0] ?? '') : `${outcome.input}  ${WORDS.taken}：${cleanLine(entry?.acknowledged ?? '')}`,
      `  ${[`${mark} ${word}`, ...numbers].join('  ')}`,
      ...(rejected ? [`  → 查看原因：show ${outcome.input}；改正：edit，然后 save、send`] : []),
      ...(isSettled(status) ? [] : ['  → 还有回执未到，稍后接收：receive']),
    ],
    exit: EXIT.faults,
  };
}

const WORDS: Readonly<Record<Sent['outcome'], string>> = {
  taken: '已发送',
  waiting: '在发送队列里等待',
  held: '推迟发送',
  refused: '没有发送',
  already: '未再发送',
  faults: '有差错，没有发送',
  doubts: '须先核对，没有发送',
  unsaved: '没有发送',
  review: '须复核，没有发送',
};

// The program asks what became of a message before it sends it again, so nobody has to.
const GOES_ON = '再运行 send、receive 或 outbox deliver 会接着办，不会重复申报';

const GOES_OUT = 'send、receive 或 outbox deliver';

function sentOutcome({ entryNo, outcome, text, faults, held, error }: Sent): Outcome {
  return {
    input: entryNo,
    ok: outcome === 'taken' || outcome === 'already' || outcome === 'held',
    document: {
      outcome,
      text,
      faults: faultDocuments(faults),
      ...(held && { messageId: held.messageId, until: stampOf(held.until) }),
      ...(error && { error: errorDocument(error) }),
    },
    lines: [
      `${entryNo}  ${WORDS[outcome]}：${cleanLine(text)}`,
      ...(outcome === 'waiting' ? [...(error?.next.slice(0, 1) ?? []), GOES_ON] : (error?.next ?? [])).map(
        step => `  → ${step}`,
      ),
      ...(outcome === 'held' ? [`  → 到时发出：${GOES_OUT}；收回：outbox cancel ${entryNo}`] : []),
      ...faultLines(faults),
      ...(outcome === 'doubts' ? [`  → 核对无误，照样发送：send ${entryNo} --sure`] : []),
    ],
    exit: error ? exitCodeOf(error) : EXIT.faults,
  };
}
