import { check as checkDocument, hasErrors } from '../../declaration/check.ts';
import { EXIT } from '../../errors.ts';
import { doubtsOf, type Looked } from '../../jobs/doubts.ts';
import { checkContextFor } from '../../jobs/former-prices.ts';
import { faultsOf } from '../../jobs/import-declarations.ts';
import type { Command } from '../context.ts';
import { eachDeclaration } from '../each-declaration.ts';
import { faultDocuments, faultLines, filledLines } from '../fault-lines.ts';
import { entryNosOf, inputsOf, isEntryNo, noteNothing } from '../inputs.ts';
import { eachOf, type Outcome, reportOutcomes } from '../outcome.ts';

interface CheckArguments {
  readonly inputs: readonly string[];
  readonly direction?: 'in' | 'out' | 'pack';
  readonly hidden?: boolean;
}

export const check: Command = {
  command: 'check <inputs..>',
  right: 'declaration.read',
  describe: '检查单证（录入序号）或文件（json、报文 xml、xlsx、xls、csv），不保存',
  build: yargs =>
    yargs
      .positional('inputs', {
        type: 'string',
        array: true,
        describe: '录入序号、文件或文件夹；- 为标准输入',
        demandOption: true,
      })
      .option('direction', { alias: 'd', choices: ['in', 'out', 'pack'], describe: '文件里没有写明时的单证类型' })
      .option('hidden', { type: 'boolean', describe: '工作簿里隐藏的行、筛选掉的行、隐藏的栏和隐藏的工作表也读' })
      .example('$0 check 全单.xlsx', '导入之前看看有没有差错')
      .example('$0 check WI179546740372500 --json', '检查一份单证，给脚本用'),
  completes: () => ['entry-numbers', 'files'],
  async run({ office, report, rim }, args: CheckArguments) {
    const open = await office();
    const outcomeOf = (
      input: string,
      faults: Parameters<typeof faultDocuments>[0],
      filled?: Parameters<typeof filledLines>[0],
    ): Outcome => ({
      input,
      ok: !hasErrors(faults),
      document: { faults: faultDocuments(faults), ...(filled && { filled }) },
      lines: [
        `${input}：${hasErrors(faults) ? '有差错' : faults.length > 0 ? '没有差错，有提醒' : '没有差错'}`,
        ...faultLines(faults),
        ...filledLines(filled ?? []),
      ],
      exit: EXIT.faults,
    });
    const entryNos = await entryNosOf(args.inputs.filter(isEntryNo), rim);
    // What people would be asked about before it is saved or sent is a warning here.
    const doubtful = async (looked: Looked) => (await doubtsOf(open, looked)).map(({ fault }) => fault);
    const stored = await eachOf(entryNos, String, async entryNo => {
      const record = await open.store.get(entryNo);
      const context = await checkContextFor(open, record.document);
      return outcomeOf(entryNo, [...checkDocument(record.document, context), ...(await doubtful(record))]);
    });
    const inputs = await inputsOf(
      args.inputs.filter(word => !isEntryNo(word)),
      rim,
      report.note,
    );
    const files = await eachDeclaration(open, inputs, args, async found =>
      outcomeOf(
        found.name,
        [...(await faultsOf(open, found)), ...(await doubtful({ document: found.document }))],
        found.filled,
      ),
    );
    noteNothing(report, [...stored, ...files], '没有可检查的单证或文件');
    return reportOutcomes(report, [...stored, ...files]);
  },
};
