import type { Declaration } from '../catalogue/document.ts';
import { read, type Steps } from '../declaration/path.ts';
import { codeForDocument, hasOwnCodes, type Side } from './codes.ts';
import type { GroupPlan, Slot, Target } from './plan.ts';
import type { Report } from './problem.ts';
import type { Group } from './tree.ts';
import { itemsIn, LONGEST_LIST, readText, textOf } from './value.ts';
import { Sources } from './value-sources.ts';

type Fillable = Record<string, unknown>;

interface Place {
  readonly row: Fillable;
  /** `goods[2]`; empty for the document. */
  readonly path: string;
  /** `ITF_DCL_IO_DECL_GOODS[3]`. */
  readonly element: string;
  readonly number: number;
}
type Places = readonly Place[];

/** What the groups of a message are read with. */
interface Reading extends Side {
  /** Told what cannot be taken. */
  readonly report: Report;
  readonly sources: Sources;
  /** What a declaration has no place for and people were told of: it is the same in every row. */
  readonly told: Set<Slot>;
}

/** The document that the groups of a message say. What cannot be taken is reported; wrong values are taken as they are, and `sources` learns where from. */
export function documentOf(
  groups: readonly Group[],
  side: Side,
  report: Report = () => undefined,
  sources = new Sources(),
): Declaration {
  const document: Fillable = { direction: side.direction, containers: [], goods: [] };
  const told = new Set<Slot>();
  readGroups(groups, [{ row: document, path: '', element: '', number: 1 }], { ...side, report, sources, told });
  return document as unknown as Declaration;
}

function readGroups(groups: readonly Group[], places: Places, reading: Reading): void {
  const byPlan = new Map<GroupPlan, Group[]>();
  for (const group of groups) {
    const same = byPlan.get(group.plan);
    if (same) same.push(group);
    else byPlan.set(group.plan, [group]);
  }
  for (const [plan, same] of byPlan) {
    const parent = places.at(-1) as Place;
    const [list = ''] = plan.path;
    if (!plan.used[reading.direction]) {
      reading.report({ ...at(parent, plan), code: 'message.not-on-form', text: `这种报检单没有${plan.title}，未取用` });
    } else if (plan.rows === 'document') {
      for (const group of same) readGroup(group, [{ ...parent, element: plan.name }], reading);
    } else if (plan.path.length > 1) {
      parent.row[list] = joinedRows(plan, list, same, places, reading);
    } else if (typeof plan.rows !== 'string' && plan.rows.kind !== 'rows') {
      readItems(plan, list, same, parent, reading.report);
    } else {
      const rows = same.map((group, index) => {
        const place = rowPlace(plan, list, index, parent);
        readGroup(group, [...places, place], reading);
        if (plan.place) place.row[plan.place.name] = String(index + 1);
        return { row: place.row, first: isFirst(group) };
      });
      parent.row[list] = [...rows.filter(({ first }) => first), ...rows.filter(({ first }) => !first)].map(
        ({ row }) => row,
      );
    }
  }
}

/** Rows from groups that stand for an item each and say of which row it is: neighbours that agree in that are of one row. */
function joinedRows(plan: GroupPlan, list: string, groups: readonly Group[], places: Places, reading: Reading) {
  const [, items = ''] = plan.path;
  const item = plan.slots.find(({ source }) => source.from === 'item')?.name ?? '';
  const kept = new Set(plan.slots.filter(({ source }) => source.from === 'field').map(({ name }) => name));
  const rows: Fillable[] = [];
  let before: string | undefined;
  groups.forEach((group, index) => {
    const said = JSON.stringify([...group.texts].filter(([name]) => kept.has(name)));
    const place = {
      ...rowPlace(plan, list, rows.length, places.at(-1) as Place),
      element: `${plan.name}[${index + 1}]`,
    };
    if (said !== before) {
      readGroup(group, [...places, place], reading);
      const row = { ...place.row, [items]: [] };
      reading.sources.move(place.row, row);
      rows.push(row);
    }
    before = said;
    const row = rows.at(-1) as Fillable;
    row[items] = [...(row[items] as string[]), group.texts.get(item) ?? ''].filter(Boolean);
    if (plan.count) row[plan.count.name] = String((row[items] as string[]).length);
  });
  return rows;
}

function rowPlace(plan: GroupPlan, name: string, index: number, parent: Place): Place {
  const around = parent.element && plan.depth > 1 ? `${parent.element}/` : '';
  return {
    row: {},
    path: `${parent.path && `${parent.path}.`}${name}[${index}]`,
    element: `${around}${plan.name}[${index + 1}]`,
    number: index + 1,
  };
}

const at = (place: Place, plan: GroupPlan) => ({
  path: place.path,
  element: plan.depth > 1 ? `${place.element}/${plan.name}` : plan.name,
});

/** Whether the row says that it is the main one; the main one is the first of the document. */
function isFirst({ plan, texts }: Group): boolean {
  return plan.slots.some(({ name, source }) => source.from === 'first' && texts.get(name) === '1');
}

function readGroup(group: Group, places: Places, reading: Reading): void {
  for (const slot of group.plan.slots) {
    const text = group.texts.get(slot.name);
    if (text) readSlot(slot, text, places, reading);
  }
  readGroups(group.inner, places, reading);
}

