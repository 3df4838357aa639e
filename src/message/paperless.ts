import { createHash } from 'node:crypto';
import type { PaperlessWay } from '../declaration/record.ts';
import { cleanLine, cleanText } from '../text.ts';
import { type Branch, type Element, messageText } from './xml.ts';

/*
 * What office and bureau say to each other about the documents of a declaration. No public source tells how the real platforms do it; this is
 * our own, around the same account and answers as exchange.ts.
 *
 *   request                                                              answer
 *   <PaperlessInquiry><FileId/>*</PaperlessInquiry>                      <PaperlessParts><File><FileId/><Has/></File>*</PaperlessParts>
 *   <PaperlessPart>…<Offset/><Data/></PaperlessPart>                     the same, of this file
 *   <PaperlessTicket><DeclNo/></PaperlessTicket>                         <Response> with the ticket as its MessageId
 *   <PaperlessReport>…<Document/>*</PaperlessReport>                     <Response>: 0 taken, 1 taken before, 2 refused
 *
 * A file id is the SHA-256 of declaration number, kind and contents, so that the same file given twice is one. A part that begins elsewhere
 * than where the bureau's part of the file ends changes nothing; the answer says where it ends.
 */

/** Which file a part is of, and how many bytes all of it has. */
export interface PaperlessFileHead {
  readonly fileId: string;
  readonly declarationNo: string;
  readonly kind: string;
  /** SHA-256 of the contents. */
  readonly sum: string;
  readonly name: string;
  readonly size: number;
}

export interface PaperlessPart extends PaperlessFileHead {
  readonly offset: number;
  readonly data: Uint8Array;
}

export interface PaperlessReport {
  readonly messageId: string;
  readonly entryNo: string;
  readonly declarationNo: string;
  readonly way: PaperlessWay;
  readonly remark: string;
  readonly documents: readonly ReportedDocument[];
}

export interface ReportedDocument {
  readonly kind: string;
  readonly number: string;
  readonly name: string;
  readonly note: string;
  readonly fileIds: readonly string[];
}

export type PaperlessRequest =
  | { readonly kind: 'paperless-inquiry'; readonly fileIds: readonly string[] }
  | { readonly kind: 'paperless-part'; readonly part: PaperlessPart }
  | { readonly kind: 'paperless-report'; readonly report: PaperlessReport }
  | { readonly kind: 'paperless-ticket'; readonly declarationNo: string };

/** How many bytes of a file the bureau has. */
export interface PaperlessProgress {
  readonly fileId: string;
  readonly has: number;
}

const ROOTS = {
  inquiry: 'PaperlessInquiry',
  part: 'PaperlessPart',
  report: 'PaperlessReport',
  ticket: 'PaperlessTicket',
} as const;
const ID = 'FileId';
// biome-ignore format: table
const HEAD = {
  fileId:        ID,
  declarationNo: 'DeclNo',
  kind:          'AttDocTypeCode',
  sum:           'Sha256',
  name:          'AttachName',
  size:          'Size',
} as const satisfies Record<keyof PaperlessFileHead, string>;
const OFFSET = 'Offset';
const DATA = 'Data';
const WAYS: Readonly<Record<PaperlessWay, string>> = { archive: '1', electronic: '2' };
// biome-ignore format: table
const REPORT = {
  messageId:     'MessageId',
  entryNo:       'CusCiqNo',
  declarationNo: 'DeclNo',
  way:           'PaperlessWay',
  remark:        'Remark',
} as const;
const DOCUMENT = 'Document';
// biome-ignore format: table
const OF_DOCUMENT = {
  kind:   'AttDocTypeCode',
  number: 'AttDocNo',
  name:   'AttDocName',
  note:   'Remark',
} as const;

const leaf = (name: string, text: string | number): Branch => [name, messageText(String(text))];

export function paperlessBranch(request: PaperlessRequest): Branch {
  switch (request.kind) {
    case 'paperless-inquiry':
      return [ROOTS.inquiry, request.fileIds.map(fileId => leaf(ID, fileId))];
    case 'paperless-part': {
      const { part } = request;
      const head = Object.entries(HEAD).map(([key, name]) => leaf(name, part[key as keyof PaperlessFileHead]));
      return [ROOTS.part, [...head, leaf(OFFSET, part.offset), leaf(DATA, Buffer.from(part.data).toString('base64'))]];
    }
    case 'paperless-ticket':
      return [ROOTS.ticket, [leaf(HEAD.declarationNo, request.declarationNo)]];
    case 'paperless-report': {
      const { way, documents, ...texts } = request.report;
      const head = Object.entries(REPORT).map(([key, name]) =>
        leaf(name, key === 'way' ? WAYS[way] : texts[key as keyof typeof texts]),
      );
      return [ROOTS.report, [...head, ...documents.map(documentBranch)]];
    }
  }
}

