import { type Field, fieldOf } from '../catalogue/catalogue.ts';
import { readCode } from './code-cell.ts';
import { stepsOf } from './place.ts';
import { type CellFault, faultAt, type ReadOptions, warningNote } from './reading.ts';
import type { PlacedColumn, TableBlock } from './scan.ts';
import { cellName, type Sheet } from './sheet.ts';

/** A column that is ready to be read, worked out once a table. */
export interface ReadyColumn {
  readonly at: number;
  readonly label: string;
  readonly field: Field;
  readonly steps: readonly (string | number)[];
  readonly unit: Field | undefined;
  /** What takes the unit that a price is for. */
  readonly per: Field | undefined;
  /** The unit that the heading names, where the cell does not. */
  readonly ofHeading: string | undefined;
}

/** The columns of a table, each once, and what is wrong with whole columns. */
export function readyColumns(
  sheet: Sheet,
  block: TableBlock,
  options: ReadOptions,
): { readonly columns: readonly ReadyColumn[]; readonly faults: readonly CellFault[] } {
  const faults: CellFault[] = [];
  const at = (column: number) => ({ sheet: sheet.name, cell: cellName(block.headAt, column) });
  const columns = withoutDoubles(block, (column, cell) =>
    faults.push(faultAt(at(column.at), '', warningNote('cell.heading-doubled', { cell }), column.label)),
  ).flatMap((placed): ReadyColumn[] => {
    const { column, label, unit: ofHeading } = placed;
    const field = fieldOf(column.field);
    const unit = column.unit && fieldOf(column.unit);
    const per = column.per && fieldOf(column.per);
    const ready = { at: placed.at, label, field, steps: stepsOf(field), unit, per, ofHeading };
    if (!ofHeading || !unit || readCode(ofHeading, unit, options.direction, options).entry) return [ready];
    if (placed.said) return [{ ...ready, ofHeading: undefined }];
    faults.push(faultAt(at(placed.at), '', warningNote('cell.heading-unit', { unit: ofHeading }), label));
    return [];
  });
  return { columns, faults };
}

/** The same column twice: the first counts. A unit that is in the cell of its number comes with the number. */
function withoutDoubles(block: TableBlock, say: (column: PlacedColumn, cell: string) => void): PlacedColumn[] {
  const first = new Map<string, PlacedColumn>();
  for (const column of block.columns) {
    const besides = block.columns.filter(({ at }) => at === column.at);
    if (besides.some(({ column: { unit } }) => unit === column.column.field)) continue;
    const before = first.get(column.id);
    if (!before) first.set(column.id, column);
    else say(column, cellName(block.headAt, before.at));
  }
  return [...first.values()];
}

/** Line and column of each cell that a merged one covers → the line where that begins. */
export function coveredCells({ merged = [] }: Sheet): ReadonlyMap<string, number> {
  return new Map(
    merged.flatMap(({ row, column, last }) =>
      Array.from({ length: last - row }, (_, below) => [`${row + 1 + below} ${column}`, row] as const),
    ),
  );
}
