import type { ListColumn } from './entry.ts';

/** What the rows of a workbook show before they are taken. */
// biome-ignore format: table
export const REVIEW_COLUMNS: Readonly<Record<'containers' | 'goods', readonly ListColumn[]>> = {
  containers: [
    { id: 'containers.spec',          columns: 16 },
    { id: 'containers.numbers',       columns: 12, grows: true },
    { id: 'containers.quantity',      columns: 6, right: true },
  ],
  goods: [
    { id: 'goods.hsCode',             columns: 10, part: 'code' },
    { id: 'goods.name',               columns: 12, grows: true },
    { id: 'goods.quantity',           columns: 10, right: true },
    { id: 'goods.quantityUnit',       columns: 6, part: 'name', label: '单位' },
    { id: 'goods.totalValue',         columns: 12, right: true },
  ],
};
