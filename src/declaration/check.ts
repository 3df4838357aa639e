import {
  codesOf,
  FIELDS,
  type Field,
  fieldsOf,
  fieldUse,
  hasUseOf,
  isScalar,
  SECTIONS,
  type SectionName,
  sizeOf,
} from '../catalogue/catalogue.ts';
import { bookFor } from '../catalogue/code-book.ts';
import { CONDITIONS } from '../catalogue/conditions.ts';
import type { MessageName } from '../catalogue/dialect.ts';
import { dialectIn, messageIn } from '../catalogue/dialect-in-force.ts';
import type { Declaration } from '../catalogue/document.ts';
import type { Fault } from '../catalogue/fault.ts';
import { FORMS } from '../catalogue/forms.ts';
import type { Direction } from '../catalogue/row.ts';
import { findingsInTurn, findingsOf, type RuleContext } from '../catalogue/rules/index.ts';
import { isSettable } from '../catalogue/wording.ts';
import { kindOf, type ScalarKind } from '../kinds/index.ts';
import { otherCode } from './other-list.ts';
import { fieldAt, heldAt, parsePath, pathOf, type Row, type Steps, valueIn } from './path.ts';

/** What an office makes of a fault. */
export type OfficeLevel = Fault['level'] | 'off';
/** Faults that an office wants to count otherwise than usual, by their codes. */
export type OfficeLevels = Readonly<Partial<Record<string, OfficeLevel>>>;

export interface CheckContext extends RuleContext {
  readonly levels?: OfficeLevels;
}

/** Everything that is wrong with a declaration, in the order of the entry page. Errors block sending, warnings never. */
export function check(document: Declaration, general: CheckContext): readonly Fault[] {
  const context = contextFor(document, general);
  const ofFields = (Object.keys(SECTIONS) as SectionName[]).flatMap(section => {
    const { rows } = SECTIONS[section];
    const check = (row: Row, at: Steps) => rowFaults(fieldsOf(section), row, at, document.direction, context);
    return rows ? document[rows].flatMap((row, index) => check(row, [rows, index])) : check(document, []);
  });
  const wrong = new Set(ofFields.filter(fault => fault.level === 'error').map(fault => fault.path));
  // A rule across fields has nothing to add to a value that is wrong by itself.
  const ofRules = findingsOf(document, context).filter(fault => !wrong.has(fault.path));
  return inPageOrder(judged([...ofFields, ...ofRules], context.levels));
}

/** What it is checked against: the tables in the form that this very declaration is sent in. */
const contextFor = (document: Declaration, context: CheckContext): CheckContext => ({
  ...context,
  book: bookFor(context.book, document),
});

/**
 * What is wrong outside of the lists, and what the rules have found anywhere (`contradictionsInTurn`): for a declaration the rows of which
 * are checked one by one.
 */
export function checkAround(document: Declaration, general: CheckContext, found: readonly Fault[]): readonly Fault[] {
  const context = contextFor(document, general);
  const sections = (Object.keys(SECTIONS) as SectionName[]).filter(section => !SECTIONS[section].rows);
  const ofFields = sections.flatMap(section =>
    rowFaults(fieldsOf(section), document as Row, [], document.direction, context),
  );
  const wrong = new Set(ofFields.filter(fault => fault.level === 'error').map(fault => fault.path));
  return inPageOrder([...judged(ofFields, context.levels), ...found.filter(fault => !wrong.has(fault.path))]);
}

/** What the rules across fields find, one rule after the other: others may have a turn in between. */
export function* contradictionsInTurn(document: Declaration, general: CheckContext): Generator<readonly Fault[]> {
  const context = contextFor(document, general);
  for (const found of findingsInTurn(document, context)) yield judged(found, context.levels);
}

/** What the rules across fields find, whatever is wrong with single values. */
export function contradictions(document: Declaration, general: CheckContext): readonly Fault[] {
  const context = contextFor(document, general);
  return judged(findingsOf(document, context), context.levels);
}

/** Whether anything blocks sending. */
export function hasErrors(faults: readonly Fault[]): boolean {
  return faults.some(fault => fault.level === 'error');
}

