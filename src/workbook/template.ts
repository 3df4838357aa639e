import { type Field, type FieldId, fieldOf, isInForce, onForm } from '../catalogue/catalogue.ts';
import type { KnowsDialect } from '../catalogue/dialect-in-force.ts';
import { DIRECTIONS, type Direction } from '../catalogue/row.ts';
import { CONTAINER_COLUMNS, type Column, GOODS_COLUMN_IDS, GOODS_COLUMNS } from './columns.ts';
import { prefixOf } from './headings.ts';
import { CONTAINERS_TITLE, DIRECTION_LABEL, DIRECTION_WORDS, GOODS_TITLE, HEAD_BLOCKS, NOTES_SHEET } from './layout.ts';
import { notesOf } from './notes.ts';
import type { TemplateName } from './recognise.ts';
import { type OutCell, type OutSheet, writeXlsx } from './write-sheets.ts';

/** What a template is filled with, as a person would type it. */
export interface Filling {
  readonly head?: Readonly<Partial<Record<FieldId, string>>>;
  /** By column id of GOODS_COLUMNS. */
  readonly goods?: readonly Readonly<Record<string, string>>[];
  readonly containers?: readonly Readonly<Partial<Record<keyof typeof CONTAINER_COLUMNS, string>>>[];
}

export interface TemplateOptions {
  /** Only what stands on this form; without it everything, with the prefixes (入境) and (出境). */
  readonly direction?: Direction;
  readonly filling?: Filling;
  /** Whose code tables the notes name; without it those of each dialect. */
  readonly book?: KnowsDialect;
}

/** Lines ready for goods or containers in an empty template. */
const READY_LINES = { goods: 200, containers: 200, declaration: 20 } as const;
/** Four pairs of label and value a line. */
const PAIR_WIDTHS = [16, 24, 16, 24, 16, 24, 16, 24];

/** One of the three workbooks of data import (manual 3.4.5, 8), empty or filled, with a second sheet that explains it. */
export async function writeTemplate(name: TemplateName, options: TemplateOptions = {}): Promise<Uint8Array> {
  return writeXlsx(templateSheets(name, options));
}

/** The same as sheets, for writing them in another format. */
export function templateSheets(name: TemplateName, options: TemplateOptions = {}): OutSheet[] {
  const { direction, book } = options;
  const notes: OutSheet = { name: NOTES_SHEET, ...notesOf(name, direction, book) };
  return [SHEETS[name](options), notes];
}

const SHEETS: Readonly<Record<TemplateName, (options: TemplateOptions) => OutSheet>> = {
  goods: options =>
    sheetOf(GOODS_TITLE, new Grid().table(goodsColumns(options, true), options.filling?.goods, READY_LINES.goods)),
  containers: ({ filling }) =>
    sheetOf(CONTAINERS_TITLE, new Grid().table(containerColumns(false), filling?.containers, READY_LINES.containers)),
  declaration: options => sheetOf('报检单', declarationGrid(options), PAIR_WIDTHS),
};

function sheetOf(name: string, grid: Grid, widths?: readonly number[]): OutSheet {
  const longest = Math.max(...grid.rows.map(row => row.length));
  return {
    name,
    rows: grid.rows,
    textCells: grid.textCells,
    widths: Array.from({ length: longest }, (_, at) => widths?.[at] ?? 14),
  };
}

function declarationGrid(options: TemplateOptions): Grid {
  const { direction, filling } = options;
  const grid = new Grid();
  grid.pairs([[DIRECTION_LABEL, direction ? (DIRECTION_WORDS[direction][0] ?? '') : '', true]]);
  for (const block of HEAD_BLOCKS) {
    const lines = block.lines
      .map(ids => ids.map(fieldOf).filter(field => isShown(field, options, filling?.head?.[field.id])))
      .filter(fields => fields.length > 0);
    if (lines.length > 0) grid.title(block.title);
    for (const fields of lines) {
      grid.pairs(
        fields.map(field => [headLabelOf(field, direction), filling?.head?.[field.id] ?? '', !isNumber(field)]),
      );
    }
  }
  grid.title(GOODS_TITLE);
  grid.table(goodsColumns(options, false), filling?.goods, READY_LINES.declaration);
  if (!direction || onForm(fieldOf(CONTAINER_COLUMNS.number.field), direction)) {
    grid.title(CONTAINERS_TITLE);
    grid.table(containerColumns(true), filling?.containers, READY_LINES.declaration);
  }
  return grid;
}

/** What is on the form; what only one form of the message has, where that is sent, or where a value is there. */
function isShown(field: Field, { direction, book = {} }: TemplateOptions, value: string | undefined): boolean {
  if (direction && !onForm(field, direction)) return false;
  if (field.extras.message === undefined || value) return true;
  return (direction ? [direction] : DIRECTIONS).some(each => isInForce(book, field, each));
}

const isNumber = (field: Field) => field.kind === 'decimal' || field.kind === 'integer';

/** The label of a head field in a template. */
function headLabelOf(field: Field, direction: Direction | undefined): string {
  return direction ? field.label : `${prefixOf(field)}${field.label}`;
}

/** The columns of a goods table: the default template keeps its own, printed ones whatever the form. */
function goodsColumns(options: TemplateOptions, keepPrinted: boolean): [string, Column][] {
  const printed = new Set<string>(GOODS_COLUMN_IDS);
  return Object.entries(GOODS_COLUMNS).filter(
    ([id, { field }]) =>
      (keepPrinted && printed.has(id)) ||
      isShown(fieldOf(field), options, options.filling?.goods?.find(line => line[id])?.[id]),
  );
}

function containerColumns(withShared: boolean): [string, Column][] {
  return Object.entries(CONTAINER_COLUMNS).filter(([id]) => withShared || id !== 'shared');
}

const cellOf = (text: string, { field }: Column): OutCell => (isNumber(fieldOf(field)) ? numeric(text) : text);

/** A quantity stays a number in the workbook, so that people can add it up; with a unit, too many digits or zeros behind it is text. */
const numeric = (text: string): OutCell => {
  const number = /^\d{1,12}(\.\d{1,3})?$/u.test(text) ? Number(text) : Number.NaN;
  return String(number) === text ? number : text;
};

/** Lines of a sheet while it is being laid out. */
class Grid {
  readonly rows: OutCell[][] = [];
  readonly textCells: [number, number][] = [];

  title(text: string): void {
    this.rows.push([text]);
  }

  pairs(pairs: readonly (readonly [label: string, value: string, asText: boolean])[]): void {
    for (const [at, [, , asText]] of pairs.entries()) if (asText) this.textCells.push([this.rows.length, at * 2 + 1]);
    this.rows.push(pairs.flatMap(([label, value, asText]) => [label, asText ? value : numeric(value)]));
  }

  table(
    columns: readonly (readonly [string, Column])[],
    lines: readonly Readonly<Record<string, string>>[] = [],
    ready: number,
  ): this {
    this.rows.push(columns.map(([, column]) => column.title));
    for (let line = 0; line < Math.max(lines.length, lines.length > 0 ? 0 : ready); line++) {
      for (const [at, [, column]] of columns.entries()) {
        if (!isNumber(fieldOf(column.field))) this.textCells.push([this.rows.length, at]);
      }
      this.rows.push(columns.map(([id, column]) => cellOf(lines[line]?.[id] ?? '', column)));
    }
    return this;
  }
}
