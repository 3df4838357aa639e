import type { Counterparts } from '../../codes/mapping.ts';
import { EXIT, UserError } from '../../errors.ts';
import { addAlias, aliasesOf, dropAlias } from '../../jobs/aliases.ts';
import { type CodeTableStatus, codeStatus, listedTables } from '../../jobs/code-status.ts';
import { importCodes, revertCodes, searchCodes, tableNamed, tableOfFile } from '../../jobs/codes.ts';
import type { Office } from '../../jobs/office.ts';
import { addRow, dropRow, ownRowsOf, undoRow } from '../../jobs/own-codes.ts';
import { touchedCodes } from '../../jobs/touched-codes.ts';
import { cleanLine } from '../../text.ts';
import type { Command, Context } from '../context.ts';
import { inputsOf } from '../inputs.ts';
import { tableOf } from '../report.ts';
import { touchedHint, touchedOnes } from '../touched-actions.ts';

const ACTIONS = ['list', 'status', 'search', 'import', 'revert', 'alias', 'add', 'drop', 'touched'] as const;
const STATES = { added: '增加', changed: '改变', stopped: '停用' } as const;
const ORIGINS = { shipped: '随程序', imported: '已导入', none: '未装载' } as const;

interface CodesArguments {
  readonly action: (typeof ACTIONS)[number];
  readonly words?: readonly string[];
  readonly table?: string;
  readonly limit: number;
  readonly shipped?: boolean;
  readonly replace?: boolean;
  readonly merge?: boolean;
  readonly skipFaults?: boolean;
  readonly sheet?: string;
  readonly column?: readonly string[];
  readonly drop?: boolean;
  readonly set?: readonly string[];
  readonly undo?: boolean;
}