/** What is wrong with one value by itself, for the screen to say while the field is being edited. */
export function valueFaults(
  field: Field,
  value: unknown,
  path: string,
  direction: Direction,
  context: CheckContext,
): readonly Fault[] {
  if (!isScalar(field) || isMissing(value)) return [];
  return judged(ownFaults(field, value, path, direction, context), context.levels);
}

function ownFaults(
  field: Field & { readonly kind: ScalarKind },
  value: unknown,
  path: string,
  direction: Direction,
  context: CheckContext,
): readonly Fault[] {
  const kind = kindOf(field.kind);
  if (!kind.is(value)) return [{ code: 'value.shape', path, level: 'error', params: { expected: field.kind } }];
  const fault = kind.fault(value, sizeOf(field, direction));
  if (fault) {
    // What the forms since 2018 write is often longer: then that is what is wrong with it.
    const today = codeFaults(field, value, path, direction, context).filter(({ code }) => code === 'code.today');
    return today.length > 0 ? today : [{ ...fault, path, level: 'error' }];
  }
  return [...codeFaults(field, value, path, direction, context), ...formFaults(field, value, path)];
}

/** The faults as the office counts them; those that the message itself needs stay what they are. */
function judged(faults: readonly Fault[], levels: OfficeLevels = {}): readonly Fault[] {
  return faults.flatMap(fault => {
    const level = isSettable(fault.code) ? levels[fault.code] : undefined;
    if (level === undefined || level === fault.level) return [fault];
    return level === 'off' ? [] : [{ ...fault, level }];
  });
}

export function isMissing(value: unknown): boolean {
  return (
    value === undefined ||
    value === '' ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
  );
}

function rowFaults(
  fields: readonly Field[],
  row: Row,
  at: Steps,
  direction: Direction,
  context: CheckContext,
): Fault[] {
  if (at.length > 0 && isMissing(row)) return [{ code: 'row.empty', path: pathOf(at), level: 'error' }];
  const message = messageIn(context.book, direction);
  return fields.flatMap((field, place): readonly Fault[] => {
    const value = valueIn(row, field);
    const unused = fieldUse(field, direction, message) === '-';
    // Most fields of a row are empty and may be: no path is made for them.
    if (isMissing(value) && (unused || !isRequired(field, row, direction, message))) return [];
    // What another form of the message has is nobody's business here.
    if (unused && field.extras.message !== undefined) return [];
    const steps = [...at, field.name];
    const path = pathOf(steps);
    if (unused) return [{ code: 'field.not-on-form', path, level: 'warning' }];
    if (isMissing(value)) return [{ code: 'required', path, level: 'error' }];
    if (field.kind === 'rows') {
      const rows = Array.isArray(value) ? value : [];
      const faults = rows.flatMap((child: Row, index) =>
        rowFaults(field.children, child, [...steps, index], direction, context),
      );
      return faults.length > 0 ? notViewed(faults, fields.slice(0, place), at) : [];
    }
    if (field.kind === 'group') return rowFaults(field.children, value as Row, steps, direction, context);
    return isScalar(field) ? ownFaults(field, value, path, direction, context) : [];
  });
}

/** A field may show a value of a row as its own: what is told there is not told again under the path of the row. */
function notViewed(faults: readonly Fault[], before: readonly Field[], at: Steps): readonly Fault[] {
  const views = before.filter(({ extras }) => extras.at);
  const viewed = new Set(views.map(({ name }) => pathOf(heldAt([...at, name]))));
  return faults.filter(({ path }) => !viewed.has(path));
}

/** Whether a field of this row must be filled on this form, where this form of the message is sent. */
export function isRequired(field: Field, row: Row, direction: Direction, message: MessageName | undefined): boolean {
  const { requiredWhen } = field.extras;
  if (fieldUse(field, direction, message) !== 'R') return false;
  return requiredWhen === undefined || hasUseOf(field, message) || CONDITIONS[requiredWhen](row);
}

/** The fields that must be filled on this form and are not. */
export function missingFields(
  fields: readonly Field[],
  row: Row,
  direction: Direction,
  message: MessageName | undefined,
): readonly Field[] {
  return fields.filter(field => isMissing(valueIn(row, field)) && isRequired(field, row, direction, message));
}

