import type { CodeRow } from '../../../src/codes/row.ts';
import { addDocument, changeDocument, kindName } from '../../../src/jobs/paperless/documents.ts';
import type { PaperlessDocument } from '../../../src/store/paperless-folder.ts';
import type { Action, Change, Effect } from '../../contract/change.ts';
import type { DialogPart } from '../../contract/part.ts';
import { replyTo, replyToDialog } from '../../contract/reply.ts';
import { orSaid } from '../../dialogs/or-said.ts';
import { fitted, type Line, line, span } from '../../draw/line.ts';
import { boxed, centred, wrapped } from '../../draw/picture.ts';
import { drawChoices } from '../../widgets/choice-list.ts';
import { type List, listActions } from '../../widgets/list.ts';
import { around } from '../../widgets/list-moves.ts';
import { drawText, editText, selectedText, type TextState, textState, typeInto } from '../../widgets/text-state.ts';
import { askFile } from './files.ts';
import { filled } from './filled.ts';
import type { PaperlessPage } from './state.ts';

const FIELDS = ['kind', 'number', 'name', 'note'] as const;
type FieldName = (typeof FIELDS)[number];
const LABELS: Readonly<Record<FieldName, string>> = {
  kind: '单据类型',
  number: '单据编号',
  name: '单据名称',
  note: '备注',
};

/** The form of one document; a new one has no id yet. */
export interface DocumentDialog {
  readonly kind: 'paperlessDocument';
  readonly page: PaperlessPage;
  readonly id: number | undefined;
  readonly values: Readonly<Record<FieldName, string>>;
  readonly index: number;
  readonly text: TextState;
  /** The kind that is chosen among those that the text finds; -1 while the text is as it was. */
  readonly choice: number;
  readonly wrong: readonly string[];
}

export function openDocument(page: PaperlessPage, document?: PaperlessDocument): DocumentDialog {
  const { kinds, asked } = page.of;
  const missing = asked.find(({ there }) => !there)?.name ?? '';
  const kind = document ? kindName(kinds, document.kind) : (kinds.find(({ name }) => name === missing)?.name ?? '');
  const { number = '', name = kind, note = '' } = document ?? {};
  return {
    kind: 'paperlessDocument',
    page,
    id: document?.id,
    values: { kind, number, name, note },
    index: 0,
    text: selectedText(kind),
    choice: 0,
    wrong: [],
  };
}

const fieldAt = ({ index }: DocumentDialog): FieldName => FIELDS[index] ?? 'kind';

/** The kinds that the text finds by code, name or initials; all of them while nothing is typed, those asked for first. */
function kindsFor({ page, text }: DocumentDialog): readonly CodeRow[] {
  const { kinds, asked } = page.of;
  const words = text.text.trim().toLowerCase();
  const missing = (name: string) => asked.some(each => each.name === name && !each.there);
  const first = [...kinds].sort((a, b) => Number(missing(b.name)) - Number(missing(a.name)));
  const exact = kinds.find(({ name }) => name === text.text);
  if (words === '' || exact) return exact ? [exact, ...first.filter(row => row !== exact)] : first;
  return kinds.filter(
    ({ code, name, initials }) =>
      code.includes(words) || name.toLowerCase().includes(words) || initials.includes(words),
  );
}

function typed(dialog: DocumentDialog, text: TextState): Change<DocumentDialog> {
  const values = { ...dialog.values, [fieldAt(dialog)]: text.text };
  return { state: { ...dialog, text, values, choice: 0, wrong: [] } };
}

const at = (dialog: DocumentDialog, index: number): DocumentDialog => ({
  ...dialog,
  index,
  text: selectedText(dialog.values[FIELDS[index] ?? 'kind']),
  choice: 0,
});

/** The kind that is meant goes in; a name that was only that of the kind before follows it. */
function withKind(dialog: DocumentDialog): DocumentDialog {
  if (fieldAt(dialog) !== 'kind') return dialog;
  const found = kindsFor(dialog)[dialog.choice];
  if (!found) return dialog;
  const { name } = dialog.values;
  const follows = name === '' || dialog.page.of.kinds.some(row => row.name === name);
  return { ...dialog, values: { ...dialog.values, kind: found.name, name: follows ? found.name : name } };
}

