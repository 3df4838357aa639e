import { EXIT } from '../../errors.ts';
import { timeOf } from '../../jobs/clock.ts';
import { cancelMessage, deliverOutbox, listOutbox, retryMessage } from '../../jobs/outbox.ts';
import type { Command } from '../context.ts';
import { tableOf } from '../report.ts';

const STATES = { waiting: '等待发送', asking: '等待查询结果', sent: '已发出', failed: '已放弃' } as const;

export const outbox: Command = {
  command: 'outbox [action] [messageId]',
  describe: '发件箱：list 列出，deliver 立即再试，retry 重新排队，cancel 取消',
  build: yargs =>
    yargs
      .positional('action', { choices: ['list', 'deliver', 'retry', 'cancel'], default: 'list', describe: '做什么' })
      .positional('messageId', { type: 'string', describe: '报文编号' })
      .option('done', { type: 'boolean', describe: '也列出已发出的' }),
  async run(
    { office, report },
    args: { action: 'list' | 'deliver' | 'retry' | 'cancel'; messageId?: string; done?: boolean },
  ) {
    const open = await office();
    const { action, messageId = '' } = args;
    if (action === 'retry') await retryMessage(open, messageId);
    if (action === 'cancel') await cancelMessage(open, messageId);
    const delivered = action === 'deliver' ? await deliverOutbox(open) : [];
    for (const { entry, text } of delivered) report.note(`${entry.entryNo}：${text}`);
    const entries = await listOutbox(open, args.done === true);
    report.result(entries, () =>
      entries.length === 0
        ? ['发件箱是空的']
        : tableOf(
            ['录入序号', '报文编号', '状态', '试过', '下次', '最近的结果'],
            entries.map(entry => [
              entry.entryNo,
              entry.messageId,
              STATES[entry.state],
              String(entry.attempts.length),
              timeOf(entry.nextTry),
              entry.attempts.at(-1)?.text ?? '',
            ]),
          ),
    );
    return delivered.some(({ outcome }) => outcome === 'waiting') ? EXIT.transport : EXIT.done;
  },
};
