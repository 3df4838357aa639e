import { type Field, type FieldId, fieldOf, onForm } from '../../../../src/catalogue/catalogue.ts';
import { wordingOf } from '../../../../src/catalogue/wording.ts';
import { isRequired } from '../../../../src/declaration/check.ts';
import { parsePath, type Row, read, valueIn } from '../../../../src/declaration/path.ts';
import type { Size } from '../../../../src/terminal/cells.ts';
import { graphemes } from '../../../../src/terminal/graphemes.ts';
import type { World } from '../../../contract/world.ts';
import { fitted, type Line, line, span, widthOf } from '../../../draw/line.ts';
import { boxed, centred, type Placed, scrolled, wrapped } from '../../../draw/picture.ts';
import { besideField, choicesPicture } from '../../../fields/draw-field.ts';
import { choicesAt, drawFieldCell, placesIn, roomInLine } from '../../../fields/field-cell.ts';
import { editorOf } from '../../../fields/index.ts';
import { headingOf, textIn } from '../../../fields/list-column.ts';
import { LINE_FIELDS, type ListColumn } from '../../../layout/entry.ts';
import { drawRows } from '../../../widgets/list-rows.ts';
import { numberedRow, placedIn, rowText } from '../../../widgets/table.ts';
import { drawText } from '../../../widgets/text-state.ts';
import { declaredIn } from '../declared.ts';
import { fieldInHand, spotOf, valueAt } from '../place.ts';
import { type EntryPage, listAt, lockedBecause } from '../state.ts';
import { pathOfRow, popupFault } from './faults.ts';
import { valuesIn } from './held.ts';
import { type Open, openOf } from './rows.ts';
import { foundTicks, type TickLine } from './ticks.ts';

/** Two fields stand side by side from so many columns on. */
const PAIR = 74;
/** The rows that list and lines to tick have at least; fewer in a low window. */
const leastOf = ({ rows }: Size) => (rows < 18 ? { list: 3, ticks: 3 } : { list: 4, ticks: 5 });

interface Drawn {
  readonly lines: readonly Line[];
  readonly cursor?: { readonly x: number; readonly y: number } | undefined;
  /** How many rows of those that scroll are to be seen. */
  readonly seen?: number;
}

/** The parts of the popup in front, as high as there is room for each. */
function partsOf(page: EntryPage, open: Open, area: Size, world: World) {
  const { spec, state } = open;
  const columns = columnsOf(area);
  const room = area.rows - 2;
  const least = leastOf(area);
  const others = (spec.list ? least.list + 1 : 0) + (spec.ticks ? least.ticks + 1 : 0);
  const fields = clipped(drawFields(page, open, columns, world), Math.max(2, room - others));
  const most = room - fields.lines.length - others;
  const reading = state.zone === 'fields' && most > 1 ? wholeText(page, columns, most, world) : [];
  const held = valuesIn(page, state);
  const left = room - fields.lines.length - reading.length - (fields.lines.length > 0 && spec.ticks ? 1 : 0);
  const listRows = spec.list
    ? Math.min(held.length + 2, Math.max(least.list, spec.ticks ? left - least.ticks - 2 : left - 1))
    : 0;
  const list: Drawn = spec.list ? drawList(page, open, columns, listRows, world) : { lines: [] };
  const gap: Line[] = spec.list ? [rule(columns, fields.more > 0 ? `─ 另有 ${fields.more} 行栏位 ` : '')] : [];
  const ticks: Drawn = spec.ticks
    ? drawTicks(page, open, columns, Math.max(least.ticks, left - list.lines.length - gap.length), world)
    : { lines: [] };
  return { fields, reading, list, gap, ticks };
}

/** How many rows of the list and how many lines to tick are to be seen in the popup in front. */
export function rowsSeen(page: EntryPage, open: Open, area: Size, world: World) {
  const { list, ticks } = partsOf(page, open, area, world);
  return { list: list.seen ?? 1, ticks: ticks.seen ?? 1 };
}

