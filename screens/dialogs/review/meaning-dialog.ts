import { fieldOf, isWanted } from '../../../src/catalogue/catalogue.ts';
import type { RowsReview } from '../../../src/jobs/review-rows.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { cleanLine } from '../../../src/text.ts';
import type { SourceColumn } from '../../../src/workbook/source-columns.ts';
import type { ActionContext, Reply } from '../../contract/change.ts';
import type { DialogPart } from '../../contract/part.ts';
import type { World } from '../../contract/world.ts';
import { fitted, line, span } from '../../draw/line.ts';
import { below, boxed, centred } from '../../draw/picture.ts';
import { messageFor, type OwnLists } from '../../fields/field-editor.ts';
import { indexed, listActions } from '../../widgets/list.ts';
import { drawRows } from '../../widgets/list-rows.ts';
import { searchPrompt } from '../../widgets/search.ts';
import { searchPicture } from '../../widgets/search-picture.ts';
import { emptyText, type TextState } from '../../widgets/text-state.ts';
import { columnsOfList } from './columns.ts';

interface Meaning {
  readonly ids: readonly string[];
  readonly title: string;
  /** The column of the workbook that has it now. */
  readonly used: string;
}

/** What a column of a workbook may be read as, with search. */
export interface MeaningDialog {
  readonly kind: 'meaning';
  readonly column: SourceColumn;
  readonly meanings: readonly Meaning[];
  readonly words: TextState;
  readonly index: number;
  readonly take: (ids: readonly string[]) => Reply;
}

/** The list begins at what the column is read as now. */
export function openMeanings(
  column: SourceColumn,
  { columns, document, list }: RowsReview,
  own: OwnLists,
  take: MeaningDialog['take'],
): MeaningDialog {
  const used = (id: string): string =>
    columns.find(other => other.ids.includes(id) && other.sheet === column.sheet)?.cell ?? '';
  const meanings: readonly Meaning[] = [
    { ids: [], title: '不采用', used: '' },
    ...Object.entries(columnsOfList(list)).flatMap(([id, { title, field, unit }]): Meaning[] => {
      if (!isWanted(fieldOf(field), document.direction, messageFor(own, document))) return [];
      return [{ ids: [id], title: unit ? `${title}（可带单位）` : title, used: used(id) }];
    }),
  ];
  const index = Math.max(
    0,
    meanings.findIndex(({ ids }) => ids[0] === column.ids[0]),
  );
  return { kind: 'meaning', column, meanings, words: emptyText(), index, take };
}

function found({ meanings, words }: MeaningDialog, { initialsOf }: World): readonly Meaning[] {
  const text = words.text.trim().toLowerCase();
  return meanings.filter(({ title }) => title.toLowerCase().includes(text) || initialsOf(title).includes(text));
}

const rowsIn = ({ meanings }: MeaningDialog, area: Size): number =>
  Math.max(3, Math.min(area.rows - 7, meanings.length));

const LIST = indexed<MeaningDialog>({ count: (dialog, { world }) => found(dialog, world).length, rows: rowsIn });
const WORDS = searchPrompt<MeaningDialog>();

export const MEANING: DialogPart<MeaningDialog> = {
  ...WORDS,
  contexts: () => ['meaning', 'text'],
  actions: {
    ...WORDS.actions,
    ...listActions('meaning', LIST),
    'meaning.choose': (dialog, { world }) => {
      const meaning = found(dialog, world)[dialog.index];
      return meaning ? { close: true, reply: dialog.take(meaning.ids) } : {};
    },
    'meaning.close': () => ({ close: true }),
  },
  draw(dialog, area, { world }: ActionContext) {
    const { column, words, index } = dialog;
    const columns = Math.min(56, area.columns - 6);
    const rows = rowsIn(dialog, area);
    const list = drawRows(found(dialog, world), { index, room: rows }, ({ title, used }, _at, chosen) => [
      span(chosen ? '›' : ' ', 'bold'),
      span(fitted(` ${title}`, 26), chosen ? 'chosen' : 'panel'),
      span(fitted(used && ` 现在是 ${used}`, columns - 27), chosen ? 'chosen' : 'panelQuiet'),
    ]);
    const picture = searchPicture({
      label: span('查找 ', 'label'),
      words,
      columns,
      found: list.lines,
      nothing: line('没有符合的；退格改查找的字', 'warning'),
      rows,
    });
    const samples = cleanLine(column.samples.join(' / '));
    const title = cleanLine(`${column.cell} ${column.label} 读作`);
    const about = line(fitted(samples, columns), 'panelQuiet');
    return centred(boxed(title, below([about], picture), columns), area);
  },
};
