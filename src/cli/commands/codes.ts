import { EXIT } from '../../errors.ts';
import { importCodes, revertCodes, searchCodes } from '../../jobs/codes.ts';
import type { Command } from '../context.ts';
import { inputsOf } from '../inputs.ts';
import { tableOf } from '../report.ts';

const ORIGINS = { shipped: '随程序', imported: '已导入', none: '未装载' } as const;

interface CodesArguments {
  readonly action: 'list' | 'search' | 'import' | 'revert';
  readonly words?: readonly string[];
  readonly table?: string;
  readonly limit: number;
  readonly shipped?: boolean;
  readonly replace?: boolean;
}

export const codes: Command = {
  command: 'codes <action> [words..]',
  describe: '代码表：list 列出，search 表名 词 查找，import 文件 --table 表名 导入，revert 表名 退回',
  build: yargs =>
    yargs
      .positional('action', { choices: ['list', 'search', 'import', 'revert'], demandOption: true, describe: '做什么' })
      .positional('words', { type: 'string', array: true, describe: '表名和要找的词，或文件' })
      .option('table', { alias: 't', type: 'string', describe: '导入到哪一张表' })
      .option('limit', { type: 'number', default: 20, describe: '最多列出几行' })
      .option('replace', { type: 'boolean', describe: '文件里缺少原表的许多行时也导入，缺少的去掉' })
      .option('shipped', { type: 'boolean', describe: '退回到随程序的表' })
      .example('$0 codes search hs 牛肉', '在 HS 编码表里找')
      .example('$0 codes import 新代码.xlsx --table world-ports', '导入更新的代码表'),
  async run(context, args: CodesArguments) {
    const { office, report, rim } = context;
    const open = await office();
    const [first = '', ...rest] = args.words ?? [];
    if (args.action === 'list') {
      const tables = open.codes.list();
      report.result(tables, () =>
        tableOf(
          ['表名', '名称', '行数', '来自', '完整', '来源'],
          tables.map(table => [
            table.name,
            table.title,
            String(table.rows),
            ORIGINS[table.origin],
            table.complete ? '是' : '否',
            table.source,
          ]),
        ),
      );
    } else if (args.action === 'search') {
      const rows = searchCodes(open, first, rest.join(' '), args.limit);
      report.result(rows, () =>
        tableOf(
          ['代码', '名称', '首字母'],
          rows.map(row => [row.code, row.name, row.initials]),
        ),
      );
    } else if (args.action === 'import') {
      const [input] = await inputsOf(first ? [first] : ['-'], rim);
      const result = await importCodes(open, {
        name: input?.name ?? '-',
        bytes: (await input?.read()) ?? new Uint8Array(),
        table: args.table ?? '',
        replace: args.replace === true,
      });
      report.result(result, () => [
        `${result.table}：${result.rows} 行，新增 ${result.added}，改变 ${result.changed}，去掉 ${result.removed}；原来的表已保留，可用 codes revert ${result.table} 退回`,
        ...(result.ignored.length > 0 ? [`没有用到的列：${result.ignored.join('、')}`] : []),
        ...(result.kept.length > 0 ? [`文件里没有、沿用原表的列：${result.kept.join('、')}`] : []),
      ]);
    } else {
      const result = await revertCodes(open, first || (args.table ?? ''), args.shipped === true);
      report.result(result, () => [
        `${result.table}：已退回到${ORIGINS[result.to.origin]}的表${result.to.rows === undefined ? '' : `（${result.to.rows} 行）`}`,
      ]);
    }
    return EXIT.done;
  },
};
