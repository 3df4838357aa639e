import {
  type Field,
  type FieldId,
  fieldOf,
  fieldsOf,
  HEAD_SECTIONS,
  isScalar,
  labelOn,
  onForm,
  SECTIONS,
  type SectionName,
} from '../catalogue/catalogue.ts';
import { CHECK_COLUMNS } from '../catalogue/check-list.ts';
import type { CodeBook } from '../catalogue/code-book.ts';
import type { Declaration } from '../catalogue/document.ts';
import { TOTALS } from '../catalogue/totals.ts';
import { cleanLine } from '../text.ts';
import { isMissing } from './check.ts';
import { compare, type Difference } from './compare.ts';
import { describe } from './describe.ts';
import { fieldAt, parsePath, type Row, type Steps, valueIn } from './path.ts';
import { totalsOf } from './totals.ts';
import { valueText } from './value-text.ts';

/** Something that is not as it was there. */
export interface CheckDifference {
  readonly path: string;
  readonly where: string;
  readonly what: 'changed' | 'added' | 'gone' | 'moved';
  readonly before: string;
  readonly after: string;
}

/** A declaration to be read through before it goes: what differs from an earlier one first, then all of it. */
export interface CheckList {
  /** Of the head what has a value, in the order of the page. */
  readonly head: readonly { readonly label: string; readonly text: string }[];
  /** Undefined where there was nothing to hold it against. */
  readonly differences: readonly CheckDifference[] | undefined;
  /** A cell for each column of the table, several lines in one. */
  readonly goods: readonly (readonly string[])[];
  readonly totals: readonly { readonly label: string; readonly text: string }[];
}

export function checkList(document: Declaration, to: Declaration | undefined, book: CodeBook): CheckList {
  return {
    head: headOf(document, book),
    differences: to && differencesOf(document, to, book),
    goods: document.goods.map(line => cellsOf(line as Row, document, book)),
    totals: sumsOf(document, book),
  };
}

const isOwn = ({ extras }: Field): boolean => extras.identity !== undefined;

function headOf(document: Declaration, book: CodeBook): CheckList['head'] {
  const { direction } = document;
  const row = document as Row;
  return HEAD_SECTIONS.flatMap(section => fieldsOf(section)).flatMap(field => {
    const value = row[field.name];
    if (!onForm(field, direction) || isMissing(value)) return [];
    const text = isScalar(field)
      ? valueText(value, field, { book, direction })
      : field.kind === 'rows'
        ? (value as readonly Row[]).map(each => brief(each, field.children, document, book)).join('；')
        : brief(value as Row, field.children, document, book);
    return text === '' ? [] : [{ label: labelOn(field, direction), text: cleanLine(text) }];
  });
}

/** The list that the table shows. */
const GOODS_LIST = fieldOf(CHECK_COLUMNS[0]?.fields[0] as FieldId).section;

/** What people know a row by: its values, the first few. */
const IN_BRIEF = 6;
/** Pictures are no text. */
const LONGEST = 60;

function brief(row: Row, fields: readonly Field[], { direction }: Declaration, book: CodeBook): string {
  const texts = fields
    .filter(isScalar)
    .map(field => cleanLine(valueText(valueIn(row, field), field, { book, direction, naming: 'name' })))
    .filter(text => text !== '' && text.length <= LONGEST);
  return texts.slice(0, IN_BRIEF).join(' ');
}

/** In what it is not as the other: one that is held against itself differs in nothing. Numbers and days of its own are no difference. */
function differencesOf(document: Declaration, to: Declaration, book: CodeBook): readonly CheckDifference[] {
  const own = HEAD_SECTIONS.flatMap(section => fieldsOf(section)).filter(isOwn);
  const bare = (held: Declaration): Declaration => {
    const row: Row = held as Row;
    return Object.fromEntries(
      Object.entries(row).filter(([name]) => !own.some(field => field.name === name)),
    ) as Declaration;
  };
  const theirs = bare({ ...to, direction: document.direction });
  return compare(theirs, bare(document), theirs).differences.flatMap(difference => told(difference, document, book));
}

function told(
  { of, path, numbers, mine, theirs }: Difference,
  document: Declaration,
  book: CodeBook,
): readonly CheckDifference[] {
  const { direction } = document;
  const steps = parsePath(path) ?? [];
  const where = describe(path, direction) || cleanLine(path);
  if (of === 'order') return [{ path, where, what: 'moved', before: '', after: '换了次序' }];
  if (of === 'row') {
    const fields = childrenOf(steps.slice(0, -1));
    const said = (row: unknown): string =>
      row === undefined ? '' : rowText(row as Row, steps, fields, document, book);
    const what = theirs === undefined ? 'added' : 'gone';
    return [
      {
        path,
        where: numbers === 'theirs' ? `${where}（原来的）` : where,
        what,
        before: said(theirs),
        after: said(mine),
      },
    ];
  }
  const field = fieldAt(steps);
  const said = (value: unknown): string =>
    field ? short(cleanLine(valueText(value, field, { book, direction }))) : '';
  const [before, after] = [said(theirs), said(mine)];
  return before === after ? [] : [{ path, where, what: 'changed', before, after }];
}

/** A goods line is told by what its table shows, any other row by its first values. */
function rowText(row: Row, steps: Steps, fields: readonly Field[], document: Declaration, book: CodeBook): string {
  if (steps.length !== 2 || steps[0] !== GOODS_LIST) return brief(row, fields, document, book);
  return cellsOf(row, document, book)
    .map(cell => cell.replaceAll('\n', ' '))
    .filter(Boolean)
    .join('  ');
}

const MOST = 400;
const short = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST)}…` : text);

/** The fields of the rows of a list. */
function childrenOf(list: Steps): readonly Field[] {
  const section = (Object.keys(SECTIONS) as SectionName[]).find(name => SECTIONS[name].rows === list[0]);
  return list.length === 1 && section ? fieldsOf(section) : (fieldAt(list)?.children ?? []);
}

function cellsOf(line: Row, { direction }: Declaration, book: CodeBook): readonly string[] {
  return CHECK_COLUMNS.map(({ fields, below, codes }) =>
    fields
      .map(id => fieldOf(id))
      .map(field =>
        cleanLine(valueText(valueIn(line, field), field, { book, direction, naming: codes ? 'code' : 'name' })),
      )
      .filter(Boolean)
      .join(below ? '\n' : ' '),
  );
}

function sumsOf({ goods }: Declaration, book: CodeBook): CheckList['totals'] {
  const sums = totalsOf(goods);
  return (Object.keys(TOTALS) as (keyof typeof TOTALS)[]).flatMap(of => {
    const { label, codes } = TOTALS[of];
    const own = sums.filter(each => each.of === of);
    const text = own.map(({ sum, unit }) =>
      `${grouped(sum)} ${unit ? (book.find(codes, unit)?.name ?? unit) : ''}`.trim(),
    );
    return own.length === 0 ? [] : [{ label, text: text.join('，') }];
  });
}

/** The digits in groups of three. */
function grouped(sum: string): string {
  const [whole = '', fraction] = sum.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/gu, ',')}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** What each kind of difference is called. */
export const WHAT_DIFFERS: Readonly<Record<CheckDifference['what'], string>> = {
  changed: '改',
  added: '加',
  gone: '减',
  moved: '移',
};
