import { EXIT } from '../../errors.ts';
import { writeWorkbook } from '../../jobs/write-workbook.ts';
import type { Command } from '../context.ts';

interface WorkbookArguments {
  readonly template: 'goods' | 'declaration' | 'containers';
  readonly file: string;
  readonly direction?: 'in' | 'out' | 'pack';
}

export const workbook: Command = {
  command: 'workbook <template> <file>',
  right: 'anybody',
  describe: '写出供填写的空表：goods 货物，declaration 全单，containers 集装箱（.xlsx、.xls、.csv）',
  build: yargs =>
    yargs
      .positional('template', {
        choices: ['goods', 'declaration', 'containers'],
        demandOption: true,
        describe: '哪一种',
      })
      .positional('file', { type: 'string', demandOption: true, describe: '文件名' })
      .option('direction', { alias: 'd', choices: ['in', 'out', 'pack'], describe: '只含这一种单证的栏位' })
      .example('$0 workbook declaration 全单.xlsx --direction in', '入境全单的空表')
      .example('$0 workbook goods 货物.csv', '货物的空表'),
  completes: () => ['files'],
  async run({ report }, { template, file, direction }: WorkbookArguments) {
    await writeWorkbook(file, template, direction);
    report.result({ file, template }, () => [`已写出 ${file}；填写后用 import 导入`]);
    return EXIT.done;
  },
};
