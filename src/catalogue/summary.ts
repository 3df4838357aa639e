import type { FieldId } from './catalogue.ts';
import type { Direction } from './row.ts';

/** The columns that the list and its search take from the document, by form (L3, L4). Rows give their values joined. */
// biome-ignore format: table
export const SUMMARY = {
  date:        { label: '报检日期',   in: 'declarationDate',    out: 'declarationDate',    pack: 'declarationDate' },
  party:       { label: '收/发货人',  in: 'consigneeName',      out: 'consignorName',      pack: 'consignorName' },
  enterprise:  { label: '报检单位',   in: 'enterpriseName',     out: 'enterpriseName',     pack: 'enterpriseName' },
  declarant:   { label: '报检员',     in: 'declarantName',      out: 'declarantName',      pack: 'declarantName' },
  contract:    { label: '合同号',     in: 'contractNo',         out: 'contractNo',         pack: 'contractNo' },
  bill:        { label: '提/运单号',  in: 'billOfLadingNo',     out: undefined,            pack: undefined },
  destination: { label: '目的地',     in: 'destination',        out: 'destinationCountry', pack: 'destinationCountry' },
  containers:  { label: '集装箱号码', in: 'containers.numbers', out: 'containers.numbers', pack: undefined },
  goods:       { label: '货物名称',   in: 'goods.name',         out: 'goods.name',         pack: 'goods.name' },
} as const satisfies Record<string, Record<Direction, FieldId | undefined> & { label: string }>;

export type SummaryColumn = keyof typeof SUMMARY;
