import { parseXml, XmlDocumentType, XmlElement, XmlError, XmlText } from '@rgrove/parse-xml';
import { decodeAs, decodeMarkup } from '../encoding.ts';
import { type ExitName, UserError } from '../errors.ts';
import { cleanText } from '../text.ts';

/** An element to be written: its text, or its elements. */
export type Branch = readonly [name: string, content: string | readonly Branch[]];

/** An element that was read: `text` is what stands in it beside its elements, exactly as it was written. */
export interface Element {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Element[];
}

/** Text as a message may hold it: cleaned as everywhere, and without the two characters that XML 1.0 forbids besides. */
export function messageText(text: string): string {
  return PLAIN.test(text) ? text : cleanText(text).replace(/[\ufffe\uffff]/gu, '');
}

// What cleaning never changes, so that pictures of several MB need not be cleaned.
const PLAIN = /^[\w+/=.-]*$/u;

/**
 * The document as UTF-8 text, an element a line, the same bytes for the same elements. Names must be names of XML and texts must have gone
 * through `messageText`; a character that XML cannot hold throws a RangeError, so that no message leaves that nobody can read.
 */
export function writeXml(root: Branch, namespace?: string): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  add(lines, '', root);
  if (namespace) lines[1] = lines[1]?.replace(/^<\w+/u, start => `${start} xmlns="${namespace}"`) ?? '';
  lines.push('');
  return lines.join('\n');
}

function add(lines: string[], indent: string, [name, content]: Branch): void {
  if (content.length === 0) lines.push(`${indent}<${name}/>`);
  else if (typeof content === 'string') lines.push(`${indent}<${name}>${escaped(name, content)}</${name}>`);
  else {
    lines.push(`${indent}<${name}>`);
    for (const child of content) add(lines, `${indent}  `, child);
    lines.push(`${indent}</${name}>`);
  }
}

const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;
const MARKUP_CHARACTERS = /[&<>]/gu;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(name: string, text: string): string {
  if (FORBIDDEN.test(text)) throw new RangeError(`${name} holds a character that XML cannot`);
  return withEntities(text);
}

/** Text as it stands between tags. */
export function withEntities(text: string): string {
  return text.replace(MARKUP_CHARACTERS, character => ENTITIES[character] ?? '');
}

export interface ReadLimits {
  /** How much may come in, in bytes of UTF-8. */
  readonly bytes: number;
  /** What a refusal ends the program with: `transport` where the text is another computer's answer. */
  readonly exit: ExitName;
  /** What it is that cannot be read, and what to do about it: of a file, or of an answer that nobody can save in another way. */
  readonly subject: string;
  readonly next: string;
  readonly encoding: { readonly wrong: string; readonly next: string };
  decode(bytes: Uint8Array, charset: string | undefined): string | undefined;
}

/** A document as it was read or said; what came over a line may bring the encoding that its server named. */
export type XmlInput = Uint8Array | string | { readonly bytes: Uint8Array; readonly charset?: string | undefined };

const DEPTH = 24;
const MARKUP = 200_000;
const MB = 1 << 20;

export const DECLARATION_LIMITS: ReadLimits = {
  bytes: 32 * MB,
  exit: 'faults',
  subject: '报文',
  next: '请确认文件完整，或请对方重新发送',
  encoding: { wrong: '不是 UTF-8 编码', next: '请另存为 UTF-8 编码的 XML' },
  decode: decoded,
};
/** Messages that other programs have left in files. */
export const FILE_LIMITS: ReadLimits = {
  ...DECLARATION_LIMITS,
  encoding: { wrong: '文字编码不是 UTF-8、UTF-16 或 GB18030', next: '请另存为 UTF-8 编码的 XML' },
  // Chinese in another encoding is hardly ever valid UTF-8, and the first line of a file often says what it was before it was converted.
  decode: bytes => (bytes.includes(0) ? undefined : decodeAs('utf-8', bytes)) ?? decodeMarkup(bytes),
};
export const ANSWER_LIMITS: ReadLimits = {
  bytes: 8 * MB,
  exit: 'transport',
  subject: '局端的回应',
  next: '稍后再试；仍然如此请核对通讯地址，或联系通讯平台',
  encoding: { wrong: '不知是什么编码，既不是 UTF-8 也不是 GB18030', next: '核对通讯地址，或联系通讯平台' },
  decode: decodeMarkup,
};

