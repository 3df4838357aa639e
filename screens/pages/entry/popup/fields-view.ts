import { type Field, type FieldId, fieldOf, onForm } from '../../../../src/catalogue/catalogue.ts';
import { isRequired } from '../../../../src/declaration/check.ts';
import { parsePath, type Row, read } from '../../../../src/declaration/path.ts';
import type { Size } from '../../../../src/terminal/cells.ts';
import { graphemes } from '../../../../src/terminal/graphemes.ts';
import type { World } from '../../../contract/world.ts';
import { type Line, widthOf } from '../../../draw/line.ts';
import { scrolled, wrapped } from '../../../draw/picture.ts';
import { choicesAt, drawFieldCell, placesIn, roomInLine } from '../../../fields/field-cell.ts';
import { editorOf } from '../../../fields/index.ts';
import { LINE_FIELDS } from '../../../layout/entry.ts';
import { draftAt } from '../drafts.ts';
import { lineInForm } from '../effective-rows.ts';
import { type EntryPage, messageOf } from '../state.ts';
import { fieldContextOf, focusedField, valueAt } from '../value-path.ts';
import type { Drawn } from './drawn.ts';
import { popupFault } from './faults.ts';
import { frontPopup, type OpenPopup } from './pending-row.ts';

/** Two fields stand side by side from so many columns on. */
const PAIR = 74;
export interface FieldsDrawn extends Drawn {
  /** Where the choices of the field being edited belong. */
  readonly at: { readonly x: number; readonly y: number } | undefined;
}

export function drawFields(page: EntryPage, open: OpenPopup, columns: number, world: World): FieldsDrawn {
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
  open: OpenPopup,
  field: Field,
  columns: number,
  world: World,
): { readonly line: Line; readonly caret: number | undefined } {
  const { direction } = page.drafts.document;
  const focused = focusedField(page)?.id === field.id;
  const fieldContext = fieldContextOf(page, field, world);
  const line = LINE_FIELDS[field.id];
  const fixed = field.kind === 'computed' && !line;
  // The fields of a line that is not ticked hold nothing.
  const absent = open.spec.form === 'live' && open.spec.ticks?.of === 'rows' && open.state.editingIndex === undefined;
  return drawFieldCell({
    label: field.label,
    columns,
    required: line?.always || (!absent && isRequired(field, fieldContext.row, direction, messageOf(page))),
    value: {
      context: fieldContext,
      value: fixed || absent ? undefined : valueAt(page, field.id),
      text: fixed ? aboveText(page, open, field) : undefined,
      focused,
      session: focused ? page.focus.session : undefined,
      fault: fixed || absent ? undefined : popupFault(page, field, world)?.level,
      fixed,
    },
  });
}

/** What a field shows that is not its own: from the row that the popup was opened from, or the number of that row. */
function aboveText(page: EntryPage, { spec, state }: OpenPopup, { id }: Field): string {
  const steps = parsePath(state.path)?.slice(0, -1) ?? [];
  const from: FieldId | undefined = spec.above?.[id];
  if (from === undefined) return String(lineInForm(page) + 1);
  const row = (read(draftAt(page.drafts, state.draft), steps) ?? {}) as Row;
  return String(row[fieldOf(from).name] ?? '（未填）');
}

/** As many of the fields as there is room for, those around the focused one. */
export function clipped({ lines, cursor, at }: FieldsDrawn, rows: number): FieldsDrawn & { readonly more: number } {
  const first = scrolled(0, at?.y ?? 0, rows, lines.length);
  const up = <P extends { readonly y: number }>(place: P | undefined) => place && { ...place, y: place.y - first };
  return {
    lines: lines.slice(first, first + rows),
    cursor: up(cursor),
    at: up(at),
    more: Math.max(0, lines.length - rows),
  };
}

/** The value of the field being edited, where the popup has no room to show all of it beside the others. */
export function cutInPopup(page: EntryPage, area: Size, world: World): string | undefined {
  const open = frontPopup(page);
  const field = focusedField(page);
  if (!open || !field) return undefined;
  const columns = columnsOf(area);
  const { each } = acrossOf(page, open, columns);
  const text = textOf(page, field, world);
  const room = placesIn({ label: field.label, columns: each }).value.columns;
  return widthOf(text) > room && widthOf(text) <= roomInLine(columns) ? text : undefined;
}

export const columnsOf = (area: Size): number => Math.min(area.columns - 6, 100);

/** How many fields stand side by side, and the columns of each. */
function acrossOf(
  {
    drafts: {
      document: { direction },
    },
  }: EntryPage,
  { spec }: OpenPopup,
  columns: number,
) {
  const ids = spec.fields.filter(id => onForm(fieldOf(id), direction));
  const across = columns >= PAIR && ids.length > 1 ? 2 : 1;
  return { ids, across, each: Math.floor(columns / across) };
}

/** What a field that is being edited says, as it is typed. */
function textOf(page: EntryPage, field: Field, world: World): string {
  const shown = editorOf(field, page.drafts.document.direction).shown(
    valueAt(page, field.id),
    fieldContextOf(page, field, world),
  );
  return page.focus.session?.text.text ?? shown;
}

/** A long text that is being edited, broken into lines, so that all of it is seen; where there is no room for all, what is around the caret. */
export function wholeText(page: EntryPage, columns: number, rows: number, world: World): readonly string[] {
  const field = focusedField(page);
  if (field?.kind !== 'text') return [];
  const text = textOf(page, field, world);
  if (widthOf(text) <= roomInLine(columns) && !text.includes('\n')) return [];
  const lines = wrapped(text, columns);
  const { caret = 0, selected = true } = page.focus.session?.text ?? {};
  const at = selected ? 0 : wrapped(graphemes(text).slice(0, caret).join(''), columns).length - 1;
  const first = scrolled(0, at, rows - 1, lines.length);
  return ['', ...lines.slice(first, first + rows - 1)];
}
