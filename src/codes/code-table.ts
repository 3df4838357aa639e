import type { Words } from './aliases.ts';
import { fold } from './fold.ts';
import { type OwnRow, withOwnRows } from './own-rows.ts';
import { type CodeRow, compareCodes } from './row.ts';
import { prepareSearch, type SearchIndex, type SearchOptions, search } from './search.ts';
import { TABLES, type TableName } from './tables.ts';

export interface CodeTable {
  readonly name: TableName;
  readonly title: string;
  /** What a code of this table looks like, for fields whose table is not loaded. */
  readonly codeForm: RegExp;
  /** In the order of their codes, but for those that the office has switched off. */
  readonly rows: readonly CodeRow[];
  /** Those that the office has switched off. */
  readonly stopped: readonly CodeRow[];
  /** True: a code that is not here is an error. False (starter set, or not loaded): a warning. */
  readonly complete: boolean;
  /** False for a load-only table that nobody has imported: it has no rows. */
  readonly loaded: boolean;
  /** The row of exactly this code, be it switched off; the first where the table repeats codes. */
  get(code: string): CodeRow | undefined;
  /** Whether the table that was published has this code, whatever the office has of its own. */
  isShared(code: string): boolean;
  /** The row of this code, whose zeros need not be written where the table has pairs (4401 is 440100). */
  short(code: string): CodeRow | undefined;
  /**
   * The one row of exactly this name, word of trade or further text (width and case aside), or undefined when there is none or it is not
   * clear which. A word that is also the initials of a name is not clear: `mg` is 蒙古 and 美国 to people who type it.
   */
  named(name: string, where?: (row: CodeRow) => boolean): CodeRow | undefined;
  /** The row that a word of trade stands for where nobody types initials, as in files: there `MG` is Madagascar. */
  spoken(word: string): CodeRow | undefined;
  /** Ranked by code, today's code, name, initials and pinyin in full, then words of trade and further texts; `first` are codes that come before all but the exact one, in their order. No words: the first rows. */
  search(words: string, options?: TableSearch): CodeRow[];
  /** Does a part of what the first search needs; true when nothing is left to do, so that a search holds nobody up. */
  ready(): boolean;
  /** The rows whose code begins with it, in the order of their codes. */
  under(prefix: string): readonly CodeRow[];
}

interface TableSearch extends Omit<SearchOptions, 'ahead'> {
  readonly first?: readonly string[];
}

export interface TableState {
  readonly complete: boolean;
  readonly loaded: boolean;
  /** Reads the rows, sorted by code; called once, at first use. */
  readonly read: () => readonly CodeRow[];
  /** What the office has of its own in it. */
  readonly own?: () => readonly OwnRow[];
  /** Words that people write instead of its codes and names. */
  readonly words?: () => Words;
  /** By code what else finds it, such as what the forms since 2018 write for it. */
  readonly foundBy?: () => ReadonlyMap<string, readonly string[]>;
}

const NO_WORDS: Words = new Map();
const NOTHING_ELSE: ReadonlyMap<string, readonly string[]> = new Map();

