import type { Direction } from '../../catalogue/row.ts';
import type { CodeRow } from '../../codes/row.ts';
import { answersTo, askedOf, MAX_FILE_BYTES } from '../../declaration/paperless.ts';
import type { DeclarationRecord, PaperlessWay } from '../../declaration/record.ts';
import { sha256 } from '../../disk/json-bytes.ts';
import { UserError } from '../../errors.ts';
import type { PaperlessDocument, PaperlessFile, PaperlessFolder } from '../../store/paperless-folder.ts';
import { cleanLine } from '../../text.ts';
import { demandOpenPdf, readAttached } from '../attached-files.ts';
import type { Office } from '../office.ts';
import { documentsOf, shortcutPageOf, shortcutsOf } from '../shortcuts.ts';

/** Bytes of one file, files of a declaration, characters of a text. No public source names limits: these are our own. */
export const LIMITS = { fileBytes: MAX_FILE_BYTES, files: 100, characters: 100 } as const;

/** Bytes as people read them. */
export const sizeText = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;

/** A declaration with what goes with it, and what the bureau asks for. */
export interface PaperlessState {
  readonly record: DeclarationRecord;
  readonly folder: PaperlessFolder;
  /** The names that the bureau asks for, and whether a document is there for each. */
  readonly asked: readonly { readonly name: string; readonly there: boolean }[];
  /** The kinds that there are, in the order of their codes. */
  readonly kinds: readonly CodeRow[];
}

export async function paperlessState(office: Office, entryNo: string): Promise<PaperlessState> {
  const [record, folder] = await Promise.all([office.store.get(entryNo), office.store.paperless.of(entryNo)]);
  return {
    ...{ record, folder },
    asked: askedWith(record, folder),
    kinds: kindsOf(office, record.document.direction),
  };
}

/** What the bureau asks for, and whether a document with a file is there for each. */
export function askedWith(record: DeclarationRecord, { documents }: PaperlessFolder): PaperlessState['asked'] {
  const names = documents.filter(({ files }) => files.length > 0).map(({ name }) => name);
  return askedOf(record).map(name => ({ name, there: answersTo(name, names) }));
}

export const kindsOf = (office: Pick<Office, 'codes'>, direction: Direction): readonly CodeRow[] =>
  documentsOf(office, shortcutPageOf(direction));

/** A kind as people read it; a code that is none stands for itself. */
export const kindName = (kinds: readonly CodeRow[], kind: string): string =>
  kinds.find(({ code }) => code === kind)?.name ?? kind;

/** The kind that people mean by a code, a name or a part of it as in 提单/运单, or the office's shortcut. Throws `paperless.kind`. */
export async function kindMeant(office: Office, direction: Direction, typed: string): Promise<CodeRow> {
  const kinds = kindsOf(office, direction);
  const word = cleanLine(typed);
  const shortcuts = (await shortcutsOf(office))[shortcutPageOf(direction)];
  const found =
    kinds.find(({ code, name }) => code === word || name === word) ??
    kinds.find(({ name }) => word !== '' && answersTo(name, [word])) ??
    kinds.find(({ code }) => shortcuts[code] === word.toUpperCase());
  if (found) return found;
  throw new UserError('paperless.kind', `没有这种单据：${word.slice(0, 40)}`, {
    exit: 'usage',
    next: [`可用的有：${kinds.map(({ name }) => name).join('、')}`],
  });
}

/** What people give of a document; the name is that of the kind unless told. */
export type DocumentWish = Partial<Pick<PaperlessDocument, 'number' | 'name' | 'note'>> & { readonly kind: string };

/** Adds a document with copies of these files, all or nothing. Throws `paperless.*`, `attachment.*` and `file.*`. */
export async function addDocument(
  office: Office,
  entryNo: string,
  wish: DocumentWish,
  paths: readonly string[],
): Promise<PaperlessDocument> {
  const record = await office.store.get(entryNo);
  const kind = await kindMeant(office, record.document.direction, wish.kind);
  const read = await readFiles(paths);
  const texts = { number: wish.number ?? '', name: wish.name || kind.name, note: wish.note ?? '' };
  const after = await change(
    office,
    entryNo,
    folder => {
      const id = folder.lastId + 1;
      const document = { id, kind: kind.code, ...tidy(texts), files: merged([], read.files) };
      return within({ ...folder, lastId: id, documents: [...folder.documents, document] });
    },
    read.bytes,
  );
  return after.documents.at(-1) as PaperlessDocument;
}

/** Changes the texts of a document and adds files to it, or takes files away. */
export async function changeDocument(
  office: Office,
  entryNo: string,
  id: number,
  changes: Partial<DocumentWish> & { readonly add?: readonly string[]; readonly drop?: readonly string[] },
): Promise<PaperlessFolder> {
  const record = await office.store.get(entryNo);
  const { add = [], drop = [], kind: typed, ...texts } = changes;
  const kind = typed === undefined ? undefined : await kindMeant(office, record.document.direction, typed);
  const read = await readFiles(add);
  return await change(
    office,
    entryNo,
    folder => {
      const held = documentIn(folder, id);
      const files = merged(
        held.files.filter(({ sum }) => !drop.includes(sum)),
        read.files,
      );
      const next = { ...held, ...tidy(texts), ...(kind && { kind: kind.code }), files };
      return within({ ...folder, documents: folder.documents.map(each => (each.id === id ? next : each)) });
    },
    read.bytes,
  );
}

