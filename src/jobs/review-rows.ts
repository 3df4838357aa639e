import type { Container, Declaration, Goods } from '../catalogue/document.ts';
import type { Fault } from '../catalogue/fault.ts';
import { check } from '../declaration/check.ts';
import { derivedEdits } from '../declaration/derive.ts';
import { applyAll } from '../declaration/edit.ts';
import { UserError } from '../errors.ts';
import type { CellRef } from '../workbook/reading.ts';
import { checkContext, type Office } from './office.ts';
import {
  type FoundDeclaration,
  type ImportFault,
  type ImportFile,
  nameOf,
  notTold,
  ROWS_NAMES,
  type RowsOf,
  readRows,
  rowOf,
} from './read-workbooks.ts';

/** A row as it will be taken, with what follows from its values filled in, and all that is wrong with it. */
export interface ReviewedRow {
  readonly row: Goods | Container;
  /** Its first cell. */
  readonly at: CellRef | undefined;
  readonly faults: readonly ImportFault[];
}

/** The rows of a workbook before anything is taken (I1, I3). */
export interface RowsReview {
  readonly name: string;
  readonly list: RowsOf;
  readonly rows: readonly ReviewedRow[];
  /** Faults that belong to no row. */
  readonly faults: readonly ImportFault[];
  /** Lines of which nothing came. */
  readonly unread: readonly CellRef[];
  readonly unknown: FoundDeclaration['unknown'];
  /** Whether lines were left out because the workbook hides them. */
  readonly hides: boolean;
  /** Faults that arise only together with the rows that the declaration has: they count when the new rows are added, not when they replace. */
  readonly beside: readonly Fault[];
}

/** After so many rows others get a turn. */
const BATCH = 200;

/**
 * Reads goods or containers of a workbook for a declaration, and judges each row by itself; what is still to be filled in is no fault yet.
 * Nothing is stored or changed. Throws `workbook.*`, `import.not-rows`, and `import.other-rows` for a workbook of the other list.
 */
export async function reviewRows(
  office: Office,
  file: ImportFile,
  list: RowsOf,
  document: Declaration,
): Promise<RowsReview> {
  const { direction } = document;
  const onProgress = (done: number, total: number) => file.onProgress?.(done, 2 * total);
  const found = await readRows(office, { ...file, onProgress }, direction, list);
  if (found.list !== list) {
    throw new UserError('import.other-rows', `${nameOf(file)} 里是${ROWS_NAMES[found.list]}，不是${ROWS_NAMES[list]}`, {
      exit: 'faults',
      next: [`改用导入${ROWS_NAMES[found.list]}，或换一个文件`],
    });
  }
  const total = found.rows.length;
  const rows: (Goods | Container)[] = [];
  const checked: ImportFault[] = [];
  // Containers are judged together, since a number may stand twice; goods lines know nothing of each other.
  const batch = list === 'goods' ? BATCH : Math.max(1, total);
  for (let from = 0; from < total; from += batch) {
    const begun: Declaration = { direction, containers: [], goods: [], [list]: found.rows.slice(from, from + batch) };
    const whole = applyAll(begun, derivedEdits(begun, office.book)).document;
    rows.push(...whole[list]);
    for (const fault of check(whole, checkContext(office))) {
      const index = rowOf(fault.path);
      if (!fault.path.startsWith(`${list}[`) || fault.code === 'required') continue;
      const path = `${list}[${index + from}]${fault.path.replace(/^\w+\[\d+\]/u, '')}`;
      checked.push({ ...fault, path });
    }
    file.onProgress?.(total + rows.length, 2 * total);
    await office.wait(0);
    if (file.signal?.aborted) throw new UserError('workbook.cancelled', '导入已取消，没有采用任何内容');
  }
  const faults = [
    ...found.faults,
    ...notTold(checked, found.faults).map(fault => ({ ...fault, ...found.cellOf(fault) })),
  ];
  const ofRow = byRow(faults);
  return {
    name: nameOf(file),
    list,
    rows: rows.map((row, index) => ({
      row,
      at: found.cellOf({ path: `${list}[${index}]` }),
      faults: ofRow.get(index) ?? [],
    })),
    faults: ofRow.get(-1) ?? [],
    unread: found.unread,
    unknown: found.unknown,
    hides: found.faults.some(({ code }) => code === 'sheet.hidden'),
    beside: list === 'containers' ? besideThose(office, document, rows as readonly Container[], checked) : [],
  };
}

/** What the check finds in the rows only when they stand behind those that are there. */
function besideThose(
  office: Office,
  { direction, containers: held }: Declaration,
  rows: readonly Container[],
  alone: readonly Fault[],
): readonly Fault[] {
  const together: Declaration = { direction, containers: [...held, ...rows], goods: [] };
  const key = ({ code, params }: Fault, index: number) => JSON.stringify([code, index, params?.number]);
  const known = new Set(alone.map(fault => key(fault, rowOf(fault.path))));
  return check(together, checkContext(office)).filter(fault => {
    const index = rowOf(fault.path) - held.length;
    return index >= 0 && fault.code !== 'required' && !known.has(key(fault, index));
  });
}

function byRow(faults: readonly ImportFault[]): ReadonlyMap<number, readonly ImportFault[]> {
  const rows = new Map<number, ImportFault[]>();
  for (const fault of faults) {
    const row = rowOf(fault.path);
    const held = rows.get(row);
    if (held) held.push(fault);
    else rows.set(row, [fault]);
  }
  return rows;
}
