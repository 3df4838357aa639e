import { EXIT } from '../../errors.ts';
import { importDeclaration } from '../../jobs/import-declarations.ts';
import { importRows } from '../../jobs/import-rows.ts';
import { demandMarkable, writeMarked } from '../../jobs/mark-workbook.ts';
import type { FoundDeclaration } from '../../jobs/read-workbooks.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import type { Command } from '../context.ts';
import { eachDeclaration, fileOf } from '../each-declaration.ts';
import { faultDocuments, faultLines, filledLines } from '../fault-lines.ts';
import { inputsOf, noteNothing, shortName } from '../inputs.ts';
import { leftDocuments, leftIn, leftLines } from '../left-lines.ts';
import { eachOf, type Outcome, reportOutcomes } from '../outcome.ts';
import { unknownLines } from '../unknown-lines.ts';
import { columnDocuments, declarationLines, lineDocuments, mappingLines } from '../workbook-documents.ts';

interface ImportArguments {
  readonly inputs: readonly string[];
  readonly direction?: 'in' | 'out' | 'pack';
  readonly into?: string;
  readonly replace?: boolean;
  readonly draft?: boolean;
  readonly again?: boolean;
  readonly hidden?: boolean;
  readonly mapping?: string;
  readonly mark?: string;
}

export const importInto: Command = {
  command: 'import <inputs..>',
  right: 'declaration.write',
  describe: '导入单证（json、报文 xml 或装着它们的 zip、xlsx、xls、csv）；--into 把货物或集装箱导入已有的单证',
  build: yargs =>
    yargs
      .positional('inputs', { type: 'string', array: true, describe: '文件或文件夹；- 为标准输入', demandOption: true })
      .option('direction', { alias: 'd', choices: ['in', 'out', 'pack'], describe: '文件里没有写明时的单证类型' })
      .option('into', { type: 'string', describe: '录入序号：货物或集装箱导入这份单证' })
      .option('replace', { type: 'boolean', describe: '与 --into 同用：覆盖原有的，不是追加' })
      .option('draft', { type: 'boolean', describe: '一律存为草稿，不检查' })
      .option('again', { type: 'boolean', describe: '内容相同、已导入过的也再导入一份' })
      .option('hidden', { type: 'boolean', describe: '工作簿里隐藏的行、筛选掉的行、隐藏的栏和隐藏的工作表也导入' })
      .option('mapping', {
        type: 'string',
        describe: '与 --into 同用：按这个名称的栏目对应来读（settings get columnMappings）',
      })
      .option('mark', { type: 'string', describe: '把差错写回工作簿，存成这个新文件（.xlsx、.xls），原来的内容不变' })
      .example('$0 import 全单.xlsx 单证.json 文件夹', '导入几个文件和一个文件夹里的全部')
      .example('$0 import 货物.xlsx --into WI179546740372500 --replace', '用表里的货物替换这份单证的货物')
      .example('$0 import 货物.xlsx --into WI179546740372500 --mark 货物-核对.xlsx', '差错写在新文件的最后一列和批注里')
      .example('cat 单证.jsonl | $0 import - --json', '从标准输入导入，每行一份'),
  completes: () => ['files'],
  async run({ office, report, rim }, args: ImportArguments) {
    const open = await office();
    if (args.replace && args.into === undefined) throw usage('--replace 要与 --into 同用');
    if (args.mapping !== undefined && args.into === undefined) throw usage('--mapping 要与 --into 同用');
    const inputs = await inputsOf(args.inputs, rim, report.note);
    noteNothing(report, inputs, '没有可导入的文件（json、jsonl、xml、xlsx、xls、csv）');
    if (args.mark !== undefined && inputs.length > 1) throw usage('--mark 一次只标注一个工作簿');
    if (args.mark !== undefined) await demandMarkable(args.mark);
    const progress = (name: string) => (done: number, total: number) => {
      if (total >= 1000 && done % 1000 === 0) report.note(`${name}：${done}/${total} 行`);
    };
    const options = {
      ...(args.direction && { direction: args.direction }),
      hidden: args.hidden === true,
      ...(args.mapping !== undefined && { mapping: args.mapping }),
      onProgress: progress,
    };
    if (args.into !== undefined) {
      const into = { entryNo: args.into.toUpperCase(), replace: args.replace === true };
      return reportOutcomes(
        report,
        await eachOf(inputs, shortName, async input => {
          const file = await fileOf(input, options);
          const done = await importRows(open, file, into);
          if (args.mark !== undefined) await writeMarked(args.mark, file, markedRows(done));
          return rowsOutcome(done, args.mark);
        }),
      );
    }
    const wishes = { again: args.again === true, draft: args.draft === true };
    return reportOutcomes(
      report,
      await eachDeclaration(open, inputs, options, async (found, file) => {
        const done = await importDeclaration(open, found, wishes);
        if (args.mark !== undefined) {
          await writeMarked(args.mark, file, { faults: done.faults, left: done.left, heads: new Map() });
        }
        return declarationOutcome(done, found, args.mark);
      }),
    );
  },
};