function readSlot(slot: Slot, text: string, places: Places, reading: Reading): void {
  const { source } = slot;
  const here = places.at(-1) as Place;
  const depth = places.length - 1;
  const target = slot.target[reading.direction];
  const problem = (code: string, said: string, path = here.path) =>
    reading.report({
      code: `message.${code}`,
      path,
      element: `${here.element}/${slot.name}`,
      text: `${slot.title}：${said}`,
    });
  const put = (into: Target, said: string, place: Place) => {
    if (take(into, said, place, problem)) reading.sources.add(place.row, into.steps, `${here.element}/${slot.name}`);
  };
  switch (source.from) {
    case 'field':
    case 'unit':
    case 'column':
      if (!target) problem('not-on-form', '这种报检单没有此栏，未取用');
      else if (source.from === 'column') takeColumn(target, text, here, problem);
      else if (target.depth === depth)
        put(target, inDocument(target, slot, withPrefix(target, slot, text, here), reading, problem), here);
      else if (read(places[target.depth]?.row, target.steps) === undefined)
        put(target, inDocument(target, slot, text, reading, problem), places[target.depth] as Place);
      else if (textOf(target.field, read(places[target.depth]?.row, target.steps)) !== text) {
        problem('disagrees', '与上级的值不一致，取上级的值');
      }
      break;
    case 'joined':
      slot.parts.forEach((part, at) => {
        put(part, text[at] ?? '', here);
      });
      break;
    case 'fixed':
      if (text !== source.text) problem('not-kept', '本单没有此栏，未取用');
      break;
    case 'number':
      if (slot.depth === depth && text !== String(here.number)) {
        problem('number', `与所在位置不符，按第 ${here.number} 行取用`);
      }
      break;
    case 'nowhere':
      if (!reading.told.has(slot)) problem('not-kept', '本单没有此栏，未取用');
      reading.told.add(slot);
      break;
    default:
  }
}

/** The whole value where the element has only the end of it; a text that would be too long with its beginning is whole already. */
function withPrefix({ field }: Target, { behind }: Slot, text: string, { row }: Place): string {
  const before = behind ? textOf(behind.field, read(row, behind.steps)) : '';
  const isWhole = text.startsWith(before) && before.length + text.length > field.size.max;
  return isWhole ? text : `${before}${text}`;
}

type Complain = (code: string, said: string, path?: string) => void;

/** The text in the codes that documents hold. */
function inDocument({ field }: Target, slot: Slot, text: string, reading: Reading, problem: Complain): string {
  if (reading.codes === undefined || field.codes === undefined) return text;
  if (reading.own && !hasOwnCodes(slot, reading)) return text;
  return itemsIn(field, text)
    .flatMap(item => {
      const found = codeForDocument(field, slot, item, reading);
      if ('code' in found) return [found.code];
      problem('no-code', `${found.none}，未取用`);
      return [];
    })
    .join(',');
}

/** Whether the row has got the value. */
function take(target: Target, text: string, here: Place, problem: Complain): boolean {
  if (text === '') return false;
  const path = `${here.path && `${here.path}.`}${target.steps.join('.')}`;
  const found = readText(target.field, text);
  const held = read(here.row, target.steps);
  if (!found) problem('value', '不是此栏能有的值，未取用', path);
  else if (held !== undefined && textOf(target.field, held) === text) return false;
  else if (held !== undefined) problem('repeated', '已有一个值，未取用', path);
  else {
    if (found.lost) problem('time-dropped', '只取日期，时间未取用', path);
    setAt(here.row, target.steps, found.value);
    return true;
  }
  return false;
}

function takeColumn({ field, steps }: Target, text: string, here: Place, problem: Complain): void {
  const [list, name] = steps as [string, string];
  if (text.length > LONGEST_LIST) {
    problem('value', '太长，未取用', list);
    return;
  }
  const rows = (here.row[list] ?? []) as Fillable[];
  here.row[list] = rows;
  text.split(',').forEach((item, index) => {
    const row = rows[index] ?? {};
    rows[index] = row;
    const found = item === '' ? { value: undefined } : readText(field, item);
    if (!found) problem('value', '不是此栏能有的值，未取用', `${list}[${index}].${name}`);
    else if (found.value !== undefined) row[name] = found.value;
  });
}

function setAt(row: Fillable, steps: Steps, value: unknown): void {
  const [name = '', ...rest] = steps;
  if (rest.length === 0) row[name] = value;
  else {
    const inner = (row[name] ?? {}) as Fillable;
    row[name] = inner;
    setAt(inner, rest, value);
  }
}

/** Groups that stand for the items of a list: the list itself counts, they only help where it is missing. */
function readItems(plan: GroupPlan, name: string, groups: readonly Group[], parent: Place, report: Report): void {
  const slot = plan.slots.find(({ source }) => source.from === 'item');
  const items = groups.flatMap(({ texts }) => texts.get(slot?.name ?? '') ?? []).filter(Boolean);
  const held = parent.row[name];
  if (held === undefined) {
    if (items.length > 0) parent.row[name] = items;
  } else if (JSON.stringify(held) !== JSON.stringify(items)) {
    report({ ...at(parent, plan), code: 'message.disagrees', text: `${plan.title}：与号码串不一致，取号码串` });
  }
}