const LIST: List<DocumentDialog> = {
  count: () => FIELDS.length,
  round: true,
  at: ({ index }) => index,
  select: (dialog, index) => ({ state: at(withKind(dialog), index) }),
};

const choosing =
  (steps: -1 | 1): Action<DocumentDialog> =>
  dialog => {
    if (fieldAt(dialog) !== 'kind') return { state: at(dialog, around(dialog.index + steps, FIELDS.length)) };
    const count = kindsFor(dialog).length;
    if (steps > 0 && dialog.choice === count - 1) return {};
    return { state: { ...dialog, choice: Math.max(0, dialog.choice + steps) } };
  };

const keeping = (dialog: DocumentDialog): Effect => ({
  label: '正在保存',
  run: ({ office }) =>
    orSaid<DocumentDialog>('paperlessDocument', async () => {
      const { page, id, values } = dialog;
      const { entryNo } = page;
      const kept = id ?? (await addDocument(office, entryNo, values, [])).id;
      if (id !== undefined) await changeDocument(office, entryNo, id, values);
      const fill = await filled(office, entryNo, kept);
      // A new document wants its file next.
      const reply = replyTo(page, now => {
        const next = fill(now);
        return { state: next, ...(id === undefined && { open: askFile(next, kept) }) };
      });
      return replyToDialog('paperlessDocument', () => ({ close: true, reply }));
    }),
});

const keep: Action<DocumentDialog> = dialog => {
  const ready = withKind(dialog);
  return { state: ready, effects: [keeping(ready)] };
};

export const DOCUMENT: DialogPart<DocumentDialog> = {
  contexts: () => ['paperlessDocument', 'text'],
  actions: {
    ...editText<DocumentDialog>(({ text }) => text, typed),
    ...listActions('document', LIST, ['up', 'down']),
    'document.next': (dialog, context) =>
      dialog.index === FIELDS.length - 1 ? keep(dialog, context) : { state: at(withKind(dialog), dialog.index + 1) },
    'document.previous-choice': choosing(-1),
    'document.next-choice': choosing(1),
    'document.keep': keep,
    'document.close': () => ({ close: true }),
  },
  type: (dialog, text) => typed(dialog, typeInto(dialog.text, text)),
  draw(dialog, area) {
    const columns = Math.min(64, area.columns - 6);
    let caret = 0;
    const fields = FIELDS.map((name, index): Line => {
      const here = index === dialog.index;
      const drawn = drawText(here ? dialog.text : textState(dialog.values[name]), columns - 11, here);
      if (here) caret = drawn.caret;
      return [span(`${here ? '›' : ' '} ${fitted(LABELS[name], 8)} `, here ? 'focusLabel' : 'label'), ...drawn.line];
    });
    const wrong = dialog.wrong.flatMap(text => wrapped(text, columns).map(part => line(part, 'error')));
    const kinds = fieldAt(dialog) === 'kind' ? kindsFor(dialog) : [];
    const room = { columns, rows: Math.max(4, area.rows - FIELDS.length - wrong.length - 2) };
    const choices = kinds.length > 0 ? drawChoices(kinds, dialog.choice, room).lines : [];
    const hint =
      fieldAt(dialog) === 'kind'
        ? kinds.length === 0
          ? line('没有这种单据；可输入名称、首字母或代码', 'warning')
          : line('↑↓ 选择，回车选定', 'panelQuiet')
        : line('回车到下一项，最后一项之后保存', 'panelQuiet');
    const title = dialog.id === undefined ? '添加单据' : `修改第 ${dialog.id} 号单据`;
    const lines = [...fields, ...(wrong.length > 0 ? wrong : [hint]), ...choices];
    return centred(boxed(title, { lines, cursor: { x: 11 + caret, y: dialog.index } }, columns), area);
  },
};
