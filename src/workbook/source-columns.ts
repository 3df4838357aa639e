import { IGNORED_HEADINGS } from './columns.ts';
import { headingOf } from './headings.ts';
import { isTotal } from './left-lines.ts';
import type { CellRef } from './reading.ts';
import { type ColumnChoice, isSameColumn, type PlacedTable } from './scan.ts';
import { cellName } from './sheet.ts';

/** A column of a workbook, what it is read as, and some of its values. */
export interface SourceColumn extends CellRef {
  /** The row of the headings; -1 where there are none. */
  readonly headAt: number;
  readonly at: number;
  /** '' where nothing stands above the values. */
  readonly label: string;
  /** Columns of the program; none where it is not read. */
  readonly ids: readonly string[];
  readonly samples: readonly string[];
  /** What it would be read as, were it not hidden; missing where it is not. */
  readonly hidden?: readonly string[];
  /** It only numbers the lines. */
  readonly numbering: boolean;
  /** Who says so where it is not the heading. */
  readonly by?: 'guess' | 'mapping' | 'people';
}

const SAMPLES = 3;
/** Values are looked for in so many lines. */
const LINES = 50;
const NUMBERING = new Set(IGNORED_HEADINGS);

/** All columns of tables that hold anything, from left to right. */
export function sourceColumns(
  tables: readonly PlacedTable[],
  choices: readonly ColumnChoice[] = [],
): readonly SourceColumn[] {
  return tables.flatMap(({ sheet, block }) => {
    const head = sheet.rows[block.headAt] ?? [];
    const lines = block.rows
      .slice(0, LINES)
      .filter(line => !isTotal(sheet, line))
      .map(line => sheet.rows[line] ?? []);
    const width = Math.max(head.length, ...lines.map(cells => cells.length));
    const read = new Set(block.columns.map(({ id }) => id));
    return Array.from({ length: width }, (_, at): SourceColumn => {
      const isHidden = sheet.hiddenColumns?.includes(at);
      const hidden = block.aside.filter(column => column.at === at && !read.has(column.id)).map(({ id }) => id);
      const label = head[at] ?? '';
      const values = new Set(lines.flatMap(cells => cells[at] || []));
      const place = { sheet: sheet.name, headAt: block.headAt, at };
      const choice = choices.find(each => isSameColumn(each, place));
      return {
        ...place,
        cell: cellName(Math.max(0, block.headAt), at),
        label,
        ids: block.columns.filter(column => column.at === at).map(({ id }) => id),
        samples: [...values].slice(0, SAMPLES),
        ...(isHidden && { hidden }),
        numbering: NUMBERING.has(headingOf(label).key),
        ...(choice && { by: choice.by ?? ('people' as const) }),
      };
    }).filter(({ label, samples }) => label !== '' || samples.length > 0);
  });
}