/**
 * Reads a whole document in bounded time and memory. Refused with a UserError `message.*`: too large, in no encoding that is known (of
 * files: not UTF-8), with a DOCTYPE (and so with entities of its own), too deep, too many elements, not well-formed (truncated). No refusal
 * quotes the document: it may hold a password.
 */
export function readXml(input: XmlInput, limits: ReadLimits): Element {
  const refuse = (code: string, text: string, next = limits.next) =>
    new UserError(`message.${code}`, `${limits.subject}不能读取：${text}`, { exit: limits.exit, next: [next] });
  const bare = typeof input === 'string' || input instanceof Uint8Array;
  const { bytes, charset = undefined } = bare ? { bytes: input } : input;
  const size = Buffer.byteLength(bytes);
  if (size > limits.bytes) throw refuse('too-large', `超过 ${Math.floor(limits.bytes / MB)} MB`);
  const given = typeof bytes === 'string' ? bytes.replace(/^\ufeff/u, '') : limits.decode(bytes, charset);
  // XML says so, and the parser would take minutes for a megabyte of them.
  const xml = given?.replace(/\r\n?/gu, '\n');
  if (xml === undefined) throw refuse('encoding', limits.encoding.wrong, limits.encoding.next);
  if (xml.trim() === '') throw refuse('empty', '内容为空');
  const excess = excessOf(xml);
  if (excess) throw refuse(excess.code, excess.text);
  try {
    const document = parseXml(xml, { preserveDocumentType: true });
    if (document.children.some(node => node instanceof XmlDocumentType)) throw refuse('doctype', '含有 DOCTYPE 声明');
    if (!document.root) throw refuse('malformed', '没有根元素');
    return elementOf(document.root);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw refuse('malformed', `第 ${error.line} 行第 ${error.column} 列起不是完整的 XML`);
  }
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    const xml = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const [, named = 'utf-8'] = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/u.exec(xml) ?? [];
    return /^(?:utf-?8|us-ascii)$/iu.test(named) ? xml : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether there is more markup than a message can need. The parser calls itself for each level, so depth has to be known before it starts.
 * Where the text is not well-formed the count may be wrong; the parser says so then.
 */
function excessOf(xml: string): { readonly code: string; readonly text: string } | undefined {
  let depth = 0;
  let count = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    if (++count > MARKUP) return { code: 'too-many', text: `元素超过 ${MARKUP / 10_000} 万个` };
    const special = SPECIAL.find(([start]) => xml.startsWith(start, at));
    const end = special ? xml.indexOf(special[1], at + special[0].length) : tagEnd(xml, at);
    if (end < 0) return undefined;
    if (!special) {
      if (xml[at + 1] === '/') depth--;
      else if (xml[end - 1] !== '/' && ++depth > DEPTH) return { code: 'too-deep', text: `嵌套超过 ${DEPTH} 层` };
    }
    at = end + 1;
  }
  return undefined;
}

/** Where the tag ends; a `>` inside the quotes of an attribute does not end it. */
function tagEnd(xml: string, start: number): number {
  const stop = /["'>]/gu;
  stop.lastIndex = start;
  for (let hit = stop.exec(xml); hit; hit = stop.exec(xml)) {
    if (hit[0] === '>') return hit.index;
    const closing = xml.indexOf(hit[0], hit.index + 1);
    if (closing < 0) return -1;
    stop.lastIndex = closing + 1;
  }
  return -1;
}

const SPECIAL = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
] as const;

function elementOf(element: XmlElement): Element {
  const children: Element[] = [];
  let text = '';
  for (const node of element.children) {
    if (node instanceof XmlElement) children.push(elementOf(node));
    else if (node instanceof XmlText) text += node.text;
  }
  return { name: element.name, text: children.length > 0 ? text.trim() : text, children };
}
