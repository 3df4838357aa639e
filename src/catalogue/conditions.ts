import type { ConditionName } from './row.ts';

type Row = Readonly<Record<string, unknown>>;

/** Under which a required field of a row is required. */
// biome-ignore format: table
export const CONDITIONS: Readonly<Record<ConditionName, (row: Row) => boolean>> = {
  specGiven:     row => row.spec !== undefined,
  noWeight:      row => row.weight === undefined,
  noQuantity:    row => row.quantity === undefined,
  quantityGiven: row => row.quantity !== undefined,
  weightGiven:   row => row.weight !== undefined,
  freightMarked:   row => row.freightMark !== undefined,
  insuranceMarked: row => row.insuranceMark !== undefined,
  chargesMarked:   row => row.chargesMark !== undefined,
  secondUnitGiven:     row => row.secondUnit !== undefined,
  secondQuantityGiven: row => row.secondQuantity !== undefined,
  // A licence for motor vehicles (manual 3.4.4 P12, P13).
  vehicleLicence: row => row.type === '408' || row.type === '409',
};
