import type { FieldId } from '../catalogue/catalogue.ts';
import type { Direction } from '../catalogue/row.ts';

/** The value of a field, of the row that the group stands for or of a row around it; in some elements another field a direction. */
export interface FieldSource<I extends FieldId = FieldId> {
  readonly from: 'field';
  readonly id: Readonly<Record<Direction, I>>;
  /** What the element says where there is no value; without it the element is left out. */
  readonly empty?: Readonly<Record<Direction, string>>;
  /** It has only what follows the value of this other field. */
  readonly behind?: FieldId;
  /** The only kind of declaration on which it says this. */
  readonly only?: Direction;
  /** Whether it is written in the code of today's tables that stands for the code held. */
  readonly today?: true;
  /** No message may be without it. */
  readonly must?: true;
}
/** Codes of one character of several fields, one after the other; `empty` stands for one that has none. */
export interface JoinedSource<I extends FieldId = FieldId> {
  readonly from: 'joined';
  readonly ids: readonly I[];
  readonly empty: string;
}
/** A field that the element holds only when its unit belongs (`is`), or does not belong, to a group of the unit table. */
export interface UnitSource<I extends FieldId = FieldId> {
  readonly from: 'unit';
  readonly id: I;
  readonly unit: FieldId;
  readonly group: string;
  readonly is: boolean;
}
/** One field of all rows of a list, with commas between. */
export interface ColumnSource<I extends FieldId = FieldId> {
  readonly from: 'column';
  readonly id: I;
}
/** What follows from other values; it is written for the bureau and not read back. */
type DerivedSource =
  /** The table's name for the code that the field holds. */
  | { readonly from: 'name'; readonly id: FieldId }
  /** The names of the codes, or the different texts, of one field in all rows of a list. */
  | { readonly from: 'names' | 'texts'; readonly id: FieldId }
  /** The sum over the goods lines, if all of them have this unit. */
  | { readonly from: 'total'; readonly id: FieldId; readonly unit: FieldId; readonly code: string }
  /** A key of the row that the group stands for: entry number and row numbers. */
  | { readonly from: 'key'; readonly of: string }
  /** The number of that row, from 1. */
  | { readonly from: 'number'; readonly of: string }
  | { readonly from: 'organisation' | 'software' };

/** Where the text of an element comes from. */
export type Source =
  | FieldSource
  | UnitSource
  | ColumnSource
  | JoinedSource
  | DerivedSource
  /** The same in every message: what else it could say is of declarations that are not written. */
  | { readonly from: 'fixed'; readonly text: string }
  /** One of the items of a list field, in a group that stands for an item. */
  | { readonly from: 'item' }
  /** 1 for the first row of a list, 0 for the others. */
  | { readonly from: 'first' }
  | {
      readonly from: 'direction';
      readonly codes: Readonly<Partial<Record<Direction, string>>>;
      readonly also?: Readonly<Record<string, Direction>>;
    }
  | { readonly from: 'messageId' }
  /** Account data: added by account.ts at the last moment, never by the writer. */
  | { readonly from: 'account'; readonly part: 'user' | 'password' | 'method' | 'certificate' }
  /** Another place for what the element named here says: it is read, not written. */
  | { readonly from: 'other'; readonly element: string }
  /** Deliberately not fed, and why; `empty` is what it says where there is nothing to keep. */
  | { readonly from: 'nowhere'; readonly reason: string; readonly empty?: string };

/** The fields that an element carries so that they can be read back. */
export type Carried<S> = S extends
  | FieldSource<infer I>
  | UnitSource<infer I>
  | ColumnSource<infer I>
  | JoinedSource<infer I>
  ? I
  : never;

/** A field, or one field inbound and another outbound and for packaging. */
export function field<I extends FieldId, O extends FieldId = I>(inbound: I, outbound?: O): FieldSource<NoInfer<I | O>> {
  const other = outbound ?? inbound;
  return { from: 'field', id: { in: inbound, out: other, pack: other } };
}

/** A field whose element is always written, with this text where there is no value. */
export function always<I extends FieldId>(id: I, inbound: string, outbound = inbound): FieldSource<NoInfer<I>> {
  return { ...field<I>(id), empty: { in: inbound, out: outbound, pack: outbound } };
}

/** A field, or one a direction, that is written in today's code. */
export function today<I extends FieldId, O extends FieldId = I>(inbound: I, outbound?: O): FieldSource<NoInfer<I | O>> {
  return { ...field<I, O>(inbound, outbound), today: true };
}

export function column<I extends FieldId>(id: I): ColumnSource<NoInfer<I>> {
  return { from: 'column', id };
}

export const nowhere = (reason: string, empty?: string) =>
  ({ from: 'nowhere', reason, ...(empty !== undefined && { empty }) }) as const;
export const readAs = (element: string) => ({ from: 'other', element }) as const;
export const name = (id: FieldId) => ({ from: 'name', id }) as const;
export const names = (id: FieldId) => ({ from: 'names', id }) as const;
export const texts = (id: FieldId) => ({ from: 'texts', id }) as const;
export const key = (of: string) => ({ from: 'key', of }) as const;
export const number = (of: string) => ({ from: 'number', of }) as const;

/** A field that no message of the form may be without. */
export const must = <S extends FieldSource>(source: S) => ({ ...source, must: true }) as const;

export const fixed = (text: string) => ({ from: 'fixed', text }) as const;

export function joined<I extends FieldId>(empty: string, ...ids: readonly I[]): JoinedSource<NoInfer<I>> {
  return { from: 'joined', ids, empty };
}

/** A field whose element says it on one kind of declaration alone. */
export const only = <S extends FieldSource>(direction: Direction, source: S) => ({ ...source, only: direction });

/** A field of which the element has only what follows the value of another one of its row. */
export const behind = <S extends FieldSource>(id: FieldId, source: S) => ({ ...source, behind: id });
