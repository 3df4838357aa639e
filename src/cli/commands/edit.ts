import type { Declaration } from '../../catalogue/document.ts';
import { applyAll, type Edit } from '../../declaration/edit.ts';
import { editFromText, removalOf, rowFromText } from '../../declaration/read.ts';
import { EXIT, UserError } from '../../errors.ts';
import { editDeclaration } from '../../jobs/keep-declarations.ts';
import type { Command } from '../context.ts';
import { faultDocuments, faultLines } from '../fault-lines.ts';

interface EditArguments {
  readonly entryNo: string;
  readonly set?: readonly string[];
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

export const edit: Command = {
  command: 'edit <entryNo>',
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
      .option('remove', { type: 'string', array: true, describe: '要删除的行，如 goods[2]' }),
  async run({ office, report }, { entryNo, set = [], add = [], remove = [] }: EditArguments) {
    if (set.length + add.length + remove.length === 0) {
      throw new UserError('usage', '没有写明要修改什么', {
        exit: 'usage',
        next: ['使用 --set 栏位=值、--add 列表=JSON 或 --remove 行'],
      });
    }
    const { record, faults } = await editDeclaration(await office(), entryNo.toUpperCase(), document =>
      editsOf(document, { set, add, remove }),
    );
    report.result(
      { entryNo: record.entryNo, revision: record.revision, status: record.status, faults: faultDocuments(faults) },
      () => [`${record.entryNo} 已修改（第 ${record.revision} 次）`, ...faultLines(faults)],
    );
    return EXIT.done;
  },
};

/** Each option in its order: set, add, remove; each sees what the ones before it made. */
function editsOf(
  document: Declaration,
  { set, add, remove }: Required<Omit<EditArguments, 'entryNo'>>,
): readonly Edit[] {
  const makers = [
    ...set.map(text => (at: Declaration) => editFromText(at, ...partsOf(text))),
    ...add.map(text => (at: Declaration) => rowFromText(at, ...partsOf(text))),
    ...remove.map(text => (at: Declaration) => removalOf(at, text.trim())),
  ];
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
  if (sign < 1)
    throw new UserError('usage', `“${text}”缺少等号`, {
      exit: 'usage',
      next: ['写成 栏位=值，如 contractNo=HT-2017-01'],
    });
  return [text.slice(0, sign).trim(), text.slice(sign + 1)];
}