function documentBranch({ fileIds, ...texts }: ReportedDocument): Branch {
  const parts = Object.entries(OF_DOCUMENT).map(([key, name]) => leaf(name, texts[key as keyof typeof texts]));
  return [DOCUMENT, [...parts, ...fileIds.map(fileId => leaf(ID, fileId))]];
}

const FILES = 10_000;

/** The request in the elements of a root; undefined when it is none of these, or not whole. */
export function paperlessIn(name: string, elements: readonly Element[]): PaperlessRequest | undefined {
  const texts = new Map(elements.flatMap(each => (each.children.length > 0 ? [] : [[each.name, each.text] as const])));
  const line = (element: string) => cleanLine(texts.get(element) ?? '');
  if (name === ROOTS.inquiry) {
    if (elements.length > FILES || elements.some(each => each.name !== ID)) return undefined;
    return { kind: 'paperless-inquiry', fileIds: elements.map(({ text }) => cleanLine(text)) };
  }
  if (name === ROOTS.part) {
    const [size, offset] = [countIn(line(HEAD.size)), countIn(line(OFFSET))];
    const [fileId, sum] = [line(HEAD.fileId), line(HEAD.sum)];
    if (size === undefined || offset === undefined || !isDigest(fileId) || !isDigest(sum)) return undefined;
    const head = { fileId, sum, size, declarationNo: line(HEAD.declarationNo), kind: line(HEAD.kind) };
    const data = Buffer.from(texts.get(DATA) ?? '', 'base64');
    return { kind: 'paperless-part', part: { ...head, name: line(HEAD.name), offset, data } };
  }
  if (name === ROOTS.ticket) return { kind: 'paperless-ticket', declarationNo: line(HEAD.declarationNo) };
  if (name === ROOTS.report) {
    const way = (Object.keys(WAYS) as PaperlessWay[]).find(key => WAYS[key] === line(REPORT.way));
    if (way === undefined || line(REPORT.messageId) === '') return undefined;
    const documents = elements.filter(each => each.name === DOCUMENT);
    return {
      kind: 'paperless-report',
      report: {
        ...{ messageId: line(REPORT.messageId), entryNo: line(REPORT.entryNo) },
        ...{ declarationNo: line(REPORT.declarationNo), way, remark: cleanText(texts.get(REPORT.remark) ?? '') },
        documents: documents.map(documentOf),
      },
    };
  }
  return undefined;
}

function documentOf({ children }: Element): ReportedDocument {
  const text = (name: string) => lineIn(children, name);
  return {
    ...{ kind: text(OF_DOCUMENT.kind), number: text(OF_DOCUMENT.number) },
    ...{ name: text(OF_DOCUMENT.name), note: text(OF_DOCUMENT.note) },
    fileIds: children.flatMap(child => (child.name === ID ? [cleanLine(child.text)] : [])),
  };
}

const lineIn = (elements: readonly Element[], name: string): string =>
  cleanLine(elements.find(each => each.name === name)?.text ?? '');
const isDigest = (text: string): boolean => /^[0-9a-f]{64}$/u.test(text);
const countIn = (text: string): number | undefined => (/^\d{1,12}$/u.test(text) ? Number(text) : undefined);

/** The root of the answer about files. */
export const PARTS_ROOT = 'PaperlessParts';
const FILE = 'File';
const HAS = 'Has';

export function progressBranch(files: readonly PaperlessProgress[]): Branch {
  return [PARTS_ROOT, files.map(({ fileId, has }): Branch => [FILE, [leaf(ID, fileId), leaf(HAS, has)]])];
}

/** What an answer says that the bureau has; undefined when a part of it makes no sense. */
export function progressIn(root: Element): readonly PaperlessProgress[] | undefined {
  const files = root.children.map(({ children }) => {
    return { fileId: lineIn(children, ID), has: countIn(lineIn(children, HAS)) };
  });
  return files.every((each): each is PaperlessProgress => isDigest(each.fileId) && each.has !== undefined)
    ? files
    : undefined;
}

/** The same file under the same kind of the same declaration is one, however often it is handed over. */
export function fileIdOf({
  declarationNo,
  kind,
  sum,
}: Pick<PaperlessFileHead, 'declarationNo' | 'kind' | 'sum'>): string {
  return createHash('sha256').update(`${declarationNo}\n${kind}\n${sum}`).digest('hex');
}
