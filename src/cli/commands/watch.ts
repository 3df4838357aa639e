import { resolve } from 'node:path';
import { EXIT, UserError } from '../../errors.ts';
import { openChannel } from '../../jobs/channel.ts';
import { pause } from '../../jobs/clock.ts';
import { deliverDue } from '../../jobs/deliver-outbox.ts';
import type { Office } from '../../jobs/office.ts';
import { takeStill, type WatchedFile, watchingAlone } from '../../jobs/watch-folder.ts';
import { type Look, openWatched } from '../../jobs/watched-files.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import type { Command, Context } from '../context.ts';
import { interruptible } from '../interruptible.ts';
import { type Outcome, reportInterruptible } from '../outcome.ts';
import { unitNotes, unitOf } from '../user-unit.ts';

interface WatchArguments {
  readonly folder: string;
  readonly send?: boolean;
  readonly every: number;
  readonly once?: boolean;
  readonly unit?: boolean;
}

const MAX_SECONDS = 3600;
/** Seconds between the two looks of `--once`: whoever writes on is seen. */
const SETTLING = 1;

export const watch: Command = {
  command: 'watch <folder>',
  right: 'declaration.write',
  describe: '监视一个目录：放进去的单证文件自动导入、检查，--send 一并发送；Ctrl+C 停下',
  build: yargs =>
    yargs
      .positional('folder', {
        type: 'string',
        demandOption: true,
        describe: '目录；办完的文件移到里面的“完成”，不行的移到“失败”，各附结果（.txt、.json），watch.log 是记录',
      })
      .option('send', { type: 'boolean', describe: '没有差错的保存后就发送' })
      .option('every', { type: 'number', default: 5, describe: `隔几秒看一次，1 至 ${MAX_SECONDS}` })
      .option('once', { type: 'boolean', describe: '办完现有的文件就结束，不再等' })
      .option('unit', { type: 'boolean', describe: '不监视，只写出随登录启动的 systemd 用户服务' })
      .example('$0 watch 收单 --send', '放进“收单”的工作簿和 JSON 自动申报')
      .example('$0 watch 收单 --once --json', '由 cron 定时运行，给脚本用')
      .example('$0 watch 收单 --send --unit > ~/.config/systemd/user/baojian-watch.service', '写出服务'),
  completes: () => ['folders'],
  async run(context, { folder, send = false, every, once = false, unit = false }: WatchArguments) {
    const { rim, report, home } = context;
    if (!(every >= 1 && every <= MAX_SECONDS)) throw usage(`--every 应为 1 至 ${MAX_SECONDS} 秒`);
    const path = resolve(folder);
    if (unit) {
      const words = [...rim.self, '--home', resolve(home), 'watch', path, ...(send ? ['--send'] : [])];
      rim.stdout.write(unitOf(`baojian watch ${path}`, [...words, '--every', String(every)]));
      for (const line of unitNotes('baojian-watch')) report.note(line);
      return EXIT.done;
    }
    const office = await context.office();
    const files = await openWatched(path);
    return await watchingAlone(office, path, () =>
      interruptible(context, async signal => {
        const outcomes: Outcome[] = [];
        const counts = { done: 0, failed: 0 };
        const tell = (done: WatchedFile) => {
          counts[done.ok ? 'done' : 'failed'] += 1;
          if (once) outcomes.push(outcomeOf(done));
          else for (const line of outcomeOf(done).lines) report.note(line);
        };
        if (!once) report.note(`正在监视 ${cleanLine(path)}，每 ${every} 秒看一次；Ctrl+C 停下`);
        let before: Look | undefined;
        for (;;) {
          const now = await files.look(before);
          await takeStill(office, now, { send, signal, files }, tell);
          if (send && !signal.aborted) await deliverWaiting(context, office, signal);
          // Of files that are written on `--once` is not the one to wait for the end.
          if (signal.aborted || (once && before && now.still.length === 0)) break;
          before = now;
          await pause(office, once ? SETTLING : every, signal);
        }
        if (once) return reportInterruptible(report, outcomes, signal);
        report.result(counts, () => [`完成 ${counts.done} 个文件，失败 ${counts.failed} 个`]);
        return EXIT.interrupted;
      }),
    );
  },
};

/** What could not leave before is tried again when its time has come. */
async function deliverWaiting({ report }: Context, office: Office, signal: AbortSignal): Promise<void> {
  try {
    if ((await office.store.outbox.due(office.now())).length === 0) return;
    for (const { entry, text } of await deliverDue(office, await openChannel(office), { signal }))
      report.note(`${entry.entryNo}  发送队列：${cleanLine(text)}`);
  } catch (error) {
    if (!(error instanceof UserError) || error.exit === 'store') throw error;
    report.note(`发送队列：${cleanLine(error.message)}`);
  }
}

function outcomeOf({ file, ok, movedTo, declarations }: WatchedFile): Outcome {
  return {
    input: file,
    ok,
    document: { movedTo, declarations },
    lines: [
      `${cleanLine(file)} → ${cleanLine(movedTo)}`,
      ...declarations.flatMap(({ lines }) => lines.map(line => `  ${line}`)),
    ],
    exit: EXIT.faults,
  };
}
