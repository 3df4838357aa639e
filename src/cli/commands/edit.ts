import type { Declaration } from '../../catalogue/document.ts';
import { hasErrors } from '../../declaration/check.ts';
import { applyAll, type Edit } from '../../declaration/edit.ts';
import { editFromText, removalOf, rowFromText } from '../../declaration/read.ts';
import { EXIT } from '../../errors.ts';
import { editDeclaration } from '../../jobs/keep-declarations.ts';
import { putScanned } from '../../jobs/put-scanned.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import type { Command } from '../context.ts';
import { faultDocuments, faultLines } from '../fault-lines.ts';

interface EditArguments {
  readonly entryNo: string;
  readonly set?: readonly string[];
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly put?: readonly string[];
}

export const edit: Command = {
  command: 'edit <entryNo>',
  right: 'declaration.write',
  describe: '修改一份单证的栏位；修改后为草稿，用 save 检查并保存',
  build: yargs =>
    yargs
      .positional('entryNo', { type: 'string', describe: '录入序号', demandOption: true })
      .option('set', {
        type: 'string',
        array: true,
        describe: '栏位=值，如 consigneeName=某公司、goods[0].quantity=5；值为空则清除',
      })
      .option('add', { type: 'string', array: true, describe: '列表=JSON，如 goods={"hsCode":"0101210010"}' })
      .option('remove', { type: 'string', array: true, describe: '要删除的行，如 goods[2]' })
      .option('put', {
        type: 'string',
        array: true,
        describe:
          '号码，自己找到所属的栏位：集装箱号、VIN、HS、CIQ、UN、信用代码，形式见过的提单号、合同号；不止一处则报错',
      })
      .example('$0 edit WI179546740372500 --put MRKU4795820', '集装箱号码加到集装箱的最后一行')
      .example('$0 edit WI179546740372500 --set contractNo=HT-2017-01 --set goods[0].quantity=5', '改两个栏位')
      .example(
        `$0 edit WI179546740372500 --add 'goods={"hsCode":"0805100000"}' --remove goods[2]`,
        '增加一项货物，删除第 3 项',
      ),
  completes: () => ['entry-numbers'],
  async run({ office, report }, { entryNo, set = [], add = [], remove = [], put = [] }: EditArguments) {
    if (set.length + add.length + remove.length + put.length === 0) {
      throw usage('没有写明要修改什么', '使用 --set 栏位=值、--add 列表=JSON、--remove 行或 --put 号码');
    }
    const opened = await office();
    const puts = put.map(
      (text): EditMaker =>
        at =>
          putScanned(opened, at, text),
    );
    const makers = [...makersOf({ set, add, remove }), ...puts];
    const { record, faults } = await editDeclaration(opened, entryNo.toUpperCase(), document =>
      editsOf(document, makers),
    );
    report.result(
      { entryNo: record.entryNo, revision: record.revision, status: record.status, faults: faultDocuments(faults) },
      () => [
        `${record.entryNo} 已修改，现为草稿（第 ${record.revision} 版）`,
        ...faultLines(faults),
        hasErrors(faults) ? '  → 改正差错后保存' : `  → 保存后可发送：baojian save ${record.entryNo}`,
      ],
    );
    return EXIT.done;
  },
};

type EditMaker = (at: Declaration) => Edit;

/** Each option in its order: set, add, remove. */
function makersOf({ set, add, remove }: Required<Omit<EditArguments, 'entryNo' | 'put'>>): readonly EditMaker[] {
  return [
    ...set.map(partsOf).map(
      ([path, text]): EditMaker =>
        at =>
          editFromText(at, path, text),
    ),
    ...add.map(partsOf).map(
      ([list, text]): EditMaker =>
        at =>
          rowFromText(at, list, text),
    ),
    ...remove.map(
      (path): EditMaker =>
        at =>
          removalOf(at, path.trim()),
    ),
  ];
}

/** Each edit sees what the ones before it made. */
function editsOf(document: Declaration, makers: readonly EditMaker[]): readonly Edit[] {
  const edits: Edit[] = [];
  let at = document;
  for (const make of makers) {
    const made = make(at);
    edits.push(made);
    at = applyAll(at, [made]).document;
  }
  return edits;
}

function partsOf(text: string): [path: string, value: string] {
  const sign = text.indexOf('=');
  if (sign < 1) throw usage(`“${cleanLine(text)}”缺少等号`, '写成 栏位=值，如 contractNo=HT-2017-01');
  return [text.slice(0, sign).trim(), text.slice(sign + 1)];
}
