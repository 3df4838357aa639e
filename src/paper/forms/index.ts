import type { Form, PaperName } from '../form.ts';
import { CONTAINER } from './container.ts';
import { CONTAINER_ANNEX } from './container-annex.ts';
import { DISINFECTION_NOTICE } from './disinfection-notice.ts';
import { INBOUND } from './inbound.ts';
import { OUTBOUND } from './outbound.ts';
import { PACKAGING } from './packaging.ts';
import { POWER_OF_ATTORNEY } from './power-of-attorney.ts';
import { QUARANTINE_TREATMENT } from './quarantine-treatment.ts';
import { RECEIPT_SLIP } from './receipt-slip.ts';
import { WORK_SHEET } from './work-sheet.ts';

/** Every paper, in the order in which they are printed. */
export const PAPERS: readonly Form[] = [
  INBOUND,
  OUTBOUND,
  PACKAGING,
  CONTAINER,
  CONTAINER_ANNEX,
  RECEIPT_SLIP,
  POWER_OF_ATTORNEY,
  QUARANTINE_TREATMENT,
  DISINFECTION_NOTICE,
  WORK_SHEET,
];

/** The form of a name from outside. */
export function findPaper(name: string): Form | undefined {
  return PAPERS.find(form => form.name === (name as PaperName));
}
