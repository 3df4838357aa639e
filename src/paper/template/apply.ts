import { heightOf, SMALLEST } from '../fit.ts';
import type { Align, Box, Form, Place, Value } from '../form.ts';
import { SHEET } from '../placed.ts';
import { type Adjustment, boxesOf, type NamedBox } from './boxes.ts';

/** How a box differs from that of the form: millimetres to the right and down, wider and higher; the size in points. */
export interface BoxChange {
  readonly dx?: number | undefined;
  readonly dy?: number | undefined;
  readonly dw?: number | undefined;
  readonly dh?: number | undefined;
  readonly size?: number | undefined;
  readonly align?: Align | undefined;
  readonly hidden?: boolean | undefined;
}

/** The differences of a template to its form, by the ids of the boxes. */
export type BoxChanges = Readonly<Record<string, BoxChange>>;

/** What of a template a form cannot take as it is. */
export interface TemplateFault {
  /** A box that the form does not have; something that cannot be changed of it; a place beyond the edge of the paper, which is then moved back. */
  readonly kind: 'unknown' | 'adjustment' | 'bounds';
  readonly id: string;
  readonly name: string;
}

/** No text is larger, in points. */
export const LARGEST = 36;
/** No box that holds a text is narrower, in millimetres: what tells where its value is has room. */
const NARROWEST = 8;
/** One line at the smallest size has room. */
const LOWEST = Math.ceil(heightOf(1, SMALLEST) * 10) / 10;

/** A form with the differences of a template in it, and what could not be taken as it is. Without differences it is the form itself. */
export function applyTemplate(
  form: Form,
  changes: BoxChanges,
): { readonly form: Form; readonly faults: readonly TemplateFault[] } {
  const named = new Map(boxesOf(form).map(each => [each.id, each]));
  const faults: TemplateFault[] = [];
  const changed = new Map<Box | Value, Box | Value | undefined>();
  for (const [id, change] of Object.entries(changes)) {
    const each = named.get(id);
    if (!each) {
      faults.push({ kind: 'unknown', id, name: id });
      continue;
    }
    const { box, isWhole, isInside } = adjusted(each, change);
    if (!isWhole) faults.push({ kind: 'adjustment', id, name: each.name });
    if (!isInside) faults.push({ kind: 'bounds', id, name: each.name });
    changed.set(each.box, box);
  }
  if (changed.size === 0) return { form, faults };
  return { form: { ...form, boxes: form.boxes.flatMap(box => rebuilt(box, changed)) }, faults };
}

/** A box with what became of it and of its columns; none when it is hidden. */
function rebuilt(box: Box, changed: ReadonlyMap<Box | Value, Box | Value | undefined>): readonly Box[] {
  const own = (changed.has(box) ? changed.get(box) : box) as Box | undefined;
  if (own === undefined) return [];
  if (own.kind !== 'rows' || box.kind !== 'rows') return [own];
  const [dx, dy] = [own.x - box.x, own.y - box.y];
  const columns = box.cells.flatMap((cell, at) => {
    const kept = (changed.has(cell) ? changed.get(cell) : cell) as Value | undefined;
    if (!kept) return [];
    const x = within(kept.x + dx, SHEET.w - kept.w);
    return [{ head: box.heads[at] ?? '', cell: { ...kept, x, y: rounded(kept.y + dy) } }];
  });
  return [{ ...own, cells: columns.map(({ cell }) => cell), heads: columns.map(({ head }) => head) }];
}

interface Adjusted {
  readonly box: Box | Value | undefined;
  /** All that is to be changed can be. */
  readonly isWhole: boolean;
  /** It has its place on the paper. */
  readonly isInside: boolean;
}

function adjusted({ box, adjusts }: NamedBox, change: BoxChange): Adjusted {
  const isWhole = Object.entries(change).every(([what, to]) => to === undefined || adjusts.has(what as Adjustment));
  const take = <T>(what: Adjustment, to: T | undefined): T | undefined => (adjusts.has(what) ? to : undefined);
  if (take('hidden', change.hidden)) return { box: undefined, isWhole, isInside: true };
  const { x, y, w, h } = box;
  const wanted = {
    x: rounded(x + (take('dx', change.dx) ?? 0)),
    y: rounded(y + (take('dy', change.dy) ?? 0)),
    w: rounded(w + (take('dw', change.dw) ?? 0)),
    h: rounded(h + (take('dh', change.dh) ?? 0)),
  };
  const place = placeWithin(box, wanted);
  const isInside = wanted.x === place.x && wanted.y === place.y && wanted.w === place.w && wanted.h === place.h;
  const size = take('size', change.size);
  const align = take('align', change.align);
  return {
    box: {
      ...box,
      ...place,
      ...(size !== undefined && { size: Math.max(SMALLEST, Math.min(LARGEST, size)) }),
      ...(align !== undefined && { align }),
    } as Box,
    isWhole,
    isInside,
  };
}

/** A place on the paper, not smaller than what is in it needs. */
function placeWithin(box: Box | Value, { x, y, w, h }: Place): Place {
  const isText = box.kind === 'value' || box.kind === 'label';
  const [narrowest, lowest] = isText ? [Math.min(box.w, NARROWEST), Math.min(box.h, LOWEST)] : leastOf(box);
  const width = Math.max(narrowest, Math.min(w, SHEET.w));
  const height = Math.max(lowest, Math.min(h, SHEET.h));
  return { x: within(x, SHEET.w - width), y: within(y, SHEET.h - height), w: width, h: height };
}

/** Above and below the text of a row. */
const ROW_PAD = 0.8;

/** A rule stays one, each row of a list has room for a line, and all else keeps a millimetre. */
function leastOf(box: Box | Value): readonly [number, number] {
  const lowest = box.kind === 'rows' ? box.most * (LOWEST + ROW_PAD) : 1;
  return [Math.min(box.w, 1), Math.min(box.h, lowest)];
}

const within = (value: number, most: number): number => rounded(Math.max(0, Math.min(value, most)));

/** In hundredths of a millimetre, so that there and back is the same place. */
export const rounded = (millimetres: number): number => Math.round(millimetres * 100) / 100;
