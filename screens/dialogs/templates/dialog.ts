import { timeOf } from '../../../src/jobs/clock.ts';
import type { Office } from '../../../src/jobs/office.ts';
import { beginFromTemplate, removeTemplate, templatesOf } from '../../../src/jobs/templates.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Action, Change, Effect } from '../../contract/change.ts';
import { good, info } from '../../contract/message.ts';
import type { DialogPart } from '../../contract/part.ts';
import { replyToApp } from '../../contract/reply.ts';
import type { World } from '../../contract/world.ts';
import { fitted, type Line, line, span } from '../../draw/line.ts';
import { boxed, centred } from '../../draw/picture.ts';
import { DIRECTION_NAMES } from '../../layout/names.ts';
import { indexed, listActions } from '../../widgets/list.ts';
import { within } from '../../widgets/list-moves.ts';
import { chosenMark, drawRows } from '../../widgets/list-rows.ts';
import { searchPrompt } from '../../widgets/search.ts';
import { searchPicture } from '../../widgets/search-picture.ts';
import { placedIn, rowText, type TableColumn } from '../../widgets/table.ts';
import { emptyText } from '../../widgets/text-state.ts';
import { ask } from '../question.ts';
import type { TemplateRow, TemplatesDialog } from './state.ts';

/** Lists the templates of all kinds. */
export const openTemplates: Effect = {
  async run({ office }) {
    const rows = await rowsOf(office);
    return replyToApp(() =>
      rows.length === 0
        ? info('还没有模板：在录单页面按 Alt+B，把单证存为模板')
        : { open: { kind: 'templates', rows, words: emptyText(), index: 0 } },
    );
  },
};

async function rowsOf(office: Office): Promise<readonly TemplateRow[]> {
  const templates = await templatesOf(office);
  return templates.map(({ name, direction, document, by, at }) => ({
    name: cleanLine(name),
    direction,
    goods: document.goods.length,
    by: cleanLine(by),
    at,
  }));
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Those that have each of the words in their name or kind, or in the initials of the name. */
function found({ rows, words }: TemplatesDialog, { initialsOf }: World): readonly TemplateRow[] {
  const asked = folded(words.text).split(/\s+/u).filter(Boolean);
  return rows.filter(({ name, direction }) => {
    const texts = [folded(name), DIRECTION_NAMES[direction], folded(initialsOf(name))];
    return asked.every(word => texts.some(text => text.includes(word)));
  });
}

const rowsIn = ({ rows }: TemplatesDialog, area: Size): number => Math.max(2, Math.min(area.rows - 5, rows.length));

const LIST = indexed<TemplatesDialog>({ count: (dialog, { world }) => found(dialog, world).length, rows: rowsIn });
const WORDS = searchPrompt<TemplatesDialog>();

/** An action on the template that is chosen. */
const onRow =
  (run: (row: TemplateRow, dialog: TemplatesDialog) => Change<TemplatesDialog>): Action<TemplatesDialog> =>
  (dialog, { world }) => {
    const row = found(dialog, world)[dialog.index];
    return row ? run(row, dialog) : info('没有这样的模板');
  };

function beginning(name: string): Effect {
  return {
    label: '正在按模板新建单证',
    async run({ office }) {
      const record = await beginFromTemplate(office, name);
      const message = `新单证 ${record.entryNo}，内容来自模板“${name}”，还没有保存`;
      return replyToApp(() => ({ go: { to: 'given-entry', record, message } }));
    },
  };
}

function removing(name: string, { words, index }: TemplatesDialog): Effect {
  return {
    label: '正在删除模板',
    async run({ office }) {
      await removeTemplate(office, name);
      const rows = await rowsOf(office);
      const done = good(`模板“${name}”已删除`);
      return replyToApp(({ world }) => {
        const dialog: TemplatesDialog = { kind: 'templates', rows, words, index };
        return rows.length === 0
          ? done
          : { ...done, open: { ...dialog, index: within(index, found(dialog, world).length) } };
      });
    },
  };
}

export const TEMPLATES: DialogPart<TemplatesDialog> = {
  ...WORDS,
  contexts: () => ['templates', 'text'],
  actions: {
    ...WORDS.actions,
    ...listActions('templates', LIST),
    'templates.use': onRow(({ name }) => ({ close: true, effects: [beginning(name)] })),
    'templates.delete': onRow(({ name }, dialog) => ({
      close: true,
      open: ask(
        '删除模板',
        [`删除模板“${name}”？`, '已经按它新建的单证不受影响。'],
        [
          { label: '回去', reply: replyToApp(() => ({ open: dialog })) },
          { label: '删除', reply: replyToApp(() => ({ effects: [removing(name, dialog)] })) },
        ],
      ),
    })),
    'templates.close': () => ({ close: true }),
  },
  draw(dialog, area, { world }) {
    const columns = Math.min(90, area.columns - 6);
    const all = found(dialog, world);
    const rows = rowsIn(dialog, area);
    const list = drawRows(all, { index: dialog.index, room: rows }, (row, _at, selected) =>
      rowLine(row, columns, selected),
    );
    const picture = searchPicture({
      label: span('› ', 'key'),
      words: dialog.words,
      columns,
      ruled: true,
      found: list.lines,
      nothing: line('没有这样的模板', 'panelQuiet'),
      rows,
    });
    return centred(boxed(`模板  ${dialog.rows.length} 个`, picture, columns), area);
  },
};

interface Column extends TableColumn {
  readonly text: (row: TemplateRow) => string;
}

// biome-ignore format: table
const COLUMNS: readonly Column[] = [
  { columns: 9,               text: ({ direction }) => DIRECTION_NAMES[direction] },
  { columns: 5, grows: true,  text: ({ name }) => name },
  { columns: 13, right: true, text: ({ goods }) => `${goods} 项货物 ` },
  { columns: 12,              text: ({ by }) => by },
  { columns: 11,              text: ({ at }) => timeOf(Date.parse(at)).slice(5, 16) },
];

function rowLine(row: TemplateRow, columns: number, selected: boolean): Line {
  const text = rowText(placedIn(COLUMNS, columns, { overflow: 'cut' }), column => column.text(row));
  return [chosenMark(selected), span(fitted(text, columns - 1), selected ? 'chosen' : 'panel')];
}
