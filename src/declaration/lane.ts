import { FOLLOWING, QUANTITY } from '../catalogue/amounts.ts';
import { CHANGING, COUNTED_ON, ONE_SHIPMENT } from '../catalogue/carry.ts';
import { type Field, type FieldId, fieldOf, isScalar, onForm, SECTIONS } from '../catalogue/catalogue.ts';
import type { MessageName } from '../catalogue/dialect.ts';
import type { Declaration } from '../catalogue/document.ts';
import { sameContents } from './align.ts';
import { isMissing } from './check.ts';
import { get, type Row, valueIn } from './path.ts';
import { type Stop, stopsOf } from './stops.ts';

/** A place that the lane of change leads through: a field, of a list in the row with this index. */
export interface LaneStep {
  readonly id: FieldId;
  readonly row?: number;
  /** Only where the quantity of the row is another one than last time. */
  readonly follows?: true;
}

/** So many declarations of a party are held against each other, and from so many on they teach anything. */
export const MOST_TAUGHT = 4;
const LEAST_TAUGHT = 3;

/**
 * What changes between the shipments of a party, in the order of the page: the fields in which half of its last declarations differ from
 * those before them and those of one shipment that are empty now, or, before there are three of them, the plain list. `past` has the newest first; the first
 * one is what the open declaration began as.
 */
export function laneOf(open: Declaration, past: readonly Declaration[], message?: MessageName): readonly LaneStep[] {
  const [last] = past;
  if (!last) return [];
  const stops = stopsOf(open.direction, message);
  const fields = changing(open, past, stops);
  return stops.flatMap(({ id, section }): readonly LaneStep[] => {
    const { rows } = SECTIONS[section];
    if (!fields.has(id)) return [];
    if (!rows) return [{ id }];
    // Row by row, with what follows from its quantity behind it.
    const first = stops.find(stop => stop.section === section && fields.has(stop.id));
    if (first?.id !== id) return [];
    return open[rows].flatMap((_row, row) => rowSteps(stops, section, row, fields, last[rows][row] as Row | undefined));
  });
}

function rowSteps(
  stops: readonly Stop[],
  section: keyof typeof SECTIONS,
  row: number,
  fields: ReadonlySet<FieldId>,
  before: Row | undefined,
): readonly LaneStep[] {
  return stops.flatMap(({ id, section: own }): readonly LaneStep[] => {
    if (own !== section) return [];
    const follows = FOLLOWING[id] !== undefined && fields.has(QUANTITY.value);
    // An amount that there was not last time is not asked for.
    if (follows) return !before || isMissing(valueIn(before, fieldOf(id))) ? [] : [{ id, row, follows: true }];
    return fields.has(id) ? [{ id, row }] : [];
  });
}

function changing(open: Declaration, past: readonly Declaration[], stops: readonly Stop[]): ReadonlySet<FieldId> {
  const [last] = past as readonly [Declaration];
  const { direction } = open;
  const can = (field: Field) => onForm(field, direction) && (isScalar(field) || CHANGING.includes(field.id));
  const fields = stops.map(({ id }) => fieldOf(id));
  const taught = past.length >= LEAST_TAUGHT ? fields.filter(field => differsOften(field, past)) : undefined;
  const empty = fields.filter(
    ({ id, section, name }) =>
      ONE_SHIPMENT.includes(id) && !SECTIONS[section].rows && isMissing(get(open, name)) && !isMissing(get(last, name)),
  );
  const wanted = taught
    ? [...taught, ...empty]
    : [...CHANGING.map(fieldOf).filter(field => isUsed(field, last)), ...empty];
  return new Set(wanted.filter(can).map(({ id }) => id));
}

/** Whether the party fills the field at all; what belongs to every shipment is asked for all the same. */
function isUsed(field: Field, last: Declaration): boolean {
  const { rows } = SECTIONS[field.section];
  if (rows) return last[rows].length > 0;
  return !isMissing(get(last, field.name));
}

function differsOften(field: Field, past: readonly Declaration[]): boolean {
  if (field.extras.identity) return false;
  const pairs = past.slice(1).map((before, at) => [before, past[at] as Declaration] as const);
  const differing = pairs.filter(([before, after]) => !sameContents(valuesOf(field, before), valuesOf(field, after)));
  return differing.length * 2 >= pairs.length;
}

/** The value of a field, or of all rows of its list. */
function valuesOf(field: Field, document: Declaration): unknown {
  const { rows } = SECTIONS[field.section];
  if (!rows) return get(document, field.name);
  return document[rows].map(row => valueIn(row as Row, field) ?? null);
}

/** The number behind one that people count on: its last figures one more, as long as before. Undefined where nothing is counted. */
export function nextNumber(id: FieldId, value: unknown): string | undefined {
  if (!COUNTED_ON.includes(id) || typeof value !== 'string') return undefined;
  const [, head = '', figures, tail = ''] = /^(.*?)(\d{1,15})(\D{0,2})$/su.exec(value) ?? [];
  if (figures === undefined) return undefined;
  return `${head}${String(BigInt(figures) + 1n).padStart(figures.length, '0')}${tail}`;
}
