import {
  type Field,
  type FieldId,
  fieldOf,
  type ListName,
  labelOn,
  SECTIONS,
  type SectionName,
} from '../../../src/catalogue/catalogue.ts';
import { isRequired } from '../../../src/declaration/check.ts';
import type { Row } from '../../../src/declaration/path.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import type { Point } from '../../../src/terminal/moves.ts';
import type { World } from '../../contract/world.ts';
import { exactly, type Line, over, span, widthOf } from '../../draw/line.ts';
import { lay, type Picture, type Placed } from '../../draw/picture.ts';
import { besideField, choicesPicture, type FieldShown } from '../../fields/draw-field.ts';
import { type CellSize, choicesAt, drawFieldCell, placesIn } from '../../fields/field-cell.ts';
import { editorOf } from '../../fields/index.ts';
import { faultOf } from './field-fault.ts';
import { gridArea } from './grid/area.ts';
import { gridOf, gridRow, isFresh, rowAt } from './grid/place.ts';
import { drawGrid } from './grid/view.ts';
import { marksOf, sectionKey } from './jump-marks.ts';
import { formOf, lineOf, linesOf, type PageLine, type PlacedCell, shapeOf, topOf, visibleRows } from './lines.ts';
import { listFoot, listHead, listRow } from './list-view.ts';
import { isPinned } from './pins.ts';
import { drawPopup } from './popup/view.ts';
import { type EntryPage, lockedBecause, messageOf, stopAt } from './state.ts';
import { fieldContextOf, focusedField, valueAt, valueOnPage } from './value-path.ts';

/** The entry page with the popups that are open. */
export function drawEntry(page: EntryPage, area: Size, world: World): Picture {
  const list = page.focus.jump ? undefined : gridOf(page);
  const base = list ? drawList(page, list, area, world) : drawForms(page, area, world);
  return page.popups.length > 0 && !page.focus.jump ? withPopups(base, page, area, world) : base;
}

/** The grid, and the form of its line below it where there is room for both. */
function drawList(page: EntryPage, list: ListName, area: Size, world: World): Picture {
  const room = gridArea(page, list, area);
  const below = room === area ? [] : formOfLine(page, list, area.columns, world);
  return drawGrid(page, list, { area, room, below }, world);
}

interface InForm extends Pick<EntryPage, 'drafts' | 'lists'> {
  readonly of: EntryPage['lists'];
  readonly list: ListName;
  readonly index: number;
}

const inForms = new WeakMap<EntryPage['drafts'], InForm>();

/** Drafts and lists with the line of the grid in the form: the same ones while nothing changes, so that a key that is typed into the cell draws no field of the form anew. */
function inForm(page: EntryPage, list: ListName): InForm {
  const { drafts, lists } = page;
  const index = gridRow(page, list);
  const known = inForms.get(drafts);
  if (known?.of === lists && known.list === list && known.index === index) return known;
  const form = { ...drafts.form, [list]: [rowAt(page, list, index)] };
  const editingIndex = isFresh(page, list) ? undefined : index;
  const made: InForm = {
    of: lists,
    list,
    index,
    drafts: { ...drafts, form },
    lists: { ...lists, [list]: { ...lists[list], editingIndex } },
  };
  inForms.set(drafts, made);
  return made;
}

/** The line of the grid as the form of its list shows it; what is typed goes into the grid. */
function formOfLine(page: EntryPage, list: ListName, columns: number, world: World): readonly Line[] {
  const { drafts, lists } = inForm(page, list);
  const focus = { ...page.focus, session: undefined, grid: undefined, list };
  const shown: EntryPage = { ...page, drafts, lists, focus };
  return formOf(list, shapeOf(page), columns).map(each => draw(each, shown, columns, world, () => undefined));
}

/** The lines in view, and what is open below the field being edited. */
function drawForms(page: EntryPage, area: Size, world: World): Picture {
  const lines = linesOf(page, area.columns);
  const top = topOf(page, area);
  const shown = lines.slice(top, top + area.rows);
  const cursors: Point[] = [];
  const drawn = shown.map((each, y) =>
    draw(each, page, area.columns, world, x => {
      cursors.push({ x, y });
    }),
  );
  const filledLines = [...drawn];
  while (filledLines.length < area.rows) filledLines.push([]);
  const base: Picture = { lines: filledLines.map(each => exactly(each, area.columns)), cursor: cursors[0] };
  if (page.focus.jump) return withMarks(base, page, area, shown);
  if (page.popups.length > 0) return base;
  const below = openBelow(page, area, lineOf(page, lines) - top, lines[lineOf(page, lines)]);
  return below ? { ...lay(base, below), cursor: below.cursor ? lay(base, below).cursor : base.cursor } : base;
}

