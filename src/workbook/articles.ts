import { ARTICLE } from '../catalogue/articles.ts';
import { type FieldId, fieldOf } from '../catalogue/catalogue.ts';
import { DIRECTIONS, type Direction } from '../catalogue/row.ts';
import {
  ARTICLE_STATE_WORDS,
  type ArticleIdentity,
  type ArticleState,
  type ArticleValues,
  articleKey,
  DIRECTION_WORDS,
} from '../declaration/articles.ts';
import { cleanLine } from '../text.ts';
import { ARTICLE_COLUMNS, ARTICLE_REQUIRED, type ArticleColumn } from './article-columns.ts';
import { readValue } from './cell-value.ts';
import { type HeadedTable, headedTable, headingsOf } from './headed-table.ts';
import {
  type CellFault,
  type CellRef,
  type CodeSource,
  errorNote,
  faultAt,
  sheetFaults,
  type Unknown,
  warningNote,
} from './reading.ts';
import { cellName, type Sheet } from './sheet.ts';

/** An article as a row of a workbook says it. */
export interface ArticleRow extends ArticleIdentity {
  readonly number: string;
  readonly note: string;
  readonly values: ArticleValues;
  readonly isConfirmed: boolean;
  readonly isDropped: boolean;
}

export interface ArticlesReading {
  /** Rows in which nothing is wrong, each article once. */
  readonly rows: readonly ArticleRow[];
  /** Fields that the file has columns for: of others nothing is said. */
  readonly fields: readonly FieldId[];
  /** How many rows were left out because of a fault. */
  readonly refused: number;
  readonly faults: readonly CellFault[];
  readonly unknown: readonly Unknown[];
}

/** What rows are about that do not say it themselves: a list of a customer names neither the form nor the customer. */
export interface ArticleDefaults {
  readonly direction?: Direction | undefined;
  readonly party?: string | undefined;
}

/** The articles as a table, ready for import again; `textOf` gives the cells by the ids of columns. */
export function articleTable<T>(articles: readonly T[], textOf: (article: T, column: ArticleColumn) => string) {
  return {
    name: '商品库',
    headings: ARTICLE_COLUMNS.map(({ title }) => title),
    rows: articles.map(article => ARTICLE_COLUMNS.map(column => textOf(article, column))),
    widths: ARTICLE_COLUMNS.map(({ width }) => width),
  };
}

/** The articles of a workbook: every sheet that has the headings. A row with a fault is left out and told with its cell. */
export function readArticles(sheets: readonly Sheet[], source: CodeSource, defaults: ArticleDefaults): ArticlesReading {
  const tables = sheets.flatMap(sheet => headedTable(sheet, HEADINGS, ARTICLE_REQUIRED) ?? []);
  const top: CellRef = { sheet: sheets[0]?.name ?? '', cell: 'A1' };
  const collector = new Collector(source, defaults);
  for (const table of tables) collector.take(table);
  const fields = tables.flatMap(({ places }) => ARTICLE.values.filter(id => places.has(id)));
  return {
    rows: [...collector.byKey.values()].map(({ row }) => row),
    fields: [...new Set(fields)],
    refused: collector.refused,
    faults: [
      ...sheetFaults(sheets),
      ...(tables.length === 0 ? [faultAt(top, '', errorNote('sheet.no-articles'))] : []),
      ...collector.faults,
    ],
    unknown: tables.flatMap(({ unknown }) => unknown),
  };
}

const HEADINGS = headingsOf(ARTICLE_COLUMNS);

const STATES = Object.entries(ARTICLE_STATE_WORDS) as readonly (readonly [ArticleState, string])[];
const stateOf = (text: string) => STATES.find(([state, word]) => text === word || text === state)?.[0];
const directionOf = (text: string) => DIRECTIONS.find(each => text === DIRECTION_WORDS[each] || text === each);

class Collector {
  readonly byKey = new Map<string, { readonly row: ArticleRow; readonly ref: CellRef }>();
  readonly faults: CellFault[] = [];
  refused = 0;
  readonly #source: CodeSource;
  readonly #defaults: ArticleDefaults;

  constructor(source: CodeSource, defaults: ArticleDefaults) {
    this.#source = source;
    this.#defaults = defaults;
  }

  take({ sheet, headAt, places }: HeadedTable<string>): void {
    for (let line = headAt + 1; line < sheet.rows.length; line += 1) {
      const cells = sheet.rows[line] ?? [];
      if (cells.every(cell => cell.trim() === '')) continue;
      const refOf = (id: string): CellRef => ({ sheet: sheet.name, cell: cellName(line, places.get(id) ?? 0) });
      const textOf = (id: string) => cleanLine(cells[places.get(id) ?? cells.length] ?? '');
      const unread = sheet.faults.some(
        ({ cell, level }) => level === 'error' && /\d+$/u.exec(cell)?.[0] === `${line + 1}`,
      );
      const row = this.#rowOf(textOf, refOf);
      if (row === undefined || unread) this.refused += 1;
      else this.#add(row, refOf(ARTICLE.name));
    }
  }

  #rowOf(textOf: (id: string) => string, refOf: (id: string) => CellRef): ArticleRow | undefined {
    const before = this.faults.length;
    const wrong = (id: string, code: string, params?: Readonly<Record<string, string | number>>) =>
      void this.faults.push(faultAt(refOf(id), '', errorNote(code, params), TITLES.get(id)));
    const word = textOf('direction');
    const direction = word === '' ? this.#defaults.direction : directionOf(word);
    if (direction === undefined) wrong('direction', word === '' ? 'required' : 'cell.direction', { text: word });
    const readAt = (id: FieldId): unknown => {
      const text = textOf(id);
      if (text === '') return undefined;
      const { value, notes } = readValue(text, fieldOf(id), direction ?? 'in', this.#source);
      this.faults.push(...notes.map(note => faultAt(refOf(id), '', note, TITLES.get(id))));
      return value;
    };
    for (const id of ARTICLE_REQUIRED) if (textOf(id) === '') wrong(id, 'required');
    const code = readAt(ARTICLE.code);
    const values = Object.fromEntries(
      ARTICLE.values.flatMap(id => {
        const value = readAt(id);
        return value === undefined ? [] : [[id, value]];
      }),
    );
    const state = stateOf(textOf('state'));
    const found = this.faults.slice(before).some(({ level }) => level === 'error');
    if (found || direction === undefined || typeof code !== 'string') return undefined;
    return {
      ...{ direction, code, values },
      party: textOf('party') || (this.#defaults.party ?? ''),
      name: textOf(ARTICLE.name),
      number: textOf('number'),
      note: textOf('note'),
      // One that was confirmed says so also while it is to be looked at again.
      isConfirmed: state === 'confirmed' || textOf('confirmedAt') !== '',
      isDropped: state === 'dropped',
    };
  }

  #add(row: ArticleRow, ref: CellRef): void {
    const key = articleKey(row);
    const before = this.byKey.get(key);
    if (!before) {
      this.byKey.set(key, { row, ref });
      return;
    }
    const same = JSON.stringify(before.row) === JSON.stringify(row);
    const note = (same ? warningNote : errorNote)('cell.article-doubled', { cell: before.ref.cell });
    this.faults.push(faultAt(ref, '', note, TITLES.get(ARTICLE.name)));
    if (!same) this.refused += 1;
  }
}

const TITLES = new Map(ARTICLE_COLUMNS.map(({ id, title }) => [id, title]));
