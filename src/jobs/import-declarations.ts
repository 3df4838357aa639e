import type { CodeBook } from '../catalogue/code-book.ts';
import type { Fault } from '../catalogue/fault.ts';
import type { Direction } from '../catalogue/row.ts';
import { check } from '../declaration/check.ts';
import { describe } from '../declaration/describe.ts';
import { readDocument } from '../declaration/read.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { withEciqCodes } from '../declaration/today-codes.ts';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { cellWordingOf } from '../workbook/wording.ts';
import { digestOf } from './digest.ts';
import { checkContextFor } from './former-prices.ts';
import { importingAlone } from './importing-alone.ts';
import { adoptDocument, keepDraft, saveOrKeep } from './keep-declarations.ts';
import type { Office } from './office.ts';
import { isMessage, packedMessages, readMessageFile } from './read-messages.ts';
import {
  type FoundDeclaration,
  type ImportFault,
  type ImportFile,
  nameOf,
  notTold,
  readWorkbook,
} from './read-workbooks.ts';

const XLSX = [0x50, 0x4b];
const XLS = [0xd0, 0xcf];

/** One declaration in a file, to be read when its turn comes: one that cannot be read does not spoil the others. */
export interface DeclarationInput {
  readonly name: string;
  /** With what a workbook hides, too, where that is `hidden`. */
  readonly read: (hidden?: boolean) => Promise<FoundDeclaration>;
}

/** The declarations in a file: JSON (one, a list, or one a line), a message, a zip of messages, or a whole-declaration workbook, of the kind `otherwise` where it does not say. Nothing is stored. */
export async function declarationsIn(
  office: Office,
  file: ImportFile,
  otherwise?: Direction,
): Promise<readonly DeclarationInput[]> {
  const packed = await packedMessages(file);
  if (packed) {
    return packed.map(one => {
      const name = `${nameOf(file)} ${cleanLine(one.name)}`;
      return { name, read: () => readMessageFile(office, one, name) };
    });
  }
  if (isMessage(file)) return [{ name: nameOf(file), read: () => readMessageFile(office, file) }];
  if (!isJson(file))
    return [
      { name: nameOf(file), read: hidden => readWorkbook(office, { ...file, ...(hidden && { hidden }) }, otherwise) },
    ];
  const parts = jsonParts(file);
  return parts.map(({ where, json }, index) => {
    const name = parts.length > 1 ? `${nameOf(file)} ${where ?? `第 ${index + 1} 份`}` : nameOf(file);
    return { name, read: async () => foundIn(json(), name, office.book) };
  });
}

/** All of a file at once; throws at the first that cannot be read. */
export async function readInput(office: Office, file: ImportFile): Promise<readonly FoundDeclaration[]> {
  const inputs = await declarationsIn(office, file);
  return await Promise.all(inputs.map(({ read }) => read()));
}

function foundIn(json: unknown, name: string, book: CodeBook): FoundDeclaration {
  const { document: given, faults: wrong } = readDocument(isRecord(json) ? json.document : json);
  const faults: ImportFault[] = [...wrong];
  const document = withEciqCodes(given, book, (path, { told }, here) => {
    const params = { text: `${told.code} ${told.name}`, here: `${here.code} ${here.name}`, era: told.era };
    const fault = { code: 'code.read-as', path, level: 'warning', params } as const;
    faults.push({ ...fault, text: `${describe(path)}：${cellWordingOf(fault)}` });
  });
  return {
    name,
    document,
    faults,
    unknown: [],
    left: [],
    digest: digestOf(document),
    cellOf: () => undefined,
    filled: [],
  };
}

/**
 * All that is wrong with a declaration that was found: while reading, and by the check, each with its cell where it is known.
 * A value that could not be read is told once: what the check finds in the rest of it is left out.
 */
export async function faultsOf(office: Office, found: FoundDeclaration): Promise<readonly ImportFault[]> {
  return faultsIn(found, check(found.document, await checkContextFor(office, found.document)));
}

/** What was told while reading, and what the check found besides, each with its cell. */
function faultsIn(found: FoundDeclaration, checked: readonly Fault[]): readonly ImportFault[] {
  const besides = notTold(checked, found.faults);
  return [...found.faults, ...besides.map((fault): ImportFault => ({ ...fault, ...found.cellOf(fault) }))];
}

export interface Imported {
  readonly name: string;
  readonly entryNo: string;
  readonly status: DeclarationRecord['status'];
  /** `already`: the same contents were imported before, nothing was done · `saved` · `draft`: it has errors, or was to be kept as draft. */
  readonly outcome: 'saved' | 'draft' | 'already';
  readonly faults: readonly ImportFault[];
  readonly unknown: FoundDeclaration['unknown'];
  readonly left: FoundDeclaration['left'];
  readonly filled: FoundDeclaration['filled'];
}

