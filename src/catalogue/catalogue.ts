import type { ScalarKind, Size } from '../kinds/index.ts';
import { CUSTOMS } from './customs.ts';
import type { Dialect, MessageName } from './dialect.ts';
import { dialectIn, type KnowsDialect, messageIn } from './dialect-in-force.ts';
import { MESSAGE_USES } from './message-uses.ts';
import { DIRECTIONS, type Direction, type FieldRow, type Table, type Use } from './row.ts';
import { CONTAINERS, DECLARATION, GOODS, OTHER } from './sections.ts';

export type SectionName = 'declaration' | 'other' | 'customs' | 'containers' | 'goods';
/** The lists of a declaration whose rows are sections of the entry page. */
export type ListName = 'containers' | 'goods';

interface SectionEntry {
  readonly title: string;
  /** What one row is called: 第2项货物. */
  readonly row?: (number: number) => string;
  readonly fields: Table;
  /** The name of the list in the document whose rows the section describes; the head sections have none. */
  readonly rows?: ListName;
  /** The one form of the message that has the section. */
  readonly message?: MessageName;
}

/** The sections of the entry page in their printed order (manual 3.4.3). */
export const SECTIONS: Readonly<Record<SectionName, SectionEntry>> = {
  declaration: { title: '单证信息', fields: DECLARATION },
  other: { title: '其他单证信息', fields: OTHER },
  customs: { title: '报关信息', fields: CUSTOMS, message: 'dec' },
  containers: { title: '集装箱信息', fields: CONTAINERS, rows: 'containers', row: number => `集装箱第${number}行` },
  goods: { title: '货物信息', fields: GOODS, rows: 'goods', row: number => `第${number}项货物` },
};

/** The sections of a declaration itself; those of its lists are not among them. */
export const HEAD_SECTIONS: readonly SectionName[] = (Object.keys(SECTIONS) as SectionName[]).filter(
  name => !SECTIONS[name].rows,
);

/** The lists in the order of their sections. */
export const LIST_NAMES: readonly ListName[] = Object.values(SECTIONS).flatMap(({ rows }) => rows ?? []);

type Ids<T extends Table, Prefix extends string> = {
  [N in keyof T & string]:
    | `${Prefix}${N}`
    | (T[N] extends FieldRow<'rows' | 'group', infer F> ? (Table extends F ? never : Ids<F, `${Prefix}${N}.`>) : never);
}[keyof T & string];

/** Every field: `consigneeName`, `goods.quantity`, `goods.licences.vins.vin`. */
export type FieldId =
  | Ids<typeof DECLARATION, ''>
  | Ids<typeof OTHER, ''>
  | Ids<typeof CUSTOMS, ''>
  | Ids<typeof CONTAINERS, 'containers.'>
  | Ids<typeof GOODS, 'goods.'>;

/** A field as engines see it: its row of the table, and where it stands. */
export interface Field extends FieldRow {
  readonly id: FieldId;
  /** Its name inside its row: `quantity`. */
  readonly name: string;
  readonly section: SectionName;
  /** The fields of its rows or group, in order; empty for a single value. */
  readonly children: readonly Field[];
  /** The field whose rows or group it belongs to. */
  readonly parent: Field | undefined;
}

/** Narrowing for the kinds that hold one value. */
export function isScalar(field: Field): field is Field & { readonly kind: ScalarKind } {
  return field.kind !== 'rows' && field.kind !== 'group' && field.kind !== 'computed';
}

const byId = new Map<string, Field>();

function register(section: SectionName, table: Table, prefix: string, parent: Field | undefined): Field[] {
  return Object.entries(table).map(([name, row]) => {
    const field = {
      ...row,
      id: `${prefix}${name}` as FieldId,
      name,
      section,
      parent,
      children: [] as readonly Field[],
    };
    byId.set(field.id, field);
    if (row.extras.fields) field.children = register(section, row.extras.fields, `${field.id}.`, field);
    return field;
  });
}

const bySection: Readonly<Record<SectionName, readonly Field[]>> = {
  declaration: register('declaration', DECLARATION, '', undefined),
  other: register('other', OTHER, '', undefined),
  customs: register('customs', CUSTOMS, '', undefined),
  containers: register('containers', CONTAINERS, 'containers.', undefined),
  goods: register('goods', GOODS, 'goods.', undefined),
};

/** All fields, popups included, in printed order. */
export const FIELDS: readonly Field[] = [...byId.values()];

/** The fields of a section without those of their popups, in printed order. */
export function fieldsOf(section: SectionName): readonly Field[] {
  return bySection[section];
}

/** The field of an id; unknown ids are undefined so that paths from outside can be judged. */
export function findField(id: string): Field | undefined {
  return byId.get(id);
}

/** The field of an id that is known at compile time. */
export function fieldOf(id: FieldId): Field {
  return byId.get(id) as Field;
}

/** What a field is called on one form. */
export const labelOn = ({ label, extras }: Field, direction: Direction | undefined): string =>
  (direction && extras.labels?.[direction]) ?? label;

/** The size of a field on one form. */
export function sizeOf(field: Field, direction: Direction): Size {
  const { maxOutbound } = field.extras;
  return direction !== 'in' && maxOutbound !== undefined ? { ...field.size, max: maxOutbound } : field.size;
}

/** The code table of a field on one form in one dialect, if it has one. */
export function codesOf(field: Field, direction: Direction, dialect: Dialect): string | undefined {
  return field.extras.codesOfDialect?.[dialect] ?? field.codes?.[direction];
}

/** The code table of a field on one form in the dialect in force, if it has one. */
export function codesIn(book: KnowsDialect, field: Field, direction: Direction): string | undefined {
  return codesOf(field, direction, dialectIn(book, direction));
}

/** Whether the field stands on the form at all. */
export function onForm(field: Field, direction: Direction): boolean {
  return field.use[direction] !== '-' && (field.parent === undefined || onForm(field.parent, direction));
}

/** How a field is used on a form where this form of the message is sent; none of the fields of another one is. */
export function fieldUse(field: Field, direction: Direction, message: MessageName | undefined): Use {
  if (field.extras.message !== undefined && field.extras.message !== message) return '-';
  const uses = message && MESSAGE_USES[message][field.id];
  return uses === undefined ? field.use[direction] : (uses[DIRECTIONS.indexOf(direction)] as Use);
}

/** Whether this form of the message has its own word on how the field is used. */
export const hasUseOf = ({ id }: Field, message: MessageName | undefined): boolean =>
  message !== undefined && MESSAGE_USES[message][id] !== undefined;

/** Whether a field stands on the form where this form of the message is sent. */
export const isWanted = (field: Field, direction: Direction, message: MessageName | undefined): boolean =>
  fieldUse(field, direction, message) !== '-' &&
  (field.parent === undefined || isWanted(field.parent, direction, message));

/** Whether a field stands on the form in force. */
export const isInForce = (book: KnowsDialect, field: Field, direction: Direction): boolean =>
  isWanted(field, direction, messageIn(book, direction));

/** The sections of the entry page where this form of the message is sent. */
export const sectionsFor = (message: MessageName | undefined): readonly SectionName[] =>
  (Object.keys(SECTIONS) as SectionName[]).filter(name => {
    const { message: only } = SECTIONS[name];
    return only === undefined || only === message;
  });
