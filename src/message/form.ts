import type { FieldId } from '../catalogue/catalogue.ts';
import type { Dialect } from '../catalogue/dialect.ts';
import type { Carried, Source } from './sources.ts';

/** Length or form that the standard (or, where it is silent, its successor of 2018) gives an element: characters, a date, or digits and scale. */
export type Hint = number | 'date' | readonly [digits: number, scale: number];

interface ElementRow<S extends Source = Source> {
  /** What it means, in the words of the standard. */
  readonly title: string;
  /** What fills it. */
  readonly source: S;
  readonly hint: Hint | undefined;
}

/** Which rows of the document a group is repeated for; a list field repeats it for each item. */
export type RowsOf = FieldId | 'document' | 'goods' | 'containers';

interface GroupRow<R extends RowsOf = RowsOf, E = Readonly<Record<string, ElementRow>>> {
  readonly title: string;
  readonly rows: R;
  /** The field of the row around that is no more than how many items it has. */
  readonly count: FieldId | undefined;
  /** The field of the row that is no more than its place in the list. */
  readonly place: FieldId | undefined;
  readonly least: 0 | 1;
  readonly most: number | undefined;
  /** The group that it stands in; the root for those without. */
  readonly parent: string | undefined;
  /** The element that all of them stand in together. */
  readonly within: string | undefined;
  /** That element stands in the message also when there is nothing in it. */
  readonly always: boolean;
  /** The element of the group around that they follow; they stand last without it. */
  readonly after: string | undefined;
  /** Its elements in the order and spelling of the standard, misspellings included. The groups in it follow them. */
  readonly elements: E;
}

/** One form of the declaration message: all that is particular to it stands in tables, the engines are the same for each. */
export interface Form {
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  readonly dialect: Dialect;
  readonly root: string;
  readonly namespace?: string;
  /** Its schema in `data/message`. */
  readonly schema: string;
  /**
   * What else is read, since programs write it so: `group/element`, `/element` for one that stands in the root, or a group, each with the
   * name that is meant; an empty one for what says nothing of the declaration.
   */
  readonly also: Readonly<Record<string, string>>;
  /** The groups in the order of the standard. */
  readonly groups: Readonly<Record<string, GroupRow>>;
  /** Groups that are known and that a declaration has no place for, with what people call them. */
  readonly apart?: Readonly<Record<string, string>>;
  /** Dates are written `yyyyMMdd`; else as e-CIQ does. */
  readonly dates?: 'day';
  /** The fields that no element is for, and why. */
  readonly without: Readonly<Partial<Record<string, string>>>;
}

type Occurs = '1' | '0..n' | '1..n';

interface GroupOptions {
  readonly count?: FieldId;
  readonly place?: FieldId;
  readonly within?: string;
  readonly always?: true;
  readonly after?: string;
  /** How many of them a message may have. */
  readonly most?: number;
}

export function group<const R extends RowsOf, const E extends Readonly<Record<string, ElementRow>>>(
  title: string,
  rows: R,
  occurs: Occurs,
  parent: string | undefined,
  elements: E,
  { count, place, within, always, after, most }: GroupOptions = {},
): GroupRow<R, E> {
  return {
    ...{ title, rows, count, place, least: occurs === '0..n' ? 0 : 1, most: occurs === '1' ? 1 : most },
    ...{ parent, within, always: always === true, after, elements },
  };
}

export function of<const S extends Source>(title: string, source: S, hint?: Hint): ElementRow<S> {
  return { title, source, hint };
}

/** A table without some of its rows. */
export function except<T extends object, K extends keyof T & string>(table: T, ...names: readonly K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(table).filter(([name]) => !names.includes(name as K))) as Omit<T, K>;
}

type CarriedByElements<E> = { [N in keyof E]: E[N] extends ElementRow<infer S> ? Carried<S> : never }[keyof E];

/** The fields that the groups carry: by an element, or by a group repeated for their rows. */
export type CarriedBy<G> = {
  [N in keyof G]: G[N] extends GroupRow<infer R, infer E> ? Extract<R, FieldId> | CarriedByElements<E> : never;
}[keyof G];
