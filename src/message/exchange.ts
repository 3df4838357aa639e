import type { Receipt } from '../declaration/receipt.ts';
import { type ExitName, UserError } from '../errors.ts';
import { cleanLine, cleanText } from '../text.ts';
import { ACCOUNT, type Account, accountIn } from './account.ts';
import { SENT } from './forms.ts';
import {
  PARTS_ROOT,
  type PaperlessProgress,
  type PaperlessRequest,
  paperlessBranch,
  paperlessIn,
  progressBranch,
  progressIn,
} from './paperless.ts';
import { type Problem, problemList } from './problem.ts';
import { receiptBranch, receiptOf } from './receipt.ts';
import { receiptElements } from './receipt-kinds.ts';
import {
  ANSWER_LIMITS,
  type Branch,
  DECLARATION_LIMITS,
  type Element,
  messageText,
  readXml,
  writeXml,
  type XmlInput,
} from './xml.ts';

/*
 * What office and bureau say to each other around the messages of the standard. The wire protocol of the real platforms is not public;
 * this is our own, spoken by the HTTP channel and the practice bureau. Every request is an XML document in the body of a POST, every answer
 * one in the body of the response. `Account` (account.ts) may stand first in a request; in a declaration it is spare1 to spare4.
 *
 *   request                                                         answer
 *   <EEntDeclIo>…</EEntDeclIo>                                      <Response><Code>0</Code><MessageId/><Text/></Response>
 *   <MessageInquiry><MessageId/></MessageInquiry>                   <Response>: 0 known, 4 unknown
 *   <ReceiptRequest><CusCiqNo/>*</ReceiptRequest>                   <Receipts><Receipt><ReceiptId/><Ciqresult/></Receipt>*</Receipts>
 *   <ReceiptAcknowledge><ReceiptId/>*</ReceiptAcknowledge>          <Response>
 *   <ConnectionTest/>                                               <Response>
 *   those of the documents of a declaration: paperless.ts
 *
 * A request for receipts without numbers asks for all of the account. Any request may be answered by a Response that refuses it.
 */

// biome-ignore format: table
const CODES = {
  /** Taken, known, or done. */
  taken:   '0',
  /** The same message id was taken before: one declaration, not two. */
  again:   '1',
  /** Refused; the text has the reasons, one a line. */
  refused: '2',
  /** The account is not accepted. */
  login:   '3',
  /** There is no such message. */
  unknown: '4',
} as const;

export type Outcome = keyof typeof CODES;

export interface Answer {
  readonly outcome: Outcome;
  readonly messageId?: string;
  readonly text?: string;
}

export type Request =
  | { readonly kind: 'inquiry'; readonly messageId: string }
  | { readonly kind: 'receipts'; readonly entryNos: readonly string[] }
  | { readonly kind: 'acknowledge'; readonly receiptIds: readonly string[] }
  | { readonly kind: 'test' }
  | PaperlessRequest;

/** What the bureau was sent: a declaration to be read with `readDeclaration`, or a request. */
export type Incoming = (Request | { readonly kind: 'declaration' }) & { readonly account?: Account };

/** A receipt on its way: the bureau goes on sending it until its id is acknowledged. */
export interface Delivery {
  readonly receiptId: string;
  readonly receipt: Receipt;
}

// biome-ignore format: table
const REQUESTS = {
  inquiry:     { root: 'MessageInquiry',     item: 'MessageId' },
  receipts:    { root: 'ReceiptRequest',     item: 'CusCiqNo' },
  acknowledge: { root: 'ReceiptAcknowledge', item: 'ReceiptId' },
  test:        { root: 'ConnectionTest',     item: undefined },
} as const satisfies Record<Exclude<Request, PaperlessRequest>['kind'], { readonly root: string; readonly item: string | undefined }>;

const ITEMS = 5_000;
const ITEM_LENGTH = 128;

/** A request without account data: `withAccount` adds it at the last moment. */
export function writeRequest(request: Request): string {
  if (!(request.kind in REQUESTS)) return writeXml(paperlessBranch(request as PaperlessRequest));
  const { root, item } = REQUESTS[request.kind as keyof typeof REQUESTS];
  return writeXml([root, item ? itemsOf(request).map((text): Branch => [item, messageText(text)]) : []]);
}

function itemsOf(request: Request): readonly string[] {
  switch (request.kind) {
    case 'inquiry':
      return [request.messageId];
    case 'receipts':
      return request.entryNos;
    case 'acknowledge':
      return request.receiptIds;
    default:
      return [];
  }
}

/** Reads what the bureau was sent. Throws UserError `message.not-understood` for anything else. */
export function readIncoming(xml: Uint8Array | string): Incoming {
  const root = readXml(xml, DECLARATION_LIMITS);
  const account = accountIn(root);
  return { ...requestOf(root), ...(account && { account }) };
}

function requestOf(root: Element): Request | { readonly kind: 'declaration' } {
  const elements = root.children.filter(({ name }) => name !== ACCOUNT);
  const items = (item: string) => strictItems(elements, item);
  switch (root.name) {
    case SENT.root:
      return { kind: 'declaration' };
    case REQUESTS.inquiry.root: {
      const [messageId, ...more] = items(REQUESTS.inquiry.item);
      if (messageId === undefined || more.length > 0) throw notUnderstood('应有且只有一个 MessageId', 'faults');
      return { kind: 'inquiry', messageId };
    }
    case REQUESTS.receipts.root:
      return { kind: 'receipts', entryNos: items(REQUESTS.receipts.item) };
    case REQUESTS.acknowledge.root:
      return { kind: 'acknowledge', receiptIds: items(REQUESTS.acknowledge.item) };
    case REQUESTS.test.root:
      items('');
      return { kind: 'test' };
    default: {
      const paperless = paperlessIn(root.name, elements);
      if (paperless) return paperless;
      throw notUnderstood(`没有 ${cleanLine(root.name).slice(0, ITEM_LENGTH)} 这种请求`, 'faults');
    }
  }
}

