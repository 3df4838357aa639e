import { UserError } from '../../../errors.ts';
import { noRows, type RowChange } from '../../rows/rows.ts';
import { beginning, type IndexPlace } from './index-place.ts';
import { generationOf } from './journal.ts';
import { readMark } from './journal-mark.ts';
import { type IndexState, readIndex, readOn, withLines } from './reading.ts';
import { BrokenIndex } from './snapshot.ts';
import { appendLine, cutTornLine, folded } from './writing.ts';

/** An index, and the declarations that it can be made from. */
export interface IndexSource<Row> extends IndexPlace {
  /** The row that the file of a declaration gives; null when there is no file, undefined when the file cannot be read. */
  rowOf: (entryNo: string) => Promise<Row | null | undefined>;
  /** Entry numbers of all files. */
  entryNos: () => Promise<string[]>;
  /** Before a new journal takes the place of the one in which lines of the audit rode: they are all on the disk where they belong. */
  beforeFold?: () => Promise<void>;
  /** Nothing can be written: what the index lacks is in memory alone. */
  readOnly?: boolean;
}

/** Whether the row and the file of a declaration agree; a file that cannot be read says nothing. */
export async function isRight<Row extends { entryNo: string }>(
  { rowOf }: IndexSource<Row>,
  { rows }: IndexState<Row>,
  entryNo: string | undefined,
): Promise<boolean> {
  if (entryNo === undefined) return true;
  const row = await rowOf(entryNo);
  return row === undefined || sameRow(row, rows.at(rows.indexOf(entryNo)));
}

/** Makes the row of one declaration what its file says; the same rows when it was so already. */
export async function settled<Row extends { entryNo: string }>(
  source: IndexSource<Row>,
  state: IndexState<Row>,
  entryNo: string,
): Promise<IndexState<Row>> {
  if (await isRight(source, state, entryNo)) return state;
  const change: RowChange<Row> = { entryNo, row: (await source.rowOf(entryNo)) ?? null };
  return withLines(state, [change], source.readOnly ? state : await appendLine(source, state, change));
}

/** After work that broke off: a line without its end goes, and the last line is compared with the file that it speaks of. */
export async function recovered<Row extends { entryNo: string }>(
  source: IndexSource<Row>,
  state: IndexState<Row>,
): Promise<IndexState<Row>> {
  const current = await readOnOrRebuild(source, state);
  if (!source.readOnly) await cutTornLine(source, current);
  return current.last === undefined ? current : await settled(source, current, current.last);
}

/** Reads what was added since; where that cannot be read, everything, and at last the declarations. */
export async function readOnOrRebuild<Row extends { entryNo: string }>(
  source: IndexSource<Row>,
  state: IndexState<Row>,
): Promise<IndexState<Row>> {
  try {
    return await readOn(source, state);
  } catch (error) {
    if (!(error instanceof BrokenIndex)) throw error;
    return await readOrRebuild(source, state);
  }
}

export async function readOrRebuild<Row extends { entryNo: string }>(
  source: IndexSource<Row>,
  state: IndexState<Row>,
): Promise<IndexState<Row>> {
  try {
    return await recovered(source, (await readIndex<Row>(source)).state);
  } catch (error) {
    if (!(error instanceof BrokenIndex)) throw error;
    return await rebuilt(source, state);
  }
}

/** The generation of rows without an index: none follows it, so that whatever index is there later is read whole. */
const OF_NO_FILES = -2;

/** Makes the index anew from the declarations, whatever there was. */
export async function rebuilt<Row extends { entryNo: string }>(
  source: IndexSource<Row>,
  before: IndexState<Row>,
): Promise<IndexState<Row>> {
  const { disk, folder, entryNos, rowOf, readOnly } = source;
  if (readOnly && before.generation === OF_NO_FILES) return before;
  const changes: RowChange<Row>[] = [];
  for (const entryNo of await entryNos()) {
    const row = await rowOf(entryNo);
    if (row) changes.push({ entryNo, row });
  }
  const rows = noRows<Row>().with(changes);
  if (readOnly) return { ...beginning(OF_NO_FILES), rows, lines: 0, last: undefined };
  // An index is needed even where the audit cannot be written; `store check` then says what it lacks.
  await source.beforeFold?.().catch(() => {});
  const generations = (await disk.list(folder)).map(name => generationOf(name) ?? 0);
  return await folded(source, {
    rows,
    ...beginning(Math.max(before.generation, (await readMark(disk, folder))?.generation ?? 0, ...generations)),
    lines: 0,
    last: undefined,
  });
}

/** A new snapshot, unless what must be on the disk before cannot be: then the journal grows on until there is room. */
export async function foldedIfPossible<Row extends { entryNo: string }>(
  source: IndexSource<Row>,
  state: IndexState<Row>,
): Promise<IndexState<Row>> {
  try {
    await source.beforeFold?.();
  } catch (error) {
    if (error instanceof UserError) return state;
    throw error;
  }
  return await folded(source, state);
}

/** Whether two rows hold the same values, whatever the order of their names. */
function sameRow(a: object | null | undefined, b: object | null | undefined): boolean {
  return canonical(a) === canonical(b);
}

function canonical(row: object | null | undefined): string {
  return row
    ? JSON.stringify(
        Object.entries(row)
          .filter(([, value]) => value !== undefined)
          .sort(([x], [y]) => (x < y ? -1 : 1)),
      )
    : '';
}
