import type { FieldId } from './catalogue.ts';

/** What is on file of a declaration beside its documents (备案信息 of manual 3.6), in the order of the bureau's own page (3.6.2). */
export const ON_FILE: readonly FieldId[] = [
  'registrationNo',
  'enterpriseName',
  'contactPerson',
  'contactPhone',
  'acceptingOrg',
  'portOrg',
  'destinationOrg',
  'certificateOrg',
];
