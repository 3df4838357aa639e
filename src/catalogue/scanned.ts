import type { FieldId } from './catalogue.ts';
import { containerNumberFault, FORMS } from './forms.ts';
import type { SummaryColumn } from './summary.ts';

/** What a text that was pasted or scanned can be told to be, and the fields that such a text belongs into. */
export interface ScannedKind {
  /** What people call it. */
  readonly label: string;
  /** Its form, and its check digit where it has one; of what is only known by example the form that all have. */
  readonly fits: (text: string) => boolean;
  /** The text as its field holds it; as it is unless told. */
  readonly held?: (text: string) => string;
  /** The code table that has to have it, by the field that it belongs into. */
  readonly table?: FieldId;
  /** It is told by examples: the column of the list whose values show what shape such numbers have. */
  readonly shaped?: SummaryColumn;
  /** Nothing else looks so, apart from free text: it is offered a better place also where the field could hold it. */
  readonly certain?: true;
  /** In the order in which they are offered; those of a shaped one follow from its column. */
  readonly fields: readonly FieldId[];
}

/** GB 11643: the number of a person, which may pass for a credit code of digits alone. */
const PERSON_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

function isPersonNumber(text: string): boolean {
  if (!/^[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/u.test(text)) return false;
  const sum = PERSON_WEIGHTS.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
  return '10X98765432'[sum % 11] === text.at(-1);
}

const isVin = (text: string): boolean =>
  // Seventeen figures pass one check in eleven; a maker's code has letters, and the cars of a year are counted in figures.
  /[A-Z].*[A-Z]/u.test(text) && /\d{4}$/u.test(text) && FORMS.vin(text) === undefined;

const isCreditCode = (text: string): boolean =>
  text.length === 18 && FORMS.creditCode(text) === undefined && !isPersonNumber(text);

/** Numbers of papers have figures and something else: figures alone may be anything. */
const isPaperNumber = (text: string): boolean =>
  /^[A-Z0-9][A-Z0-9/_.-]{5,31}$/u.test(text) && /\d{3}/u.test(text.replace(/[^\dA-Z]/gu, '')) && /[A-Z]/u.test(text);

// biome-ignore format: table
export const SCANNED: readonly ScannedKind[] = [
  { label: '集装箱号码', fits: text => containerNumberFault(text) === undefined, certain: true, fields: ['containers.numbers'] },
  { label: '车辆识别代码', fits: isVin, certain: true, fields: ['goods.licences.vins.vin'] },
  { label: '信用代码', fits: isCreditCode, certain: true,
    fields: ['consigneeCode', 'consignorCode', 'ownerCreditCode', 'enteringFirmCreditCode'] },
  { label: 'UN编号', fits: text => /^UN[ -]?\d{4}$/u.test(text), held: text => text.slice(-4), table: 'goods.danger.unNo', certain: true,
    fields: ['goods.danger.unNo'] },
  { label: 'CIQ代码', fits: text => /^\d{13}$/u.test(text), table: 'goods.ciqCode', fields: ['goods.ciqCode'] },
  { label: 'HS编码', fits: text => /^\d{10}$/u.test(text), table: 'goods.hsCode', fields: ['goods.hsCode'] },
  { label: '提/运单号', fits: isPaperNumber, shaped: 'bill', fields: [] },
  { label: '合同号', fits: isPaperNumber, shaped: 'contract', fields: [] },
];
