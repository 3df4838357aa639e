import { fieldOf, type ListName, SECTIONS } from '../../../../src/catalogue/catalogue.ts';
import type { Fault } from '../../../../src/catalogue/fault.ts';
import { isMissing } from '../../../../src/declaration/check.ts';
import { type Row, valueIn } from '../../../../src/declaration/path.ts';
import type { Size } from '../../../../src/terminal/cells.ts';
import type { World } from '../../../contract/world.ts';
import { blank, exactly, fitted, type Line, line, type Span, span, widthOf } from '../../../draw/line.ts';
import type { Look } from '../../../draw/look.ts';
import { lay, type Picture, scrolled } from '../../../draw/picture.ts';
import { besideField, choicesPicture, drawValue } from '../../../fields/draw-field.ts';
import { editorOf } from '../../../fields/index.ts';
import { headingOf, textIn } from '../../../fields/list-column.ts';
import { inColumn } from '../../../widgets/table.ts';
import { listFoot } from '../list-view.ts';
import { type EntryPage, lockedBecause, stopAt } from '../state.ts';
import { fieldContextOf } from '../value-path.ts';
import { gridRoom, rowsInGrid } from './area.ts';
import { type GridColumn, gridColumns, leftOf, MARKS, type PlacedGrid, placedGrid } from './columns.ts';
import { cellFault, lineFaults, type PlacedFault } from './faults.ts';
import { gridLines, gridRow, isFresh, rowAt } from './place.ts';

/** The page scrolled so that the cell with the focus is in view. */
export function gridScrolled(page: EntryPage, list: ListName, area: Size): EntryPage {
  const { grid, stop } = page.focus;
  if (!grid) return page;
  const top = scrolled(grid.top, gridRow(page, list), rowsInGrid(page, list, area), gridLines(page, list));
  const left = leftOf(gridColumns(page, list), grid.left, stop, area.columns);
  return top === grid.top && left === grid.left
    ? page
    : { ...page, focus: { ...page.focus, grid: { ...grid, top, left } } };
}

/** All that there is, what of it the grid has, and the lines that stand below it. */
interface GridPlace {
  readonly area: Size;
  readonly room: Size;
  readonly below: readonly Line[];
}

/** The list as a grid, what stands below it, and what is open at the cell that is being edited. */
export function drawGrid(
  page: EntryPage,
  list: ListName,
  { area, room: own, below }: GridPlace,
  world: World,
): Picture {
  const { focus } = gridScrolled(page, list, area);
  const { top = 0, left = 0 } = focus.grid ?? {};
  const placed = placedGrid(gridColumns(page, list), left, area.columns);
  const room = gridRoom(own);
  const lines: Line[] = [titleLine(page, list, placed, area.columns), headLine(page, placed, area.columns)];
  const at = gridRow(page, list);
  const inFocus = page.popups.length === 0;
  let cursor: Picture['cursor'];
  for (let index = top; index < Math.min(gridLines(page, list), top + room); index += 1) {
    if (index !== at || !inFocus) {
      lines.push(drawnRow(page, list, index, placed, area.columns, world));
      continue;
    }
    const drawn = focusedRow(page, list, placed, area.columns, world);
    cursor = { x: drawn.caret, y: lines.length };
    lines.push(drawn.line);
  }
  while (lines.length < own.rows - 1) lines.push([]);
  lines.push(footLine(page, list, area.columns, world));
  if (below.length > 0) lines.push(line('─'.repeat(area.columns), 'rule'), ...below);
  const picture = { lines: lines.map(each => exactly(each, area.columns)), cursor };
  const { session } = page.focus;
  const choices = inFocus && session && cursor && choicesPicture(session, area);
  if (!choices || !cursor) return picture;
  const { x = 0 } = placed.columns.find(({ column }) => column.stop === page.focus.stop) ?? {};
  const laid = lay(picture, { ...choices, at: besideField(choices, x - 1, cursor.y, area) });
  return choices.cursor ? laid : { ...laid, cursor };
}

function footLine(page: EntryPage, list: ListName, columns: number, world: World): Line {
  if (page.drafts.document[list].length > 0) return listFoot(page, list, columns, world);
  return line(fitted(' 还没有行：在上面的一行输入，或粘贴表格软件里的多行', columns), 'quiet');
}

