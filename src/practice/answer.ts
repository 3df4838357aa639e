import type { MessageName } from '../catalogue/dialect.ts';
import { UserError } from '../errors.ts';
import type { Codes } from '../message/codes.ts';
import {
  type Answer,
  type Delivery,
  type Incoming,
  readIncoming,
  writeAnswer,
  writeDeliveries,
  writeProgress,
} from '../message/exchange.ts';
import type { Form } from '../message/form.ts';
import { SENT } from '../message/forms.ts';
import { readDeclaration } from '../message/read.ts';
import { makeReceipt } from '../message/receipt.ts';
import { validateDeclaration } from '../message/validate.ts';
import type { Bureau } from './bureau.ts';
import { beijingTime } from './clock.ts';
import { SIGNED } from './course.ts';
import type { WaitingReceipt } from './docket.ts';

/** Who answers, and where the schemas of the messages are. */
export interface Desk {
  readonly bureau: Bureau;
  readonly dataFolder: string;
  /** What is known of codes, for forms that have others than the document. */
  readonly codes?: Codes | undefined;
}

/** Forms of the message that have fields of their own. */
const FIELDS_OF: Readonly<Partial<Record<string, MessageName>>> = { dec: 'dec' };

interface Answered {
  readonly xml: string;
  /** What happened, for a console: no account, no contents. */
  readonly line: string;
}

const REASONS_SHOWN = 20;

/** Answers one message of an office, whatever it is. */
export async function answerTo(bytes: Uint8Array, { bureau, dataFolder }: Desk): Promise<Answered> {
  try {
    const incoming = readIncoming(bytes);
    const user = bureau.admit(incoming.account);
    if (user === undefined) return said({ outcome: 'login', text: `通讯账号或密码不对${SIGNED}` }, '登录被拒绝');
    return await answerToRequest(incoming, bytes, user, { bureau, dataFolder });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return said({ outcome: 'refused', text: `${error.message}${SIGNED}` }, '报文不能读取');
  }
}

async function answerToRequest(incoming: Incoming, bytes: Uint8Array, user: string, desk: Desk): Promise<Answered> {
  const { bureau } = desk;
  switch (incoming.kind) {
    case 'declaration':
      return answerToDeclaration(bytes, user, desk);
    case 'inquiry':
      return said(await bureau.inquire(incoming.messageId), `查询报文 ${incoming.messageId}`);
    case 'receipts': {
      const waiting = bureau.receipts(user, incoming.entryNos);
      return { xml: writeDeliveries(waiting.map(deliveryOf)), line: `给出回执 ${waiting.length} 条` };
    }
    case 'acknowledge':
      return said(await bureau.acknowledge(incoming.receiptIds), `确认回执 ${incoming.receiptIds.length} 条`);
    case 'paperless-inquiry': {
      const { fileIds } = incoming;
      return { xml: writeProgress(await bureau.paperless.progress(fileIds)), line: `查询附件 ${fileIds.length} 个` };
    }
    case 'paperless-part': {
      const { part } = incoming;
      const answer = await bureau.paperless.take(part, user);
      const line = `附件 ${part.name} ${part.offset}/${part.size}`;
      return 'outcome' in answer ? said(answer, line) : { xml: writeProgress(answer), line };
    }
    case 'paperless-ticket':
      return said(bureau.paperless.ticket(incoming.declarationNo, user), `无纸化网页 ${incoming.declarationNo}`);
    case 'paperless-report':
      return said(await bureau.paperless.report(incoming.report, user), `无纸化申报 ${incoming.report.declarationNo}`);
    case 'test':
      return said({ outcome: 'taken', text: `连接正常${SIGNED}` }, '测试连接');
  }
}

async function answerToDeclaration(bytes: Uint8Array, user: string, desk: Desk): Promise<Answered> {
  const answer = await takeDeclaration(bytes, user, desk);
  return said(answer, answer.messageId === undefined ? '报文不符合标准' : `收到报文 ${answer.messageId}`);
}

/**
 * Takes a declaration in a form, the one that is sent unless told; `givenId` is that of the message where the form has none in it. Refused, without a message id, where it does not fit the schema.
 *
 * @throws UserError `message.*` for what is no such message
 */
export async function takeDeclaration(
  bytes: Uint8Array,
  user: string,
  { bureau, dataFolder, codes }: Desk,
  form: Form = SENT,
  givenId = '',
): Promise<Answer> {
  const wrong = await validateDeclaration(new TextDecoder().decode(bytes), dataFolder, form);
  if (wrong.length > 0) {
    const reasons = wrong.slice(0, REASONS_SHOWN).map(({ line, text }) => `第${line}行：${text}`);
    return { outcome: 'refused', text: ['不符合报文标准', ...reasons, SIGNED].join('\n') };
  }
  const { dialect } = form;
  const message = FIELDS_OF[form.name];
  const inForm = codes && { ...codes, book: { ...codes.book, dialect: () => dialect } };
  const { document, messageId } = readDeclaration(bytes, form, inForm);
  return await bureau.submit({ document, messageId: messageId || givenId, user, dialect, ...(message && { message }) });
}

function said(answer: Answer, line: string): Answered {
  return { xml: writeAnswer(answer), line: `${line}：${answer.text?.split('\n')[0] ?? ''}` };
}

export function deliveryOf({ identity, due, ...said }: WaitingReceipt): Delivery {
  return { receiptId: identity, receipt: makeReceipt({ ...said, time: beijingTime(due) }) };
}