function codeFaults(
  field: Field,
  value: unknown,
  path: string,
  direction: Direction,
  { book, dialect = dialectIn(book, direction) }: CheckContext,
): Fault[] {
  const table = codesOf(field, direction, dialect);
  if (!table) return [];
  const codes = Array.isArray(value) ? (value as string[]) : [String(value)];
  return codes.flatMap((code): Fault[] => {
    const fault = (word: string, params: Fault['params'] = {}, level: Fault['level'] = 'error'): Fault[] => [
      { code: word, path, level, params: { code, ...params } },
    ];
    if (field.extras.groupCodes?.includes(code)) return fault('code.heading');
    const entry = book.find(table, code);
    if (entry?.stopped) return fault('code.stopped', { name: entry.name });
    if (entry) {
      const side = entry.extra.direction;
      if (side && side !== (direction === 'in' ? 'in' : 'out')) return fault('code.direction');
      return field.extras.group && entry.extra.group !== field.extras.group ? fault('code.group') : [];
    }
    const meant = book.ofToday?.(table, code).codes ?? [];
    if (meant.length > 0) return fault('code.today', { codes: listed(meant, table, book) });
    const other = otherCode(field, direction, code, book, dialect);
    if (other) return fault('code.other-list', other.told);
    if (book.complete(table)) return fault('code.unknown');
    if (!book.fits(table, code)) return fault('code.form');
    return book.loaded(table) ? fault('code.unverified', {}, 'warning') : [];
  });
}

const MOST_MEANT = 4;

/** Codes with their names, for people to choose from. */
function listed(codes: readonly string[], table: string, book: CheckContext['book']): string {
  const shown = codes.slice(0, MOST_MEANT).map(code => `${code} ${book.find(table, code)?.name ?? ''}`.trim());
  return `${shown.join('、')}${codes.length > MOST_MEANT ? '……' : ''}`;
}

function formFaults(field: Field, value: unknown, path: string): Fault[] {
  const word = field.extras.form && typeof value === 'string' ? FORMS[field.extras.form](value) : undefined;
  return word ? [{ code: word, path, level: 'warning' }] : [];
}

const PLACE = new Map(FIELDS.map((field, index) => [field.id as string, index]));
const SECTION_PLACE = new Map<string, number>();
for (const [name, { rows }] of Object.entries(SECTIONS)) {
  if (rows) SECTION_PLACE.set(rows, PLACE.get(fieldsOf(name as SectionName)[0]?.id ?? '') ?? 0);
}

/** The places of the fields on the way of a path, by the path without its row numbers; NaN where one of them goes. */
const PLACES = new Map<string, readonly number[]>();

/** Where a path stands on the page: the place of each field on the way and the numbers of the rows. */
function placeOf(path: string): readonly number[] {
  const rows = path.match(/\d+(?=\])/gu) ?? [];
  const shape = rows.length > 0 ? path.replace(/\d+(?=\])/gu, '0') : path;
  const known = PLACES.get(shape) ?? placesIn(shape);
  PLACES.set(shape, known);
  let row = 0;
  return known.map(place => (Number.isNaN(place) ? Number(rows[row++]) : place));
}

function placesIn(shape: string): readonly number[] {
  const steps = parsePath(shape) ?? [];
  return steps.map((step, depth) =>
    typeof step === 'number'
      ? Number.NaN
      : (PLACE.get(fieldAt(steps.slice(0, depth + 1))?.id ?? '') ?? SECTION_PLACE.get(step) ?? -1),
  );
}

/** Negative, zero or positive, as the first path stands on the page before, at, or behind the second. */
export function comparePlaces(first: string, second: string): number {
  return compareSteps(placeOf(first), placeOf(second));
}

function compareSteps(first: readonly number[], second: readonly number[]): number {
  const depth = first.findIndex((at, index) => at !== second[index]);
  return depth < 0 ? first.length - second.length : (first[depth] ?? -1) - (second[depth] ?? -1);
}

function inPageOrder(faults: readonly Fault[]): readonly Fault[] {
  return faults
    .map(fault => ({ fault, place: placeOf(fault.path) }))
    .sort((a, b) => compareSteps(a.place, b.place))
    .map(({ fault }) => fault);
}