/** What is shown, where one is, and which columns are out of sight. */
function titleLine(page: EntryPage, list: ListName, { before, after }: PlacedGrid, columns: number): Line {
  const { marked } = page.lists[list];
  const count = page.drafts.document[list].length;
  const line = gridRow(page, list);
  const { title, row } = SECTIONS[list];
  const where = line < count ? `${row?.(line + 1) ?? ''}，共 ${count}` : `添加${row?.(line + 1) ?? ''}`;
  const texts = [`─ ${title} ─ ${where} `, ...(marked.length > 0 ? [`─ 标记 ${marked.length} `] : [])];
  const used = texts.reduce((sum, text) => sum + widthOf(text), 0);
  const room = columns - used - 4;
  const share = before.length > 0 && after.length > 0 ? Math.floor(room / 2) : room;
  const names = (out: readonly GridColumn[]): string => out.map(headingOf).join(' ');
  const right: Span[] = [
    ...(before.length > 0 ? [span(`‹ ${cut(names(before), share - 4)} `, 'key')] : []),
    ...(after.length > 0 ? [span(` ${cut(names(after), share - 4)} ›`, 'key')] : []),
  ];
  const rest = columns - used - right.reduce((sum, { text }) => sum + widthOf(text), 0);
  return [
    span(texts[0] ?? '', 'section'),
    ...(texts[1] ? [span(texts[1], 'key')] : []),
    span('─'.repeat(Math.max(0, rest)), 'rule'),
    ...right,
  ];
}

const cut = (text: string, columns: number): string =>
  widthOf(text) <= columns ? text : fitted(text, columns).trimEnd();

function headLine(page: EntryPage, { columns: placed }: PlacedGrid, columns: number): Line {
  const spans: Span[] = [span(fitted(' 序号', MARKS), 'quiet')];
  for (const each of placed) {
    const here = each.column.stop === page.focus.stop;
    spans.push(span(inColumn(each, headingOf(each.column)), here ? 'focusLabel' : 'quiet'), span(' '));
  }
  return exactly(spans, columns);
}

/** What the picture of a row hangs on while the focus is elsewhere. */
interface Seen {
  readonly placed: string;
  readonly index: number;
  readonly marked: boolean;
  readonly world: World;
  readonly own: EntryPage['own'];
  readonly faults: readonly PlacedFault[];
  readonly line: Line;
}

/** A key changes one row of fifty: the lines of the others are those of the picture before. */
const drawnRows = new WeakMap<Row, Seen>();

const keyOf = ({ columns }: PlacedGrid): string => columns.map(({ column, width }) => `${column.stop}:${width}`).join();

function drawnRow(
  page: EntryPage,
  list: ListName,
  index: number,
  grid: PlacedGrid,
  columns: number,
  world: World,
): Line {
  if (index >= page.drafts.document[list].length) return freshLine(columns);
  const row = rowAt(page, list, index);
  const marked = page.lists[list].marked.includes(index);
  const faults = lineFaults(page, list, index, world);
  const placed = keyOf(grid);
  const { own } = page;
  const seen = drawnRows.get(row);
  const isSame =
    seen?.placed === placed &&
    seen.index === index &&
    seen.marked === marked &&
    seen.world === world &&
    seen.own === own &&
    seen.faults === faults;
  if (isSame) return seen.line;
  const selected = index === gridRow(page, list);
  const line = [
    ...marksOf({ index, marked, selected, faults }),
    ...grid.columns.flatMap(each => drawnCell(page, list, index, row, each, world, 'plain')),
  ];
  if (!selected) drawnRows.set(row, { placed, index, marked, world, own, faults, line });
  return line;
}

const freshLine = (columns: number): Line => line(fitted('     +', columns), 'quiet');

interface Marks {
  readonly index: number;
  readonly marked: boolean;
  readonly selected: boolean;
  readonly faults: readonly PlacedFault[];
}

