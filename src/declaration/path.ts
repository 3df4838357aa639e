import { FIELDS, type Field, type FieldId, fieldOf, SECTIONS } from '../catalogue/catalogue.ts';
import type { Declaration } from '../catalogue/document.ts';

/** A row of any table, as engines that are blind to fields see it. */
export type Row = Readonly<Record<string, unknown>>;
/** Names and row numbers on the way to a value: `goods[2].licences[0].number` is ['goods', 2, 'licences', 0, 'number']. */
export type Steps = readonly (string | number)[];

const PATH = /^[A-Za-z]\w*(?:\[\d{1,4}\])*(?:\.[A-Za-z]\w*(?:\[\d{1,4}\])*)*$/u;

/** The steps of a path as people and faults write it, or undefined if it is not one. Row numbers count from 0. */
export function parsePath(path: string): Steps | undefined {
  if (!PATH.test(path)) return undefined;
  return path
    .split(/[.[\]]+/u)
    .filter(Boolean)
    .map(step => (/^\d/u.test(step) ? Number(step) : step));
}

/** The path of steps. */
export function pathOf(steps: Steps): string {
  return steps.reduce<string>(
    (path, step) => (typeof step === 'number' ? `${path}[${step}]` : path ? `${path}.${step}` : step),
    '',
  );
}

/** Where a field stands, row numbers left open: `goods[].licences[].number`. */
function placeOf({ name, parent, section }: Field): string {
  if (parent) return `${placeOf(parent)}${parent.kind === 'rows' ? '[]' : ''}.${name}`;
  const { rows } = SECTIONS[section];
  return rows ? `${rows}[].${name}` : name;
}

const PLACES = new Map(
  FIELDS.flatMap((field): [string, Field][] => {
    const place = placeOf(field);
    return [[place, field], ...(field.kind === 'rows' ? ([[`${place}[]`, field]] as [string, Field][]) : [])];
  }),
);

/** The field that a path leads to: `goods[2].quantity` is `goods.quantity`. With a row number missing or one too many it leads nowhere. */
export function fieldAt(path: string | Steps): Field | undefined {
  const steps = typeof path === 'string' ? parsePath(path) : path;
  return steps && PLACES.get(pathOf(steps).replace(/\[\d+\]/gu, '[]'));
}

/** The steps to where the value is held: a field that is a view of another place leads there. */
export function heldAt(steps: Steps): Steps {
  const at = fieldAt(steps)?.extras.at;
  return at ? [...steps.slice(0, -1), ...(parsePath(at) ?? [])] : steps;
}

/** The value at a path, or undefined where there is none. */
export function get(document: Declaration, path: string | Steps): unknown {
  const steps = typeof path === 'string' ? parsePath(path) : path;
  return steps && read(document, heldAt(steps));
}

/** The value at steps inside any row or list. */
export function read(from: unknown, steps: Steps): unknown {
  let at = from;
  for (const step of steps) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) !== (typeof step === 'number')) return undefined;
    at = Object.hasOwn(at, step) ? (at as Row)[step] : undefined;
  }
  return at;
}

/** The value of a field in the row that it stands in, a view followed to its place. */
export function valueIn(row: Row, field: Field): unknown {
  const { at } = field.extras;
  return at ? read(row, parsePath(at) ?? []) : row[field.name];
}

/** The field id written as a path into rows: pathTo('goods.licences.number', 2, 0) is `goods[2].licences[0].number`. */
export function pathTo(id: FieldId, ...rows: readonly number[]): string {
  const left = [...rows];
  const chain: Field[] = [];
  for (let field: Field | undefined = fieldOf(id); field; field = field.parent) chain.unshift(field);
  const steps: (string | number)[] = [];
  const [first] = chain;
  if (first && first.id !== first.name) steps.push(first.section, ...left.splice(0, 1));
  chain.forEach((field, depth) => {
    steps.push(field.name);
    if (field.kind === 'rows' && depth < chain.length - 1) steps.push(...left.splice(0, 1));
  });
  return pathOf(steps);
}
