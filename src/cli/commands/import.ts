import { EXIT } from '../../errors.ts';
import { importDeclaration, importRows } from '../../jobs/import-declarations.ts';
import { usage } from '../arguments.ts';
import type { Command } from '../context.ts';
import { eachDeclaration, fileOf } from '../each-declaration.ts';
import { faultDocuments, faultLines, filledLines } from '../fault-lines.ts';
import { inputsOf, noteNothing, shortName } from '../inputs.ts';
import { leftDocuments, leftLines } from '../left-lines.ts';
import { eachOf, type Outcome, reportOutcomes } from '../outcome.ts';
import { unknownLines } from '../unknown-lines.ts';

interface ImportArguments {
  readonly inputs: readonly string[];
  readonly direction?: 'in' | 'out' | 'pack';
  readonly into?: string;
  readonly replace?: boolean;
  readonly draft?: boolean;
  readonly again?: boolean;
  readonly hidden?: boolean;
}

export const importInto: Command = {
  command: 'import <inputs..>',
  describe: '导入单证（json、报文 xml 或装着它们的 zip、xlsx、xls、csv）；--into 把货物或集装箱导入已有的单证',
  build: yargs =>
    yargs
      .positional('inputs', { type: 'string', array: true, describe: '文件或文件夹；- 为标准输入', demandOption: true })
      .option('direction', { alias: 'd', choices: ['in', 'out', 'pack'], describe: '文件里没有写明时的单证类型' })
      .option('into', { type: 'string', describe: '录入序号：货物或集装箱导入这份单证' })
      .option('replace', { type: 'boolean', describe: '与 --into 同用：覆盖原有的，不是追加' })
      .option('draft', { type: 'boolean', describe: '一律存为草稿，不检查' })
      .option('again', { type: 'boolean', describe: '内容相同、已导入过的也再导入一份' })
      .option('hidden', { type: 'boolean', describe: '工作簿里隐藏的行、筛选掉的行和隐藏的工作表也导入' })
      .example('$0 import 全单.xlsx 单证.json 文件夹', '导入几个文件和一个文件夹里的全部')
      .example('$0 import 货物.xlsx --into WI179546740372500 --replace', '用表里的货物替换这份单证的货物')
      .example('cat 单证.jsonl | $0 import - --json', '从标准输入导入，每行一份'),
  async run({ office, report, rim }, args: ImportArguments) {
    const open = await office();
    if (args.replace && args.into === undefined) throw usage('--replace 要与 --into 同用');
    const inputs = await inputsOf(args.inputs, rim, report.note);
    noteNothing(report, inputs, '没有可导入的文件（json、jsonl、xml、xlsx、xls、csv）');
    const progress = (name: string) => (done: number, total: number) => {
      if (total >= 1000 && done % 1000 === 0) report.note(`${name}：${done}/${total} 行`);
    };
    const options = {
      ...(args.direction && { direction: args.direction }),
      hidden: args.hidden === true,
      onProgress: progress,
    };
    if (args.into !== undefined) {
      const into = { entryNo: args.into.toUpperCase(), replace: args.replace === true };
      return reportOutcomes(
        report,
        await eachOf(inputs, shortName, async input =>
          rowsOutcome(await importRows(open, await fileOf(input, options), into)),
        ),
      );
    }
    const wishes = { again: args.again === true, draft: args.draft === true };
    return reportOutcomes(
      report,
      await eachDeclaration(open, inputs, options, async found =>
        declarationOutcome(await importDeclaration(open, found, wishes)),
      ),
    );
  },
};

const WORDS = {
  saved: '已保存',
  draft: '有差错，存为草稿',
  already: '内容相同的已导入过，没有再导入（--again 可再导入）',
} as const;

function declarationOutcome({
  name,
  entryNo,
  status,
  outcome,
  faults,
  unknown,
  left,
  filled,
}: Awaited<ReturnType<typeof importDeclaration>>): Outcome {
  const blocked = outcome === 'draft' && faults.some(({ level }) => level === 'error');
  return {
    input: name,
    ok: !blocked,
    document: { entryNo, outcome, status, faults: faultDocuments(faults), unknown, left: leftDocuments(left), filled },
    lines: [
      `${name} → ${entryNo}  ${outcome === 'draft' && !blocked ? '存为草稿' : WORDS[outcome]}`,
      ...faultLines(faults),
      ...unknownLines(unknown),
      ...leftLines(left),
      ...filledLines(filled),
    ],
    exit: EXIT.faults,
  };
}

function rowsOutcome({
  name,
  entryNo,
  list,
  rows,
  faults,
  unknown,
  left,
}: Awaited<ReturnType<typeof importRows>>): Outcome {
  const taken = !faults.some(({ level }) => level === 'error');
  const what = list === 'goods' ? '项货物' : '行集装箱';
  return {
    input: name,
    ok: taken,
    document: { entryNo, list, rows, faults: faultDocuments(faults), unknown, left: leftDocuments(left) },
    lines: [
      taken
        ? `${name} → ${entryNo}  已导入 ${rows} ${what}，单证为草稿，用 save 检查并保存`
        : `${name}：有差错，没有导入`,
      ...faultLines(faults),
      ...unknownLines(unknown),
      ...leftLines(left),
    ],
    exit: EXIT.faults,
  };
}
