import { fieldOf } from '../catalogue/catalogue.ts';
import type { Goods } from '../catalogue/document.ts';
import { LEDGER, LEDGER_LINE } from '../catalogue/ledger.ts';
import type { TOTALS } from '../catalogue/totals.ts';
import { GrowingSum } from '../kinds/number.ts';
import { valuesOf } from './derive.ts';
import { isEditable, type Status } from './life-cycle.ts';
import type { Row } from './path.ts';
import { eventOf } from './receipt.ts';
import type { DeclarationRecord } from './record.ts';
import { totalsOf } from './totals.ts';

/**
 * What the ledger counts of a declaration. It is kept with the row of the index, so that a question about 200,000 declarations reads no
 * declaration: the figures change when the declaration does, and are made anew with the index.
 */
export interface Figures {
  /** Whether goods in it are subject to inspection: 法检标识 (3.8). */
  readonly inspected: 'Y' | 'N';
  readonly registration: string;
  /** Code of the bureau that accepts it. */
  readonly office: string;
  /** Its status; of a withdrawn one what it is underneath. */
  readonly stage: Status;
  /** Seconds since 1970 of the last sending and of the release, or nothing. */
  readonly sent: string;
  readonly released: string;
  /** Why the bureau has sent it back, every reason once, a line each; nothing when it never did. */
  readonly reasons: string;
  /** The totals of its goods by chapter and country, as `sharesOf` reads them. */
  readonly shares: string;
}

export function figuresOf(record: DeclarationRecord): Figures {
  const { document } = record;
  const stage = record.underneath ?? record.status;
  const reasons = reasonsOf(record);
  const sent = record.sentAt !== undefined && (!isEditable(stage) || record.receipts.length > 0);
  return {
    inspected: document.goods.some(line => textIn(line, LEDGER_LINE.category) !== '') ? 'Y' : 'N',
    registration: texts(record, LEDGER.registration[document.direction])[0] ?? '',
    office: texts(record, LEDGER.office[document.direction])[0] ?? '',
    stage,
    sent: sent ? secondsOf(record.sentAt ?? '') : '',
    released: stage === 'released' ? releaseOf(record) : '',
    reasons: reasons.join('\n'),
    shares: encodedShares(record),
  };
}

const BEIJING_OFFSET = '+08:00';

function secondsOf(time: string): string {
  const milliseconds = Date.parse(time);
  return Number.isNaN(milliseconds) ? '' : String(Math.floor(milliseconds / 1000));
}

/** By the clock of the bureau, which is Beijing's; by ours where the receipt has no time that can be read. */
function releaseOf({ receipts }: DeclarationRecord): string {
  const receipt = receipts.find(each => ['cleared', 'released'].includes(eventOf(each)));
  if (!receipt) return '';
  return secondsOf(`${receipt.time.replace(' ', 'T')}${BEIJING_OFFSET}`) || secondsOf(receipt.keptAt);
}

/** Characters of a reason, and reasons of a declaration, that are kept. */
const LONGEST = 60;
const MOST = 8;
export const NO_REASON = '没有写明原因';

/** The same reason in other rows is the same reason: what is told apart is what was wrong, not in which line. */
function reasonsOf({ receipts }: DeclarationRecord): readonly string[] {
  const reasons = receipts
    .filter(receipt => eventOf(receipt) === 'rejected')
    .flatMap(({ text }) => {
      const found = text.split(/[;；。\n]+/u).map(reasonIn);
      return found.some(Boolean) ? found.filter(Boolean) : [NO_REASON];
    });
  return [...new Set(reasons)].slice(0, MOST);
}

function reasonIn(text: string): string {
  const plain = text
    .replace(/（练习局）/gu, '')
    .replace(/^\s*退单\s*[：:，,]?\s*/u, '')
    .replace(/第\s*\d+\s*(项|行|个|条)(?:的)?/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return [...plain].slice(0, LONGEST).join('');
}

function texts({ document }: DeclarationRecord, id: Parameters<typeof fieldOf>[0]): readonly string[] {
  return valuesOf(document, fieldOf(id)).filter(value => typeof value === 'string');
}

function textIn(line: Row, id: Parameters<typeof fieldOf>[0]): string {
  const value = line[fieldOf(id).name];
  return typeof value === 'string' ? value.trim() : '';
}

type TotalName = keyof typeof TOTALS;

/** A part of a declaration: the goods of one chapter from or for one country. */
export interface Share {
  readonly chapter: string;
  readonly country: string;
  /** For `eachSum`. */
  readonly sums: string;
}

const LETTERS: Readonly<Record<TotalName, string>> = { value: 'v', quantity: 'q', packages: 'p', weight: 'w' };

/** The total, and the code of its currency or unit, or nothing. */
export function sumMeant(of: string): { readonly of: TotalName; readonly unit: string } {
  const name = (Object.keys(LETTERS) as TotalName[]).find(each => LETTERS[each] === of.charAt(0));
  return { of: name ?? 'value', unit: of.slice(1) };
}

/** A code that no table can have stands for none: the figures of its row are kept all the same. */
const plainCode = (code: string | undefined): string => (code && /^[\w.-]+$/u.test(code) ? code : '');

/** `22,250,v910:42000,q095:6000;87,276,…`: short and without anything beyond ASCII, since the index is read at every start. */
function encodedShares(record: DeclarationRecord): string {
  const { document } = record;
  const country = LEDGER.country[document.direction];
  const ofLine = fieldOf(country).section === fieldOf(LEDGER_LINE.tariff).section;
  const common = ofLine ? '' : plainCode(texts(record, country)[0]);
  const parts = new Map<string, Goods[]>();
  for (const line of document.goods) {
    const chapter = /^\d\d/u.exec(textIn(line, LEDGER_LINE.tariff))?.[0] ?? '';
    const key = `${chapter},${ofLine ? plainCode(textIn(line, country)) : common}`;
    const part = parts.get(key);
    if (part) part.push(line);
    else parts.set(key, [line]);
  }
  return [...parts]
    .map(([key, lines]) =>
      [key, ...totalsOf(lines).map(({ of, unit, sum }) => `${LETTERS[of]}${plainCode(unit)}:${sum}`)].join(','),
    )
    .join(';');
}

/** The shares that `figuresOf` has kept. */
export function sharesOf(text: string): readonly Share[] {
  if (text === '') return [];
  return text.includes(';') ? text.split(';').map(shareIn) : [shareIn(text)];
}

function shareIn(text: string): Share {
  const chapter = text.indexOf(',');
  const country = text.indexOf(',', chapter + 1);
  const end = country < 0 ? text.length : country;
  return { chapter: text.slice(0, chapter), country: text.slice(chapter + 1, end), sums: text.slice(end + 1) };
}

/** The totals of a share: which, and in which currency or unit, as `v840` is a value in dollars (`sumMeant`). */
export function eachSum({ sums }: Share, take: (of: string, sum: string) => void): void {
  for (let from = 0; from < sums.length; ) {
    const colon = sums.indexOf(':', from);
    const comma = sums.indexOf(',', colon);
    const end = comma < 0 ? sums.length : comma;
    take(sums.slice(from, colon), sums.slice(colon + 1, end));
    from = end + 1;
  }
}

/** Adds to the sum of this total, currency or unit, as `eachSum` names it. */
export function addTo(sums: Map<string, GrowingSum>, of: string, sum: string): void {
  let held = sums.get(of);
  if (!held) {
    held = new GrowingSum();
    sums.set(of, held);
  }
  held.add(sum);
}