/** The popup in front, over the page (manual 3.4.4), and the choices of its field in hand over it. */
export function drawPopup(page: EntryPage, area: Size, world: World): readonly Placed[] {
  const open = openOf(page) as Open;
  const { spec } = open;
  const columns = columnsOf(area);
  const { fields, reading, list, gap, ticks } = partsOf(page, open, area, world);
  const between: Line[] = ticks.lines.length > 0 && fields.lines.length > 0 ? [rule(columns)] : [];
  const stacked = stack([
    ticks,
    { lines: between },
    fields,
    { lines: reading.map(text => line(text, 'panelQuiet')) },
    { lines: gap },
    list,
  ]);
  const title = `${spec.title}${titleNote(page, open)}`;
  const placed = centred(boxed(title, { lines: stacked.lines, cursor: stacked.cursor }, columns), area);
  const choices = page.editor && fields.at && choicesPicture(page.editor, area);
  if (!choices) return [placed];
  const above = ticks.lines.length + between.length;
  const at = besideField(choices, placed.at.x + 2 + fields.at.x, placed.at.y + 1 + above + fields.at.y, area);
  return [placed, { ...choices, cursor: choices.cursor ?? undefined, at }];
}

/** What else the title tells: whose rows these are, how many, what is being changed. */
function titleNote(page: EntryPage, { spec, state }: Open): string {
  const locked = lockedBecause(page) !== undefined;
  const ofLine = listAt(page) === 'goods' && !spec.across;
  const line = ofLine ? page.rows.goods.taken : undefined;
  const of = ofLine ? ` · 第${(line ?? page.document.goods.length) + 1}项货物` : '';
  if (!spec.list) return `${of}${locked ? ' · 只能查看' : ''}`;
  const count = valuesIn(page, state).length;
  if (spec.attached) return `${of} · ${count} 个附件${locked ? ' · 只能查看' : ''}`;
  const doing = locked ? '只能查看' : state.taken === undefined ? `添加第${count + 1}行` : `修改第${state.taken + 1}行`;
  return `${of} · 共 ${count} 行 · ${doing}`;
}

const rule = (columns: number, text = ''): Line => [
  span(text + '─'.repeat(Math.max(0, columns - widthOf(text))), 'rule'),
];

/** As many of the fields as there is room for, those around the one in hand. */
function clipped({ lines, cursor, at }: FieldsDrawn, rows: number): FieldsDrawn & { readonly more: number } {
  const first = scrolled(0, at?.y ?? 0, rows, lines.length);
  const up = <P extends { readonly y: number }>(place: P | undefined) => place && { ...place, y: place.y - first };
  return {
    lines: lines.slice(first, first + rows),
    cursor: up(cursor),
    at: up(at),
    more: Math.max(0, lines.length - rows),
  };
}

/** Pieces below one another, with the cursor of the one that has it. */
function stack(pieces: readonly Drawn[]): Drawn {
  const lines: Line[] = [];
  let cursor: Drawn['cursor'];
  for (const piece of pieces) {
    if (piece.cursor) cursor = { x: piece.cursor.x, y: piece.cursor.y + lines.length };
    lines.push(...piece.lines);
  }
  return { lines, cursor };
}

interface FieldsDrawn extends Drawn {
  /** Where the choices of the field in hand belong. */
  readonly at: { readonly x: number; readonly y: number } | undefined;
}

function drawFields(page: EntryPage, open: Open, columns: number, world: World): FieldsDrawn {
  const { ids, across, each } = acrossOf(page, open, columns);
  const lines: Line[] = [];
  let cursor: Drawn['cursor'];
  let at: FieldsDrawn['at'];
  for (let first = 0; first < ids.length; first += across) {
    lines.push(
      ids.slice(first, first + across).flatMap((id, place): Line => {
        const field = fieldOf(id);
        const drawn = drawField(page, open, field, each, world);
        if (drawn.caret !== undefined) {
          cursor = { x: place * each + drawn.caret, y: lines.length };
          at = { x: place * each + choicesAt({ label: field.label, columns: each }), y: lines.length };
        }
        return drawn.line;
      }),
    );
  }
  return { lines, cursor, at };
}

