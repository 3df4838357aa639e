import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Alias, parseAliases, type Words, wordsByTable } from './aliases.ts';
import { type CodeTable, makeCodeTable } from './code-table.ts';
import { type Mapping, makeMapping } from './mapping.ts';
import type { OwnRow } from './own-rows.ts';
import { isThere, readText } from './read-file.ts';
import type { CodeRow } from './row.ts';
import { parseTable, readMeta, type TableMeta } from './table-file.ts';
import { eciqTableOf, isTableName, TABLE_NAMES, TABLES, type TableName } from './tables.ts';

export type Origin = 'shipped' | 'imported' | 'none';

/** What `codes list` shows of a table, known without reading its rows. */
interface TableInfo {
  readonly name: TableName;
  readonly title: string;
  readonly origin: Origin;
  readonly complete: boolean;
  readonly rows: number;
  readonly source: string;
  /** What is known to be thin or was corrected; empty for imported tables. */
  readonly note: string;
  /** ISO date and time of the import; empty for shipped tables. */
  readonly date: string;
  /** Whether `codes revert` has an earlier imported table to go back to. */
  readonly previous: boolean;
}

export interface Codes {
  /** The table in force: the imported one, else the shipped one. Its rows are read, in one go, at first use. */
  table(name: TableName): CodeTable;
  names(): readonly TableName[];
  has(name: string): name is TableName;
  /** These tables; all of them unless told. */
  list(names?: readonly TableName[]): TableInfo[];
  /** The declaration elements of the longest prefix of the HS code that has any, in the order of the table; empty when not loaded. */
  elementsOf(hsCode: string): readonly CodeRow[];
  /** Between the codes of e-CIQ and those of today, by the tables in force. */
  readonly mapping: Mapping;
  /** The words of trade that are shipped. */
  shippedWords(): readonly Alias[];
  /** The office's own words count beside those that are shipped, and before them. */
  takeWords(own: readonly Alias[]): void;
  /** The rows of the office count over those of the tables, whichever are in force. */
  takeOwnRows(rows: readonly OwnRow[]): void;
  /** Forgets what was read, after an import or a revert; tables handed out before keep their rows. */
  reload(name?: TableName): void;
}

/** `shipped` is the folder data/codes, `imported` the folder of the user's own tables, which need not exist. */
export function openCodes({ shipped, imported }: { shipped: string; imported?: string }): Codes {
  const opened = new Map<TableName, CodeTable>();
  let provenance: Map<string, Provenance> | undefined;
  let words: ReadonlyMap<TableName, Words> | undefined;
  let own: readonly Alias[] = [];
  let ownRows: readonly OwnRow[] = [];
  let mapping: Mapping | undefined;
  const mapped = (): Mapping => {
    mapping ??= makeMapping(other => table(other).rows);
    return mapping;
  };
  const shippedWords = () => parseAliases(readText({ file: join(shipped, 'aliases.tsv'), imported: false }));

  function wordsOf(name: TableName): Words {
    words ??= wordsByTable([...shippedWords(), ...own]);
    return words.get(name) ?? new Map();
  }

  function table(name: TableName): CodeTable {
    const known = opened.get(name);
    if (known !== undefined) return known;
    const { file, origin } = tableInForce({ shipped, imported }, name);
    const made = makeCodeTable(name, {
      loaded: origin !== 'none',
      complete: isComplete(name, origin),
      read: () => (file === undefined ? [] : readTable(name, file, origin)),
      words: () => wordsOf(name),
      own: () => ownRows.filter(row => row.table === name),
      foundBy: () => mapped().foundBy(name),
    });
    opened.set(name, made);
    return made;
  }

  function infoOf(name: TableName): TableInfo {
    const { file, origin } = tableInForce({ shipped, imported }, name);
    provenance ??= readProvenance(shipped);
    const { title } = TABLES[name];
    const complete = isComplete(name, origin);
    const previous = imported !== undefined && isThere(previousFile(imported, name));
    const known = provenance.get(name);
    if (origin === 'imported' && file !== undefined) {
      const meta = metaOf(file);
      const rows = meta?.rows ?? 0;
      return {
        name,
        title,
        origin,
        complete,
        rows,
        source: meta?.source ?? '',
        note: '',
        date: meta?.date ?? '',
        previous,
      };
    }
    const { rows = 0, source = '', note = '' } = known ?? {};
    return { name, title, origin, complete, rows, source, note, date: '', previous };
  }

  return {
    table,
    get mapping() {
      return mapped();
    },
    names: () => TABLE_NAMES,
    has: isTableName,
    list: (names = TABLE_NAMES) => names.map(infoOf),
    elementsOf(hsCode) {
      const elements = table('declaration-elements');
      for (let length = hsCode.length; length >= 4; length--) {
        const prefix = hsCode.slice(0, length);
        const rows = elements.under(prefix).filter(row => row.code === prefix);
        if (rows.length > 0) return rows;
      }
      return [];
    },
    shippedWords,
    takeWords(given) {
      if (isDeepStrictEqual(own, given)) return;
      own = given;
      words = undefined;
      // What a table is searched by is worked out once.
      opened.clear();
    },
    takeOwnRows(given) {
      if (isDeepStrictEqual(ownRows, given)) return;
      ownRows = given;
      mapping = undefined;
      opened.clear();
    },
    reload(name) {
      // Tables are found by the codes of others, so that those of today bring a change to what finds a row of e-CIQ.
      mapping = undefined;
      if (name === undefined || eciqTableOf(name)) opened.clear();
      else opened.delete(name);
    },
  };
}

function isComplete(name: TableName, origin: Origin): boolean {
  return origin === 'imported' || (origin === 'shipped' && !TABLES[name].starter);
}

export function importedFile(folder: string, table: TableName): string {
  return join(folder, `${table}.tsv`);
}

export function previousFile(folder: string, table: TableName): string {
  return join(folder, `${table}.previous.tsv`);
}

/** Which file a table is read from at this moment. */
export function tableInForce(
  folders: { readonly shipped: string; readonly imported: string | undefined },
  table: TableName,
): { file: string | undefined; origin: Origin } {
  if (folders.imported !== undefined) {
    const file = importedFile(folders.imported, table);
    if (isThere(file)) return { file, origin: 'imported' };
  }
  if (TABLES[table].loadOnly) return { file: undefined, origin: 'none' };
  return { file: importedFile(folders.shipped, table), origin: 'shipped' };
}

/** Throws `codes.unreadable` or `codes.broken-table`. */
export function readTable(name: TableName, file: string, origin: Origin): CodeRow[] {
  const { groupCodes } = TABLES[name];
  const rows = parseTable(name, readText({ file, imported: origin === 'imported' }), file);
  return groupCodes === undefined ? rows : rows.filter(({ code }) => !groupCodes.includes(code));
}

/** The metadata at the head of an imported file, without reading the rest. */
export function metaOf(file: string): TableMeta | undefined {
  return readMeta(readText({ file, imported: true }, 4096));
}

interface Provenance {
  readonly rows: number;
  readonly source: string;
  readonly note: string;
}

function readProvenance(shipped: string): Map<string, Provenance> {
  const lines = readText({ file: join(shipped, 'SOURCES.tsv'), imported: false })
    .trimEnd()
    .split('\n')
    .slice(1);
  return new Map(
    lines.map(line => {
      const [table = '', rows = '0', source = '', , note = ''] = line.split('\t');
      return [table, { rows: Number(rows), source, note }];
    }),
  );
}