const WORDS = {
  saved: '已保存',
  draft: '有差错，存为草稿',
  already: '内容相同的已导入过，没有再导入（--again 可再导入）',
} as const;

type Done<F extends (...args: never) => Promise<unknown>> = Awaited<ReturnType<F>>;

/** What is written back into a workbook of rows. */
function markedRows({ faults, review }: Done<typeof importRows>) {
  return {
    faults,
    left: leftIn(review.rows),
    heads: new Map(review.columns.map(({ sheet, headAt }) => [sheet, headAt])),
  };
}

const markLines = (mark: string | undefined): readonly string[] =>
  mark === undefined ? [] : [`  → 标注在 ${cleanLine(mark)}`];

function declarationOutcome(
  { name, entryNo, status, outcome, faults, unknown, left, filled }: Done<typeof importDeclaration>,
  found: FoundDeclaration,
  mark: string | undefined,
): Outcome {
  const blocked = outcome === 'draft' && faults.some(({ level }) => level === 'error');
  return {
    input: name,
    ok: !blocked,
    document: {
      entryNo,
      outcome,
      status,
      faults: faultDocuments(faults),
      unknown,
      left: leftDocuments(left),
      lines: declarationLines(found, faults),
      filled,
      ...(mark !== undefined && { mark }),
    },
    lines: [
      `${name} → ${entryNo}  ${outcome === 'draft' && !blocked ? '存为草稿' : WORDS[outcome]}`,
      ...faultLines(faults),
      ...unknownLines(unknown),
      ...leftLines(left),
      ...filledLines(filled),
      ...markLines(mark),
    ],
    exit: EXIT.faults,
  };
}

function rowsOutcome(
  { name, entryNo, list, taken, rows, faults, review }: Done<typeof importRows>,
  mark: string | undefined,
): Outcome {
  const what = list === 'goods' ? '项货物' : '行集装箱';
  const { unknown, mapping } = review;
  const left = leftIn(review.rows);
  return {
    input: name,
    ok: taken,
    document: {
      entryNo,
      list,
      rows,
      faults: faultDocuments(faults),
      unknown,
      left: leftDocuments(left),
      lines: lineDocuments(review.rows),
      columns: columnDocuments(review),
      ...(mapping !== undefined && { mapping }),
      ...(mark !== undefined && { mark }),
    },
    lines: [
      taken
        ? `${name} → ${entryNo}  已导入 ${rows} ${what}，单证为草稿，用 save 检查并保存`
        : `${name}：有差错，没有导入`,
      ...mappingLines(review),
      ...faultLines(faults),
      ...unknownLines(unknown),
      ...leftLines(left),
      ...markLines(mark),
    ],
    exit: EXIT.faults,
  };
}