export function makeCodeTable(name: TableName, state: TableState): CodeTable {
  const { title, codeForm, searched, pairs } = TABLES[name];
  const words = state.words ?? (() => NO_WORDS);
  const { all: allRows, active: activeRows, isShared, isRead } = heldRows(name, state);
  let index: SearchIndex | undefined;
  let byName: Map<string, CodeRow[]> | undefined;
  let byFurther: Map<string, CodeRow[]> | undefined;
  let byOther: ReadonlyMap<string, readonly string[]> | undefined;
  const foundBy = state.foundBy ?? (() => NOTHING_ELSE);

  const prepared = (): SearchIndex => {
    index ??= prepareSearch(
      activeRows(),
      furtherTexts(activeRows(), searched, words()),
      writtenTexts(activeRows(), foundBy()),
    );
    return index;
  };

  const get = (code: string): CodeRow | undefined => {
    const row = allRows()[firstAt(allRows(), code)];
    return row?.code === code ? row : undefined;
  };

  const spoken = (word: string): CodeRow | undefined => get(words().get(fold(word)) ?? '');

  function clear(word: string, where?: (row: CodeRow) => boolean): CodeRow | undefined {
    const row = get(meantBy(fold(word)) ?? '');
    return row && (where === undefined || where(row)) ? row : undefined;
  }

  /** The code of a word that is typed in full; initials go first. */
  function meantBy(word: string): string | undefined {
    const code = words().get(word);
    return code === undefined || allRows().some(row => row.initials === word && row.code !== code) ? undefined : code;
  }

  /** The codes that the other dialect writes so, where it is the initials of no other row. */
  function written(word: string): readonly string[] {
    byOther ??= codesByWritten(foundBy());
    const codes = byOther.get(word) ?? [];
    return codes.length > 0 && allRows().some(row => row.initials === word && !codes.includes(row.code)) ? [] : codes;
  }

  /** The one row with exactly this text in a further column that is searched: `BRA`, `Brazil`. */
  function further(text: string, where?: (row: CodeRow) => boolean): CodeRow | undefined {
    byFurther ??= groupBy(allRows(), ({ extra }) => searched.map(column => extra[column] ?? ''));
    const alike = byFurther.get(fold(text)) ?? [];
    const rows = where === undefined ? alike : alike.filter(where);
    return rows.length === 1 ? rows[0] : undefined;
  }

  return {
    name,
    title,
    codeForm,
    complete: state.complete,
    loaded: state.loaded,
    get rows() {
      return activeRows();
    },
    get stopped() {
      return allRows().filter(row => row.stopped);
    },
    get,
    isShared,
    short(code) {
      const whole = get(code);
      if (whole || !pairs || !/^(?:\d\d){2,}$/u.test(code)) return whole;
      return get(code.padEnd(allRows()[0]?.code.length ?? 0, '0'));
    },
    named(text, where) {
      byName ??= groupBy(allRows(), ({ name: own }) => [own]);
      const alike = byName.get(fold(text)) ?? [];
      const allowed = where === undefined ? alike : alike.filter(where);
      const same = allowed.filter(row => row.name === text);
      const close = same.length > 0 ? same : allowed;
      const counting = close.filter(row => !row.stopped);
      const candidates = counting.length > 0 ? counting : close;
      return candidates.length === 1 ? candidates[0] : (clear(text, where) ?? further(text, where));
    },
    spoken,
    search(typed, { first = [], ...options } = {}) {
      const word = fold(typed.trim());
      const meant = meantBy(word);
      const ahead = [...new Set([...(meant === undefined ? [] : [meant]), ...written(word), ...first])].flatMap(
        code => {
          const at = firstAt(activeRows(), code);
          return activeRows()[at]?.code === code ? [at] : [];
        },
      );
      return search(prepared(), typed, { ...options, ahead });
    },
    ready() {
      if (index) return true;
      if (isRead()) prepared();
      else activeRows();
      return false;
    },
    under(prefix) {
      const all = activeRows();
      const from = firstAt(all, prefix);
      let to = from;
      while (all[to]?.code.startsWith(prefix)) to++;
      return all.slice(from, to);
    },
  };
}

/** The rows of a table, each step of reading them done once: published, with those of the office, without what is switched off. */
function heldRows(name: TableName, { read, own }: TableState) {
  let published: readonly CodeRow[] | undefined;
  let rows: readonly CodeRow[] | undefined;
  let offered: readonly CodeRow[] | undefined;
  const shared = (): readonly CodeRow[] => {
    published ??= read();
    return published;
  };
  const all = (): readonly CodeRow[] => {
    rows ??= withOwnRows(shared(), own?.() ?? [], TABLES[name].columns);
    return rows;
  };
  return {
    all,
    active(): readonly CodeRow[] {
      offered ??= all().some(row => row.stopped) ? all().filter(row => !row.stopped) : all();
      return offered;
    },
    isShared: (code: string) => shared()[firstAt(shared(), code)]?.code === code,
    isRead: () => offered !== undefined,
  };
}

function furtherTexts(
  rows: readonly CodeRow[],
  searched: readonly string[],
  words: Words,
): readonly string[] | undefined {
  const spoken = new Map<string, string[]>();
  for (const [word, code] of words) spoken.set(code, [...(spoken.get(code) ?? []), word]);
  if (searched.length === 0 && spoken.size === 0) return undefined;
  return rows.map(({ code, extra }) =>
    [...searched.map(column => extra[column] ?? ''), ...(spoken.get(code) ?? [])].join('\t'),
  );
}

type Written = ReadonlyMap<string, readonly string[]>;

function writtenTexts(rows: readonly CodeRow[], written: Written): readonly string[] | undefined {
  return written.size === 0 ? undefined : rows.map(({ code }) => (written.get(code) ?? []).join('\t'));
}

function codesByWritten(written: Written): Written {
  const codes = new Map<string, string[]>();
  for (const [code, texts] of written)
    for (const text of new Set(texts.map(fold))) codes.set(text, [...(codes.get(text) ?? []), code]);
  return codes;
}

/** The place of the first row whose code is not before the given one. */
function firstAt(rows: readonly CodeRow[], code: string): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareCodes((rows[middle] as CodeRow).code, code) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The rows by each of their texts, width and case aside; a text that a row has twice counts once. */
function groupBy(rows: readonly CodeRow[], textsOf: (row: CodeRow) => readonly string[]): Map<string, CodeRow[]> {
  const groups = new Map<string, CodeRow[]>();
  for (const row of rows) {
    for (const key of new Set(textsOf(row).map(fold))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [row]);
      else group.push(row);
    }
  }
  return groups;
}
