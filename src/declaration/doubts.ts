import { createHash } from 'node:crypto';
import { type Field, type FieldId, fieldOf, fieldsOf, HEAD_SECTIONS, isScalar } from '../catalogue/catalogue.ts';
import type { Declaration } from '../catalogue/document.ts';
import { DAY_OF_DECLARATION, DAYS_OF_SHIPMENT, SAME_NUMBERS, type SameNumber } from '../catalogue/doubts.ts';
import type { Fault } from '../catalogue/fault.ts';
import { isDate } from '../kinds/date.ts';
import { formOf } from './align.ts';
import { isMissing } from './check.ts';
import { rowsHolding } from './derive.ts';
import { get, pathOf, type Row } from './path.ts';

/** Something that is asked about once before a declaration is saved or sent: right as it may be, it is wrong more often. */
export interface Doubt {
  readonly fault: Fault;
  /** The same for the same thing found again: what was confirmed is not asked a second time. */
  readonly key: string;
}

/** Something by which declarations can be the same. */
interface Trait {
  readonly code: keyof typeof SAME_NUMBERS | 'duplicate.contents';
  readonly path: string;
  /** The number as it stands in the document. */
  readonly value: string;
  /** Equal in declarations that are the same in this. */
  readonly text: string;
  /** The day that must lie near, and how near. */
  readonly near?: { readonly day: string; readonly days: number };
}

/** Another declaration that looks like this one. */
export interface Other {
  readonly entryNo: string;
  readonly document: Declaration;
  /** Its day and status as people read them. */
  readonly day: string;
  readonly status: string;
}

/** Characters of a mark: of 800,000 marks in the index some two are equal by chance, and the documents tell. */
export const MARK_LENGTH = 6;

/** The marks of a declaration for the index, one after the other: those of two that look the same have one in common. */
export function marksOf(document: Declaration): readonly string[] {
  return [...new Set(traitsOf(document).map(({ text }) => markOf(text)))];
}

const markOf = (text: string): string => digestOf(text).slice(0, MARK_LENGTH);

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** A digest of what a declaration declares: the same for a copy, whatever numbers and day it has been given. */
export function contentsOf(document: Declaration): string {
  const contents: Row = { ...document };
  return digestOf(formOf({ ...contents, ...Object.fromEntries(ownNames(document).map(name => [name, undefined])) }));
}

/** What a declaration has of its own, whatever it declares: numbers and days that it was given. */
const ownNames = ({ direction }: Declaration): readonly string[] =>
  HEAD_SECTIONS.flatMap(section => fieldsOf(section))
    .filter(({ extras, use }) => extras.identity !== undefined || use[direction] === 'S')
    .map(({ name }) => name);

/** A document with the numbers and days of another one, so that the two differ in what they declare alone. */
export function withOwnOf(document: Declaration, other: Declaration): Declaration {
  const from: Row = { ...other };
  return { ...document, ...Object.fromEntries(ownNames(document).map(name => [name, from[name]])) };
}

function traitsOf(document: Declaration): readonly Trait[] {
  const contents = contentsOf(document);
  const whole: Trait = { code: 'duplicate.contents', path: '', value: contents, text: `contents ${contents}` };
  return [
    whole,
    ...(Object.keys(SAME_NUMBERS) as (keyof typeof SAME_NUMBERS)[]).flatMap(code =>
      numbersIn(document, code, SAME_NUMBERS[code]),
    ),
  ];
}

function numbersIn(document: Declaration, code: keyof typeof SAME_NUMBERS, same: SameNumber): readonly Trait[] {
  const { direction, sentAs } = document;
  const id = same.number[direction];
  if (id === undefined) return [];
  const others = (same.with[direction] ?? []).map(each =>
    valuesAt(document, each)
      .map(({ text }) => text)
      .sort(),
  );
  // Without the party or the goods a number says too little.
  if (others.some(values => values.length === 0)) return [];
  const dayAt = same.near?.day[direction];
  const day = dayAt && valuesAt(document, dayAt).find(({ text }) => isDate(text))?.text;
  return valuesAt(document, id).flatMap(({ text: value, path }): Trait[] => {
    const number = plain(value);
    // 无, N/M and the like stand where there is no number.
    if (!/\d/u.test(number)) return [];
    const text = JSON.stringify([code, sentAs === undefined ? direction : [direction, sentAs], number, ...others]);
    const near = same.near && day !== undefined ? { near: { day, days: same.near.days } } : {};
    return [{ code, path, value, text, ...near }];
  });
}

