import { fieldOf } from '../../../src/catalogue/catalogue.ts';
import { type Row, valueIn } from '../../../src/declaration/path.ts';
import { isBlank } from '../../../src/jobs/reviewed-rows.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { cleanLine } from '../../../src/text.ts';
import { LEFT_WORDS } from '../../../src/workbook/wording.ts';
import type { World } from '../../contract/world.ts';
import { exactly, fitted, type Line, line, span, widthOf } from '../../draw/line.ts';
import type { Look } from '../../draw/look.ts';
import { boxed, centred, lay, type Picture, type Placed, wrapped } from '../../draw/picture.ts';
import { besideField, choicesPicture, drawValue } from '../../fields/draw-field.ts';
import { editorOf } from '../../fields/index.ts';
import { headingOf } from '../../fields/list-column.ts';
import { chosenMark, drawRows } from '../../widgets/list-rows.ts';
import { inColumn } from '../../widgets/table.ts';
import { BEFORE, columnsInView, contextOf, fieldInFocus, type InView, shownIn } from './columns.ts';
import { countsOfRows } from './counts.ts';
import { editContext, editNote, rowsForAll } from './edit.ts';
import { ADDED, COUNTED, countsOf, isOfOneSheet, rowInFocus } from './lines.ts';
import type { ReviewDialog, ReviewLine } from './state.ts';
import { partsLine, valueSpans, valuesHead, valueTexts } from './values-view.ts';

const MAX_COLUMNS = 110;

/** Lines below the rows. */
const FOOT = 2;

/** Frame, counts, headings, and the two lines below take room of their own. */
export const shapeOf = (area: Size): Size => ({
  columns: Math.min(area.columns - 6, MAX_COLUMNS),
  rows: Math.max(3, area.rows - 7),
});

/** The lines of the workbook, and below them the cell in focus, whole, with what is wrong with it. */
export function drawReview(dialog: ReviewDialog, area: Size, world: World): Placed {
  const { review, lines, index } = dialog;
  const shaped = shapeOf(area);
  const { columns } = shaped;
  const inView = columnsInView(dialog, columns - BEFORE, world);
  const room = Math.max(1, Math.min(shaped.rows, lines.length));
  const { numbers } = countsOfRows(review.rows);
  const alone = isOfOneSheet(review);
  const shown = drawRows(lines, { index, room }, (each, _at, selected) => [
    chosenMark(selected),
    ...exactly(
      lineSpans(dialog, each, { inView, columns: columns - 1, selected, numbers, alone, world }),
      columns - 1,
      'panel',
    ),
  ]);
  const counts = dialog.whole ? partsLine(dialog, columns) : line(fitted(countsOf(dialog), columns), 'panel');
  const foot = footLines(dialog, columns, world);
  const above = 2 + shown.lines.length;
  const picture: Picture = {
    lines: [
      counts,
      dialog.view === 'rows' ? headLine(dialog, inView, columns) : valuesHead(columns),
      ...shown.lines,
      ...foot.lines,
    ],
    cursor: foot.caret === undefined ? { x: 0, y: shown.y + 2 } : { x: foot.caret, y: above },
  };
  const title = `${dialog.question?.title ?? '导入'}前核对  ${dialog.turn ? `${dialog.turn.text}  ` : ''}${review.name}`;
  const placed = centred(boxed(title, picture, columns), area);
  return withChoices(dialog, placed, area, foot.caret !== undefined);
}

/** Lists and calendars lie over the review at the value that is edited. */
function withChoices({ edit }: ReviewDialog, placed: Placed, area: Size, editing: boolean): Placed {
  const choices = edit && editing && choicesPicture(edit.session, area);
  if (!choices || !placed.cursor) return placed;
  const at = besideField(choices, placed.at.x + placed.cursor.x, placed.at.y + placed.cursor.y, area);
  const within = { x: at.x - placed.at.x, y: at.y - placed.at.y };
  const laid = lay(placed, { ...choices, at: within });
  return { ...laid, at: placed.at, ...(choices.cursor ? {} : { cursor: placed.cursor }) };
}

interface Shown {
  readonly inView: InView;
  readonly columns: number;
  readonly selected: boolean;
  readonly numbers: readonly number[];
  /** There is only one sheet: a cell is enough. */
  readonly alone: boolean;
  readonly world: World;
}

function lineSpans(dialog: ReviewDialog, each: ReviewLine, shown: Shown): Line {
  const { columns, selected } = shown;
  if (each.place !== undefined) return valueSpans(dialog, each.place, columns, selected, shown.world);
  if (each.level === undefined) return rowSpans(dialog, each.row, shown);
  const look = selected ? 'chosen' : 'panel';
  return [span(`     ${each.level === 'error' ? '✗' : '!'} `, each.level), span(fitted(each.text, columns - 7), look)];
}

