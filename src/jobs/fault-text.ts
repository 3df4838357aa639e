import { sentenceOf } from '../declaration/describe.ts';
import { cleanLine } from '../text.ts';
import type { CellFault } from '../workbook/reading.ts';
import { sayCellFault } from '../workbook/wording.ts';
import type { ImportFault } from './read-workbooks.ts';

/** A fault as one sentence that says where: the cell when it came from a workbook, the element when it came from a message, else the field. */
export function textOfFault(fault: ImportFault): string {
  return cleanLine(fault.text ?? (fault.cell === undefined ? sentenceOf(fault) : sayCellFault(fault as CellFault)));
}
