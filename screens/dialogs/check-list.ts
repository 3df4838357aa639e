import type { Declaration } from '../../src/catalogue/document.ts';
import {
  type Against,
  type Checked,
  checkListLines,
  checkListOf,
  writeCheckListPdf,
  writeCheckListWorkbook,
} from '../../src/jobs/check-list.ts';
import { readGiven } from '../../src/jobs/find-path.ts';
import type { Size } from '../../src/terminal/cells.ts';
import { DEFAULT_LIMITS } from '../../src/workbook/limits.ts';
import type { Effect } from '../contract/change.ts';
import { good } from '../contract/message.ts';
import type { DialogPart } from '../contract/part.ts';
import { replyToApp, replyToDialog } from '../contract/reply.ts';
import { type Line, line } from '../draw/line.ts';
import { boxed, centred, wrapped } from '../draw/picture.ts';
import { lastFirst, scrolling } from '../widgets/scrolling.ts';
import { askText } from './naming.ts';

/** A declaration to be read through, beside an earlier one or a file. */
export interface CheckListDialog {
  readonly kind: 'checkList';
  readonly document: Declaration;
  readonly checked: Checked;
  readonly first: number;
}

/** Opens the list of a declaration as it is stored, or of the document that is given. */
export const openCheckList = (entryNo: string, given?: Declaration): Effect => ({
  label: '正在做核对单',
  async run({ office }) {
    const document = given ?? (await office.store.get(entryNo)).document;
    const checked = await checkListOf(office, entryNo, document, { last: true });
    return replyToApp(() => ({ open: { kind: 'checkList', document, checked, first: 0 } satisfies CheckListDialog }));
  },
});

const NUMBER = /^W[IEP]\d{13,15}$/iu;

/** Asks what it is to be held against; what cannot be read is said there. */
const askAgainst = ({ document, checked: { entryNo } }: CheckListDialog, userFolder: string) =>
  askText(
    {
      title: '对照别的',
      label: '对照',
      notes: ['录入序号，或工作簿、JSON、报文的文件名；什么也不写是这一收发货人的上一份'],
    },
    async (text, { office }) => {
      const wanted = text.trim();
      const against: Against =
        wanted === ''
          ? { last: true }
          : NUMBER.test(wanted)
            ? { entryNo: wanted }
            : { file: { name: wanted, bytes: await readGiven(atHome(wanted, userFolder), DEFAULT_LIMITS.fileBytes) } };
      const checked = await checkListOf(office, entryNo, document, against);
      return replyToDialog<CheckListDialog>('checkList', now => ({ state: { ...now, checked, first: 0 } }));
    },
  );

const askFile = ({ checked }: CheckListDialog, userFolder: string) =>
  askText(
    {
      title: '写成 PDF、工作簿',
      label: '文件',
      start: `核对单-${checked.entryNo}.pdf`,
      notes: ['结尾 .pdf、.xlsx 或 .xls；已有的文件不会覆盖'],
    },
    async (text, { office }) => {
      const file = atHome(text.trim(), userFolder);
      const path = /\.xlsx?$/iu.test(file)
        ? await writeCheckListWorkbook(file, checked)
        : await writeCheckListPdf(office, file, checked);
      return replyToApp(() => good(`核对单已写到 ${path}`));
    },
  );

/** `~/` is the folder of who is at work. */
const atHome = (path: string, folder: string): string =>
  path.startsWith('~/') && folder !== '' ? `${folder}${path.slice(1)}` : path;

const shape = ({ columns, rows }: Size): Size => ({
  columns: Math.min(columns - 6, 112),
  rows: Math.max(3, rows - (rows < 18 ? 2 : 4)),
});

const linesOf = ({ checked }: CheckListDialog, columns: number): readonly Line[] =>
  checkListLines(checked).flatMap(text =>
    text.startsWith('◆')
      ? wrapped(text, columns).map(part => line(part, 'section'))
      : wrapped(text, columns).map((part, at) => line(at > 0 ? `    ${part}` : part, 'panel')),
  );

export const CHECK_LIST: DialogPart<CheckListDialog> = {
  contexts: () => ['checkList'],
  actions: {
    ...scrolling<CheckListDialog>('checklist', (dialog, area) => {
      const { columns, rows } = shape(area);
      return { lines: linesOf(dialog, columns - 4).length, rows };
    }),
    'checklist.against': (dialog, { ui }) => ({ open: askAgainst(dialog, ui.session.userFolder) }),
    'checklist.write': (dialog, { ui }) => ({ open: askFile(dialog, ui.session.userFolder) }),
    'checklist.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const { columns, rows } = shape(area);
    const all = linesOf(dialog, columns - 4);
    const first = lastFirst(dialog.first, rows, all.length);
    const seen = all.slice(first, first + rows);
    const more = all.length > rows ? `  ${first + 1}-${first + seen.length}/${all.length}` : '';
    return centred(boxed(`核对单  ${dialog.checked.entryNo}${more}`, { lines: seen }, columns), area);
  },
};
