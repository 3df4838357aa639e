import { EXIT, exitCodeOf } from '../../errors.ts';
import { timeOf } from '../../jobs/clock.ts';
import { cancelMessage, deliverOutbox, listOutbox, retryMessage, unreadableOutbox } from '../../jobs/outbox.ts';
import { isHeld } from '../../store/outbox-entry.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import type { Command } from '../context.ts';
import { noteUnreadable, tableOf } from '../report.ts';

const STATES = { waiting: '等待发送', asking: '等待查询结果', sent: '已发出', failed: '没有收下' } as const;

export const outbox: Command = {
  command: 'outbox [action] [message]',
  right: {
    list: 'declaration.read',
    deliver: 'declaration.send',
    retry: 'declaration.send',
    cancel: 'declaration.send',
  },
  describe: '发送队列：list 列出，deliver 立即再试，retry 重新排队，cancel 取消',
  build: yargs =>
    yargs
      .positional('action', { choices: ['list', 'deliver', 'retry', 'cancel'], default: 'list', describe: '做什么' })
      .positional('message', { type: 'string', describe: '报文编号，或录入序号' })
      .option('now', { type: 'boolean', describe: 'deliver 时，推迟的也现在就发' })
      .option('done', { type: 'boolean', describe: '也列出已发出的' })
      .example('$0 outbox', '看看什么在等待发送，为什么')
      .example('$0 outbox deliver', '立即再试')
      .example('$0 outbox cancel WI179546740372500', '取消没有送达的，单证回到已保存'),
  completes: name => (name === 'message' ? ['waiting-messages'] : undefined),
  async run(
    { office, report, rim },
    args: { action: 'list' | 'deliver' | 'retry' | 'cancel'; message?: string; done?: boolean; now?: boolean },
  ) {
    const { action, message } = args;
    const isOfOne = action === 'retry' || action === 'cancel';
    if (isOfOne && message === undefined) throw usage('没有写明哪份报文', `如 baojian outbox ${action} 录入序号`);
    const open = await office();
    if (action === 'retry') await retryMessage(open, message ?? '');
    if (action === 'cancel') await cancelMessage(open, message ?? '');
    const delivered = action === 'deliver' ? await deliverOutbox(open, { unheld: args.now === true }) : [];
    for (const { entry, text } of delivered) report.note(`${entry.entryNo}  ${cleanLine(text)}`);
    noteUnreadable(report, await unreadableOutbox(open));
    const entries = await listOutbox(open, args.done === true);
    report.result(entries, () =>
      entries.length === 0
        ? ['发送队列是空的']
        : tableOf(
            ['录入序号', '报文编号', '状态', '试过', '下次再试', '最近的结果'],
            entries.map(entry => [
              entry.entryNo,
              entry.messageId,
              isHeld(entry, rim.now()) ? '推迟发送' : STATES[entry.state],
              String(entry.attempts.length),
              entry.state === 'waiting' || entry.state === 'asking' ? timeOf(entry.nextTry) : '',
              entry.attempts.at(-1)?.text ?? '',
            ]),
          ),
    );
    const codes = delivered.flatMap(({ error, outcome }) =>
      outcome === 'taken' || outcome === 'held' ? [] : [error ? exitCodeOf(error) : EXIT.transport],
    );
    const [only = EXIT.done] = codes;
    return codes.every(code => code === only) ? only : EXIT.faults;
  },
};