export const codes: Command = {
  command: 'codes <action> [words..]',
  right: {
    list: 'declaration.read',
    status: 'declaration.read',
    search: 'declaration.read',
    import: 'codes',
    revert: 'codes',
    alias: 'import-memory',
    add: 'codes',
    drop: 'codes',
    touched: 'declaration.read',
  },
  describe:
    '代码表：list 列出，status 各表有多少、还缺什么，search 表名 词 查找，import 文件 --table 表名 导入，revert 表名 退回，alias 表名 代码 别名 另起一个叫法，add 表名 代码 名称 增改一行，drop 表名 代码 停用一行，touched [表名] 已失效而还在用的代码，touched 表名 旧=新 全部替换',
  build: yargs =>
    yargs
      .positional('action', { choices: ACTIONS, demandOption: true, describe: '做什么' })
      .positional('words', {
        type: 'string',
        array: true,
        describe:
          '表名和要找的词，或文件；alias 后面为表名、代码、别名，只写表名列出别名；list 后面写表名，列出本单位增改和停用的；touched 后面为表名、旧代码=新代码',
      })
      .option('table', { alias: 't', type: 'string', describe: '导入到哪一张表' })
      .option('limit', { type: 'number', default: 20, describe: '最多列出几行' })
      .option('replace', { type: 'boolean', describe: '文件里缺少原表的许多行时也导入，缺少的去掉' })
      .option('merge', { type: 'boolean', describe: '只增加和修改，文件里没有的行留着' })
      .option('skip-faults', { type: 'boolean', describe: '读不懂的行不导入，其余的导入' })
      .option('sheet', { type: 'string', describe: '工作簿里的哪一张工作表：名称或序号' })
      .option('column', {
        type: 'string',
        array: true,
        nargs: 1,
        describe: '哪一列是什么：code=列名、name=列名或列号，可写几次',
      })
      .option('drop', { type: 'boolean', describe: '去掉本单位的这个别名：alias 表名 别名 --drop' })
      .option('set', { type: 'string', array: true, nargs: 1, describe: 'add 时别的列：列=值，可写几次' })
      .option('undo', { type: 'boolean', describe: '撤销本单位的增改（add）或停用（drop）' })
      .option('shipped', { type: 'boolean', describe: '退回到随程序的表' })
      .example('$0 codes status', '哪些表只有一部分，哪些还没有装载')
      .example('$0 codes search hs 牛肉', '在 HS 编码表里找')
      .example('$0 codes import 新代码.xlsx --table world-ports', '导入更新的代码表；文件名就是表名时不必写 --table')
      .example('$0 codes alias units 120 CTNS', '表格里写 CTNS 的当作 120 箱')
      .example('$0 codes add units 999 托', '增加或改变一行；以后导入、退回都留着')
      .example('$0 codes drop units 163', '停用一行：不再列出，填了就报错，旧单证照样显示名称')
      .example('$0 codes drop units 163 --undo', '重新启用')
      .example('$0 codes touched hs', '换表以后，哪些商品、模板、草稿和已保存的单证还用着失效的编码')
      .example('$0 codes touched units 163=120', '把失效的代码换成现行的，在商品、模板、草稿和已保存的单证里')
      .example('$0 codes alias countries', '列出国家和地区的全部别名'),
  completes(name, [action = '', table]) {
    if (name.startsWith('--')) return undefined;
    if (action === 'import') return ['files'];
    if (table === undefined) return ['tables'];
    return ['alias', 'add', 'drop', 'search', 'touched'].includes(action) ? [{ codesOf: table }] : undefined;
  },
  async run(context, args: CodesArguments) {
    const { office, report, rim } = context;
    const open = await office();
    const [first = '', ...rest] = args.words ?? [];
    if (args.action === 'list' && first !== '') {
      const own = await ownRowsOf(open, tableNamed(open, first));
      report.result(own, () =>
        tableOf(
          ['代码', '名称', '本单位'],
          own.map(row => [row.code, row.name, STATES[row.state]]),
        ),
      );
    } else if (args.action === 'add' || args.action === 'drop') {
      await ownRow(context, open, args.action, [first, ...rest], args);
    } else if (args.action === 'list') {
      const tables = await listedTables(open);
      report.result(tables, () =>
        tableOf(
          ['表名', '名称', '行数', '本单位', '来自', '完整', '来源'],
          tables.map(table => [
            table.name,
            table.title,
            String(table.rows),
            table.own === 0 ? '' : String(table.own),
            ORIGINS[table.origin],
            table.complete ? '是' : '否',
            table.source,
          ]),
        ),
      );
    } else if (args.action === 'status') {
      const tables = await codeStatus(open);
      report.result(tables, () => statusLines(tables));
    } else if (args.action === 'search') {
      const rows = searchCodes(open, tableNamed(open, first), rest.join(' '), args.limit);
      const own = rows.some(row => row.own || row.stopped);
      const mapped = rows.some(({ today }) => today !== undefined);
      report.result(rows, () =>
        tableOf(
          ['代码', '名称', '首字母', ...(mapped ? ['2018年起'] : []), ...(own ? ['本单位'] : [])],
          rows.map(row => [
            row.code,
            row.name,
            row.initials,
            ...(mapped ? [writtenToday(row.today)] : []),
            ...(own ? [row.stopped ? '已停用' : row.own ? '增改' : ''] : []),
          ]),
        ),
      );
    } else if (args.action === 'import') {
      const [input] = await inputsOf(first ? [first] : ['-'], rim);
      const table = args.table ?? tableOfFile(open, input?.name ?? '-');
      const result = await importCodes(open, {
        name: input?.name ?? '-',
        bytes: (await input?.read()) ?? new Uint8Array(),
        table,
        replace: args.replace === true,
        merge: args.merge === true,
        skipFaults: args.skipFaults === true,
        columns: (args.column ?? []).map(columnWord),
        ...(args.sheet === undefined ? {} : { sheet: args.sheet }),
      });
      const touched = await touchedCodes(open, result.table);
      report.result({ ...result, touched }, () => [...importLines(result, table), ...touchedHint(touched)]);
    } else if (args.action === 'touched') {
      await touchedOnes(context, open, first, rest);
    } else if (args.action === 'alias') {
      await alias(context, open, first, rest, args.drop === true);
    } else {
      const result = await revertCodes(open, first || (args.table ?? ''), args.shipped === true);
      report.result(result, () => [
        `${result.table}：已退回到${ORIGINS[result.to.origin]}的表${result.to.rows === undefined ? '' : `（${result.to.rows} 行）`}`,
      ]);
    }
    return EXIT.done;
  },
};

function columnWord(text: string): { column: string; at: string } {
  const [, column, at] = /^([^=]+)=(.+)$/u.exec(text) ?? [];
  if (column !== undefined && at !== undefined) return { column, at };
  throw new UserError('codes.headings', `${cleanLine(text)}：应为 列=值 这样的写法`, {
    exit: 'usage',
    next: ['如 --column code=代码 --column name=3、--set group=weight'],
  });
}