export async function removeDocument(office: Office, entryNo: string, id: number): Promise<PaperlessDocument> {
  let removed: PaperlessDocument | undefined;
  await change(office, entryNo, folder => {
    removed = documentIn(folder, id);
    return { ...folder, documents: folder.documents.filter(each => each.id !== id) };
  });
  return removed as PaperlessDocument;
}

/** Chooses one of the two ways; the first one holds (manual 3.6.1) until it is taken back. Gives the one that holds. */
export async function chooseWay(office: Office, entryNo: string, way: PaperlessWay): Promise<PaperlessWay> {
  const after = await change(office, entryNo, folder => {
    return folder.way ? folder : { ...folder, way };
  });
  return after.way ?? way;
}

export async function takeBackWay(office: Office, entryNo: string): Promise<void> {
  await change(office, entryNo, folder => {
    const { way: _, ...rest } = folder;
    return rest;
  });
}

export async function setRemark(office: Office, entryNo: string, remark: string): Promise<void> {
  const { note } = tidy({ note: remark });
  await change(office, entryNo, folder => {
    return { ...folder, remark: note ?? '' };
  });
}

/** Changes the folder of a declaration, unless its documents are on their way or taken. Throws `paperless.sending`, `.waiting` and `.done`. */
function change(
  { store }: Office,
  entryNo: string,
  work: (folder: PaperlessFolder) => PaperlessFolder,
  files: readonly Uint8Array[] = [],
): Promise<PaperlessFolder> {
  return store.paperless.update(
    entryNo,
    async folder => {
      // Read here, where nobody can begin to send in between.
      const closed = closedBecause(await store.get(entryNo));
      if (closed) throw closed;
      return work(folder);
    },
    files,
  );
}

/** Why nothing can be handed over any more, or not now. */
export function closedBecause({ entryNo, paperless }: DeclarationRecord): UserError | undefined {
  if (paperless === 'reported')
    return new UserError('paperless.done', `${entryNo} 已经无纸化申报，以第一次为准`, {
      exit: 'faults',
      next: ['局端要求补交时，收到回执以后可以再添加'],
    });
  if (paperless === 'sent')
    return new UserError('paperless.waiting', `${entryNo} 的无纸化申报已发送，等局端答复`, {
      exit: 'faults',
      next: ['先接收回执：receive'],
    });
  if (paperless === 'sending')
    return new UserError('paperless.sending', `${entryNo} 的无纸化申报还没有发完，单据暂时不能改`, {
      exit: 'faults',
      next: [`先接着发完：paperless send ${entryNo}`],
    });
  return undefined;
}

function documentIn({ entryNo, documents }: PaperlessFolder, id: number): PaperlessDocument {
  const found = documents.find(document => document.id === id);
  if (found) return found;
  throw new UserError('paperless.missing', `${entryNo} 没有第 ${id} 号单据`, {
    exit: 'usage',
    next: [`看有哪些：paperless list ${entryNo}`],
  });
}

function tidy<T extends Readonly<Record<string, string>>>(texts: T): T {
  const lines = Object.entries(texts).map(([key, text]) => [key, cleanLine(text)] as const);
  const long = lines.find(([, text]) => [...text].length > LIMITS.characters);
  if (long) {
    throw new UserError('paperless.text', `文字太长：最多 ${LIMITS.characters} 个字`, {
      exit: 'usage',
      next: ['写短一些'],
    });
  }
  return Object.fromEntries(lines) as T;
}

function within(folder: PaperlessFolder): PaperlessFolder {
  const seen = new Map<string, number>();
  for (const { id, kind, files } of folder.documents) {
    for (const { sum, name } of files) {
      const other = seen.get(`${kind} ${sum}`);
      if (other !== undefined) {
        throw new UserError('paperless.twice', `${name} 已经在第 ${other} 号单据里`, {
          exit: 'usage',
          next: ['同一类型的单据，同一个文件只交一次'],
        });
      }
      seen.set(`${kind} ${sum}`, id);
    }
  }
  const count = folder.documents.flatMap(({ files }) => files).length;
  if (count <= LIMITS.files) return folder;
  throw new UserError('paperless.too-many', `附件太多：一份单证最多 ${LIMITS.files} 个`, {
    exit: 'usage',
    next: ['把几页扫描件合成一个 PDF'],
  });
}

/** The same contents twice are one file. */
function merged(held: readonly PaperlessFile[], more: readonly PaperlessFile[]): readonly PaperlessFile[] {
  return [...new Map([...held, ...more].map(file => [file.sum, file])).values()];
}

async function readFiles(
  paths: readonly string[],
): Promise<{ readonly files: readonly PaperlessFile[]; readonly bytes: readonly Uint8Array[] }> {
  const files: PaperlessFile[] = [];
  const all: Uint8Array[] = [];
  for (const path of paths) {
    const { name, bytes } = await readAttached(path, { bytes: LIMITS.fileBytes, nameCharacters: LIMITS.characters });
    demandOpenPdf(name, bytes);
    files.push({ sum: sha256(bytes), name, size: bytes.length });
    all.push(bytes);
  }
  return { files, bytes: all };
}