function drawField(
  page: EntryPage,
  open: Open,
  field: Field,
  columns: number,
  world: World,
): { readonly line: Line; readonly caret: number | undefined } {
  const { direction } = page.document;
  const focused = fieldInHand(page)?.id === field.id;
  const spot = spotOf(page, field, world);
  const line = LINE_FIELDS[field.id];
  const fixed = field.kind === 'computed' && !line;
  // The fields of a line that is not ticked hold nothing.
  const absent = open.spec.form === 'live' && open.spec.ticks?.of === 'rows' && open.state.taken === undefined;
  return drawFieldCell({
    label: field.label,
    columns,
    required: line?.always || (!absent && isRequired(field, spot.row, direction)),
    value: {
      spot,
      value: fixed || absent ? undefined : valueAt(page, field.id),
      text: fixed ? aboveText(page, open, field) : undefined,
      focused,
      editor: focused ? page.editor : undefined,
      fault: fixed || absent ? undefined : popupFault(page, field, world)?.level,
      fixed,
    },
  });
}

/** What a field shows that is not its own: from the row that the popup was opened from, or the number of that row. */
function aboveText(page: EntryPage, { spec, state }: Open, { id }: Field): string {
  const steps = parsePath(state.path)?.slice(0, -1) ?? [];
  const from: FieldId | undefined = spec.above?.[id];
  if (from === undefined) return String((page.rows.goods.taken ?? page.document.goods.length) + 1);
  const row = (read(page[state.on], steps) ?? {}) as Row;
  return String(row[fieldOf(from).name] ?? '（未填）');
}

/** The value of the field in hand, where the popup has no room to show all of it beside the others. */
export function cutInPopup(page: EntryPage, area: Size, world: World): string | undefined {
  const open = openOf(page);
  const field = fieldInHand(page);
  if (!open || !field) return undefined;
  const columns = columnsOf(area);
  const { each } = acrossOf(page, open, columns);
  const text = textOf(page, field, world);
  const room = placesIn({ label: field.label, columns: each }).value.columns;
  return widthOf(text) > room && widthOf(text) <= roomInLine(columns) ? text : undefined;
}

const columnsOf = (area: Size): number => Math.min(area.columns - 6, 100);

/** How many fields stand side by side, and the columns of each. */
function acrossOf({ document: { direction } }: EntryPage, { spec }: Open, columns: number) {
  const ids = spec.fields.filter(id => onForm(fieldOf(id), direction));
  const across = columns >= PAIR && ids.length > 1 ? 2 : 1;
  return { ids, across, each: Math.floor(columns / across) };
}

/** What a field in hand says, as it is typed. */
function textOf(page: EntryPage, field: Field, world: World): string {
  const shown = editorOf(field, page.document.direction).shown(valueAt(page, field.id), spotOf(page, field, world));
  return page.editor?.text.text ?? shown;
}

/** A long text in hand, broken into lines, so that all of it is seen; where there is no room for all, what is around the caret. */
function wholeText(page: EntryPage, columns: number, rows: number, world: World): readonly string[] {
  const field = fieldInHand(page);
  if (field?.kind !== 'text') return [];
  const text = textOf(page, field, world);
  if (widthOf(text) <= roomInLine(columns) && !text.includes('\n')) return [];
  const lines = wrapped(text, columns);
  const { caret = 0, selected = true } = page.editor?.text ?? {};
  const at = selected ? 0 : wrapped(graphemes(text).slice(0, caret).join(''), columns).length - 1;
  const first = scrolled(0, at, rows - 1, lines.length);
  return ['', ...lines.slice(first, first + rows - 1)];
}

function drawTicks(page: EntryPage, open: Open, columns: number, rows: number, world: World): Drawn {
  const { state } = open;
  const lines = foundTicks(page, open, world);
  const ticked = lines.filter(each => each.ticked).length;
  const here = state.zone === 'ticks';
  const finding = drawText(state.find, 20, here);
  const head: Line = [
    span('查找 ', 'label'),
    ...finding.line,
    span(`  已勾选 ${ticked} / ${lines.length}`, 'panelQuiet'),
  ];
  const room = Math.max(1, rows - 1);
  const shortcuts = lines.some(({ shortcut }) => shortcut !== '');
  const codes = Math.max(4, ...lines.map(({ code }) => widthOf(code)));
  const drawn = drawRows(lines, { index: state.tick, room }, (each, _at, selected) =>
    tickLine(each, here && selected, shortcuts, codes, columns),
  );
  const empty: Line[] = lines.length === 0 ? [line('没有符合的；退格改查找的字', 'warning')] : [];
  const cursor = here
    ? { x: lines.length === 0 ? 5 + finding.caret : 1, y: lines.length === 0 ? 0 : 1 + drawn.y }
    : undefined;
  return { lines: [head, ...drawn.lines, ...empty], cursor, seen: room };
}

