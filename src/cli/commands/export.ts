import { EXIT } from '../../errors.ts';
import { countLedger, exportLedger } from '../../jobs/ledger.ts';
import { columnsNamed, keepLedgerTemplate, templateColumns } from '../../jobs/ledger-templates.ts';
import { formatOf } from '../../jobs/new-file.ts';
import { LEDGER_COLUMN_NAMES, ledgerColumn, USUAL_COLUMNS } from '../../ledger/columns.ts';
import { usage } from '../arguments.ts';
import type { Command } from '../context.ts';
import { exportWorkbooks, WORKBOOK_OPTIONS, type WorkbookArguments } from '../export-workbooks.ts';
import { type LedgerArguments, ledgerOptions, ledgerQueryOf } from '../ledger-options.ts';

interface ExportArguments extends LedgerArguments, WorkbookArguments {
  readonly words: readonly string[];
  readonly workbook?: boolean;
  readonly columns?: string;
  readonly template?: string;
  readonly keep?: string;
}

const COLUMNS = LEDGER_COLUMN_NAMES.map(name => `${name} ${ledgerColumn(name).label}`).join('、');

export const exportDeclarations: Command = {
  command: 'export <words..>',
  right: 'declaration.read',
  describe: '导出统计查询找到的单证（.xlsx、.xls、.csv）；--workbook 把几份单证各写成工作簿；已有的文件不覆盖',
  build: yargs =>
    ledgerOptions(
      yargs.positional('words', {
        ...{ type: 'string', array: true, demandOption: true },
        describe: '要写的文件，结尾决定格式；有 --workbook 时是录入序号，- 从标准输入读取',
      }),
    )
      .options(WORKBOOK_OPTIONS)
      .option('columns', { type: 'string', describe: `要导出的项，按次序用逗号分开：${COLUMNS}` })
      .option('template', { type: 'string', describe: '用这个导出模板的项' })
      .option('keep', { type: 'string', describe: '把 --columns 的项存为这个名称的导出模板，同名的替换' })
      .example('$0 export 九月.xlsx --from 2017-09-01 --to 2017-09-30', '九月入境的台账')
      .example('$0 export 台账.xlsx --columns 报检号,合同号,货物总值 --keep 送审', '选三项，并存为模板')
      .example('$0 export --workbook WI179546740372500 --file 单证.xlsx', '一份单证写成工作簿')
      .example('$0 list --status saved --json | $0 export - --workbook --folder 交接', '已保存的都写进一个目录')
      .example('$0 export 台账.csv --kind out --template 送审', '以后用模板'),
  completes: () => ['entry-numbers', 'files'],
  async run(context, { words, workbook, columns, template, keep, ...args }: ExportArguments) {
    if (workbook) return await exportWorkbooks(context, words, args);
    const { office: open, report } = context;
    const [file = '', more] = words;
    if (more !== undefined || args.file !== undefined || args.folder !== undefined)
      throw usage('统计查询写进一个文件', '录入序号、--file、--folder 与 --workbook 同用');
    if (columns !== undefined && template !== undefined) throw usage('--columns 和 --template 只能写一个');
    if (keep !== undefined && columns === undefined) throw usage('--keep 要和 --columns 一起写');
    formatOf(file);
    const office = await open();
    const query = ledgerQueryOf(args, office.now());
    const named = columns
      ?.split(/[,，、]/u)
      .map(word => word.trim())
      .filter(Boolean);
    const chosen =
      template !== undefined ? await templateColumns(office, template) : named ? columnsNamed(named) : USUAL_COLUMNS;
    const rows = office.store.rows();
    const { total } = await countLedger(office, rows, query, undefined);
    const list = { direction: query.direction, rows, places: total.places, columns: chosen };
    const path = await exportLedger(office, file, list);
    if (keep !== undefined) await keepLedgerTemplate(office, { name: keep, columns: [...chosen] });
    report.result({ file: path, declarations: total.count, columns: chosen }, () => [
      `已写出 ${total.count} 份单证：${path}`,
      ...(keep === undefined ? [] : [`已存为导出模板“${keep}”`]),
    ]);
    return EXIT.done;
  },
};
