import type { CodeBook } from '../../src/catalogue/code-book.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import { LINES_OF_A_PART, SPLIT_BASIS_NAMES, type SplitBasisName, splitBasis } from '../../src/catalogue/split.ts';
import { hasErrors } from '../../src/declaration/check.ts';
import type { DeclarationRecord } from '../../src/declaration/record.ts';
import { type Split, splitOf } from '../../src/declaration/split.ts';
import { UserError } from '../../src/errors.ts';
import { foreseeUndo, splitDeclaration, type Undoable, undoSplit } from '../../src/jobs/split-declaration.ts';
import { partText } from '../../src/jobs/split-texts.ts';
import type { Size } from '../../src/terminal/cells.ts';
import type { Change, Effect } from '../contract/change.ts';
import { good } from '../contract/message.ts';
import type { DialogPart } from '../contract/part.ts';
import { replyToApp } from '../contract/reply.ts';
import { fitted, type Line, line, span, widthOf } from '../draw/line.ts';
import { boxed, centred, wrapped } from '../draw/picture.ts';
import { indexed, listActions } from '../widgets/list.ts';
import { chosenMark, drawRows } from '../widgets/list-rows.ts';
import { textPrompt } from '../widgets/text-prompt.ts';
import { drawText, suggest, type TextState, textState } from '../widgets/text-state.ts';
import { ask } from './question.ts';
import { openResults, type Result } from './results.ts';

/** What a declaration would be split into, seen before it is done. */
export interface SplitDialog {
  readonly kind: 'split';
  readonly entryNo: string;
  readonly document: Declaration;
  readonly book: CodeBook;
  readonly by: SplitBasisName;
  /** Goods lines of a part at most. */
  readonly lines: TextState;
  /** Of the parts that are shown. */
  readonly index: number;
}

const openDialog = ({ entryNo, document }: DeclarationRecord, book: CodeBook): SplitDialog => ({
  kind: 'split',
  entryNo,
  document,
  book,
  by: 'lines',
  lines: offered(document),
  index: 0,
});

/** What a page of the printed form holds, where that makes parts; else as many as one declaration may have. */
function offered({ goods }: Declaration): TextState {
  const { onePage, most } = LINES_OF_A_PART;
  return suggest(textState(''), String(goods.length > most ? most : onePage));
}

/** Splits a declaration, or takes its split back: what it is a part of already is asked about first. */
export const openSplit = (entryNo: string): Effect => ({
  async run({ office }) {
    const record = await office.store.get(entryNo);
    const undoable =
      record.split || record.splitFrom !== undefined ? await foreseeUndo(office, entryNo).catch(refusal) : undefined;
    return replyToApp(({ world: { book } }) => {
      const opening = { open: openDialog(record, book) };
      if (undoable === undefined) return opening;
      const again = record.split ? [] : [{ label: '再拆这一份', reply: replyToApp(() => opening) }];
      const back = { label: '回去' };
      if (undoable instanceof UserError)
        return { open: ask('拆单', [undoable.message, ...undoable.next.map(step => `→ ${step}`)], [...again, back]) };
      return {
        open: ask('拆单', undoLines(undoable), [back, ...again, { label: '撤回拆单', reply: undoing(undoable) }]),
      };
    });
  },
});

/** Why it cannot be taken back, for whoever asks; what is wrong beside that is thrown on. */
function refusal(error: unknown): UserError | undefined {
  if (!(error instanceof UserError)) throw error;
  return error.code === 'split.none' ? undefined : error;
}

const undoLines = ({ record, note, changed }: Undoable): readonly string[] => [
  `${record.entryNo} 已拆成 ${note.into.length + 1} 份。撤回拆单：它恢复原样，移到回收站的是`,
  ...note.into.slice(0, 4).map(part => `  ${part}`),
  ...(note.into.length > 4 ? [`  … 共 ${note.into.length} 份`] : []),
  ...(changed.length > 0 ? [`拆单以后改过的：${changed.join('、')}，这些修改就没有了。`] : []),
];

