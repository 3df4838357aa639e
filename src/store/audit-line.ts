import type { Actor } from '../accounts/permissions.ts';
import { sha256 } from '../disk/json-bytes.ts';
import { cleanLine, cleanText } from '../text.ts';

/** A value that became another, as texts; absent where there was or is none. */
export interface AuditChange {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/** What is noted. Nothing of it is secret. */
export interface AuditEntry {
  /** A permanent word for what was done. */
  readonly what: string;
  readonly entryNo?: string;
  /** What it was done to where that is no declaration: the title of a setting, the name of a table. */
  readonly about?: string;
  readonly text?: string;
  readonly revision?: number;
  /** The declaration is no longer where declarations lie. */
  readonly gone?: true;
  /** What the file says from now on: the seal of a declaration, the SHA-256 of another file; with what it said before. */
  readonly digest?: string;
  readonly was?: string;
  /** Path below the home of a file that is no declaration. */
  readonly file?: string;
  /** The last line that lies no longer in the audit, since it is old. */
  readonly dropped?: AuditMark;
  readonly changes?: readonly AuditChange[];
  /** How many changes there were beside those. */
  readonly more?: number;
}

/** A place in the chain. */
export interface AuditMark {
  readonly seq: number;
  readonly hash: string;
}

/** An entry at its place in the chain. `hash` is the SHA-256 of all that stands before it in its line, the hash of the line before included. */
export interface AuditLine extends AuditEntry, AuditMark {
  /** ISO time. */
  readonly at: string;
  readonly by: string;
  readonly member?: string;
  readonly prev: string;
}

/** Before the first line. */
export const BEGINNING: AuditMark = { seq: 0, hash: '' };

export const MAX_CHANGES = 200;
/** Characters of a value; of a longer one its beginning, and how long it was. */
export const MAX_VALUE = 300;
const MAX_TEXT = 500;

/** A line but for its place in the chain. */
export type AuditBody = Omit<AuditLine, keyof AuditMark | 'prev'>;

/** What a line says, wherever it will stand. */
export function bodyOf(at: number, { user, member }: Actor, entry: AuditEntry): AuditBody {
  const { changes = [], more = 0, text, about, ...rest } = entry;
  const kept = changes.slice(0, MAX_CHANGES).map(changeInLine);
  const further = more + changes.length - kept.length;
  return {
    at: new Date(at).toISOString(),
    by: cleanLine(user),
    ...(member !== undefined && { member: cleanLine(member.name) }),
    ...rest,
    ...(about !== undefined && { about: cut(cleanLine(about), MAX_TEXT) }),
    ...(text !== undefined && { text: cut(cleanLine(text), MAX_TEXT) }),
    ...(kept.length > 0 && { changes: kept }),
    ...(further > 0 && { more: further }),
  };
}

/** An entry as the next line after `before`. */
export function lineAfter(before: AuditMark, at: number, actor: Actor, entry: AuditEntry): AuditLine {
  const line = { seq: before.seq + 1, ...bodyOf(at, actor, entry), prev: before.hash };
  return { ...line, hash: sha256(Buffer.from(JSON.stringify(line).slice(0, -1))) };
}

function changeInLine({ path, before, after }: AuditChange): AuditChange {
  return {
    path: cut(cleanLine(path), MAX_VALUE),
    ...(before !== undefined && { before: cut(cleanText(before), MAX_VALUE) }),
    ...(after !== undefined && { after: cut(cleanText(after), MAX_VALUE) }),
  };
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = text.slice(0, most).replace(/[\uD800-\uDBFF]$/u, '');
  return `${head}…（共 ${text.length} 字）`;
}

/** A line as it stands in the file. */
export function bytesOf(line: AuditLine): Buffer {
  return Buffer.from(`${JSON.stringify(line)}\n`);
}

/** The line of a text without its line feed; undefined when it is none. */
export function parseLine(text: string): AuditLine | undefined {
  try {
    const json = JSON.parse(text) as AuditLine | null;
    return isLine(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

export function isLine(json: unknown): json is AuditLine {
  if (typeof json !== 'object' || json === null) return false;
  const { seq, at, by, what, prev, hash } = json as Partial<AuditLine>;
  return Number.isSafeInteger(seq) && [at, by, what, prev, hash].every(value => typeof value === 'string');
}

const TAIL = /,"hash":"([0-9a-f]{64})"\}$/u;

/** Whether a line says what its hash was made of. */
export function isWhole(text: string): boolean {
  const found = TAIL.exec(text);
  return found !== null && sha256(Buffer.from(text.slice(0, found.index))) === found[1];
}

/** What calls a line back. */
export const undone = ({ seq, about, entryNo }: AuditLine): AuditEntry => ({
  what: 'undone',
  ...(entryNo !== undefined && { entryNo }),
  ...(about !== undefined && { about }),
  text: `第 ${seq} 条没有做成`,
});

/** The lines that follow a place, one after the other; of two for one place the later one, since the first did not come to pass. */
export function followers(from: AuditMark, riding: readonly AuditLine[]): AuditLine[] {
  const bySeq = new Map(riding.map(line => [line.seq, line]));
  const found: AuditLine[] = [];
  for (let last = from; ; ) {
    const line = bySeq.get(last.seq + 1);
    if (line === undefined || line.prev !== last.hash) return found;
    found.push(line);
    last = line;
  }
}
