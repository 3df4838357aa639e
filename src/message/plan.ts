import { FIELDS, type Field, type FieldId, fieldOf, fieldsOf, onForm } from '../catalogue/catalogue.ts';
import { DIRECTIONS, type Direction } from '../catalogue/row.ts';
import type { Steps } from '../declaration/path.ts';
import { Bug } from '../errors.ts';
import type { Form, Hint, RowsOf } from './form.ts';
import type { Source } from './sources.ts';

/** Where a field is held, seen from a group: `depth` rows down from the document (0 is the document itself), then the steps inside that row. */
export interface Target {
  readonly field: Field;
  readonly depth: number;
  readonly steps: Steps;
}

/** An element of a group with everything that the engines need to know of it. */
export interface Slot {
  readonly name: string;
  readonly title: string;
  readonly hint: Hint | undefined;
  readonly source: Source;
  /** The field that it carries on each form, if it carries one there. */
  readonly target: Readonly<Record<Direction, Target | undefined>>;
  /** The fields whose codes it says one after the other. */
  readonly parts: readonly Target[];
  /** The field whose value goes before what it says. */
  readonly behind?: Target;
  /** The field that tells the unit of the target, and the field whose table names the target's code. */
  readonly unit?: Target;
  /** How many rows down the row stands whose number or key it is. */
  readonly depth: number;
}

export interface GroupPlan {
  readonly name: string;
  readonly title: string;
  readonly least: number;
  readonly most: number | undefined;
  readonly rows: 'document' | 'goods' | 'containers' | Field;
  /** How many rows down its rows stand. */
  readonly depth: number;
  /** The lists from the rows around to its own: more than one where no group stands for those between. */
  readonly path: readonly string[];
  /** The field of the row around that is no more than how many items it has, and the field of the row that is no more than its place. */
  readonly count: Field | undefined;
  readonly place: Field | undefined;
  readonly within: string | undefined;
  readonly always: boolean;
  readonly after: string | undefined;
  readonly slots: readonly Slot[];
  readonly inner: readonly GroupPlan[];
  /** Whether the form has anything for it. */
  readonly used: Readonly<Record<Direction, boolean>>;
}

/** A form with everything that the engines need to know of it. */
export interface Plan {
  readonly form: Form;
  /** The whole message: its outer groups in order. */
  readonly groups: readonly GroupPlan[];
  /** The group that stands for the document itself. */
  readonly head: GroupPlan;
}

const plans = new Map<Form, Plan>();

export function planOf(form: Form): Plan {
  const known = plans.get(form);
  if (known) return known;
  const groups = innerOf(form, undefined);
  const head = groups.find(({ rows }) => rows === 'document');
  if (!head) throw new Bug(`${form.name} has no head group`);
  const plan = { form, groups, head };
  plans.set(form, plan);
  return plan;
}

const byDirection = <V>(value: (direction: Direction) => V): Readonly<Record<Direction, V>> =>
  Object.fromEntries(DIRECTIONS.map(direction => [direction, value(direction)])) as Record<Direction, V>;

const innerOf = (form: Form, parent: string | undefined): readonly GroupPlan[] =>
  Object.keys(form.groups)
    .filter(name => form.groups[name]?.parent === parent)
    .map(name => groupPlan(form, name));

function rowsOf(form: Form, name: string): RowsOf {
  const found = form.groups[name];
  if (!found) throw new Bug(`${form.name} has no group ${name}`);
  return found.rows;
}

/** The lists around and of the rows, the outermost first: `goods`, `goods.licences`. */
function listsOf(rows: RowsOf): readonly string[] {
  const steps = rows === 'document' ? [] : rows.split('.');
  return steps.map((_, index) => steps.slice(0, index + 1).join('.'));
}

function targetOf(lists: readonly string[], id: FieldId): Target {
  const depth = lists.findLastIndex(list => id.startsWith(`${list}.`)) + 1;
  const prefix = depth === 0 ? '' : `${lists[depth - 1]}.`;
  return { field: fieldOf(id), depth, steps: id.slice(prefix.length).split('.') };
}

function slotOf(form: Form, group: string, name: string): Slot {
  const row = form.groups[group]?.elements[name];
  if (!row) throw new Bug(`${form.name} has no element ${group}/${name}`);
  const { title, hint, source } = row;
  const lists = listsOf(rowsOf(form, group));
  const at = (id: FieldId, direction: Direction) => {
    const target = targetOf(lists, id);
    return onForm(target.field, direction) ? target : undefined;
  };
  const target = byDirection(direction => {
    if (source.from === 'field')
      return source.only === undefined || source.only === direction ? at(source.id[direction], direction) : undefined;
    return 'id' in source ? at(source.id, direction) : undefined;
  });
  const depth = 'of' in source ? listsOf(rowsOf(form, source.of)).length : 0;
  return {
    ...{ name, title, hint, source, target, depth },
    parts: 'ids' in source ? source.ids.map(id => targetOf(lists, id)) : [],
    ...('unit' in source && { unit: targetOf(lists, source.unit) }),
    ...('behind' in source && source.behind && { behind: targetOf(lists, source.behind) }),
  };
}

function groupPlan(form: Form, name: string): GroupPlan {
  const rows = rowsOf(form, name);
  const {
    title = '',
    least = 0,
    most,
    elements = {},
    parent,
    count,
    place,
    within,
    always = false,
    after,
  } = form.groups[name] ?? {};
  const around = parent === undefined ? [] : listsOf(rowsOf(form, parent));
  const field = rows === 'document' || rows === 'goods' || rows === 'containers' ? undefined : fieldOf(rows);
  const section = rows === 'goods' || rows === 'containers' ? rows : undefined;
  return {
    name,
    title,
    least,
    most,
    rows: field ?? (rows as 'document' | 'goods' | 'containers'),
    depth: listsOf(rows).length,
    path: listsOf(rows)
      .slice(around.length)
      .map(list => list.slice(list.lastIndexOf('.') + 1)),
    count: count && fieldOf(count),
    place: place && fieldOf(place),
    within,
    always,
    after,
    slots: Object.keys(elements).map(element => slotOf(form, name, element)),
    inner: innerOf(form, name),
    used: byDirection(direction => {
      if (field) return onForm(field, direction);
      return section === undefined || fieldsOf(section).some(each => onForm(each, direction));
    }),
  };
}

function identityField(): Field {
  const found = FIELDS.find(field => field.extras.identity === 'entryNo');
  if (!found) throw new Bug('the catalogue has no entry number');
  return found;
}

/** The field with the number that the office gives a declaration; keys of rows begin with it. */
export const ENTRY_NUMBER: Field = identityField();

/** The slot of the head group that is filled in this way. */
export function headSlot({ head, form }: Plan, from: Source['from']): Slot {
  const slot = head.slots.find(({ source }) => source.from === from);
  if (!slot) throw new Bug(`${form.name} has no element for ${from}`);
  return slot;
}