const undoing = ({ record, note }: Undoable) =>
  replyToApp(() => ({
    effects: [
      {
        label: '正在撤回拆单',
        async run({ office }) {
          await undoSplit(office, record.entryNo, true);
          return replyToApp(() => ({
            storeChanged: true,
            ...good(`已撤回拆单：${record.entryNo} 恢复原样，${note.into.length} 份移到回收站`),
          }));
        },
      },
    ],
  }));

const foreseen = ({ document, by, lines }: SplitDialog): Split =>
  splitOf(document, { by, lines: /^\d{1,3}$/u.test(lines.text.trim()) ? Number(lines.text) : 0 });

function making({ entryNo, by, lines, book }: SplitDialog): Effect {
  return {
    label: '正在拆单',
    async run({ office }) {
      const { records, parts, faults } = await splitDeclaration(office, entryNo, { by, lines: Number(lines.text) });
      const results = parts.map((part, place): Result => {
        const found = faults[place] ?? [];
        return {
          entryNo: records[place]?.entryNo ?? '',
          tone: hasErrors(found) ? 'warning' : 'good',
          text: partText(part, book),
          faults: found,
          next: ['回车打开，检查后保存；再按拆单可以撤回'],
        };
      });
      return replyToApp(() => ({
        open: openResults('拆单', results),
        storeChanged: true,
        ...good(`${entryNo} 已拆成 ${parts.length} 份草稿`),
      }));
    },
  };
}

const nextOf = <T>(all: readonly T[], now: T): T => all[(all.indexOf(now) + 1) % all.length] as T;

const LINES = textPrompt<SplitDialog>(
  ({ lines }) => lines,
  (dialog, lines): Change<SplitDialog> => ({ state: { ...dialog, lines, index: 0 } }),
);

const countOf = (dialog: SplitDialog): number => foreseen(dialog).parts?.length ?? 0;
const roomIn = (dialog: SplitDialog, area: Size): number => Math.max(1, Math.min(countOf(dialog), area.rows - 12));

const LIST = indexed<SplitDialog>({ count: countOf, rows: roomIn });

export const SPLIT: DialogPart<SplitDialog> = {
  ...LINES,
  contexts: () => ['split', 'text'],
  actions: {
    ...LINES.actions,
    ...listActions('split', LIST, ['up', 'down', 'page-up', 'page-down']),
    'split.by': dialog => ({ state: { ...dialog, by: nextOf(SPLIT_BASIS_NAMES, dialog.by), index: 0 } }),
    'split.make': dialog => (foreseen(dialog).parts ? { close: true, effects: [making(dialog)] } : {}),
    'split.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const columns = Math.min(92, area.columns - 6);
    const { entryNo, document, book, by, lines, index } = dialog;
    const split = foreseen(dialog);
    const asked = drawText(lines, 4, true);
    const parts = split.parts ?? [];
    const rows = drawRows(
      parts,
      { index, room: roomIn(dialog, area) },
      (part, place, selected): Line => [
        chosenMark(selected),
        ...line(
          fitted(`${String(place + 1).padStart(2)}  ${partText(part, book)}`, columns - 2),
          selected ? 'chosen' : 'panel',
        ),
      ],
    );
    const said = split.parts
      ? split.notes.flatMap(note => wrapped(`! ${note}`, columns))
      : wrapped(split.refused, columns);
    const room = Math.max(1, area.rows - 9 - rows.lines.length);
    const shown = said.length > room ? [...said.slice(0, room - 1), `… 还有 ${said.length - room + 1} 行`] : said;
    return centred(
      boxed(
        `拆单  ${entryNo}  ${document.goods.length} 项${split.parts ? ` → ${parts.length} 份` : ''}`,
        {
          lines: [
            [
              span('怎么拆  ', 'label'),
              span(splitBasis(by).label, 'panel'),
              span('   每份最多  ', 'label'),
              ...asked.line,
              span('  项', 'label'),
            ],
            [],
            ...rows.lines,
            [],
            ...shown.map(text => line(text, split.parts ? 'panelQuiet' : 'warning')),
          ],
          cursor: { x: 8 + widthOf(splitBasis(by).label) + 13 + asked.caret, y: 0 },
        },
        columns,
      ),
      area,
    );
  },
};
