import { codesIn, type Field, type FieldId, fieldOf, isInForce, isScalar, sizeOf } from '../catalogue/catalogue.ts';
import type { CodeBook } from '../catalogue/code-book.ts';
import type { Direction } from '../catalogue/row.ts';
import { SCANNED, type ScannedKind } from '../catalogue/scanned.ts';
import { SUMMARY, type SummaryColumn } from '../catalogue/summary.ts';
import { kindOf } from '../kinds/index.ts';
import { cleanLine } from '../text.ts';

/** A place that a text can belong into. */
export interface ScannedPlace {
  readonly label: string;
  readonly id: FieldId;
  /** As the field holds it. */
  readonly text: string;
  readonly certain: boolean;
}

/** What a text is judged by. */
export interface ScannedAround {
  readonly direction: Direction;
  readonly book: CodeBook;
  /** The values of a column in earlier declarations. */
  readonly past: (column: SummaryColumn) => readonly string[];
}

/** So many earlier numbers make a shape known. */
const KNOWN = 2;

/** A text as it is compared: without what scanners and sheets put around it. */
export const scannedText = (text: string): string => cleanLine(text).normalize('NFKC').trim().toUpperCase();

/** The shape of a number: letters, figures and what stands between them, as long as it is. */
export const shapeOf = (text: string): string => scannedText(text).replace(/\d/gu, '9').replace(/[A-Z]/gu, 'A');

/** Whether numbers of this shape were declared before in the column. */
function isShapeOf(text: string, column: SummaryColumn, { past }: ScannedAround): boolean {
  const shape = shapeOf(text);
  let seen = 0;
  for (const value of past(column)) {
    if (shapeOf(value) === shape) seen += 1;
    if (seen >= KNOWN) return true;
  }
  return false;
}

/** Whether the table has the code; figures that no table has are figures, while what says itself what it is needs none. */
function isInTable({ table, certain }: ScannedKind, text: string, { book, direction }: ScannedAround): boolean {
  if (table === undefined) return true;
  const name = codesIn(book, fieldOf(table), direction);
  if (name === undefined) return false;
  return book.find(name, text) !== undefined || (certain === true && !book.loaded(name) && book.fits(name, text));
}

/** All places on the form that a text can be for; none where nothing tells what it is. */
export function placesOf(text: string, around: ScannedAround): readonly ScannedPlace[] {
  const plain = scannedText(text);
  return SCANNED.flatMap((kind): readonly ScannedPlace[] => {
    const { label, fits, shaped, fields, held, certain = false } = kind;
    if (!fits(plain)) return [];
    const value = held?.(plain) ?? plain;
    if (!isInTable(kind, value, around)) return [];
    if (shaped !== undefined && !isShapeOf(plain, shaped, around)) return [];
    const own = shaped === undefined ? fields : ([SUMMARY[shaped][around.direction]].filter(Boolean) as FieldId[]);
    return own
      .filter(id => isInForce(around.book, fieldOf(id), around.direction))
      .map(id => ({ label, id, text: value, certain }));
  });
}

/** So many earlier declarations show what the numbers of papers look like. */
const LOOKED_AT = 300;

/** The rows of the index, as far as they are looked at. */
interface Rows {
  readonly length: number;
  reader(column: SummaryColumn | 'direction'): (at: number) => unknown;
}

/** What earlier declarations of a kind have in a column, the newest first. */
export function pastIn(rows: Rows, direction: Direction): ScannedAround['past'] {
  return column => {
    const [textAt, directionAt] = [rows.reader(column), rows.reader('direction')];
    const found: string[] = [];
    for (let at = 0; at < rows.length && found.length < LOOKED_AT; at += 1) {
      const text = directionAt(at) === direction ? textAt(at) : undefined;
      if (text) found.push(String(text));
    }
    return found;
  };
}

/** Texts that may have anything in them are as long as this. */
const FREE = 200;

/** The column whose values a field holds, if it is one of those that are known by examples. */
const columnOf = (id: FieldId, direction: Direction): SummaryColumn | undefined =>
  SCANNED.flatMap(({ shaped }) => shaped ?? []).find(column => SUMMARY[column][direction] === id);

/** Whether a text may be meant for this field, whatever else it could be. */
export function mayHold(field: Field, text: string, places: readonly ScannedPlace[], around: ScannedAround): boolean {
  if (places.some(({ id }) => id === field.id)) return true;
  const { direction, book } = around;
  const plain = scannedText(text);
  if (!isScalar(field)) return false;
  if (field.kind === 'code') {
    const table = codesIn(book, field, direction);
    return table === undefined || book.find(table, plain) !== undefined;
  }
  if (field.kind === 'codes' || field.kind === 'flags' || field.kind === 'flag' || field.kind === 'list') return false;
  const size = sizeOf(field, direction);
  if (kindOf(field.kind).parse(plain, size).fault) return false;
  if (field.kind !== 'text') return !places.some(({ certain }) => certain);
  if (size.max >= FREE) return true;
  const column = columnOf(field.id, direction);
  if (column !== undefined && isShapeOf(plain, column, around)) return true;
  if (places.some(({ certain }) => certain)) return false;
  // One number of papers is only told from the other where it is known what those of this field look like.
  return (
    column === undefined || around.past(column).length < KNOWN || places.every(({ id }) => !columnOf(id, direction))
  );
}