function tickLine(tick: TickLine, chosen: boolean, shortcuts: boolean, codes: number, columns: number): Line {
  const { code, name, shortcut, ticked, count, detail, fixed } = tick;
  const box = fixed ? ' - ' : ticked ? '[x]' : '[ ]';
  const more = count > 1 ? `  ${count} 条明细` : detail === '' ? '' : `  ${detail}`;
  const text = ` ${shortcuts ? `${fitted(shortcut, 2)}` : ''}${fitted(code, codes)} ${name}${more}`;
  return [
    span(chosen ? '›' : ' ', 'bold'),
    span(box, chosen ? 'chosen' : ticked ? 'good' : 'panel'),
    span(fitted(text, columns - 4), chosen ? 'chosen' : ticked ? 'value' : 'panel'),
  ];
}

/** The columns beside the number of a row. */
const MARKS = 3;

function drawList(page: EntryPage, open: Open, columns: number, rows: number, world: World): Drawn {
  const { state, spec } = open;
  const values = valuesIn(page, state);
  const digits = Math.max(3, String(values.length).length);
  const shown = placedIn(
    (spec.list ?? []).filter(({ id }) => onForm(fieldOf(id), page.document.direction)),
    columns - MARKS - digits,
  );
  if (values.length === 0)
    return {
      lines: [
        line(
          spec.attached
            ? ' 没有附件：按 Alt+A 或 F5 添加文件'
            : ' 列表是空的：填好栏位后在最后一栏回车，或按 Alt+A、F5 添加',
          'panelQuiet',
        ),
      ],
    };
  const head = line(` 序号 ${' '.repeat(digits - 3)}${rowText(shown, headingOf)} `, 'panelQuiet');
  // Where not all rows are to be seen, a line tells which ones are.
  const room = Math.max(1, values.length > rows - 1 ? rows - 2 : rows - 1);
  const { lines, first, y } = drawRows(values, { index: state.index, room }, (value, index, selected) => {
    const text = (column: ListColumn) =>
      `${spec.first && index === 0 && column === shown[0]?.column ? spec.first : ''}${cellText(page, open, column, value, world)}`;
    return numberedRow({
      index,
      digits,
      text: `${rowText(shown, text)} `,
      selected,
      focused: state.zone === 'list',
      changing: state.taken === index && lockedBecause(page) === undefined,
      fault: wrongRow(page, index) ? 'error' : doubtOf(open, value) ? 'warning' : undefined,
      look: 'panel',
    });
  });
  const seen = lines.length > 1 ? `${first + 1}-${first + lines.length}` : first + 1;
  const more: Line[] =
    values.length > lines.length
      ? [line(fitted(`  第 ${seen} 行，共 ${values.length} 行`, columns), 'panelQuiet')]
      : [];
  const cursor = state.zone === 'list' ? { x: 0, y: 1 + y } : undefined;
  return { lines: [head, ...lines, ...more], cursor, seen: room };
}

/** Faults of the last check that are about a row of the list. */
function wrongRow(page: EntryPage, index: number): boolean {
  const path = page.faults && pathOfRow(page, index);
  if (!page.faults || path === undefined) return false;
  return page.faults.some(({ level, path: at }) => level === 'error' && (at === path || at.startsWith(`${path}.`)));
}

/** What is worth a look in an item of the list, in words. */
function doubtOf({ spec }: Open, value: unknown): string | undefined {
  const code = typeof value === 'string' ? spec.judge?.(value) : undefined;
  return code && wordingOf({ code, params: { number: String(value) } });
}

function cellText(page: EntryPage, open: Open, column: ListColumn, value: unknown, world: World): string {
  if (typeof value === 'string') {
    const doubt = doubtOf(open, value);
    return doubt === undefined ? value : `${value}  ${doubt}`;
  }
  const row = value as Row;
  // A file is told by its size, in kilobytes of what its base64 stands for.
  if (open.spec.attached?.content === column.id) {
    return `${Math.ceil((String(valueIn(row, fieldOf(column.id)) ?? '').length * 3) / 4096)} KB`;
  }
  const spot = { direction: page.document.direction, world, own: page.own, declared: () => declaredIn(page) };
  return textIn(column, row, spot);
}
