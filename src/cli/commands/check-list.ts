import { basename } from 'node:path';
import { EXIT } from '../../errors.ts';
import {
  type Against,
  checkListLines,
  checkListOf,
  writeCheckListPdf,
  writeCheckListWorkbook,
} from '../../jobs/check-list.ts';
import type { Command } from '../context.ts';
import { readInputFile } from '../inputs.ts';

interface CheckListArguments {
  readonly entryNo: string;
  readonly to?: string;
  readonly pdf?: string;
  readonly xlsx?: string;
}

export const checkListCommand: Command = {
  command: 'check-list <entryNo>',
  right: 'declaration.read',
  describe: '核对单：与更早的单证或工作簿不同的在前，全部货物和合计在后；可以写成 PDF 和工作簿',
  build: yargs =>
    yargs
      .positional('entryNo', { type: 'string', describe: '录入序号', demandOption: true })
      .option('to', {
        type: 'string',
        describe: '对照什么：录入序号，或工作簿、JSON、报文的文件；不写是这一收发货人的上一份',
      })
      .option('pdf', { type: 'string', describe: '写成 PDF 的文件名' })
      .option('xlsx', { type: 'string', describe: '写成工作簿的文件名，.xlsx 或 .xls' })
      .example('$0 check-list WI179546740372500', '与这一收发货人的上一份对照')
      .example('$0 check-list WI179546740372500 --to 发票.xlsx --pdf 核对单.pdf', '与工作簿对照，写成 PDF'),
  completes: name => (name === 'entryNo' ? ['entry-numbers'] : name === 'to' ? ['entry-numbers', 'files'] : ['files']),
  async run({ office, report }, { entryNo: asked, to, pdf, xlsx }: CheckListArguments) {
    const [open, entryNo] = [await office(), asked.toUpperCase()];
    const { document } = await open.store.get(entryNo);
    const checked = await checkListOf(open, entryNo, document, await againstOf(to));
    const files = [
      ...(pdf === undefined ? [] : [await writeCheckListPdf(open, pdf, checked)]),
      ...(xlsx === undefined ? [] : [await writeCheckListWorkbook(xlsx, checked)]),
    ];
    report.result({ ...checked, files }, () =>
      files.length > 0
        ? [
            `${entryNo} 的核对单${checked.against ? `（对照 ${checked.against}，${checked.list.differences?.length} 处不同）` : ''}：`,
            ...files.map(file => `  ${file}`),
          ]
        : checkListLines(checked),
    );
    return EXIT.done;
  },
};

async function againstOf(to: string | undefined): Promise<Against> {
  if (to === undefined) return { last: true };
  if (/^W[IEP]\d{13,15}$/iu.test(to)) return { entryNo: to };
  return { file: { name: basename(to), bytes: await readInputFile(to) } };
}