/** Cursor, mark, number, fault. */
function marksOf({ index, marked, selected, faults }: Marks): Line {
  const level = faults.some(({ fault }) => fault.level === 'error') ? 'error' : faults[0]?.fault.level;
  return [
    span(selected ? '›' : ' ', 'key'),
    span(marked ? '*' : ' ', 'key'),
    span(fitted(String(index + 1), MARKS - 3, 'right'), selected ? 'chosen' : marked ? 'bold' : 'plain'),
    behind(level),
  ];
}

/** The mark behind a cell. */
const behind = (level: Fault['level'] | undefined): Span =>
  level === undefined ? span(' ') : span(level === 'error' ? '✗' : '!', level);

type Placed = PlacedGrid['columns'][number];

function drawnCell(
  page: EntryPage,
  list: ListName,
  index: number,
  row: Row,
  placed: Placed,
  world: World,
  plain: Look,
): Line {
  const { column } = placed;
  const fault = cellFault(page, list, index, column.stop, world);
  if (isMissing(valueIn(row, fieldOf(column.id))))
    return [
      fault?.level === 'error' ? span('_'.repeat(placed.width), 'empty') : blank(placed.width),
      behind(fault?.level),
    ];
  const context = { direction: page.drafts.document.direction, world, own: page.own };
  const text = inColumn(placed, textIn(column, row, context));
  return [span(text, fault?.level === 'error' ? 'errorField' : plain), behind(fault?.level)];
}

/** The row with the focus; its cell is drawn as a field is. */
function focusedRow(
  page: EntryPage,
  list: ListName,
  grid: PlacedGrid,
  columns: number,
  world: World,
): { readonly line: Line; readonly caret: number } {
  const index = gridRow(page, list);
  const row = rowAt(page, list, index);
  const faults = lineFaults(page, list, index, world);
  const fresh = isFresh(page, list);
  const spans: Span[] = fresh
    ? [span('›', 'key'), span(fitted('+', MARKS - 1, 'right'), 'key')]
    : [...marksOf({ index, marked: page.lists[list].marked.includes(index), selected: true, faults })];
  let caret = 0;
  for (const placed of grid.columns) {
    const { column, x } = placed;
    if (column.stop !== page.focus.stop) {
      spans.push(...drawnCell(page, list, index, row, placed, world, 'value'));
      continue;
    }
    const field = fieldOf(column.id);
    const fault = untouched(page) ? cellFault(page, list, index, column.stop, world) : undefined;
    const drawn = drawValue(
      {
        context: fieldContextOf(page, field, world),
        value: valueIn(row, field),
        focused: true,
        session: page.focus.session,
        fault: fault?.level,
        fixed: false,
      },
      placed.width,
    );
    caret = x + (drawn.caret ?? 0);
    spans.push(...drawn.line, behind(fault?.level));
  }
  return { line: exactly(spans, columns), caret };
}

export const untouched = ({ focus: { session } }: EntryPage): boolean =>
  session === undefined || session.text.text === session.before;

/** What is wrong in the cell with the focus, while nothing is typed there. */
export function faultInFocus(page: EntryPage, list: ListName, world: World): Fault | undefined {
  return untouched(page) ? cellFault(page, list, gridRow(page, list), page.focus.stop, world) : undefined;
}

/** The whole of the cell with the focus, where its column is too narrow for it. */
export function cutCell(page: EntryPage, list: ListName, columns: number, world: World): string | undefined {
  const { grid, session, stop } = page.focus;
  const placed = placedGrid(gridColumns(page, list), grid?.left ?? 0, columns).columns.find(
    ({ column }) => column.stop === stop,
  );
  if (!placed) return undefined;
  const field = fieldOf(stopAt(page).id);
  const context = fieldContextOf(page, field, world);
  const shown = editorOf(field, context.direction).shown(valueIn(context.row, field), context);
  const text = untouched(page) ? shown : (session?.text.text ?? shown);
  return widthOf(text) > placed.width ? text : undefined;
}

/** What the message line says of the line for a new row, of marks, and of a page that may only be read. */
export function gridHint(page: EntryPage, list: ListName): string | undefined {
  if (lockedBecause(page) !== undefined) return undefined;
  return isFresh(page, list) && untouched(page) ? '在这里输入即添加一行；也可以粘贴表格软件里的多行' : undefined;
}
