import { CUSTOMS_CHANNELS } from '../declaration/receipt.ts';
import { cleanLine, cleanText } from '../text.ts';
import type { Element } from './xml.ts';

/** What a receipt says, whatever its form. */
export interface Said {
  /** The number by which it names the declaration: ours, or one that the other side knows it by. */
  readonly entryNo: string;
  readonly dealNo: string;
  readonly ledgerNo: string;
  /** As it is written there; empty if the receipt has none. */
  readonly time: string;
  readonly code: string;
  readonly text: string;
}

interface ReceiptKind {
  /** Where each part stands; of several places of one part the first that says something counts, of a text all of them. */
  readonly elements: readonly (readonly [element: string, part: keyof Said])[];
  /** Elements that it is known to have and that say nothing of the declaration. */
  readonly others: readonly string[];
  /** What its codes mean, where the text does not say it. */
  readonly codes?: Readonly<Record<string, string>>;
}

/** The receipt message of the bureau; the paperless receipt has the same elements. */
export const RECEIPT_ROOT = 'Ciqresult';

/** What stands beside the result in the older receipt of the customs, and belongs to it. */
const BESIDE = 'RESULT_INFO';

// biome-ignore format: table
export const RECEIPT_ELEMENTS = [
  ['CusCiqNo',    'entryNo'],
  ['EntDealNo',   'dealNo'],
  ['ClBlNo',      'ledgerNo'],
  ['OperTime',    'time'],
  ['RspCodes',    'code'],
  ['RspInfo',     'text'],
] as const satisfies ReceiptKind['elements'];

// biome-ignore format: table
const KINDS: Readonly<Record<string, ReceiptKind>> = {
  /** Of e-CIQ, and of the application for inspection since 2018. */
  [RECEIPT_ROOT]: {
    elements: [...RECEIPT_ELEMENTS, ['CIBINo', 'ledgerNo']],
    others: [],
  },
  /** Of the platforms of 2017: it names the declaration by the id of its message. */
  DCL_RESPONSE: {
    elements: [
      ['EntUuid',       'entryNo'], ['DeclNo',        'entryNo'],
      ['DeclNo',        'dealNo'],
      ['OperTime',      'time'],    ['RspGenTime',    'time'],    ['RspSendTime', 'time'],
      ['RspCodes',      'code'],
      ['RspInfo',       'text'],    ['AddInfo',       'text'],
    ],
    others: ['RspNo', 'RspState', 'DeclNoType', 'DeclRegNo', 'DeclGetNo', 'RspKind', 'ResponseId', 'RESPONSE_ID', 'SenderAddr', 'TechRegCode'],
  },
  /** Of the customs, today's and that of 2012 to 2018: it names the declaration by the number that the single window gave it. */
  DEC_RESULT: {
    elements: [
      ['CUS_CIQ_NO',    'entryNo'], ['SEQ_NO',        'entryNo'],
      ['ENTRY_ID',      'dealNo'],
      ['NOTICE_DATE',   'time'],
      ['CHANNEL',       'code'],
      ['NOTE',          'text'],    [BESIDE,          'text'],
    ],
    others: ['CUSTOM_MASTER', 'I_E_DATE', 'D_DATE', 'INTERFACE_VERSION', 'DECL_PORT', 'AGENT_NAME', 'DECLARE_NO', 'TRADE_CO', 'CUSTOMS_FIELD',
      'BONDED_NO', 'PACK_NO', 'BILL_NO', 'TRAF_MODE', 'VOYAGE_NO', 'NET_WT', 'GROSS_WT'],
    codes: CUSTOMS_CHANNELS,
  },
};

export const localName = ({ name }: Element): string => name.slice(name.indexOf(':') + 1);

/** The receipts in a message, under whatever prefix and in whatever wrapping; undefined where something in it is none. */
export function receiptElements(root: Element): readonly Element[] | undefined {
  if (Object.hasOwn(KINDS, localName(root))) return [root];
  const beside = root.children.filter(child => localName(child) === BESIDE);
  const found = root.children.filter(child => !beside.includes(child)).map(receiptElements);
  if (found.length === 0 || found.includes(undefined)) return undefined;
  const receipts = found.flatMap(each => each ?? []);
  return beside.length === 0 ? receipts : receipts.map(each => ({ ...each, children: [...each.children, ...beside] }));
}

const textIn = ({ text, children }: Element): string => [text, ...children.map(textIn)].join(' ').trim();

/** What the element of a receipt says, and the elements in it that nobody knows. */
export function saidIn(element: Element): { readonly said: Said; readonly strange: readonly string[] } {
  const { elements, others, codes }: ReceiptKind = KINDS[localName(element)] ?? { elements: [], others: [] };
  const placed = (part: keyof Said): readonly string[] =>
    elements
      .filter(([, each]) => each === part)
      .flatMap(([name]) => element.children.filter(child => localName(child) === name).map(textIn))
      .map(part === 'text' ? cleanText : cleanLine)
      .filter(text => text !== '');
  const first = (part: keyof Said) => placed(part)[0] ?? '';
  const code = first('code');
  const texts = [...new Set([codes?.[code] ?? '', ...placed('text')])].filter(Boolean);
  return {
    said: {
      entryNo: first('entryNo'),
      dealNo: first('dealNo'),
      ledgerNo: first('ledgerNo'),
      time: first('time'),
      code,
      text: texts.join('：'),
    },
    strange: element.children
      .map(localName)
      .filter(name => !others.includes(name) && elements.every(([known]) => known !== name)),
  };
}
