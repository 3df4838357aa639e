import { EXIT } from '../../errors.ts';
import { unmatchedReceipts } from '../../jobs/overview.ts';
import type { Command } from '../context.ts';
import { tableOf } from '../report.ts';

export const receipts: Command = {
  command: 'receipts [action]',
  right: 'declaration.read',
  describe: '留存的回执：list 列出没有对应单证的',
  build: yargs =>
    yargs
      .positional('action', { choices: ['list'], default: 'list', describe: '做什么' })
      .example('$0 receipts', '看看哪些回执的单证不在这里')
      .example('$0 receipts list --json', '给脚本用'),
  async run({ office, report }) {
    const kept = await unmatchedReceipts(await office());
    report.result(kept, () =>
      kept.length === 0
        ? ['没有留存的回执：每条都有对应的单证']
        : [
            ...tableOf(
              ['录入序号', '时间', '代码', '内容'],
              kept.map(({ entryNo, time, code, text }) => [entryNo, time, code, text]),
            ),
            '  → 单证回到这里后（undelete 录入序号），下一次 receive 就会用上',
          ],
    );
    return EXIT.done;
  },
};
