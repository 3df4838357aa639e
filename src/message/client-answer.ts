import type { CUSTOMS_CHANNELS, Receipt } from '../declaration/receipt.ts';
import { UserError } from '../errors.ts';
import { cleanLine, cleanText } from '../text.ts';
import { problemList } from './problem.ts';
import { makeReceipt, momentOf, type ReadReceipts, receiptOf } from './receipt.ts';
import { receiptElements } from './receipt-kinds.ts';
import { ANSWER_LIMITS, type Branch, type Element, messageText, readXml, writeXml } from './xml.ts';

/** What the import client answers about a file that it was given. */
const RESPONSE_ROOT = 'DecImportResponse';
const NAMESPACE = 'http://www.chinaport.gov.cn/dec';
/** Imported; whatever else it may say then is a warning. */
const IMPORTED = '0';

const MAX_NOTE = 255;

/** The code of a receipt for a file that the client took in, or could not. */
const CODES = { imported: '1000', failed: '1001' } as const;

/** `Successed_` or `Failed_`, the name of the file that was given, and a time of 17 digits. */
const ABOUT = /^(?:Successed|Failed)_(?<sent>.+)_(?<time>[0-9]{14})[0-9]*\.xml$/iu;

/** The file names of the import client: what a message is called, and which declaration a name is about. */
export const sentName = (entryNo: string, messageId: string): string => `${entryNo}_${messageId}`;
export const entryNoIn = (sent: string): string => sent.split('_', 1)[0] ?? '';

/**
 * Reads a file of the client's InBox by its contents: what it says of a file that it was given (`DecImportResponse`, under whatever prefix), or
 * receipts (`receipt-kinds.ts`). `arrivedAt` (Beijing time) stands in for a time that is missing. Throws UserError `message.*` for
 * anything else.
 */
export function readClientAnswer(name: string, xml: Uint8Array, arrivedAt: string): ReadReceipts {
  const root = bare(readXml(xml, ANSWER_LIMITS));
  const { problems, report } = problemList();
  if (root.name === RESPONSE_ROOT) {
    const receipt = importReceipt(name, root, arrivedAt);
    return { receipts: receipt ? [receipt] : [], problems };
  }
  const elements = receiptElements(root);
  if (!elements)
    throw new UserError('message.not-understood', `回执文件 ${cleanLine(name)} 不能理解`, {
      exit: 'transport',
      next: ['文件还在 InBox 里；请看它是什么，不是回执就移走'],
    });
  const receipts = elements.flatMap(element => receiptOf(element, arrivedAt, cleanLine(name), report) ?? []);
  return { receipts, problems };
}

function importReceipt(name: string, root: Element, arrivedAt: string): Receipt | undefined {
  const texts = new Map(root.children.map(({ name, text }) => [name, cleanText(text).trim()]));
  const { sent = '', time = '' } = ABOUT.exec(name)?.groups ?? {};
  const entryNo = entryNoIn(cleanLine(sent)) || cleanLine(texts.get('ClientSeqNo') ?? '');
  if (entryNo === '') return undefined;
  const isImported = texts.get('ResponseCode') === IMPORTED;
  const said = texts.get('ErrorMessage') ?? '';
  const head = isImported ? '报检成功！导入客户端已上传' : '上传失败：导入客户端没有上传';
  const seqNo = cleanLine(texts.get('SeqNo') ?? '');
  return {
    ...makeReceipt({
      ...{ entryNo, time: momentOf(time) || arrivedAt, code: isImported ? CODES.imported : CODES.failed },
      ...(seqNo && { dealNo: seqNo }),
      text: [head, said].filter(Boolean).join('：'),
    }),
    // The same answer may come again under another time, and a later sending may fail with the same words.
    identity: identityOf(sent || entryNo, isImported ? 'imported' : 'failed'),
  };
}

/** What is said of a message that the client put into its FailBox. */
export function failedReceipt(sent: string, time: string): Receipt {
  return {
    ...makeReceipt({
      ...{ entryNo: entryNoIn(sent), time, code: CODES.failed },
      text: '上传失败：导入客户端没能发出这份报文，文件在 FailBox',
    }),
    identity: identityOf(sent, 'failed'),
  };
}

const identityOf = (sent: string, what: string): string => `${what}.${sent}`;

/** What the customs say of a declaration that the single window has under this number, for those who play them. */
export function writeCustomsResult(result: {
  readonly seqNo: string;
  readonly entryId: string;
  readonly channel: keyof typeof CUSTOMS_CHANNELS;
  readonly time: string;
  readonly note: string;
}): string {
  const { seqNo, entryId, channel, time, note } = result;
  return writeXml([
    'DEC_RESULT',
    [
      ['CUS_CIQ_NO', seqNo],
      ['ENTRY_ID', entryId],
      ['NOTICE_DATE', time.replace(' ', 'T')],
      ['CHANNEL', String(channel)],
      ['NOTE', [...messageText(note)].slice(0, MAX_NOTE).join('')],
    ],
  ]);
}

/** The answer of the client about a file, for those who play it. */
export function writeImportResponse(answer: {
  readonly entryNo: string;
  /** The number that the single window gives a customs declaration. */
  readonly seqNo?: string;
  readonly imported: boolean;
  readonly text: string;
}): string {
  const { entryNo, seqNo = '', imported, text } = answer;
  const parts: readonly Branch[] = [
    ['ResponseCode', imported ? IMPORTED : '1'],
    ['ErrorMessage', messageText(text)],
    ['ClientSeqNo', messageText(entryNo)],
    ['SeqNo', seqNo],
    ['TrnPreId', ''],
  ];
  return writeXml([RESPONSE_ROOT, parts], NAMESPACE);
}

/** The element, and all in it, without the prefixes that some writers give to names. */
const bare = ({ name, text, children }: Element): Element => ({
  name: name.slice(name.indexOf(':') + 1),
  text,
  children: children.map(bare),
});
