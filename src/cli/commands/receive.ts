import { resolve } from 'node:path';
import { EXIT, UserError } from '../../errors.ts';
import { pause } from '../../jobs/clock.ts';
import type { Office } from '../../jobs/office.ts';
import { unreadableOutbox } from '../../jobs/outbox.ts';
import { type Received, receiveReceipts } from '../../jobs/receive-receipts.ts';
import { pauseAfter } from '../../jobs/receiving-rhythm.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import type { Command } from '../context.ts';
import { ENTRY_NOS, entryNosOf } from '../inputs.ts';
import { interruptible } from '../interruptible.ts';
import { changedLines } from '../receipt-lines.ts';
import { errorDocument, errorLines, noteUnreadable, type Report } from '../report.ts';
import { unitNotes, unitOf } from '../user-unit.ts';

interface ReceiveArguments {
  readonly entryNos?: readonly string[];
  readonly every?: number;
  readonly unit?: boolean;
}

const LEAST_SECONDS = 3;
const MAX_SECONDS = 3600;

export const receive: Command = {
  command: 'receive [entryNos..]',
  right: 'declaration.send',
  describe: '接收回执：全部等待回执的单证，或写明的几份；--every 一直收下去',
  build: yargs =>
    yargs
      .positional('entryNos', ENTRY_NOS)
      .option('every', {
        type: 'number',
        describe: `每隔几秒接收一次，${LEAST_SECONDS} 至 ${MAX_SECONDS}；有了才说，--json 时每次一行；Ctrl+C 停下`,
      })
      .option('unit', { type: 'boolean', describe: '与 --every 同用：不接收，只写出随登录启动的 systemd 用户服务' })
      .example('$0 receive', '接收全部')
      .example('$0 receive WI179546740372500 --json', '接收一份的，给脚本用')
      .example('$0 receive --every 60', '每分钟接收一次，直到 Ctrl+C')
      .example('$0 receive --every 60 --unit > ~/.config/systemd/user/baojian-receive.service', '写出服务'),
  completes: name => (name === 'entryNos' ? ['entry-numbers'] : undefined),
  async run(context, { entryNos, every, unit = false }: ReceiveArguments) {
    const { report, rim, home } = context;
    if (every !== undefined && !(every >= LEAST_SECONDS && every <= MAX_SECONDS))
      throw usage(`--every 应为 ${LEAST_SECONDS} 至 ${MAX_SECONDS} 秒`);
    if (unit) {
      if (every === undefined) throw usage('--unit 要与 --every 同用', '如 receive --every 60 --unit');
      if (entryNos?.length) throw usage('服务接收全部等待回执的单证，不要写录入序号');
      const words = [...rim.self, '--home', resolve(home), 'receive', '--every', String(every)];
      rim.stdout.write(unitOf('baojian receive', words));
      for (const line of unitNotes('baojian-receive')) report.note(line);
      return EXIT.done;
    }
    const office = await context.office();
    const wanted = entryNos?.length ? { entryNos: await entryNosOf(entryNos, rim) } : {};
    if (every !== undefined)
      return await interruptible(context, signal => receiveOn({ report, office, every, signal }, wanted));
    const received = await receiveReceipts(office, wanted);
    tellProblems(report, received);
    noteUnreadable(report, await unreadableOutbox(office));
    report.result(documentOf(received), () => linesOf(received));
    return received.failure ? report.error(received.failure) : EXIT.done;
  },
};

interface Round {
  readonly report: Report;
  readonly office: Office;
  readonly every: number;
  readonly signal: AbortSignal;
}

/** Receives until it is to stop. A line that fails is tried again, ever more rarely; a refused account ends it, for knocking on locks it. */
async function receiveOn(
  { report, office, every, signal }: Round,
  wanted: Pick<ReceiveArguments, 'entryNos'>,
): Promise<number> {
  report.note(`每 ${every} 秒接收一次回执；Ctrl+C 停下`);
  let [failures, told] = [0, ''];
  while (!signal.aborted) {
    const failure = await receiveRound(report, office, { ...wanted, signal });
    if (!failure && told !== '') report.note('又接通了');
    if (signal.aborted) break;
    if (failure && failure.exit !== 'transport') throw failure;
    if (failure && failure.message !== told) for (const line of errorLines(failure)) report.note(line);
    failures = failure ? failures + 1 : 0;
    told = failure?.message ?? '';
    await pause(office, pauseAfter(failures, every), signal);
  }
  return EXIT.interrupted;
}

/** One time of asking, told if anything came; why it failed, where it did. */
async function receiveRound(
  report: Report,
  office: Office,
  options: NonNullable<Parameters<typeof receiveReceipts>[1]>,
): Promise<UserError | undefined> {
  try {
    const received = await receiveReceipts(office, options);
    tellProblems(report, received);
    if (received.arrived + received.delivered.length > 0)
      report.each(documentOf(received), () => (received.arrived > 0 ? linesOf(received) : []));
    return received.failure;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

function tellProblems(report: Report, { delivered, problems, notices }: Received): void {
  for (const { entry, text } of delivered) report.note(`${entry.entryNo}  发送队列：${cleanLine(text)}`);
  for (const problem of problems) report.note(`没有收下：${cleanLine(problem)}`);
  for (const { entryNo, text } of notices.failed) report.note(`${entryNo}  通知的程序没有办成：${cleanLine(text)}`);
}

function documentOf({ delivered, arrived, changed, unmatched, problems, notices, failure }: Received): unknown {
  return {
    ...{ arrived, changed, unmatched, problems },
    delivered: delivered.map(({ entry, outcome, text, error }) => ({
      ...{ entryNo: entry.entryNo, messageId: entry.messageId, outcome, text },
      ...(error && { error: errorDocument(error) }),
    })),
    ...(notices.done + notices.failed.length > 0 && { notices }),
    ...(failure && { failure: errorDocument(failure) }),
  };
}

function linesOf({ arrived, changed, unmatched }: Received): readonly string[] {
  return [
    ...changed.flatMap(changedLines),
    ...unmatched.map(
      ({ entryNo, time, code, text }) =>
        `${entryNo}  这里没有这份单证，回执已留存\n  ${time}  ${code}  ${cleanLine(text)}`,
    ),
    arrived > 0 ? `收到 ${arrived} 条新回执` : '没有新的回执',
    ...(unmatched.length > 0 ? ['  → 再看留存的回执：receipts list'] : []),
  ];
}
