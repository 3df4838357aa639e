import type { FieldId } from './catalogue.ts';
import type { Direction } from './row.ts';

const OUTBOUND: readonly FieldId[] = [
  'category',
  'acceptingOrg',
  'inspectionPlace',
  'portOrg',
  'certificateOrg',
  'departurePort',
  'destinationCountry',
  'goods.manufacturerNo',
  'goods.manufacturerName',
  'goods.originPlace',
];

/** What an enterprise of the office sets as its defaults (S1): for every form, and for one form only. */
export const ENTERPRISE_FIELDS: Readonly<Record<'all' | Direction, readonly FieldId[]>> = {
  all: [
    'registrationNo',
    'enterpriseName',
    'contactPerson',
    'contactPhone',
    'transportMode',
    'tradeMode',
    'storagePlace',
    'goods.currency',
    'goods.packageType',
    'goods.purpose',
  ],
  out: OUTBOUND,
  in: [
    'category',
    'acceptingOrg',
    'certificateOrg',
    'portOrg',
    'destinationOrg',
    'tradeCountry',
    'departureCountry',
    'loadingPort',
    'entryPort',
    'destination',
    'goods.originCountry',
  ],
  pack: OUTBOUND,
};

/**
 * 带出规则: what a new declaration takes from the last one of the same form where the enterprise has no default (E8).
 * The manual names the rule and does not print it; these are the values that stay the same from one declaration to the next.
 */
export const LAST_USED: readonly FieldId[] = [
  'category',
  'registrationNo',
  'enterpriseName',
  'contactPerson',
  'contactPhone',
  'declarantName',
  'declarantNo',
  'acceptingOrg',
  'inspectionPlace',
  'certificateOrg',
  'portOrg',
  'destinationOrg',
  'tradeMode',
  'transportMode',
  'departurePort',
  'entryPort',
  'customsOffice',
  'customsRegistrationNo',
];
