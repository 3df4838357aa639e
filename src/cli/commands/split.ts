import { LINES_OF_A_PART, SPLIT_BASIS_NAMES, type SplitBasisName, splitBasis } from '../../catalogue/split.ts';
import type { SplitPart, Splitting } from '../../declaration/split.ts';
import { EXIT } from '../../errors.ts';
import type { Office } from '../../jobs/office.ts';
import { foreseeSplit, foreseeUndo, splitDeclaration, undoSplit } from '../../jobs/split-declaration.ts';
import { partText } from '../../jobs/split-texts.ts';
import type { Command } from '../context.ts';
import { faultDocuments, faultLines } from '../fault-lines.ts';
import type { Report } from '../report.ts';

interface SplitArguments {
  readonly entryNo: string;
  readonly lines?: number;
  readonly by: SplitBasisName;
  readonly dryRun?: boolean;
  readonly undo?: boolean;
  readonly sure?: boolean;
}

export const split: Command = {
  command: 'split <entryNo>',
  right: 'declaration.write',
  describe: '拆单：一份单证按项数、检验检疫类别或包装拆成几份草稿，货物、集装箱和总数一项不差；没有发送前可以撤回',
  build: yargs =>
    yargs
      .positional('entryNo', { type: 'string', describe: '录入序号；撤回时写其中任何一份', demandOption: true })
      .option('by', {
        type: 'string',
        choices: SPLIT_BASIS_NAMES,
        default: 'lines',
        describe: `怎么拆：${SPLIT_BASIS_NAMES.map(name => `${name} ${splitBasis(name).label}`).join('，')}`,
      })
      .option('lines', {
        type: 'number',
        describe: `每份最多几项，1-${LINES_OF_A_PART.most}；不写是 ${LINES_OF_A_PART.most}`,
      })
      .option('dry-run', { type: 'boolean', describe: '只看会拆成什么，不改动' })
      .option('undo', { type: 'boolean', describe: '撤回拆单：别的各份移到回收站，原来那份恢复原样' })
      .option('sure', { type: 'boolean', describe: '拆单以后改过的，照样撤回' })
      .example('$0 split WI179546740372500 --lines 20', '每份 20 项')
      .example('$0 split WI179546740372500 --by category --dry-run', '看按检验检疫类别会拆成几份')
      .example('$0 split WI179546740372500 --undo', '撤回'),
  completes: () => ['entry-numbers'],
  async run({ office, report }, { entryNo: asked, by, lines, dryRun, undo, sure }: SplitArguments) {
    const [open, entryNo] = [await office(), asked.toUpperCase()];
    if (undo) return await takeBack(open, report, entryNo, { dryRun: dryRun === true, sure: sure === true });
    const splitting: Splitting = { by, lines: lines ?? LINES_OF_A_PART.most };
    if (dryRun) {
      const { split: foreseen } = await foreseeSplit(open, entryNo, splitting);
      const { parts, notes } = foreseen;
      report.result({ entryNo, parts: parts.map(part => partDocument(part)), notes }, () => [
        `${entryNo} 会拆成 ${parts.length} 份，没有改动：`,
        ...parts.map((part, place) => `  ${place + 1}  ${partText(part, open.book)}`),
        ...notes.map(note => `  ! ${note}`),
      ]);
      return EXIT.done;
    }
    const { records, parts, notes, faults } = await splitDeclaration(open, entryNo, splitting);
    report.result(
      {
        entryNo,
        parts: parts.map((part, place) => ({
          ...partDocument(part, records[place]?.entryNo),
          faults: faultDocuments(faults[place] ?? []),
        })),
        notes,
      },
      () => [
        `${entryNo} 已拆成 ${parts.length} 份草稿，各用 save 检查并保存；撤回：split ${entryNo} --undo`,
        ...parts.flatMap((part, place) => [
          `  ${place + 1}  ${records[place]?.entryNo}  ${partText(part, open.book)}`,
          ...faultLines(faults[place] ?? []).map(text => `  ${text}`),
        ]),
        ...notes.map(note => `  ! ${note}`),
      ],
    );
    return EXIT.done;
  },
};

const partDocument = ({ lines, group, boxes }: SplitPart, entryNo?: string) => ({
  ...(entryNo !== undefined && { entryNo }),
  lines: lines.map(line => line + 1),
  ...(group !== undefined && { group }),
  containers: boxes,
});

async function takeBack(
  office: Office,
  report: Report,
  entryNo: string,
  { dryRun, sure }: { readonly dryRun: boolean; readonly sure: boolean },
): Promise<number> {
  const { record, note, changed } = await (dryRun ? foreseeUndo(office, entryNo) : undoSplit(office, entryNo, sure));
  report.result({ entryNo: record.entryNo, status: note.status, removed: note.into, changed, done: !dryRun }, () => [
    dryRun
      ? `${record.entryNo} 会恢复到拆单以前，移到回收站的：${note.into.join('、')}；没有改动`
      : `${record.entryNo} 已恢复到拆单以前；移到回收站：${note.into.join('、')}`,
    ...(changed.length > 0 ? [`  ! 拆单以后改过的：${changed.join('、')}`] : []),
  ]);
  return EXIT.done;
}