function importLines(result: Awaited<ReturnType<typeof importCodes>>, asked: string): readonly string[] {
  const { table, leftOut, ignored, unclear, kept } = result;
  const left = leftOut.reduce((sum, { rows }) => sum + rows, 0);
  return [
    ...(table === asked ? [] : [`文件里是 2018 年起的代码，导入到 ${table}；${asked} 没有改动`]),
    `${table}：${result.rows} 行，新增 ${result.added}，改变 ${result.changed}，去掉 ${result.removed}；原来的表已保留，可用 codes revert ${table} 退回`,
    ...(left > 0 ? [`没有导入 ${left} 行：`] : []),
    ...leftOut.map(
      ({ why, rows, examples }) => `  ${why} ${rows} 行：${examples.join('；')}${rows > examples.length ? '……' : ''}`,
    ),
    ...(ignored.length > 0 ? [`没有用到的列：${ignored.join('、')}`] : []),
    ...(unclear.length > 0
      ? [`说不清是哪一种代码、没有用到的列：${unclear.join('、')}；可以指明，如 --column eciq=${unclear[0]}`]
      : []),
    ...(kept.length > 0 ? [`文件里没有、沿用原表的列：${kept.join('、')}`] : []),
  ];
}

/** The codes of today, the one to write first; a proposed one says so. */
function writtenToday(today: Counterparts | undefined): string {
  const { codes = [], preferred, proposed = false } = today ?? {};
  const inOrder = preferred === undefined ? codes : [preferred, ...codes.filter(code => code !== preferred)];
  return proposed ? `${inOrder.join(' ')}（推定）` : inOrder.join(' ');
}

/** Has a row read as the office wants it, switches it off, or takes that back. */
async function ownRow(
  { report }: Context,
  office: Office,
  action: 'add' | 'drop',
  [table = '', code = '', ...name]: readonly string[],
  { set = [], undo }: CodesArguments,
): Promise<void> {
  if (undo === true) {
    await undoRow(office, table, code, action);
    report.result({ table, code, undone: action }, () => [
      `${table} ${cleanLine(code)}：${action === 'add' ? '已撤销本单位的增改' : '已重新启用'}`,
    ]);
    return;
  }
  const extra = Object.fromEntries(set.map(columnWord).map(({ column, at }) => [column, at]));
  const made =
    action === 'add'
      ? await addRow(office, { table, code, name: name.join(' '), extra })
      : await dropRow(office, table, code);
  const touched = action === 'drop' ? (await touchedCodes(office, table)).filter(each => each.code === made.code) : [];
  report.result({ ...made, ...(action === 'drop' && { touched }) }, () => [
    made.state === 'stopped'
      ? `${made.table} ${made.code} ${made.name}：已停用；codes drop ${made.table} ${made.code} --undo 重新启用`
      : `${made.table} ${made.code} ${made.name}：${made.state === 'added' ? '已增加' : '已改变'}；codes add ${made.table} ${made.code} --undo 撤销`,
    ...touchedHint(touched),
  ]);
}

async function alias(
  { report }: Context,
  office: Office,
  table: string,
  words: readonly string[],
  drop: boolean,
): Promise<void> {
  if (table !== '') tableNamed(office, table);
  if (drop) {
    const word = words.join(' ');
    if (!(await dropAlias(office, table, word))) {
      throw new UserError('codes.word', `本单位没有给 ${table} 起过别名“${cleanLine(word)}”`, {
        exit: 'usage',
        next: [`codes alias ${table} 列出别名；随程序的不能去掉，可以另外指给别的代码`],
      });
    }
    report.result({ table, word, dropped: true }, () => [`已去掉别名：${cleanLine(word)}`]);
    return;
  }
  if (words.length === 0) {
    const all = await aliasesOf(office, table || undefined);
    report.result(all, () =>
      tableOf(
        ['表名', '别名', '代码', '名称', '来自'],
        all.map(each => [each.table, each.word, each.code, each.name, each.own ? '本单位' : '随程序']),
      ),
    );
    return;
  }
  const [code = '', ...word] = words;
  const added = await addAlias(office, { table: tableNamed(office, table), code, word: word.join(' ') });
  report.result(added, () => [`“${added.word}”从现在起就是 ${added.code} ${added.name}`]);
}

function statusLines(tables: readonly CodeTableStatus[]): readonly string[] {
  const lacking = tables.filter(({ official }) => official !== undefined);
  return [
    ...tableOf(
      ['表名', '名称', '行数', '本单位', '来自', '几天前', '状态'],
      tables.map(table => [
        table.table,
        table.title,
        String(table.rows),
        table.own === 0 ? '' : String(table.own),
        ORIGINS[table.origin],
        table.days === undefined ? '' : String(table.days),
        table.state === 'starter'
          ? `只有一部分${table.official === undefined ? '' : `，全表约 ${table.official} 行`}`
          : table.state === 'missing'
            ? '没有装载'
            : '',
      ]),
    ),
    ...lacking.map(({ title, note, table }) => `${title}：${note}。装全：codes import 文件 --table ${table}`),
  ];
}
