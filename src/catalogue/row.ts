import type { KindValue, ScalarKind, Size } from '../kinds/index.ts';
import type { Dialect, MessageName } from './dialect.ts';

/** Inbound 入境, outbound 出境, outbound packaging 出境包装. */
export type Direction = 'in' | 'out' | 'pack';
export const DIRECTIONS: readonly Direction[] = ['in', 'out', 'pack'];

/** Required, optional, filled by the system, not on this form. */
export type Use = 'R' | 'O' | 'S' | '-';
export type Uses = `${Use}${Use}${Use}`;

export type FieldKind = ScalarKind | 'rows' | 'group' | 'computed';
export type Table = { readonly [name: string]: FieldRow };

/** The named conditions of conditions.ts under which a required field is required. */
export type ConditionName =
  | 'specGiven'
  | 'noWeight'
  | 'noQuantity'
  | 'quantityGiven'
  | 'weightGiven'
  | 'vehicleLicence'
  | 'freightMarked'
  | 'insuranceMarked'
  | 'chargesMarked'
  | 'secondUnitGiven'
  | 'secondQuantityGiven';
/** The named forms of forms.ts that a text should have; another form is a warning. */
export type FormName = 'registration' | 'customsRegistration' | 'creditCode' | 'organisationCode' | 'telephone' | 'vin';
/** The popups of manual 3.4.4 by their number in popups.tsv; P18 is of customs declarations, P19 the office's own control totals. */
export type Popup = `P${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19}`;

export interface FieldExtras<T extends Table = Table> {
  /** The fields of one row, or of the group. */
  readonly fields?: T;
  readonly popup?: Popup;
  readonly requiredWhen?: ConditionName;
  readonly form?: FormName;
  /** Another place of the same document that this field shows and changes, relative to its row: field and popup always agree. */
  readonly at?: string;
  /** A list of the office itself that the field searches (settings S1, S6). */
  readonly own?: 'enterprises' | 'parties';
  /** Belongs to this declaration alone, a copy gets its own: the number or day that the program or the bureau gives. */
  readonly identity?: 'entryNo' | 'declarationNo' | 'today';
  /** What a new declaration starts with. */
  readonly initial?: string;
  /** Only in its popup: the entry page has no stop for it. */
  readonly popupOnly?: true;
  /** The size on the outbound and packaging forms where it differs. */
  readonly maxOutbound?: number;
  /** The group of the code table that its codes come from. */
  readonly group?: string;
  /** The code table in dialects that have another one. */
  readonly codesOfDialect?: Readonly<Partial<Record<Dialect, string>>>;
  /** Codes that only head a group of others: nothing is of such a kind, so they are neither offered nor taken. */
  readonly groupCodes?: readonly string[];
  /** The one form of the message that has it: where another is sent, no page shows it and no check asks for it; a value in it stays. */
  readonly message?: MessageName;
  /** What it is called on one form, where that is not what it is called where no form is known. */
  readonly labels?: Readonly<Partial<Record<Direction, string>>>;
  /** Other headings under which workbooks name it; the label always counts. */
  readonly headings?: readonly string[];
}

export interface FieldRow<
  K extends FieldKind = FieldKind,
  T extends Table = Table,
  At extends string | undefined = string | undefined,
> {
  readonly label: string;
  readonly kind: K;
  readonly size: Size;
  readonly use: Readonly<Record<Direction, Use>>;
  /** The code table, by direction where there are two. */
  readonly codes: Readonly<Record<Direction, string>> | undefined;
  readonly extras: FieldExtras<T> & { readonly at?: At };
}

/** One row of a section: label, kind, size ("19,5" is digits,scale), use inbound/outbound/packaging, code table ("inbound|outbound" where they differ). */
export function field<
  K extends FieldKind,
  const T extends Table = Table,
  const At extends string | undefined = undefined,
>(
  label: string,
  kind: K,
  size: number | `${number},${number}`,
  uses: Uses,
  codes = '',
  extras: FieldExtras<T> & { readonly at?: At } = {},
): FieldRow<K, T, At> {
  const [max = 0, scale] = String(size).split(',').map(Number);
  const [inbound, outbound, packaging] = uses as unknown as [Use, Use, Use];
  const [first = '', second = first] = codes.split('|');
  return {
    label,
    kind,
    size: scale === undefined ? { max } : { max, scale },
    use: { in: inbound, out: outbound, pack: packaging },
    codes: codes ? { in: first, out: second, pack: second } : undefined,
    extras,
  };
}

type ReadonlyValue<V> = V extends readonly (infer I)[] ? readonly I[] : V;

type ValueOf<R> =
  R extends FieldRow<infer K, infer T, infer _At>
    ? K extends ScalarKind
      ? ReadonlyValue<KindValue<K>>
      : K extends 'rows'
        ? readonly RowOf<T>[]
        : K extends 'group'
          ? RowOf<T>
          : never
    : never;

/** Fields that hold a value of their own: not computed, and no view of another place. */
type Held<T extends Table> = {
  [N in keyof T]: T[N] extends FieldRow<infer K, infer _T, infer At>
    ? K extends 'computed'
      ? never
      : At extends string
        ? never
        : N
    : never;
}[keyof T];

/** The values of a table; a field without a value is absent. */
export type RowOf<T extends Table> = { readonly [N in Held<T> & string]?: ValueOf<T[N]> };