function withPopups(base: Picture, page: EntryPage, area: Size, world: World): Picture {
  return page.popups.reduce<Picture>((under, _popup, depth) => {
    const front = depth === page.popups.length - 1;
    const session = front ? page.focus.session : undefined;
    const open = { ...page, popups: page.popups.slice(0, depth + 1), focus: { ...page.focus, session } };
    return drawPopup(open, area, world).reduce<Picture>((at, placed) => {
      const laid = lay(at, placed);
      // The real cursor is in what is in front and has one.
      return { ...laid, cursor: placed.cursor ? laid.cursor : front ? at.cursor : undefined };
    }, under);
  }, base);
}

/** Jump mode: marks over the brackets before the values, the F-keys at the headings. */
function withMarks(base: Picture, page: EntryPage, area: Size, shown: readonly PageLine[]): Picture {
  const lines = [...base.lines];
  const put = (x: number, y: number, text: string): void => {
    lines[y] = over(lines[y] ?? [], x, [span(text, 'mark')]);
  };
  // A second letter stays where it was, for eyes that have found it.
  const { typed = '' } = page.focus.jump ?? {};
  for (const { mark, y, cell, second } of marksOf(page, area))
    put((cell ? bracketOf(cell, second, page) : 0) + typed.length, y, mark.slice(typed.length));
  shown.forEach((each, y) => {
    if (each.kind === 'heading') put(0, y, sectionKey(each.section, page));
  });
  return { ...base, lines };
}

/** Where the bracket before a value stands, or the one between a value and its unit. */
function bracketOf(cell: PlacedCell, second: boolean | undefined, page: EntryPage): number {
  const { value, unit } = placesIn(sizeOf(cell, page));
  return cell.x + (second && unit ? unit : value).at - 1;
}

const sizeOf = ({ ids: [first, unit], columns }: PlacedCell, { drafts }: EntryPage): CellSize => ({
  label: labelOn(fieldOf(first as FieldId), drafts.document.direction),
  columns,
  unit: unit !== undefined,
});

function draw(each: PageLine, page: EntryPage, columns: number, world: World, caret: (x: number) => void): Line {
  switch (each.kind) {
    case 'heading':
      return heading(page, each.section, columns);
    case 'cells':
      return drawCells(each, page, columns, world, caret);
    case 'list-head':
      return listHead(page, each.list, columns, world);
    case 'list-row':
      return listRow(page, each.list, visibleRows(page, each.list).first + each.offset, columns, world, caret);
    case 'list-foot':
      return listFoot(page, each.list, columns, world);
  }
}

function heading(page: EntryPage, section: SectionName, columns: number): Line {
  const { title, rows: list, row } = SECTIONS[section];
  const taken = list && page.lists[list].editingIndex;
  const state =
    list && row ? rowState(taken, page.drafts.document[list].length, row, lockedBecause(page) !== undefined) : '';
  const text = `─ ${title} ${state && `─ ${state} `}`;
  return [
    span(text, taken === undefined || lockedBecause(page) ? 'section' : 'warning'),
    span('─'.repeat(Math.max(0, columns - widthOf(text))), 'rule'),
  ];
}

/** What the form of a list holds: a row to add, one to change, or one to read. */
function rowState(taken: number | undefined, count: number, row: (number: number) => string, locked: boolean): string {
  if (locked) return taken === undefined ? '' : `${row(taken + 1)}，共 ${count}`;
  return taken === undefined ? `添加${row(count + 1)}` : `修改${row(taken + 1)}`;
}

/** What the picture of a cell hangs on while its fields do not have the focus. */
type Seen = Pick<EntryPage, 'drafts' | 'lists' | 'faults' | 'own'> & { readonly world: World; readonly hour: number };

type Drawn = Seen & { readonly line: Line };

/** A key changes one field of a hundred: the lines and cells of the others are those of the picture before. */
const drawn = new WeakMap<object, Drawn>();

const HOUR = 3_600_000;