function strictItems(elements: readonly Element[], item: string): string[] {
  if (elements.length > ITEMS) throw notUnderstood(`超过 ${ITEMS} 项`, 'faults');
  return elements.map(element => {
    const text = cleanLine(element.text);
    if (element.name !== item || element.children.length > 0 || text === '' || text.length > ITEM_LENGTH) {
      throw notUnderstood('有不认识的元素或空的项目', 'faults');
    }
    return text;
  });
}

const RESPONSE = 'Response';
const PARTS = { code: 'Code', messageId: 'MessageId', text: 'Text' } as const;

export function writeAnswer({ outcome, messageId = '', text = '' }: Answer): string {
  const parts: readonly Branch[] = [
    [PARTS.code, CODES[outcome]],
    [PARTS.messageId, messageText(messageId)],
    [PARTS.text, messageText(text)],
  ];
  return writeXml([RESPONSE, parts]);
}

/** Reads a Response. Throws UserError `message.not-understood` (exit `transport`) for anything else: nothing is known to have happened then. */
export function readAnswer(xml: XmlInput): Answer {
  return answerOf(readXml(xml, ANSWER_LIMITS));
}

function answerOf(root: Element): Answer {
  if (root.name !== RESPONSE) throw notUnderstood(`应答不是 ${RESPONSE}`, 'transport');
  const found = new Map<string, string>();
  for (const { name, text, children } of root.children) {
    if (!Object.values<string>(PARTS).includes(name) || found.has(name) || children.length > 0) {
      throw notUnderstood('应答有不认识或重复的元素', 'transport');
    }
    found.set(name, cleanText(text));
  }
  const code = cleanLine(found.get(PARTS.code) ?? '').slice(0, ITEM_LENGTH);
  const outcome = (Object.keys(CODES) as Outcome[]).find(word => CODES[word] === code);
  if (!outcome) {
    // What a bureau says in words helps people also where its code is a new one.
    const said = cleanLine(found.get(PARTS.text) ?? '');
    throw notUnderstood(`${code ? `应答代码 ${code} 不认识` : '应答没有代码'}${said && `：${said}`}`, 'transport');
  }
  const messageId = found.get(PARTS.messageId);
  const text = found.get(PARTS.text);
  return { outcome, ...(messageId && { messageId }), ...(text && { text }) };
}

const LIST = { root: 'Receipts', row: 'Receipt', id: 'ReceiptId' } as const;

export function writeDeliveries(deliveries: readonly Delivery[]): string {
  return writeXml([
    LIST.root,
    deliveries.map(
      ({ receiptId, receipt }): Branch => [LIST.row, [[LIST.id, messageText(receiptId)], receiptBranch(receipt)]],
    ),
  ]);
}

export interface ReadDeliveries {
  readonly deliveries: readonly Delivery[];
  /** Receipts that could not be taken: they are not acknowledged and will come again. */
  readonly problems: readonly Problem[];
}

/**
 * Reads the answer to a request for receipts: the receipts, or the Response that refused it. `arrivedAt` as in `readReceipts`.
 * Throws UserError `message.not-understood` (exit `transport`) for anything else.
 */
export function readDeliveries(xml: XmlInput, arrivedAt = ''): ReadDeliveries | Answer {
  const root = readXml(xml, ANSWER_LIMITS);
  if (root.name === RESPONSE) return answerOf(root);
  if (root.name !== LIST.root) throw notUnderstood(`应答不是 ${LIST.root}`, 'transport');
  const { problems, report } = problemList();
  const deliveries = root.children.flatMap((row, index): Delivery[] => {
    const [id, message, ...more] = row.children;
    const receiptId = cleanLine(id?.text ?? '');
    if (
      row.name !== LIST.row ||
      id?.name !== LIST.id ||
      message === undefined ||
      receiptElements(message)?.[0] !== message ||
      more.length > 0 ||
      !receiptId
    ) {
      throw notUnderstood(`第 ${index + 1} 条回执不完整`, 'transport');
    }
    const receipt = receiptOf(message, arrivedAt, `${LIST.row}[${index + 1}]`, report);
    return receipt ? [{ receiptId, receipt }] : [];
  });
  return { deliveries, problems };
}

export function writeProgress(files: readonly PaperlessProgress[]): string {
  return writeXml(progressBranch(files));
}

/** Reads the answer about files: what the bureau has of them, or the Response that refused. Throws as `readDeliveries`. */
export function readProgress(xml: XmlInput): readonly PaperlessProgress[] | Answer {
  const root = readXml(xml, ANSWER_LIMITS);
  if (root.name === RESPONSE) return answerOf(root);
  const files = root.name === PARTS_ROOT ? progressIn(root) : undefined;
  if (!files) throw notUnderstood(`应答不是 ${PARTS_ROOT}`, 'transport');
  return files;
}

function notUnderstood(text: string, exit: ExitName): UserError {
  const subject = exit === 'transport' ? '局端的回应' : '报文';
  return new UserError('message.not-understood', `${subject}不能理解：${text}`, {
    exit,
    next: ['请确认通讯地址正确，或联系通讯平台'],
  });
}
