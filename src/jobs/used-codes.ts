import { setImmediate as breathe } from 'node:timers/promises';
import { type Field, type FieldId, fieldsOf, SECTIONS, type SectionName } from '../catalogue/catalogue.ts';
import type { Direction } from '../catalogue/row.ts';
import type { Row } from '../declaration/path.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { UserError } from '../errors.ts';
import type { Office } from './office.ts';

/** The codes that the fields of the last declarations had. */
export interface UsedCodes {
  /** The codes of a field on a form, those of the newest declaration first. */
  of(id: FieldId, direction: Direction): readonly string[];
  /** Reads what was declared since. */
  refresh(): Promise<void>;
}

/** Declarations of all forms that are looked at: what an office did in the last days, read in a blink. */
const DECLARATIONS = 60;
/** Codes of one field: more would hide what the search finds. */
const CODES = 8;
/** Files read without a pause, before keys get their turn. */
const AT_ONCE = 4;

const NONE: readonly string[] = [];

interface Read {
  readonly revision: number;
  readonly said: readonly (readonly [key: string, code: string])[];
}

/** Opens it, empty until the first `refresh`. Nothing is kept of it on the disk: it follows from the newest declarations. */
export function usedCodes(office: Office): UsedCodes {
  let known = new Map<string, Read>();
  let codes = new Map<string, readonly string[]>();
  return {
    of: (id, direction) => codes.get(keyOf(id, direction)) ?? NONE,
    async refresh() {
      const read = new Map<string, Read>();
      const rows = office.store.rows();
      const statusAt = rows.reader('status');
      let files = 0;
      for (let at = 0; at < rows.length && read.size < DECLARATIONS; at += 1) {
        if (statusAt(at) === 'draft') continue;
        const { entryNo = '', revision = 0 } = rows.at(at) ?? {};
        const before = known.get(entryNo);
        if (before?.revision === revision) read.set(entryNo, before);
        else {
          const record = await recordOf(office, entryNo);
          read.set(entryNo, { revision, said: record ? saidIn(record) : [] });
          files += 1;
          if (files % AT_ONCE === 0) await breathe();
        }
      }
      known = read;
      codes = byField(read.values());
    },
  };
}

const keyOf = (id: FieldId, direction: Direction): string => `${direction} ${id}`;

/** Undefined for one that cannot be read: whoever opens it is told. */
async function recordOf(office: Office, entryNo: string): Promise<DeclarationRecord | undefined> {
  try {
    return await office.store.get(entryNo);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return undefined;
  }
}

function byField(read: Iterable<Read>): Map<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { said } of read) {
    for (const [key, code] of said) {
      const codes = found.get(key);
      if (codes === undefined) found.set(key, [code]);
      else if (codes.length < CODES && !codes.includes(code)) codes.push(code);
    }
  }
  return found;
}

function saidIn({ document }: DeclarationRecord): Read['said'] {
  const said = (row: Row, fields: readonly Field[]): (readonly [string, string])[] =>
    fields.flatMap(field => {
      const value = row[field.name];
      if (field.kind === 'code')
        return typeof value === 'string' && value !== '' ? [[keyOf(field.id, document.direction), value] as const] : [];
      if (field.kind === 'rows') return rowsIn(value).flatMap(each => said(each, field.children));
      return field.kind === 'group' ? rowsIn([value]).flatMap(each => said(each, field.children)) : [];
    });
  return (Object.keys(SECTIONS) as SectionName[]).flatMap(name => {
    const { rows } = SECTIONS[name];
    const held = document as Row;
    return (rows ? rowsIn(held[rows]) : [held]).flatMap(row => said(row, fieldsOf(name)));
  });
}

const rowsIn = (value: unknown): readonly Row[] =>
  Array.isArray(value) ? value.filter(each => typeof each === 'object' && each !== null) : [];
