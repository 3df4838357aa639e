import type { Form, Place } from '../form.ts';
import { SHEET } from '../placed.ts';
import { type BoxChanges, rounded } from './apply.ts';
import { type StandingBox, standingBoxes } from './edit.ts';

export type Side = 'left' | 'right' | 'up' | 'down';

/** Boxes that are further away to the side of the way are no neighbours, in millimetres. */
const NEAR = 40;
/** What is nearer than this is already there. */
const THERE = 0.05;

/** How far a box goes to a side until it stands in line with a neighbour: an edge with the same edge of another box, or with a rule. Undefined when there is none on the way. */
export function snapDistance(form: Form, changes: BoxChanges, id: string, side: Side): number | undefined {
  const boxes = standingBoxes(form, changes).filter(({ isHidden }) => !isHidden);
  const own = boxes.find(each => each.id === id);
  if (!own) return undefined;
  const isAcross = side === 'left' || side === 'right';
  const sign = side === 'left' || side === 'up' ? -1 : 1;
  const [from, end] = edgesOf(own.place, isAcross);
  const distances = boxes.flatMap(other => {
    if (other === own || !isNeighbour(own.place, other.place, isAcross)) return [];
    const [otherFrom, otherEnd] = edgesOf(other.place, isAcross);
    if (isRule(other, isAcross)) return [otherFrom - from, otherFrom - end];
    return other.box.kind === 'line' || other.box.kind === 'frame' ? [] : [otherFrom - from, otherEnd - end];
  });
  const room = sign < 0 ? from : (isAcross ? SHEET.w : SHEET.h) - end;
  const ahead = distances.map(each => rounded(each * sign)).filter(each => each > THERE && each <= room);
  return ahead.length === 0 ? undefined : Math.min(...ahead);
}

const edgesOf = ({ x, y, w, h }: Place, isAcross: boolean): readonly [number, number] =>
  isAcross ? [x, x + w] : [y, y + h];

/** A rule that stands in the way. */
const isRule = ({ box, place }: StandingBox, isAcross: boolean): boolean =>
  box.kind === 'line' && (isAcross ? place.w : place.h) === 0;

function isNeighbour(own: Place, other: Place, isAcross: boolean): boolean {
  const [from, end] = edgesOf(own, !isAcross);
  const [otherFrom, otherEnd] = edgesOf(other, !isAcross);
  return otherFrom <= end + NEAR && from <= otherEnd + NEAR;
}
