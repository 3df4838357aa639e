import { fieldOf } from '../../../../src/catalogue/catalogue.ts';
import { ATTACHED_ENDINGS } from '../../../../src/jobs/attached-files.ts';
import { readAttachment } from '../../../../src/jobs/read-attachment.ts';
import { type FoundNumbers, readContainerNumbers } from '../../../../src/jobs/read-container-numbers.ts';
import type { Change, GuardedAction } from '../../../contract/change.ts';
import { good, warn } from '../../../contract/message.ts';
import { replyTo } from '../../../contract/reply.ts';
import type { World } from '../../../contract/world.ts';
import { askPath, type PathDialog } from '../../../dialogs/path.ts';
import { ask } from '../../../dialogs/question.ts';
import { change } from '../change.ts';
import { commitOrDiscard, editFocused } from '../focus.ts';
import { action } from '../run-action.ts';
import { type EntryPage, lockedBecause } from '../state.ts';
import { frontPopup, hasPendingRow, type OpenPopup, pendingRowEdit, withTop } from './pending-row.ts';
import { popupRows, rowsEdits } from './value.ts';

/** Runs on the page as it is when a file has been read, while the same popup is still in front. */
const inSame = (
  page: EntryPage,
  { state }: OpenPopup,
  run: (now: EntryPage, open: OpenPopup, world: World) => Change<EntryPage>,
) =>
  replyTo(
    page,
    action((now, { world }) => {
      const open = frontPopup(now);
      return open && open.state.popup === state.popup && open.state.path === state.path ? run(now, open, world) : {};
    }),
  );

/** Asks for a file and adds it as a row: its name and its contents as base64 (P4). */
export function askFile(page: EntryPage, open: OpenPopup): PathDialog {
  const { attached } = open.spec;
  const [name, content] = attached ? [fieldOf(attached.name), fieldOf(attached.content)] : [];
  if (!name || !content) return askPath('添加附件', '文件', '', () => replyTo(page, () => ({})));
  return askPath(
    '添加附件',
    '文件',
    '',
    async path => {
      const file = await readAttachment(path, { characters: content.size.max, nameCharacters: name.size.max });
      return inSame(page, open, (now, here, world) => {
        const held = popupRows(now, here.state);
        const row = { [name.name]: file.name, [content.name]: file.content };
        const done = change(now, rowsEdits(now, here.state, [...held, row]), world, { name: `添加附件 ${file.name}` });
        const next = editFocused(withTop(done, { index: held.length }), world);
        const doubled = held.some(each => (each as typeof row)[name.name] === file.name);
        const message = `已添加附件 ${file.name}`;
        return { state: next, ...(doubled ? warn(`${message}，列表里已有同名的附件`) : good(message)) };
      });
    },
    {
      busy: '正在读附件',
      endings: ATTACHED_ENDINGS,
      note: '图片（JPG、PNG、GIF、BMP、TIF）或 PDF，一次一个，最大约 2 MB',
    },
  );
}

/** Asks for a workbook and takes its container numbers in (P9). */
export const importing: GuardedAction<EntryPage> = {
  cannot: page => lockedBecause(page) ?? (frontPopup(page)?.spec.workbook ? undefined : '这个弹窗没有文件可以导入'),
  run: action((page, { world }) => {
    const left = commitOrDiscard(page, world);
    const open = frontPopup(left);
    if (!open) return left;
    const { direction } = page.drafts.document;
    return {
      state: editFocused(left, world),
      open: askPath(
        '导入集装箱号码',
        '文件',
        '',
        async (path, { office, signal }) => {
          const found = await readContainerNumbers(office, path, direction, signal);
          return inSame(left, open, (now, here, context) => asking(now, here, found, context));
        },
        {
          busy: '正在读箱号',
          endings: ['.xlsx', '.xls', '.csv'],
          note: 'Excel 或 CSV：一列箱号，或有“集装箱号”表头；.xlsx、.xls、.csv',
        },
      ),
    };
  }),
};

/** Append or replace is asked where there are numbers already. */
function asking(now: EntryPage, open: OpenPopup, found: FoundNumbers, world: World): Change<EntryPage> {
  const held = popupRows(now, open.state);
  const taking = (way: 'append' | 'replace') =>
    inSame(now, open, (page, here, own) => taken(page, here, found, way, own));
  if (held.length === 0) return taken(now, open, found, 'replace', world);
  return {
    open: ask(
      '导入集装箱号码',
      [`文件里有 ${found.numbers.length} 个箱号，列表里已有 ${held.length} 个。`],
      [
        { label: '追加导入', reply: taking('append') },
        { label: '覆盖导入', reply: taking('replace') },
        { label: '取消' },
      ],
    ),
  };
}

/** The numbers in the list, and by name those that stood twice or whose check digit is wrong. */
function taken(
  page: EntryPage,
  open: OpenPopup,
  found: FoundNumbers,
  way: 'append' | 'replace',
  world: World,
): Change<EntryPage> {
  const held = way === 'append' ? popupRows(page, open.state).map(String) : [];
  const fresh = found.numbers.filter(number => !held.includes(number));
  const doubled = [...found.doubled, ...found.numbers.filter(number => held.includes(number))];
  // Fields that stand for a row that goes are begun anew; what was changed in them is a new row.
  const lost = way === 'replace' && open.state.editingIndex !== undefined;
  const edits = [
    ...rowsEdits(page, open.state, [...held, ...fresh]),
    ...(lost && !hasPendingRow(page, open) ? [pendingRowEdit(page, open.state, undefined)] : []),
  ];
  const done = change(page, edits, world, { name: '导入集装箱号码' });
  const index = Math.min(held.length, held.length + fresh.length - 1);
  const next = editFocused(withTop(done, { index, ...(lost && { editingIndex: undefined, pristine: {} }) }), world);
  const message = `已导入 ${fresh.length} 个箱号`;
  const named = (title: string, numbers: readonly string[]) =>
    numbers.length === 0 ? [] : [`${title} ${numbers.length} 个：${shortened(numbers)}`];
  const doubts = [
    ...named('重复，只取一次', doubled),
    ...named('校验位不符', found.wrong['container.check-digit']),
    ...named('不像箱号', found.wrong['container.form']),
  ];
  if (doubts.length === 0) return { state: next, ...good(message) };
  return {
    state: next,
    ...warn(`${message}，请核对`),
    open: ask('导入集装箱号码', [`${message}。`, ...doubts], [{ label: '知道了' }]),
  };
}

const MAX_NAMED = 12;

const shortened = (numbers: readonly string[]): string =>
  numbers.length <= MAX_NAMED ? numbers.join('、') : `${numbers.slice(0, MAX_NAMED).join('、')} 等`;
