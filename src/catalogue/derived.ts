import { codesIn, type FieldId, fieldOf } from './catalogue.ts';
import type { CodeBook } from './code-book.ts';
import type { Direction } from './row.ts';

type Row = Readonly<Record<string, unknown>>;

/** A value that follows from others of the same row. `always`: it is never anyone's own choice and is renewed; else it fills what is empty. */
export interface Derivation {
  readonly id: FieldId;
  /** Undefined: not known; empty text: known that there is none. */
  readonly from: (row: Row, book: CodeBook, direction: Direction) => unknown;
  readonly always?: true;
}

const ofHs = (row: Row, book: CodeBook) => (typeof row.hsCode === 'string' ? book.find('hs', row.hsCode) : undefined);

/** The name of the code in another field of the row. */
const nameOf =
  (name: string, id: FieldId): Derivation['from'] =>
  (row, book, direction) => {
    const table = codesIn(book, fieldOf(id), direction);
    const code = row[name];
    return table && typeof code === 'string' ? book.find(table, code)?.name : undefined;
  };

/** The one code of today for a code of e-CIQ in another field of the row. */
const todayOf =
  (name: string, table: string): Derivation['from'] =>
  (row, book) => {
    const code = row[name];
    return typeof code === 'string' ? book.toToday?.(table, code).preferred : undefined;
  };

/** The one code of e-CIQ for a code of today. */
const eciqOf =
  (name: string, table: string): Derivation['from'] =>
  (row, book) => {
    const code = row[name];
    return typeof code === 'string' ? book.ofToday?.(table, code).preferred : undefined;
  };

// biome-ignore format: table
export const DERIVED: readonly Derivation[] = [
  { id: 'enterpriseQualifications.typeName', from: nameOf('type', 'enterpriseQualifications.type') },
  { id: 'tradeMode',                         from: eciqOf('supervisionMode', 'trade-modes') },
  { id: 'supervisionMode',                   from: todayOf('tradeMode', 'trade-modes') },
  { id: 'attachedDocuments.name',            from: nameOf('type', 'attachedDocuments.type') },
  { id: 'containers.quantity',               from: row => (Array.isArray(row.numbers) ? String(row.numbers.length) : undefined) },
  { id: 'goods.inspectionCategory',          from: (row, book) => ofHs(row, book)?.extra.inspection, always: true },
  { id: 'goods.name',                        from: (row, book) => ofHs(row, book)?.name },
  { id: 'goods.standardUnit',                from: (row, book) => ofHs(row, book)?.extra.unit1 },
  { id: 'goods.secondUnit',                  from: (row, book) => ofHs(row, book)?.extra.unit2 },
  { id: 'goods.licences.typeName',           from: nameOf('type', 'goods.licences.type') },
  { id: 'goods.danger.name',                 from: nameOf('unNo', 'goods.danger.unNo') },
];
