import type { FieldId } from './catalogue.ts';
import type { Direction } from './row.ts';

type ByDirection<T> = Readonly<Record<Direction, T | undefined>>;

/** A number that, found in two declarations of one form, makes the later one look like the earlier. */
export interface SameNumber {
  /** Where the number stands, on each form that has it. */
  readonly number: ByDirection<FieldId>;
  /** What must be equal as well. */
  readonly with: ByDirection<readonly FieldId[]>;
  /** The day that must lie near the other's, and by how many days at most; a number without it never serves twice. */
  readonly near?: { readonly day: ByDirection<FieldId>; readonly days: number };
}

const GOODS: readonly FieldId[] = ['goods.hsCode', 'goods.name', 'goods.quantity', 'goods.weight'];

/**
 * When two declarations look like one that is declared twice, by the permanent word of what is found. Always of one form: a container that
 * came in goes out again, a vehicle may be re-exported, and the package application has the contract of its outbound declaration.
 *
 * A bill of lading is one inbound declaration, whoever receives it: the same under another party is a mistyped number or party.
 * A container is used again for months, and holds goods of several parties at once: the same party within a season.
 * A vehicle has its number for life.
 * A contract is delivered in many parts: only what is the same delivery to the last piece.
 */
// biome-ignore format: table
export const SAME_NUMBERS = {
  'duplicate.bill':      { number: { in: 'billOfLadingNo',     out: undefined,            pack: undefined },
                           with:   { in: [], out: [], pack: [] } },
  'duplicate.container': { number: { in: 'containers.numbers', out: 'containers.numbers', pack: undefined },
                           with:   { in: ['consigneeName'], out: ['consignorName'], pack: undefined },
                           near:   { day: { in: 'arrivalDate', out: 'shipmentDate', pack: undefined }, days: 90 } },
  'duplicate.vin':       { number: { in: 'goods.licences.vins.vin', out: 'goods.licences.vins.vin', pack: 'goods.licences.vins.vin' },
                           with:   { in: [], out: [], pack: [] } },
  'duplicate.contract':  { number: { in: 'contractNo', out: 'contractNo', pack: 'contractNo' },
                           with:   { in: ['consigneeName', ...GOODS], out: ['consignorName', ...GOODS], pack: ['consignorName', ...GOODS] } },
} as const satisfies Record<`duplicate.${string}`, SameNumber>;

/** Days that belong to the voyage of one shipment: more than a year before the declaration they are a year mistyped, or an old copy. */
export const DAYS_OF_SHIPMENT: readonly FieldId[] = ['departureDate', 'arrivalDate', 'shipmentDate'];

/** The day of the declaration. */
export const DAY_OF_DECLARATION: FieldId = 'declarationDate';
