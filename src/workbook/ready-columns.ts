import { type Field, type FieldId, fieldOf } from '../catalogue/catalogue.ts';
import type { CellValue } from './cell-value.ts';
import { readCode } from './code-cell.ts';
import { Memory } from './memory.ts';
import { stepsOf } from './place.ts';
import { type CellFault, faultAt, type ReadOptions, warningNote } from './reading.ts';
import type { PlacedColumn, TableBlock } from './scan.ts';
import { cellName, type Sheet } from './sheet.ts';

/** A field, and where its value lies inside the row. */
export interface Target {
  readonly field: Field;
  readonly steps: readonly (string | number)[];
  /** What the texts read last have given: a column says the same again and again. */
  readonly read: Memory<CellValue>;
}

/** A column that is ready to be read, worked out once a table. */
export interface ReadyColumn extends Target {
  readonly at: number;
  readonly label: string;
  readonly unit: Target | undefined;
  /** What takes the unit that a price is for. */
  readonly per: Target | undefined;
  /** The unit that the heading names, where the cell does not. */
  readonly ofHeading: string | undefined;
  /** How the texts read last fall into parts. */
  readonly divided: Memory<CellParts>;
}

/** What stands in one cell of a number: its amount, the unit of that, and the unit that a price is for. */
export interface CellParts {
  readonly amount: string;
  readonly unit?: string | undefined;
  readonly per?: string | undefined;
}

const targetOf = (id: FieldId): Target => ({ field: fieldOf(id), steps: stepsOf(fieldOf(id)), read: new Memory() });

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
    const unit = column.unit && targetOf(column.unit);
    const per = column.per && targetOf(column.per);
    const ready = {
      at: placed.at,
      label,
      ...targetOf(column.field),
      unit,
      per,
      ofHeading,
      divided: new Memory<CellParts>(),
    };
    if (!ofHeading || !unit || readCode(ofHeading, unit.field, options.direction, options).entry) return [ready];
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
