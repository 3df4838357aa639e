import type { Size } from '../../../../src/terminal/cells.ts';
import type { World } from '../../../contract/world.ts';
import { type Line, line, span, widthOf } from '../../../draw/line.ts';
import { boxed, centred, type Placed } from '../../../draw/picture.ts';
import { besideField, choicesPicture } from '../../../fields/draw-field.ts';
import { MAIN_LIST } from '../../../layout/entry.ts';
import { lineInForm } from '../effective-rows.ts';
import { rowName } from '../list-edits.ts';
import { type EntryPage, listAt, lockedBecause } from '../state.ts';
import type { Drawn } from './drawn.ts';
import { clipped, columnsOf, drawFields, wholeText } from './fields-view.ts';
import { drawList } from './list-view.ts';
import { frontPopup, type OpenPopup } from './pending-row.ts';
import { drawTicks } from './ticks-view.ts';
import { popupRows } from './value.ts';

/** The rows that list and lines to tick have at least; fewer in a low window. */
const leastOf = ({ rows }: Size) => (rows < 18 ? { list: 3, ticks: 3 } : { list: 4, ticks: 5 });

/** The parts of the popup in front, as high as there is room for each. */
function partsOf(page: EntryPage, open: OpenPopup, area: Size, world: World) {
  const { spec, state } = open;
  const columns = columnsOf(area);
  const room = area.rows - 2;
  const least = leastOf(area);
  const others = (spec.list ? least.list + 1 : 0) + (spec.ticks ? least.ticks + 1 : 0);
  const fields = clipped(drawFields(page, open, columns, world), Math.max(2, room - others));
  const most = room - fields.lines.length - others;
  const reading = state.zone === 'fields' && most > 1 ? wholeText(page, columns, most, world) : [];
  const held = popupRows(page, state);
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
export function rowsSeen(page: EntryPage, open: OpenPopup, area: Size, world: World) {
  const { list, ticks } = partsOf(page, open, area, world);
  return { list: list.seen ?? 1, ticks: ticks.seen ?? 1 };
}

/** The popup in front, over the page (manual 3.4.4), and the choices of its field being edited over it. */
export function drawPopup(page: EntryPage, area: Size, world: World): readonly Placed[] {
  const open = frontPopup(page) as OpenPopup;
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
  const choices = page.focus.session && fields.at && choicesPicture(page.focus.session, area);
  if (!choices) return [placed];
  const above = ticks.lines.length + between.length;
  const at = besideField(choices, placed.at.x + 2 + fields.at.x, placed.at.y + 1 + above + fields.at.y, area);
  return [placed, { ...choices, cursor: choices.cursor ?? undefined, at }];
}

/** What else the title tells: whose rows these are, how many, what is being changed. */
function titleNote(page: EntryPage, { spec, state }: OpenPopup): string {
  const locked = lockedBecause(page) !== undefined;
  const ofLine = listAt(page) === MAIN_LIST && !spec.across;
  const of = ofLine ? ` · ${rowName(MAIN_LIST, lineInForm(page))}` : '';
  if (!spec.list) return `${of}${locked ? ' · 只能查看' : ''}`;
  const count = popupRows(page, state).length;
  if (spec.attached) return `${of} · ${count} 个附件${locked ? ' · 只能查看' : ''}`;
  const doing = locked
    ? '只能查看'
    : state.editingIndex === undefined
      ? `添加第${count + 1}行`
      : `修改第${state.editingIndex + 1}行`;
  return `${of} · 共 ${count} 行 · ${doing}`;
}

const rule = (columns: number, text = ''): Line => [
  span(text + '─'.repeat(Math.max(0, columns - widthOf(text))), 'rule'),
];

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
