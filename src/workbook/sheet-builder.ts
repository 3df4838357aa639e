import type { CellText } from './cell-text.ts';
import type { Limits } from './limits.ts';
import { Refused } from './refusal.ts';
import { cellName, type Sheet, type SheetFault } from './sheet.ts';

export type AddCell = (row: number, column: number, cell: CellText) => void;

/** Collects the cells of a file's sheets and refuses the file as soon as it goes over a limit. */
export class SheetBuilder {
  private readonly limits: Limits;
  private cells = 0;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  /** `fill` adds the cells in any order, counted from 0. */
  sheet(name: string, fill: (add: AddCell) => void): Sheet {
    const { limits } = this;
    const rows: string[][] = [];
    const faults: SheetFault[] = [];
    fill((row, column, { text, fault }) => {
      if (text === '' && !fault) return;
      if (!(row < limits.rows)) throw new Refused('workbook.too-long', { sheet: name, max: limits.rows });
      if (!(column < limits.columns)) throw new Refused('workbook.too-wide', { sheet: name, max: limits.columns });
      if (++this.cells > limits.cells) throw new Refused('workbook.too-many-cells', { max: limits.cells });
      while (rows.length <= row) rows.push([]);
      const line = rows[row] as string[];
      while (line.length < column) line.push('');
      line[column] = text;
      if (fault) faults.push({ cell: cellName(row, column), ...fault });
    });
    return { name, rows, faults };
  }
}
