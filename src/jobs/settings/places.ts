import type * as v from 'valibot';

/** The properties of a valibot schema that say what lies below it. */
interface Shape {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Shape>>;
  readonly item?: Shape;
  readonly value?: Shape;
  readonly wrapped?: Shape;
}
type Fields = Readonly<Record<string, unknown>>;

/** A single value of the settings by its dotted name; undefined where nothing is set. */
export interface Leaf {
  readonly name: string;
  readonly value: unknown;
}

/** A document by dotted names: its schema, and the property that tells the entries of its lists apart. */
export interface Named {
  readonly schema: v.GenericSchema;
  readonly key?: string | undefined;
}

const shapeOf = ({ schema }: Named) => schema as unknown as Shape;
const bare = (shape: Shape): Shape => (shape.wrapped ? bare(shape.wrapped) : shape);
const below = (value: unknown, step: string): unknown =>
  isFields(value) && Object.hasOwn(value, step) ? value[step] : undefined;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const keyOf = (entry: unknown, key = ''): string => String(below(entry, key) ?? '');
const joined = (name: string, step: string) => (name === '' ? step : `${name}.${step}`);

/** Every single value in its order, those that are not set included where the schema names them. */
export function leavesIn(named: Named, value: unknown): readonly Leaf[] {
  const walk = (shape: Shape, held: unknown, name: string): readonly Leaf[] => {
    const { entries, item, value: each } = bare(shape);
    if (entries) {
      return Object.entries(entries).flatMap(([step, child]) => walk(child, below(held, step), joined(name, step)));
    }
    if (item) {
      const rows = Array.isArray(held) ? held : [];
      return rows.flatMap(row => walk(item, row, joined(name, keyOf(row, named.key))));
    }
    if (each) {
      return Object.entries(isFields(held) ? held : {}).flatMap(([step, child]) =>
        walk(each, child, joined(name, step)),
      );
    }
    return [{ name, value: held }];
  };
  return walk(shapeOf(named), value, '');
}

/** A step on the way to a place: a property, or the entry of a list with this key. */
interface Step {
  readonly name: string;
  readonly entry: boolean;
}

/** The steps to a place; undefined when the schema, or a list, has none of that name. Names below a record are taken whole: they may have dots. */
export function stepsTo(named: Named, value: unknown, name: string): readonly Step[] | undefined {
  const walk = (shape: Shape, held: unknown, rest: string): readonly Step[] | undefined => {
    if (rest === '') return [];
    const { entries, item, value: each } = bare(shape);
    if (each) return [{ name: rest, entry: false }];
    const names = item
      ? (Array.isArray(held) ? held : []).map(row => keyOf(row, named.key))
      : Object.keys(entries ?? {});
    const step = names.find(each => each !== '' && (rest === each || rest.startsWith(`${each}.`)));
    if (step === undefined) return undefined;
    const at = names.indexOf(step);
    const child = item ?? entries?.[step];
    const further =
      child && walk(child, item ? (held as readonly unknown[])[at] : below(held, step), rest.slice(step.length + 1));
    return further && [{ name: step, entry: item !== undefined }, ...further];
  };
  return walk(shapeOf(named), value, name);
}

/** The names that a document may have at its top, for messages that list them. */
export function namesBelow(named: Named, value: unknown): readonly string[] {
  const { entries, item } = bare(shapeOf(named));
  if (entries) return Object.keys(entries);
  return item && Array.isArray(value) ? value.map(row => keyOf(row, named.key)) : [];
}

export function valueAt({ key }: Named, value: unknown, steps: readonly Step[]): unknown {
  return steps.reduce(
    (at, { name, entry }) =>
      entry ? (at as readonly unknown[]).find(row => keyOf(row, key) === name) : below(at, name),
    value,
  );
}

/** A copy in which the value at a place is another; undefined takes it away. */
export function withValue(named: Named, value: unknown, steps: readonly Step[], wanted: unknown): unknown {
  const [step, ...rest] = steps;
  if (!step) return wanted;
  if (step.entry) {
    return (value as readonly unknown[]).flatMap(row => {
      if (keyOf(row, named.key) !== step.name) return [row];
      const changed = withValue(named, row, rest, wanted);
      return changed === undefined ? [] : [changed];
    });
  }
  const changed = withValue(named, below(value, step.name), rest, wanted);
  const others = Object.entries(isFields(value) ? value : {}).filter(([name]) => name !== step.name);
  return Object.fromEntries(changed === undefined ? others : [...others, [step.name, changed]]);
}

/** The dotted name of a place that valibot found wrong. */
export function nameOfIssue({ key }: Named, issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? [])
    .map(({ key: step, value }) => (typeof step === 'number' ? keyOf(value, key) || String(step + 1) : String(step)))
    .join('.');
}

/** Places where a list stands instead of an object, which valibot lets pass. */
export function listsForObjects(named: Named, given: unknown): readonly string[] {
  const walk = (shape: Shape, held: unknown, name: string): readonly string[] => {
    const { entries, item, value: each } = bare(shape);
    if (item) {
      const rows = Array.isArray(held) ? held : [];
      return rows.flatMap((row, at) => walk(item, row, joined(name, keyOf(row, named.key) || String(at + 1))));
    }
    if (!entries && !each) return [];
    if (Array.isArray(held)) return [name];
    return Object.entries(entries ?? {}).flatMap(([step, child]) => walk(child, below(held, step), joined(name, step)));
  };
  return walk(shapeOf(named), given, '');
}

/** Names in JSON from outside that the schema does not know: it has left them out of what it made of the JSON. */
export function strangersIn(given: unknown, taken: unknown, { key }: Named): readonly string[] {
  const walk = (from: unknown, to: unknown, name: string): readonly string[] => {
    if (Array.isArray(from)) {
      return from.flatMap((row, at) =>
        walk(row, (to as readonly unknown[])[at], joined(name, keyOf(row, key) || String(at + 1))),
      );
    }
    if (!isFields(from)) return [];
    return Object.entries(from).flatMap(([step, child]) =>
      isFields(to) && Object.hasOwn(to, step) ? walk(child, to[step], joined(name, step)) : [joined(name, step)],
    );
  };
  return walk(given, taken, '');
}
