import { createHash } from 'node:crypto';
import { QUANTITY } from '../catalogue/amounts.ts';
import { fieldOf } from '../catalogue/catalogue.ts';
import { DIRECTIONS, type Direction } from '../catalogue/row.ts';
import { SUMMARY } from '../catalogue/summary.ts';
import { fieldAt, get, parsePath, type Steps } from '../declaration/path.ts';
import { eventOf } from '../declaration/receipt.ts';
import { reasonsIn } from '../declaration/receive.ts';
import type { DeclarationRecord, KeptReceipt } from '../declaration/record.ts';
import type { RecallEntry, RecallSource } from '../store/recall.ts';
import { cleanLine } from '../text.ts';

/** A reason for which the bureau sent a declaration back, and of what it was. */
export interface RejectionSaying {
  readonly direction: Direction;
  /** The id of the field that it names; nothing where it names none. */
  readonly field: string;
  readonly party: string;
  /** The HS code of the goods line that it names. */
  readonly code: string;
  readonly text: string;
  readonly entryNo: string;
  /** `yyyy-MM-dd` by the bureau's clock. */
  readonly day: string;
}

/** The name of the log in the store. */
export const REJECTIONS = 'rejections';

/** Characters of a reason that are kept. */
const LONGEST = 120;
const CODE = fieldOf(QUANTITY.of);

/** The rejections that receipts bring, each once: what the record before had already is not counted again. */
export function rejectionsSource(): RecallSource<DeclarationRecord> {
  return {
    version: 1,
    of(record, before) {
      const known = new Set(before?.receipts.map(({ identity }) => identity));
      return record.receipts
        .filter(receipt => eventOf(receipt) === 'rejected' && !known.has(receipt.identity))
        .flatMap(receipt => sayingsOf(record, receipt));
    },
  };
}

function sayingsOf(
  { document, entryNo }: DeclarationRecord,
  { text, time, keptAt }: KeptReceipt,
): readonly RecallEntry[] {
  const { direction } = document;
  const party = lineOf(get(document, SUMMARY.party[direction]));
  const sayings = reasonsIn(text, document).map(({ path, text: reason }): RejectionSaying => {
    const steps: Steps = (path !== undefined && parsePath(path)) || [];
    const inLine = steps[0] === CODE.section && typeof steps[1] === 'number';
    const code = inLine ? lineOf(get(document, [...steps.slice(0, 2), CODE.name])) : '';
    const said = lineOf(reason).slice(0, LONGEST);
    return { direction, field: fieldAt(steps)?.id ?? '', party, code, text: said, entryNo, day: time.slice(0, 10) };
  });
  const at = Date.parse(keptAt);
  const byKey = new Map(sayings.filter(saying => saying.text !== '').map(saying => [keyOf(saying), saying]));
  return [...byKey].map(([key, value]) => ({ key, value, at: Number.isNaN(at) ? 0 : at }));
}

const lineOf = (value: unknown): string => (typeof value === 'string' ? cleanLine(value).trim() : '');

/** The same reason in another line, or of another day, is the same. */
const keyOf = ({ direction, field, party, code, text }: RejectionSaying): string =>
  JSON.stringify([direction, field, party, code, text.replace(/第\s*\d+\s*[项行]/gu, '')]);

/** By which people and settings name a reason. */
export const nameOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 8);

/** A value from the log, if it is one. */
export function rejectionSaying(value: unknown): RejectionSaying | undefined {
  const held = (value ?? {}) as Partial<RejectionSaying>;
  const texts = [held.field, held.party, held.code, held.text, held.entryNo, held.day];
  const isWhole = DIRECTIONS.some(known => known === held.direction) && texts.every(text => typeof text === 'string');
  return isWhole ? (value as RejectionSaying) : undefined;
}