/** The line of a place that does not have the focus. */
function unlessSame(place: object, page: EntryPage, world: World, draw: () => Line): Line {
  const { drafts, lists, faults, own } = page;
  // What a date is judged by is the day.
  const hour = Math.floor(world.now() / HOUR);
  const known = drawn.get(place);
  const isSame =
    known?.drafts === drafts &&
    known.lists === lists &&
    known.faults === faults &&
    known.own === own &&
    known.world === world &&
    known.hour === hour;
  if (isSame) return known.line;
  const line = draw();
  drawn.set(place, { drafts, lists, faults, own, world, hour, line });
  return line;
}

function drawCells(
  each: Extract<PageLine, { kind: 'cells' }>,
  page: EntryPage,
  columns: number,
  world: World,
  caret: (x: number) => void,
): Line {
  const focused = page.popups.length === 0 ? focusedField(page)?.id : undefined;
  const made = (): Line => {
    let at = 0;
    const line = each.cells.flatMap(cell => {
      const gap = cell.x - at;
      at = cell.x + cell.columns;
      return [span(' '.repeat(gap)), ...drawCell(cell, page, world, caret)];
    });
    return exactly(line, columns);
  };
  const hasFocus = each.cells.some(({ ids }) => ids.some(id => id === focused));
  return hasFocus ? made() : unlessSame(each, page, world, made);
}

function drawCell(cell: PlacedCell, page: EntryPage, world: World, caret: (x: number) => void): Line {
  if (cell.ids.some(id => inFocus(page, id))) return drawnCell(cell, page, world, caret);
  return unlessSame(cell, page, world, () => drawnCell(cell, page, world, caret));
}

function drawnCell(cell: PlacedCell, page: EntryPage, world: World, caret: (x: number) => void): Line {
  const [first, unit] = cell.ids.map(fieldOf) as [Field, Field | undefined];
  const drawn = drawFieldCell({
    ...sizeOf(cell, page),
    required: isRequired(first, rowOf(page, first), page.drafts.document.direction, messageOf(page)),
    pinned: cell.ids.some(id => isPinned(page, id)),
    value: shownOf(first, page, world),
    unit: unit && shownOf(unit, page, world),
  });
  if (drawn.caret !== undefined) caret(cell.x + drawn.caret);
  return drawn.line;
}

/** The value of the field at the focus, where the field is too short to show all of it. */
export function cutValue(page: EntryPage, columns: number, world: World): string | undefined {
  const { id } = stopAt(page);
  const cells = linesOf(page, columns).flatMap(each => (each.kind === 'cells' ? each.cells : []));
  const cell = cells.find(({ ids }) => ids.includes(id));
  if (!cell) return undefined;
  const { value, unit } = placesIn(sizeOf(cell, page));
  const { columns: room } = unit && cell.ids.indexOf(id) > 0 ? unit : value;
  const field = fieldOf(id);
  const {
    focus: { session },
  } = page;
  const typed = session && session.text.text !== session.before ? session.text.text : undefined;
  const shown =
    typed ??
    editorOf(field, page.drafts.document.direction).shown(valueAt(page, id), fieldContextOf(page, field, world));
  return widthOf(shown) > room ? shown : undefined;
}

const rowOf = (page: EntryPage, field: Field): Row => {
  const { rows } = SECTIONS[field.section];
  return rows ? ((page.drafts.form[rows]?.[0] ?? {}) as Row) : (page.drafts.document as Row);
};

/** A field of the page as it is to be drawn. */
function shownOf(field: Field, page: EntryPage, world: World): FieldShown {
  const focused = inFocus(page, field.id);
  return {
    context: fieldContextOf(page, field, world),
    value: valueOnPage(page, field.id),
    focused,
    session: focused ? page.focus.session : undefined,
    fault: faultOf(page, field.id, world)?.level,
    fixed: field.use[page.drafts.document.direction] === 'S',
  };
}

/** Behind a popup no field has the focus. */
const inFocus = (page: EntryPage, id: FieldId): boolean => page.popups.length === 0 && focusedField(page)?.id === id;

/** The list of matches or the calendar below the field being edited, above it where there is no room below. */
function openBelow(page: EntryPage, area: Size, y: number, focus: PageLine | undefined): Placed | undefined {
  const {
    focus: { session },
  } = page;
  if (!session || focus?.kind !== 'cells') return undefined;
  const cell = focus.cells.find(({ ids }) => ids.includes(stopAt(page).id));
  const picture = cell && choicesPicture(session, area);
  if (!picture) return undefined;
  const x = cell.x + choicesAt(sizeOf(cell, page), cell.ids.indexOf(stopAt(page).id) > 0);
  return { ...picture, at: besideField(picture, x, y, area) };
}
