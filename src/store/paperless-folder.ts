import type { PaperlessWay } from '../declaration/record.ts';
import { REPAIR, storeError } from '../disk/failure.ts';
import { asObject, checkVersion } from '../disk/json-bytes.ts';

/** A file of a document; its bytes lie beside the folder under their SHA-256. */
export interface PaperlessFile {
  readonly sum: string;
  readonly name: string;
  readonly size: number;
}

/** A document that goes with a declaration, such as a contract. */
export interface PaperlessDocument {
  /** Counts up in its declaration and is never given twice. */
  readonly id: number;
  /** Code of the table of attached documents. */
  readonly kind: string;
  readonly number: string;
  readonly name: string;
  readonly note: string;
  readonly files: readonly PaperlessFile[];
}

/** All that goes with one declaration. */
export interface PaperlessFolder {
  readonly version: 1;
  readonly entryNo: string;
  readonly remark: string;
  /** The first of the two ways that was chosen. */
  readonly way?: PaperlessWay;
  readonly documents: readonly PaperlessDocument[];
  readonly lastId: number;
}

export function emptyFolder(entryNo: string): PaperlessFolder {
  return { version: 1, entryNo, remark: '', documents: [], lastId: 0 };
}

/** The sums of all files of a folder. */
export function sumsOf({ documents }: Pick<PaperlessFolder, 'documents'>): ReadonlySet<string> {
  return new Set(documents.flatMap(({ files }) => files.map(({ sum }) => sum)));
}

const SUM = /^[0-9a-f]{64}$/u;

export const isSum = (text: string): boolean => SUM.test(text);

type Loose = Readonly<Record<string, unknown>>;
const isRow = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const areTexts = (...values: readonly unknown[]) => values.every(value => typeof value === 'string');
const isWay = (value: unknown) => value === 'archive' || value === 'electronic';

function isFile(value: unknown): boolean {
  return (
    isRow(value) && areTexts(value.sum, value.name) && SUM.test(String(value.sum)) && typeof value.size === 'number'
  );
}

function isDocument(value: unknown): boolean {
  return (
    isRow(value) &&
    typeof value.id === 'number' &&
    areTexts(value.kind, value.number, value.name, value.note) &&
    Array.isArray(value.files) &&
    value.files.every(isFile)
  );
}

export function shapeFolder(json: unknown, file: string): PaperlessFolder {
  const folder = asObject(json, file);
  checkVersion(folder, 1, file);
  const { documents, way } = folder;
  const whole =
    areTexts(folder.entryNo, folder.remark) &&
    typeof folder.lastId === 'number' &&
    Array.isArray(documents) &&
    documents.every(isDocument) &&
    (way === undefined || isWay(way));
  if (!whole) throw storeError('store.broken', `无纸化单据的清单不完整：${file}`, [REPAIR]);
  return folder as unknown as PaperlessFolder;
}
