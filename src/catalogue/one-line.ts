import type { FieldId } from './catalogue.ts';
import type { Direction } from './row.ts';
import { SUMMARY } from './summary.ts';

/** The pieces of a line that stands for a declaration. */
export type PieceName =
  | 'direction'
  | 'party'
  | 'line'
  | 'container'
  | 'contract'
  | 'bill'
  | 'voyage'
  | 'day'
  | 'number';

/** One kind of piece: how it is written, and what it is taken for. */
interface Piece {
  readonly of: PieceName;
  /** The whole piece; its groups are what is taken. Without one it is whatever is nothing else. */
  readonly form?: RegExp;
  readonly example: string;
  readonly means: string;
  /** The field of the head that it goes into. */
  readonly field?: Readonly<Record<Direction, FieldId | undefined>>;
}

const sameOn = (id: FieldId): Readonly<Record<Direction, FieldId>> => ({ in: id, out: id, pack: id });

/** The words for the three forms. */
export const DIRECTION_WORDS: Readonly<Record<string, Direction>> = { 入: 'in', 出: 'out', 包: 'pack' };

/** What names the party of a declaration. */
export const PARTY_OF: Readonly<Record<Direction, { readonly code: FieldId; readonly name: FieldId }>> = {
  in: { code: 'consigneeCode', name: 'consigneeName' },
  out: { code: 'consignorCode', name: 'consignorName' },
  pack: { code: 'consignorCode', name: 'consignorName' },
};

/** The number of the papers that stands alone: that of the bill, else that of the contract. */
const ALONE: Readonly<Record<Direction, FieldId | undefined>> = {
  in: SUMMARY.bill.in,
  out: SUMMARY.contract.out,
  pack: SUMMARY.contract.pack,
};

/**
 * The grammar: pieces with blanks between them, in any order behind the direction; each is the first of these that it has the form of. People
 * read it in the help.
 */
// biome-ignore format: table
export const PIECES: readonly Piece[] = [
  { of: 'direction', form: /^([入出包])$/u,                                          example: '入',           means: '入境；出 出境，包 出境包装。放在最前，不写则同所在的列表或单证' },
  { of: 'line',      form: /^(\d{1,4})?[:：](\d+(?:\.\d+)?)(?:@(\d+(?:\.\d+)?))?$/u, example: '1:500@2.5',    means: '第 1 项，报检数量 500，单价 2.5；只有一项时写 :500' },
  { of: 'line',      form: /^(\d{1,4})?()@(\d+(?:\.\d+)?)$/u,                        example: '2@3.1',        means: '第 2 项，数量不变，单价 3.1' },
  { of: 'container', form: /^([A-Z]{3}[UJZ]\d{7})$/u,                                example: 'MRKU4795820',  means: '集装箱号码，可以几个；校验位不符则问' },
  { of: 'contract',  form: /^合[:：]?([A-Z0-9][A-Z0-9/_.-]*)$/u,                     example: '合HT-3',       means: '合同号',       field: sameOn('contractNo') },
  { of: 'bill',      form: /^提[:：]?([A-Z0-9][A-Z0-9/_.-]*)$/u,                     example: '提COSU6201',   means: '提/运单号',    field: { in: SUMMARY.bill.in, out: undefined, pack: undefined } },
  { of: 'voyage',    form: /^航[:：]?([A-Z0-9][A-Z0-9/_.-]*)$/u,                     example: '航018W',       means: '航次号码',     field: sameOn('conveyanceNo') },
  { of: 'day',       form: /^[到发][:：]?([0-9./年月日+-]{1,10})$/u,                  example: '到22',         means: '到货日期（入境）、发货日期（出境）', field: { in: 'arrivalDate', out: 'shipmentDate', pack: 'shipmentDate' } },
  { of: 'number',    form: /^((?=[A-Z0-9/_.-]*\d)[A-Z0-9][A-Z0-9/_.-]+)$/u,          example: 'B123',         means: '有数字的号码：入境是提/运单号，出境是合同号', field: ALONE },
  { of: 'party',                                                                     example: '甲公司 或 jgs', means: '收货人（入境）、发货人（出境）：名称、其中几个字、首字母或代码；从他上次的单证开始' },
];

/** What a line of goods gets. */
export const LINE_PARTS = { quantity: 'goods.quantity', price: 'goods.unitPrice' } as const satisfies Record<
  string,
  FieldId
>;

/** Where the containers of a line go. */
export const CONTAINERS_OF: FieldId = 'containers.numbers';
