import { FIELDS, type Field, type FieldId, fieldOf, fieldsOf, onForm } from '../catalogue/catalogue.ts';
import { DIRECTIONS, type Direction } from '../catalogue/row.ts';
import type { Steps } from '../declaration/path.ts';
import { Bug } from '../errors.ts';
import { elementsOf, GROUP_NAMES, GROUPS, type GroupName, groupsIn, type Hint } from './elements.ts';
import { NAMES, ROWS } from './names.ts';
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
  /** The field that tells the unit of the target, and the field whose table names the target's code. */
  readonly unit?: Target;
  /** How many rows down the row stands whose number or key it is. */
  readonly depth: number;
}

export interface GroupPlan {
  readonly name: GroupName;
  readonly title: string;
  readonly rows: 'document' | 'goods' | 'containers' | Field;
  /** How many rows down its rows stand. */
  readonly depth: number;
  readonly slots: readonly Slot[];
  readonly inner: readonly GroupPlan[];
  /** Whether the form has anything for it. */
  readonly used: Readonly<Record<Direction, boolean>>;
}

const byDirection = <V>(value: (direction: Direction) => V): Readonly<Record<Direction, V>> =>
  Object.fromEntries(DIRECTIONS.map(direction => [direction, value(direction)])) as Record<Direction, V>;

/** The groups around a group that stand for rows, the outermost first, itself last. */
function rowGroups(name: GroupName): readonly GroupName[] {
  const parent = GROUP_NAMES.find(other => other === GROUPS[name].parent);
  const around = parent ? rowGroups(parent) : [];
  return ROWS[name] === 'document' ? around : [...around, name];
}

function targetOf(group: GroupName, id: FieldId): Target {
  const chain = rowGroups(group);
  const depth = chain.findLastIndex(name => id.startsWith(`${ROWS[name]}.`)) + 1;
  const prefix = depth === 0 ? '' : `${ROWS[chain[depth - 1] as GroupName]}.`;
  return { field: fieldOf(id), depth, steps: id.slice(prefix.length).split('.') };
}

function slotOf(group: GroupName, name: string, title: string, hint: Hint | undefined, source: Source): Slot {
  const at = (id: FieldId, direction: Direction) => {
    const target = targetOf(group, id);
    return onForm(target.field, direction) ? target : undefined;
  };
  const target = byDirection(direction => {
    if (source.from === 'field') return at(source.id[direction], direction);
    return 'id' in source ? at(source.id, direction) : undefined;
  });
  const depth = 'of' in source ? rowGroups(group).indexOf(source.of) + 1 : 0;
  return { name, title, hint, source, target, depth, ...('unit' in source && { unit: targetOf(group, source.unit) }) };
}

function planOf(name: GroupName): GroupPlan {
  const rows: FieldId | 'document' | 'goods' | 'containers' = ROWS[name];
  const section = rows === 'goods' || rows === 'containers' ? rows : undefined;
  const field = rows === 'document' || rows === 'goods' || rows === 'containers' ? undefined : fieldOf(rows);
  const sources: Readonly<Record<string, Source>> = NAMES[name];
  return {
    name,
    title: GROUPS[name].title,
    rows: field ?? (rows as 'document' | 'goods' | 'containers'),
    depth: rowGroups(name).length,
    slots: elementsOf(name).map(([element, { title, hint }]) =>
      slotOf(name, element, title, hint, sources[element] as Source),
    ),
    inner: groupsIn(name).map(planOf),
    used: byDirection(direction => {
      if (field) return onForm(field, direction);
      return section === undefined || fieldsOf(section).some(each => onForm(each, direction));
    }),
  };
}

/** The whole message: its outer groups in order. */
export const PLAN: readonly GroupPlan[] = groupsIn(undefined).map(planOf);

function identityField(): Field {
  const found = FIELDS.find(field => field.extras.identity === 'entryNo');
  if (!found) throw new Bug('the catalogue has no entry number');
  return found;
}

/** The field with the number that the office gives a declaration; keys of rows begin with it. */
export const ENTRY_NUMBER: Field = identityField();

/** The slot of the head group that is filled in this way. */
export function headSlot(from: Source['from']): Slot {
  const slot = PLAN.find(plan => plan.rows === 'document')?.slots.find(({ source }) => source.from === from);
  if (!slot) throw new Bug(`no element for ${from}`);
  return slot;
}
