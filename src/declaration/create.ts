import { ENTERPRISE_FIELDS, ENTERPRISE_IDENTITY, LAST_USED, LINE_TO_LINE, NEVER_COPIED } from '../catalogue/carry.ts';
import { FIELDS, type FieldId, fieldOf, isWanted } from '../catalogue/catalogue.ts';
import type { MessageName } from '../catalogue/dialect.ts';
import type { Declaration, Goods } from '../catalogue/document.ts';
import type { Direction } from '../catalogue/row.ts';
import { applyAll, type Edit } from './edit.ts';
import { get } from './path.ts';

/** Defaults of an enterprise (S1), by field. */
export type Defaults = Readonly<Record<'all' | Direction, Readonly<Partial<Record<FieldId, string>>>>>;

export interface Beginning {
  readonly entryNo: string;
  /** `yyyy-MM-dd` */
  readonly today: string;
  readonly defaults?: Defaults;
  /** The last declaration of the same form, for what it hands on. */
  readonly last?: Declaration;
  /** The form of the message that it is sent in, where that has fields of its own. */
  readonly message?: MessageName;
}

/** The letters before the digits of an entry number. */
export const ENTRY_PREFIX: Readonly<Record<Direction, string>> = { in: 'WI', out: 'WE', pack: 'WP' };

const EMPTY: Defaults = { all: {}, in: {}, out: {}, pack: {} };

/** A new declaration: its number, today's date, the enterprise's defaults, and what the last one hands on (E8). */
export function newDeclaration(
  direction: Direction,
  { entryNo, today, defaults = EMPTY, last, message }: Beginning,
): Declaration {
  const own = [...ENTERPRISE_FIELDS.all, ...ENTERPRISE_FIELDS[direction]].filter(id => !id.includes('.'));
  const carried = new Map<FieldId, unknown>();
  for (const { id, extras } of FIELDS) if (extras.initial !== undefined) carried.set(id, extras.initial);
  const { number } = ENTERPRISE_IDENTITY;
  const handsOn = last && (!defaults.all[number] || defaults.all[number] === get(last, number));
  for (const id of LAST_USED) carried.set(id, handsOn ? get(last, id) : undefined);
  for (const id of own) carried.set(id, defaults[direction][id] ?? defaults.all[id] ?? carried.get(id));
  const edits = [...carried].flatMap(([id, value]): Edit[] =>
    value === undefined || !isWanted(fieldOf(id), direction, message) ? [] : [{ op: 'set', path: id, value }],
  );
  const empty: Declaration = { direction, containers: [], goods: [] };
  return withIdentity(applyAll(empty, edits).document, { entryNo, today });
}

/** The defaults of the registration under which a declaration stands, else of the first one. */
export function defaultsFor(
  document: Declaration,
  registrations: readonly { readonly number: string; readonly defaults: Defaults }[],
): Defaults | undefined {
  const number = get(document, ENTERPRISE_IDENTITY.number);
  return (registrations.find(each => each.number === number) ?? registrations[0])?.defaults;
}

/** What a new goods line starts with: what stays the same from the line before, else the enterprise's defaults for goods. */
export function newGoods(
  direction: Direction,
  defaults: Defaults = EMPTY,
  before?: Goods,
  message?: MessageName,
): Goods {
  const last: Declaration = { direction, containers: [], goods: before ? [before] : [] };
  const own = [...ENTERPRISE_FIELDS.all, ...ENTERPRISE_FIELDS[direction]].filter(id => id.includes('.'));
  const edits = [...new Set([...own, ...LINE_TO_LINE])].flatMap((id): Edit[] => {
    const [list, ...rest] = id.split('.');
    const path = `${list}[0].${rest.join('.')}`;
    const held = LINE_TO_LINE.includes(id) ? get(last, path) : undefined;
    const value = held ?? defaults[direction][id] ?? defaults.all[id];
    return value === undefined || !isWanted(fieldOf(id), direction, message) ? [] : [{ op: 'set', path, value }];
  });
  const empty: Declaration = { direction, containers: [], goods: [] };
  return applyAll(empty, edits).document.goods[0] ?? {};
}

/** A copy: the same contents under a new number and today's date, without what the bureau gave the first (K2). */
export function copyOf(document: Declaration, beginning: Pick<Beginning, 'entryNo' | 'today'>): Declaration {
  const edits = NEVER_COPIED.map((path): Edit => ({ op: 'set', path, value: undefined }));
  return withIdentity(applyAll(document, edits).document, beginning);
}

/** The contents of a declaration without what belongs to it alone: what a template keeps (K5). */
export function contentsOf(document: Declaration): Declaration {
  return withIdentity(document, {});
}

/** What came from outside, as a declaration of ours: under a number of ours, on the day that it names or else today. */
export function adopted(document: Declaration, { entryNo, today }: Pick<Beginning, 'entryNo' | 'today'>): Declaration {
  const day = FIELDS.find(({ extras }) => extras.identity === 'today')?.id;
  const named = day === undefined ? undefined : get(document, day);
  return withIdentity(document, { entryNo, today: typeof named === 'string' ? named : today });
}

function withIdentity(
  document: Declaration,
  { entryNo, today }: Partial<Pick<Beginning, 'entryNo' | 'today'>>,
): Declaration {
  const given: Readonly<Record<string, string | undefined>> = { entryNo, today };
  const edits = FIELDS.flatMap(({ id, extras }): Edit[] =>
    extras.identity ? [{ op: 'set', path: id, value: given[extras.identity] }] : [],
  );
  return applyAll(document, edits).document;
}

/** Fills a number that the bureau has given into the document. */
export function withDeclarationNo(document: Declaration, value: string | undefined): Declaration {
  const edits = FIELDS.flatMap(({ id, extras }): Edit[] =>
    extras.identity === 'declarationNo' ? [{ op: 'set', path: id, value }] : [],
  );
  return applyAll(document, edits).document;
}
