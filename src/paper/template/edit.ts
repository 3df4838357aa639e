import { SMALLEST } from '../fit.ts';
import type { Align, Form, Place } from '../form.ts';
import { SHEET } from '../placed.ts';
import { applyTemplate, type BoxChange, type BoxChanges, LARGEST, rounded } from './apply.ts';
import { type Adjustment, boxesOf, type NamedBox, plainBoxes } from './boxes.ts';

/** A box as it is with the differences of a template: where it stands now, though it may be hidden. */
export interface StandingBox extends NamedBox {
  readonly place: Place;
  readonly size: number | undefined;
  readonly align: Align | undefined;
  readonly isHidden: boolean;
  readonly isChanged: boolean;
}

const known = new WeakMap<BoxChanges, { readonly form: Form; readonly boxes: readonly StandingBox[] }>();

/** All boxes of a form as they stand with these differences. */
export function standingBoxes(form: Form, changes: BoxChanges): readonly StandingBox[] {
  const held = known.get(changes);
  if (held?.form === form) return held.boxes;
  // Hidden ones are laid out too: they can be shown again.
  const shown = Object.fromEntries(
    Object.entries(changes).map(([id, change]) => [id, { ...change, hidden: undefined }]),
  );
  const now = plainBoxes(applyTemplate(form, shown).form);
  const boxes = boxesOf(form).map((named, at): StandingBox => {
    const box = now[at] ?? named.box;
    const { x, y, w, h } = box;
    const change = changes[named.id];
    return {
      ...named,
      place: { x, y, w, h },
      size: 'size' in box ? box.size : undefined,
      align: 'align' in box ? box.align : undefined,
      isHidden: change?.hidden === true,
      isChanged: change !== undefined,
    };
  });
  known.set(changes, { form, boxes });
  return boxes;
}

/** What an edit does to one box: its change, from the one that it has. */
type Step = (box: StandingBox, change: BoxChange) => BoxChange;

/** The differences after a step on these boxes; the same ones when nothing became different. */
function edited(form: Form, changes: BoxChanges, ids: readonly string[], step: Step): BoxChanges {
  const next = { ...changes };
  let isSame = true;
  for (const box of standingBoxes(form, changes)) {
    if (!ids.includes(box.id)) continue;
    const was = changes[box.id] ?? {};
    const change = tidied(box, step(box, was));
    if (JSON.stringify(tidied(box, was)) === JSON.stringify(change)) continue;
    isSame = false;
    if (Object.keys(change).length === 0) delete next[box.id];
    else next[box.id] = change;
  }
  return isSame ? changes : next;
}

const ORDER: readonly Adjustment[] = ['dx', 'dy', 'dw', 'dh', 'size', 'align', 'hidden'];

/** Only what differs from the form, always in the same order. */
function tidied({ box, adjusts }: NamedBox, change: BoxChange): BoxChange {
  const own: Partial<Record<Adjustment, unknown>> = {
    size: 'size' in box ? box.size : undefined,
    align: 'align' in box ? box.align : undefined,
  };
  return Object.fromEntries(
    ORDER.flatMap(what => {
      const to = change[what];
      const differs = to !== undefined && to !== false && to !== 0 && to !== own[what];
      return differs && adjusts.has(what) ? [[what, to]] : [];
    }),
  );
}

/** Moves boxes together, as far as all of them stay on the paper; those that cannot be moved that way stay. */
export function moved(form: Form, changes: BoxChanges, ids: readonly string[], dx: number, dy: number): BoxChanges {
  const boxes = standingBoxes(form, changes).filter(({ id }) => ids.includes(id));
  const movable = (what: 'dx' | 'dy') => boxes.filter(({ adjusts }) => adjusts.has(what)).map(({ place }) => place);
  const along = (by: number, places: readonly Place[], from: 'x' | 'y', length: 'w' | 'h', edge: number) =>
    places.reduce((sum, place) => Math.max(-place[from], Math.min(sum, edge - place[from] - place[length])), by);
  const right = along(dx, movable('dx'), 'x', 'w', SHEET.w);
  const down = along(dy, movable('dy'), 'y', 'h', SHEET.h);
  return edited(form, changes, ids, (_box, change) => ({
    ...change,
    dx: rounded((change.dx ?? 0) + right),
    dy: rounded((change.dy ?? 0) + down),
  }));
}

/** Makes boxes wider and higher, or narrower and lower, as far as each may be; what has no room at the edge of the paper does not push the box away from it. */
export function resized(form: Form, changes: BoxChanges, ids: readonly string[], dw: number, dh: number): BoxChanges {
  return edited(form, changes, ids, (box, change) => {
    const { x, y, w, h } = box.place;
    return changeTo(form, box, change, {
      w: Math.min(w + dw, Math.max(w, SHEET.w - x)),
      h: Math.min(h + dh, Math.max(h, SHEET.h - y)),
    });
  });
}

/** The change at which a box has this place, or the nearest that it may have. */
function changeTo(form: Form, { id, box }: StandingBox, change: BoxChange, place: Partial<Place>): BoxChange {
  const to = (what: keyof Place, now: number | undefined) =>
    place[what] === undefined ? now : rounded(place[what] - box[what]);
  const wanted: BoxChange = {
    ...change,
    dx: to('x', change.dx),
    dy: to('y', change.dy),
    dw: to('w', change.dw),
    dh: to('h', change.dh),
  };
  const at = boxesOf(form).findIndex(each => each.id === id);
  const applied = applyTemplate(form, { [id]: { ...wanted, hidden: undefined } }).form;
  const found = plainBoxes(applied)[at] ?? box;
  return {
    ...wanted,
    dx: rounded(found.x - box.x),
    dy: rounded(found.y - box.y),
    dw: rounded(found.w - box.w),
    dh: rounded(found.h - box.h),
  };
}

/** Makes the text of boxes larger or smaller by so many points. */
export function enlarged(form: Form, changes: BoxChanges, ids: readonly string[], by: number): BoxChanges {
  return edited(form, changes, ids, ({ size }, change) =>
    size === undefined ? change : { ...change, size: Math.max(SMALLEST, Math.min(LARGEST, size + by)) },
  );
}

export function aligned(form: Form, changes: BoxChanges, ids: readonly string[], align: Align): BoxChanges {
  return edited(form, changes, ids, (_box, change) => ({ ...change, align }));
}

/** Hides boxes, or shows them when all of them are hidden. */
export function hidden(form: Form, changes: BoxChanges, ids: readonly string[]): BoxChanges {
  const isHidden = ids.every(id => changes[id]?.hidden === true);
  return edited(form, changes, ids, (_box, change) => ({ ...change, hidden: !isHidden }));
}

/** Puts a box to exactly this place, or to the nearest that it may have. */
export function putAt(form: Form, changes: BoxChanges, id: string, place: Partial<Place>): BoxChanges {
  return edited(form, changes, [id], (box, change) => changeTo(form, box, change, place));
}

/** Boxes as the form has them; without ids all of them. */
export function restored(changes: BoxChanges, ids?: readonly string[]): BoxChanges {
  const left = Object.entries(changes).filter(([id]) => ids !== undefined && !ids.includes(id));
  return left.length === Object.keys(changes).length ? changes : Object.fromEntries(left);
}
