import { HEAD_SECTIONS, SECTIONS } from '../catalogue/catalogue.ts';
import type { Declaration } from '../catalogue/document.ts';
import type { Fault } from '../catalogue/fault.ts';
import type { Table } from '../catalogue/row.ts';
import { isMissing } from './check.ts';
import { withDeclarationNo } from './create.ts';
import { nextStatus, type Status } from './life-cycle.ts';
import { paperlessOf } from './paperless.ts';
import { get } from './path.ts';
import { eventOf, numbersOf, type Receipt } from './receipt.ts';
import type { DeclarationRecord, KeptReceipt } from './record.ts';

/**
 * The record with these receipts kept and applied. The same receipt twice changes nothing, and the outcome does not depend on the
 * order in which they arrive: the receipts of the present sending are told in the order of their own time, from the status sent.
 */
export function withReceipts(
  record: DeclarationRecord,
  arrived: readonly Receipt[],
  keptAt: string,
): DeclarationRecord {
  const known = new Set(record.receipts.map(({ identity }) => identity));
  const fresh = arrived.filter(({ identity }) => !known.has(identity) && known.add(identity));
  if (fresh.length === 0) return record;
  const receipts = [
    ...record.receipts,
    ...fresh.map((receipt): KeptReceipt => ({ ...receipt, sending: sendingOf(receipt, record), keptAt })),
  ].sort(byTime);
  return settled({ ...record, receipts });
}

/**
 * The sending that a receipt answers. A declaration is sent anew only after it was rejected, so all receipts of the new sending are
 * later, by the bureau's own clock, than those known of the old one: what is earlier than one of them belongs to the old one.
 */
function sendingOf({ time }: Receipt, { receipts, sending }: DeclarationRecord): number {
  return Math.min(sending, ...receipts.filter(kept => kept.time > time).map(kept => kept.sending));
}

function settled(record: DeclarationRecord): DeclarationRecord {
  const numbers = Object.assign({}, ...record.receipts.map(numbersOf)) as ReturnType<typeof numbersOf>;
  const events = record.receipts.filter(({ sending }) => sending === record.sending).map(eventOf);
  const underway = record.status === 'withdrawn' ? record.underneath : record.status;
  // A correction that is being written is not overtaken by what the bureau says of the sending before it.
  const editing = underway === 'draft' || underway === 'saved';
  const status = editing ? underway : events.reduce<Status>((at, event) => nextStatus(at, event) ?? at, 'sent');
  const paperless = paperlessOf(record);
  return {
    ...record,
    ...numbers,
    ...(numbers.declarationNo && { document: withDeclarationNo(record.document, numbers.declarationNo) }),
    ...(record.status === 'withdrawn' ? { underneath: status } : { status: status ?? record.status }),
    ...(events.includes('sampled') && { sampled: true as const }),
    ...(paperless && { paperless }),
  };
}

// The bureau's clock has seconds only: of one second, the receipt that moves a declaration least comes first.
const STAGES = [
  'received',
  'noted',
  'unknown',
  'returned',
  'reported',
  'sampled',
  'rejected',
  'accepted',
  'cleared',
  'released',
];

function byTime(a: Receipt, b: Receipt): number {
  const [x, y] = [a, b].map(receipt => `${receipt.time} ${STAGES.indexOf(eventOf(receipt))} ${receipt.identity}`) as [
    string,
    string,
  ];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The reasons of the last rejection, laid on fields where the text names them: 第2项货物【报检数量】… is goods[1].quantity. */
export function rejectionFaults(record: DeclarationRecord): readonly Fault[] {
  const last = record.receipts.findLast(receipt => eventOf(receipt) === 'rejected');
  return last
    ? reasonsIn(last.text, record.document).flatMap(({ path, text }): Fault[] =>
        path === undefined ? [] : [{ code: 'bureau.rejected', path, level: 'error', params: { text } }],
      )
    : [];
}

/** A reason that the bureau gives, and the place that it names if it names one. */
export interface Reason {
  readonly path: string | undefined;
  readonly text: string;
}

/** The single reasons in the text of a rejection. */
export function reasonsIn(text: string, document: Declaration): readonly Reason[] {
  return text
    .split(/[;；。\n]+/u)
    .map(reason => reason.trim())
    .filter(reason => reason !== '')
    .map(reason => ({ path: pathIn(reason, document), text: reason.replace(/^退单[：:，,]?\s*/u, '') }));
}

function pathIn(reason: string, document: Declaration): string | undefined {
  for (const { fields, rows, row } of Object.values(SECTIONS)) {
    const pattern = rows && row ? new RegExp(row(0).replace('0', '\\s*([1-9]\\d{0,2})\\s*'), 'u') : undefined;
    const number = pattern?.exec(reason)?.[1];
    if (number === undefined) continue;
    const name = fieldNamed(reason, fields);
    return `${rows}[${Number(number) - 1}]${name ? `.${name}` : ''}`;
  }
  const heads = HEAD_SECTIONS.map(name => SECTIONS[name]).filter(
    // The fields of another form of the message are meant where it was filled in for that.
    ({ message, fields }) => message === undefined || Object.keys(fields).some(name => !isMissing(get(document, name))),
  );
  return fieldNamed(reason, Object.assign({}, ...heads.map(({ fields }) => fields)) as Table);
}

/** The field whose label the text holds: between 【】 it is the whole label, else the longest label first, 关联报检号 before 报检号. */
function fieldNamed(reason: string, fields: Table): string | undefined {
  const named = [...reason.matchAll(/【([^】]*)】/gu)].map(([, label = '']) => label);
  const fits = (label: string) => (named.length > 0 ? named.includes(label) : reason.includes(label));
  const found = Object.entries(fields).filter(([, { label }]) => fits(label));
  return found.sort(([, a], [, b]) => b.label.length - a.label.length)[0]?.[0];
}