/**
 * Takes a found declaration in: saved when nothing blocks, else a draft, so that nothing that came in is lost.
 * Contents imported before are not taken again unless `again`, also when two programs import them at the same moment.
 */
export async function importDeclaration(
  office: Office,
  found: FoundDeclaration,
  { again = false, draft = false }: { readonly again?: boolean; readonly draft?: boolean } = {},
): Promise<Imported> {
  if (again) return await takeIn(office, found, draft);
  return await importingAlone(office, async () => {
    const { name, unknown, left } = found;
    const before = importedBefore(office, found.digest);
    return before
      ? {
          name,
          entryNo: before.entryNo,
          status: before.status,
          outcome: 'already',
          faults: [],
          unknown,
          left,
          filled: [],
        }
      : await takeIn(office, found, draft);
  });
}

async function takeIn(office: Office, found: FoundDeclaration, draft: boolean): Promise<Imported> {
  const { name, unknown } = found;
  await office.readLevels();
  const adopted = { ...(await adoptDocument(office, found.document)), source: found.digest };
  // Values that could not be read are lost unless a person looks, so such a declaration stays a draft.
  const unread = found.faults.some(({ level }) => level === 'error');
  const kept = draft || unread ? await draftOf(office, adopted) : await saveOrKeep(office, adopted);
  const { record } = kept;
  return {
    name,
    entryNo: record.entryNo,
    status: record.status,
    outcome: record.status === 'saved' ? 'saved' : 'draft',
    faults: faultsIn(found, kept.faults),
    unknown,
    left: found.left,
    filled: found.filled,
  };
}

async function draftOf(office: Office, adopted: DeclarationRecord) {
  const faults = check(adopted.document, await checkContextFor(office, adopted.document));
  return { faults, record: await keepDraft(office, adopted) };
}

/** The declaration that came of the same contents, if they were imported before. */
export function importedBefore(office: Office, digest: string) {
  const rows = office.store.rows();
  return rows.at(rows.column('source').indexOf(digest));
}

const isJson = ({ name, bytes }: ImportFile) => {
  if (/\.jsonl?$/iu.test(name)) return true;
  if ([XLSX, XLS].some(magic => magic.every((byte, index) => bytes[index] === byte)) || /\.csv$/iu.test(name))
    return false;
  return /^\s*[[{]/u.test(new TextDecoder().decode(bytes.subarray(0, 64)).replace(/^\ufeff/u, ''));
};

interface JsonPart {
  /** Its line, in a file with one declaration a line. */
  readonly where?: string;
  /** Throws `import.json` when it is no JSON. */
  readonly json: () => unknown;
}

function jsonParts(file: ImportFile): readonly JsonPart[] {
  const text = textOf(file).replace(/^\ufeff/u, '');
  let whole: Error;
  try {
    const json: unknown = JSON.parse(text);
    return (Array.isArray(json) ? json : [json]).map(one => ({ json: () => one }));
  } catch (error) {
    whole = error as Error;
  }
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ line, number: index + 1 }]));
  // A pretty-printed file that is cut off has lines, too, but none of them is a declaration.
  if (!lines.some(({ line }) => isJsonObject(line))) throw notJson(`${nameOf(file)}：${placeOf(whole, text)}`);
  return lines.map(({ line, number }) => {
    const where = `第 ${number} 行`;
    return { where, json: () => parsed(line, `${nameOf(file)} ${where}`) };
  });
}

function textOf(file: ImportFile): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file.bytes);
  } catch {
    throw notJson(`${nameOf(file)}：不是 UTF-8 编码`);
  }
}

function isJsonObject(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notJson(`${where}：${placeOf(error as Error, text)}`);
  }
}

/** Where a text stops being JSON. Node's message, in English, has a position or, for short texts, only the character. */
function placeOf({ message }: Error, text: string): string {
  const [, position] = /position (\d+)/u.exec(message) ?? [];
  const [, character] = /^Unexpected token '(.+?)', /su.exec(message) ?? [];
  if (position === undefined && character !== undefined) return `“${character}”这里读不懂`;
  if (position === undefined || Number(position) >= text.trimEnd().length) return '没有写完';
  const before = text.slice(0, Number(position)).split('\n');
  return `第 ${before.length} 行第 ${(before.at(-1) ?? '').length + 1} 个字符起读不懂`;
}

function notJson(text: string): UserError {
  return new UserError('import.json', `不是 JSON：${cleanLine(text)}`, {
    exit: 'faults',
    next: ['检查文件是否完整，并存为 UTF-8 编码'],
  });
}

/** What `show --json` gives: the document is inside. */
const isRecord = (json: unknown): json is { readonly document: unknown } =>
  typeof json === 'object' && json !== null && 'document' in json && 'revision' in json;
