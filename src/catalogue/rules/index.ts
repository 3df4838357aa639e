import { containerCount, containerLinks, containerNumbers } from './containers.ts';
import { dateOfShipment, datesOfArrival, datesOfLicences } from './dates.ts';
import {
  ciqOfHs,
  dangerWithNumber,
  exclusiveAttributes,
  priceAgainstTotal,
  standardUnitOfHs,
  vinOfVehicleLicence,
} from './goods.ts';
import {
  numberOfCertificates,
  numberOfGoods,
  relatedNumberWithReason,
  unusedClearanceFlag,
  writeOffLines,
} from './head.ts';
import type { Rule } from './rule.ts';

/** All rules across fields, in the order in which their faults are told. */
export const RULES: readonly Rule[] = [
  datesOfArrival,
  dateOfShipment,
  relatedNumberWithReason,
  unusedClearanceFlag,
  numberOfCertificates,
  writeOffLines,
  containerNumbers,
  containerCount,
  numberOfGoods,
  ciqOfHs,
  standardUnitOfHs,
  priceAgainstTotal,
  exclusiveAttributes,
  dangerWithNumber,
  datesOfLicences,
  vinOfVehicleLicence,
  containerLinks,
];

export type { RuleContext } from './rule.ts';
