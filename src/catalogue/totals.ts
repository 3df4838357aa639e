/** P17 货物总信息: which value of a goods line is summed, beside which unit, and the code table that names the unit. */
// biome-ignore format: table
export const TOTALS = {
  value:    { label: '货物总值', value: 'totalValue',           unit: 'currency',         codes: 'currencies' },
  quantity: { label: '报检数量', value: 'quantity',             unit: 'quantityUnit',     codes: 'units' },
  packages: { label: '包装数量', value: 'packages[0].quantity', unit: 'packages[0].type', codes: 'package-types' },
  weight:   { label: '报检重量', value: 'weight',               unit: 'weightUnit',       codes: 'units' },
} as const;