/** The texts that a field holds, each with its path; those of a list one by one. */
function valuesAt(document: Declaration, id: FieldId): readonly { readonly text: string; readonly path: string }[] {
  const field: Field = fieldOf(id);
  if (!isScalar(field)) return [];
  return rowsHolding(document, field).flatMap(({ at }) => {
    const steps = [...at, field.name];
    const held = get(document, steps);
    const values = Array.isArray(held) ? held : [held];
    return values.filter(value => !isMissing(value)).map(value => ({ text: String(value), path: pathOf(steps) }));
  });
}

/** A number in the way that all write it alike. */
const plain = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/\s+/gu, '');

const DAY = 86_400_000;
const YEAR = 366;

const daysBetween = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / DAY;

const areNear = (one: Trait, other: Trait): boolean =>
  !one.near || !other.near || Math.abs(daysBetween(one.near.day, other.near.day)) <= one.near.days;

/** Numbers of one kind that are named; of more only how many. */
const MAX_NAMED = 3;

/** In what a declaration is the same as others. One that is the same in everything is told as that alone. */
export function duplicatesOf(document: Declaration, others: readonly Other[]): readonly Doubt[] {
  const mine = traitsOf(document);
  return others.flatMap(other => {
    const theirs = new Map(traitsOf(other.document).map(trait => [trait.text, trait]));
    const shared = mine.filter(trait => {
      const same = theirs.get(trait.text);
      return same !== undefined && areNear(trait, same);
    });
    const whole = shared.filter(({ code }) => code === 'duplicate.contents');
    const told = whole.length > 0 ? whole : shared;
    return [...new Set(told.map(({ code }) => code))].map(code =>
      duplicate(
        code,
        told.filter(trait => trait.code === code),
        other,
      ),
    );
  });
}

function duplicate(code: Trait['code'], traits: readonly Trait[], { entryNo, day, status }: Other): Doubt {
  const values = [...new Set(traits.map(({ value }) => value))];
  const named = values.slice(0, MAX_NAMED).join('、');
  const value = values.length > MAX_NAMED ? `${named} 等 ${values.length} 个` : named;
  const params = { entryNo, day, status, ...(code !== 'duplicate.contents' && { value }) };
  return {
    fault: { code, path: traits[0]?.path ?? '', level: 'warning', params },
    key: [code, entryNo, ...values].join(' '),
  };
}

/** Days of the shipment that lie more than a year before the day of the declaration. */
export function oldDaysOf(document: Declaration, today: string): readonly Doubt[] {
  const day = valuesAt(document, DAY_OF_DECLARATION).find(({ text }) => isDate(text))?.text ?? today;
  return DAYS_OF_SHIPMENT.filter(id => fieldOf(id).use[document.direction] !== '-').flatMap(id =>
    valuesAt(document, id).flatMap(({ text: value, path }): Doubt[] =>
      isDate(value) && daysBetween(value, day) > YEAR
        ? [
            {
              fault: { code: 'date.year-old', path, level: 'warning', params: { value, day } },
              key: `date.year-old ${path} ${value}`,
            },
          ]
        : [],
    ),
  );
}

/** A rejected declaration that is to go again as it went, `sent` being the digest of what was rejected. */
export function unchangedOf(document: Declaration, sent: string | undefined): readonly Doubt[] {
  if (sent === undefined || sent !== contentsOf(document)) return [];
  return [{ fault: { code: 'rejected.unchanged', path: '', level: 'warning' }, key: `rejected.unchanged ${sent}` }];
}
