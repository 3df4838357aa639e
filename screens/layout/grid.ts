import { type FieldId, fieldOf, type ListName } from '../../src/catalogue/catalogue.ts';
import type { FieldKind } from '../../src/catalogue/row.ts';
import type { ListColumn } from './entry.ts';

interface GridLayout {
  /** Stand at the left, whatever is scrolled. */
  readonly frozen: readonly ListColumn[];
  /** The columns that come first; all other fields follow in printed order. */
  readonly first: readonly ListColumn[];
}

/** Lists as grids: a line a row, a column a field of the form. */
// biome-ignore format: table
export const GRIDS: Readonly<Partial<Record<ListName, GridLayout>>> = {
  containers: {
    frozen: [],
    first: [
      { id: 'containers.spec',          columns: 24, label: '规格' },
      { id: 'containers.numbers',       columns: 24, grows: true },
      { id: 'containers.quantity',      columns: 6, right: true },
      { id: 'containers.shared',        columns: 8 },
    ],
  },
  goods: {
    frozen: [
      { id: 'goods.name',               columns: 14 },
    ],
    first: [
      { id: 'goods.hsCode',             columns: 10, part: 'code' },
      { id: 'goods.ciqCode',            columns: 13, part: 'code' },
      { id: 'goods.quantity',           columns: 10, right: true },
      { id: 'goods.quantityUnit',       columns: 8, part: 'name' },
      { id: 'goods.weight',             columns: 10, right: true },
      { id: 'goods.weightUnit',         columns: 8, part: 'name' },
      { id: 'goods.standardQuantity',   columns: 10, right: true, label: 'HS标准量' },
      { id: 'goods.standardUnit',       columns: 8, part: 'name', label: '标准单位' },
      { id: 'goods.unitPrice',          columns: 10, right: true, label: '单价' },
      { id: 'goods.totalValue',         columns: 12, right: true, label: '总值' },
      { id: 'goods.currency',           columns: 8, part: 'name' },
      { id: 'goods.originCountry',      columns: 10, part: 'name' },
      { id: 'goods.originPlace',        columns: 12, part: 'name' },
      { id: 'goods.purpose',            columns: 10, part: 'name' },
      { id: 'goods.packageQuantity',    columns: 8, right: true },
      { id: 'goods.packageType',        columns: 12, part: 'name' },
      { id: 'goods.attributes',         columns: 12 },
    ],
  },
};

/** Columns of the terminal by kind, for fields that have no column of their own above. */
const COLUMNS: Readonly<Partial<Record<FieldKind, number>>> = { flag: 6, decimal: 10, integer: 8, date: 10, code: 12 };

/** The column of a field that the table does not name. */
export function plainColumn(id: FieldId): ListColumn {
  const { kind } = fieldOf(id);
  return {
    id,
    columns: COLUMNS[kind] ?? 14,
    ...((kind === 'decimal' || kind === 'integer') && { right: true }),
    ...(kind === 'code' && { part: 'name' }),
  };
}