/** The row as it will stand in the list, with its number among those that are taken and the cell where it begins. */
function rowSpans(dialog: ReviewDialog, at: number, shown: Shown): Line {
  const { inView, columns, selected, numbers, alone, world } = shown;
  const row = dialog.review.rows[at];
  if (!row) return [];
  const marked = dialog.marked.has(row.key);
  const number = numbers[at] ? String(numbers[at]) : '–';
  const cell = row.added ? ADDED : alone ? (row.at?.cell ?? '') : cleanLine(`${row.at?.sheet}!${row.at?.cell}`);
  const look: Look = selected ? 'chosen' : row.taken ? 'panel' : 'panelQuiet';
  const before = [
    span(marked ? '*' : ' ', 'key'),
    span(`${fitted(number, 4, 'right')} ${fitted(cell, BEFORE - 7)} `, look),
  ];
  if (!row.taken) {
    const word = row.why ? LEFT_WORDS[row.why] : '不导入';
    const texts = inView.columns.map(({ column }) => shownIn(column, row, dialog, world)).filter(Boolean);
    return [...before, span(fitted(`${word}  ${cleanLine(row.text || texts.join(' '))}`, columns - BEFORE + 1), look)];
  }
  const focus = selected && dialog.edit === undefined ? fieldInFocus(dialog) : undefined;
  const wrong = new Set(row.faults.filter(({ level }) => level === 'error').map(({ path }) => path));
  return [
    ...before,
    ...inView.columns.flatMap((placed): Line => {
      const text = inColumn(placed, shownIn(placed.column, row, dialog, world));
      const { name } = fieldOf(placed.column.id);
      const isWrong = wrong.has(`${dialog.review.list}[0].${name}`);
      const own: Look = placed.column.id === focus ? 'focus' : isWrong ? 'errorField' : look;
      return [span(text, own), span(' ', look)];
    }),
  ];
}

/** Headings, that of the column in focus plain to see, and whether there are more at the sides. */
function headLine(dialog: ReviewDialog, { columns: placed, before, after }: InView, columns: number): Line {
  const focus = fieldInFocus(dialog);
  const spans = placed.flatMap(
    (each): Line => [
      span(inColumn(each, headingOf(each.column)), each.column.id === focus ? 'focusLabel' : 'panelQuiet'),
      span(' ', 'panelQuiet'),
    ],
  );
  const start = `  ${fitted('序号', 4)} ${fitted('单元格', BEFORE - 8)}${before > 0 ? '‹' : ' '} `;
  const head = exactly([span(start, 'panelQuiet'), ...spans], after > 0 ? columns - 1 : columns, 'panel');
  return after > 0 ? [...head, span('›', 'key')] : head;
}

/** The line of the cell in focus, and one for what is to be said of it. */
function footLines(dialog: ReviewDialog, columns: number, world: World): { lines: readonly Line[]; caret?: number } {
  const { edit } = dialog;
  const context = editContext(dialog, world);
  if (!edit || !context) return { lines: stillLines(dialog, columns, world) };
  const all = edit.toAll ? `（${rowsForAll(dialog).length} ${COUNTED[dialog.review.list]}）` : '';
  const label = `${edit.toAll ? '整栏' : '改'} ${context.field.label}${all} `;
  const used = widthOf(label);
  const drawn = drawValue(
    {
      context,
      value: valueIn(context.row, context.field),
      focused: true,
      session: edit.session,
      fault: undefined,
      fixed: false,
    },
    Math.max(8, columns - used - 2),
  );
  const note = editNote(dialog, world);
  const said = note ? `${note.level === 'error' ? '✗ ' : note.level ? '! ' : ''}${note.text}` : '';
  return {
    lines: [
      exactly([span(label, 'focusLabel'), ...drawn.line], columns, 'panel'),
      line(fitted(said, columns), note?.level ?? 'panelQuiet'),
    ],
    caret: used + (drawn.caret ?? 0),
  };
}

/** What stands in the cell in focus, where it does not say enough by itself. */
function stillLines(dialog: ReviewDialog, columns: number, world: World): readonly Line[] {
  const each = dialog.lines[dialog.index];
  const still = each?.place === undefined ? cellTexts : valueTexts;
  const texts = each?.level === undefined ? still(dialog, columns, world) : [each.text];
  const lines = texts.flatMap(text => wrapped(text, columns));
  // Always as many, so that the frame stays where it is.
  return Array.from({ length: FOOT }, (_, at) => line(fitted(lines[at] ?? '', columns), 'panelQuiet'));
}

function cellTexts(dialog: ReviewDialog, columns: number, world: World): readonly string[] {
  const focus = rowInFocus(dialog);
  const id = fieldInFocus(dialog);
  const column = dialog.columns.find(each => each.id === id);
  const { goingFaults } = countsOfRows(dialog.review.rows);
  const hint = goingFaults.error > 0 ? ['有差错的行也会导入，导入后按 F3 逐处改正。'] : [];
  if (!focus || !column) return hint;
  if (!focus.row.taken) return [fitted(cleanLine(focus.row.text), columns), ...hint];
  const field = fieldOf(column.id);
  const context = contextOf(dialog, focus.row, column.id, world);
  const value = shownWhole(context, valueIn(focus.row.row as Row, field));
  const blank = isBlank(focus.row) ? ['新加的一行还是空的，空着不会导入。'] : hint;
  return [fitted(`${headingOf(column)}  ${cleanLine(value) || '（空）'}`, columns), ...blank];
}

const shownWhole = (context: ReturnType<typeof contextOf>, value: unknown): string =>
  editorOf(context.field, context.direction).shown(value, context);
