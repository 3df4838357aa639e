import { EXIT } from '../../errors.ts';
import { backupStore, checkStore, restoreStore } from '../../jobs/keep-store.ts';
import { usage } from '../arguments.ts';
import type { Command } from '../context.ts';

interface StoreArguments {
  readonly action: 'check' | 'backup' | 'restore';
  readonly file?: string;
  readonly repair?: boolean;
  readonly withKey?: boolean;
  readonly replace?: boolean;
}

export const store: Command = {
  command: 'store <action> [file]',
  describe: '数据：check 检查（--repair 修复），backup 文件 备份，restore 文件 恢复到 --home',
  build: yargs =>
    yargs
      .positional('action', { choices: ['check', 'backup', 'restore'], demandOption: true, describe: '做什么' })
      .positional('file', { type: 'string', describe: '备份文件' })
      .option('repair', { type: 'boolean', describe: '修复能修复的' })
      .option('with-key', { type: 'boolean', describe: '备份里也放密码的密钥' })
      .option('replace', { type: 'boolean', describe: '恢复时目录里已有数据也继续，原来的目录改名留下' })
      .example('$0 store check --repair', '检查并修复数据')
      .example('$0 store backup 备份.tar.gz', '备份')
      .example('$0 store restore 备份.tar.gz --home 新目录', '恢复到新目录'),
  async run({ office, report, rim, home }, { action, file = '', repair, withKey, replace }: StoreArguments) {
    if (action !== 'check' && file === '') throw usage('没有写明备份文件', `如 baojian store ${action} 备份.tar.gz`);
    if (action === 'restore') {
      const restored = await restoreStore({ home, now: rim.now }, file, replace === true);
      report.result(restored, () => [`已恢复到 ${home}`]);
      return EXIT.done;
    }
    const open = await office();
    if (action === 'backup') {
      const backup = await backupStore(open, file, withKey === true);
      report.result(backup, () => [`已备份到 ${file}`]);
      return EXIT.done;
    }
    const { declarations, problems } = await checkStore(open, repair === true);
    const left = problems.filter(({ repaired }) => !repaired);
    report.result({ declarations, problems }, () => [
      ...problems.map(({ file: place, text, repaired }) => `${repaired ? '已修复' : '有问题'}  ${place}：${text}`),
      `${declarations} 份单证，${problems.length} 处问题${problems.length > 0 ? `，已修复 ${problems.length - left.length} 处` : ''}`,
      ...(left.length > 0 && repair !== true ? ['  → 修复能修复的：baojian store check --repair'] : []),
    ]);
    return left.length > 0 ? EXIT.store : EXIT.done;
  },
};
