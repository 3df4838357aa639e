import type { Alias } from '../codes/aliases.ts';
import { fold } from '../codes/fold.ts';
import type { OwnRow } from '../codes/own-rows.ts';
import { isTableName, TABLES, type TableName } from '../codes/tables.ts';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import type { Office } from './office.ts';
import { type ShownOwnRow, shownRow, spelled, spelledCode } from './own-codes.ts';
import { ALIASES, aliasFaults, keptAliases } from './settings/aliases.ts';
import { CODE_ROWS, keptRows, rowFaults } from './settings/code-rows.ts';

/** All that the office has of its own of one code: its row, where it has one, and its words. */
export interface OwnCode {
  readonly table: TableName;
  readonly code: string;
  /** Empty where the name stays that of the table. */
  readonly name: string;
  readonly extra: Readonly<Record<string, string>>;
  readonly stopped: boolean;
  readonly words: readonly string[];
}

export interface ShownOwnCode extends OwnCode {
  readonly title: string;
  /** Its name in force. */
  readonly called: string;
  /** What its row is beside the table in force; `words` when it has none of its own. */
  readonly state: ShownOwnRow['state'] | 'words';
}

type Held = readonly [readonly OwnRow[], readonly Alias[]];

const keyOf = ({ table, code }: { readonly table: string; readonly code: string }): string => `${table} ${code}`;

/** What the office has of its own, in the order of the tables' names and of codes. */
export async function ownCodesOf(office: Office): Promise<readonly ShownOwnCode[]> {
  const held = await Promise.all([office.store.settings.read(CODE_ROWS), office.store.settings.read(ALIASES)]);
  return entriesIn(held).flatMap(entry => {
    // A table that a later program has is left alone.
    if (!isTableName(entry.table)) return [];
    const row = held[0].find(each => keyOf(each) === keyOf(entry));
    const called = entry.name || (office.codes.table(entry.table).get(entry.code)?.name ?? '');
    const state = row === undefined ? ('words' as const) : shownRow(office, row).state;
    return [{ ...entry, title: TABLES[entry.table].title, called, state }];
  });
}

function entriesIn([rows, aliases]: Held): readonly OwnCode[] {
  const entries = new Map<string, OwnCode>();
  for (const { table, code, name, extra, stopped } of rows)
    entries.set(keyOf({ table, code }), { table, code, name, extra, stopped, words: [] });
  for (const { table, code, word } of aliases) {
    const key = keyOf({ table, code });
    const entry = entries.get(key) ?? { table, code, name: '', extra: {}, stopped: false, words: [] };
    entries.set(key, { ...entry, words: [...entry.words, word] });
  }
  return [...entries.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

export type WrittenCode = Omit<OwnCode, 'table'> & { readonly table: string };

/**
 * Keeps what the office has of a code, row and words at once; `was` is the key, table and code, that it had before, when it was changed.
 * `merge` makes of what is held what is kept in its place. Returns the key that it has now. Throws what `addRow` and `addAlias` throw, and
 * `codes.own-taken` where another entry has the code or the word.
 */
export async function keepOwnCode(
  office: Office,
  written: WrittenCode,
  was: string | undefined,
  merge: (held: OwnCode) => WrittenCode,
): Promise<string> {
  const { initialsOf } = await import('../codes/initials.ts');
  let key = '';
  await changeBoth(office, held => {
    const there = entriesIn(held).find(entry => keyOf(entry) === was);
    const entry = spelledEntry(office, there ? merge(there) : written);
    key = keyOf(entry);
    if (key !== was && entriesIn(held).some(other => keyOf(other) === key)) throw taken(entry);
    const left = without(held, new Set(was === undefined ? [] : [was]));
    return withEntry(office, left, entry, initialsOf);
  });
  return key;
}

/** Removes what the office has of these codes, and returns what there was. */
export async function removeOwnCodes(office: Office, keys: readonly string[]): Promise<readonly OwnCode[]> {
  const gone = new Set(keys);
  let removed: readonly OwnCode[] = [];
  await changeBoth(office, held => {
    removed = entriesIn(held).filter(entry => gone.has(keyOf(entry)));
    return without(held, gone);
  });
  return removed;
}

/** Puts back what was removed, all of it or nothing. Throws `codes.own-taken` where one of the codes or words is taken by now. */
export async function restoreOwnCodes(office: Office, entries: readonly OwnCode[]): Promise<void> {
  const { initialsOf } = await import('../codes/initials.ts');
  await changeBoth(office, held =>
    entries.reduce((now, entry) => {
      if (entriesIn(now).some(other => keyOf(other) === keyOf(entry))) throw taken(entry);
      return withEntry(office, now, entry, initialsOf);
    }, held),
  );
}

/** Switches rows off, or on again: all of them or none. Throws `codes.no-such-table`, `codes.no-such-code`, `codes.row`. */
export async function switchOwnCodes(office: Office, keys: readonly string[], stopped: boolean): Promise<void> {
  await changeBoth(office, held =>
    keys.reduce(([rows, aliases], key) => {
      const [table = '', ...code] = key.split(' ');
      const entry = spelledEntry(office, { ...NOTHING, table, code: code.join(' ') });
      const mine = rows.find(row => keyOf(row) === keyOf(entry));
      const { name, extra } = entry;
      const row: OwnRow = { table: entry.table, code: entry.code, name, initials: '', extra, ...mine, stopped };
      const [wrong] = rowFaults([row], office);
      if (stopped && wrong) throw wrong;
      const others = rows.filter(each => each !== mine);
      const says = stopped || row.name !== '' || Object.keys(row.extra).length > 0;
      return [says ? keptRows([...others, row]) : others, aliases];
    }, held),
  );
}

const NOTHING = { name: '', extra: {}, stopped: false, words: [] } as const;

/** Changes rows and words with nobody in between: both or neither. */
async function changeBoth(office: Office, change: (held: Held) => Held): Promise<void> {
  await office.store.settings.updateAll([CODE_ROWS, ALIASES], held => change(held as unknown as Held));
  await office.readOwnCodes();
}

function without([rows, aliases]: Held, gone: ReadonlySet<string>): Held {
  return [rows.filter(row => !gone.has(keyOf(row))), aliases.filter(alias => !gone.has(keyOf(alias)))];
}

function spelledEntry(office: Office, { table, code, name, extra, stopped, words }: WrittenCode): OwnCode {
  if (!isTableName(table))
    throw new UserError(
      'codes.no-such-table',
      table === '' ? '没有写明代码表' : `没有名为“${cleanLine(table)}”的代码表`,
      {
        exit: 'usage',
        next: ['F4 从列表里选'],
      },
    );
  const kept = words.map(cleanLine).filter(word => word !== '');
  return {
    table,
    code: spelledCode(office, table, code),
    name: cleanLine(name),
    extra: spelled(office, extra),
    stopped,
    words: [...new Map(kept.map(word => [fold(word), word])).values()],
  };
}

function withEntry(
  office: Office,
  [rows, aliases]: Held,
  { table, code, name, extra, stopped, words }: OwnCode,
  initialsOf: (name: string) => string,
): Held {
  const row: OwnRow = { table, code, name, initials: name === '' ? '' : initialsOf(name), extra, stopped };
  // An entry that says nothing of the row has words alone.
  const own = name !== '' || stopped || Object.keys(extra).length > 0 ? row : undefined;
  const [wrong] = own || words.length === 0 ? rowFaults([row], office) : [];
  if (wrong) throw wrong;
  if (!own && words.length === 0)
    throw new UserError('codes.row', `${TABLES[table].title} ${code} 没有要改的：名称、别名、其他列至少填一项`, {
      exit: 'usage',
      next: ['只要停用，用“停用/启用”'],
    });
  for (const word of words) {
    const other = aliases.find(alias => alias.table === table && fold(alias.word) === fold(word));
    if (other) throw taken({ table, code: other.code, word });
  }
  const made = words.map(word => ({ table, code, word }));
  const [fault] = aliasFaults(made, withRow(office, own));
  if (fault) throw fault;
  return [keptRows([...rows, ...(own ? [own] : [])]), keptAliases([...aliases, ...made])];
}

/** The tables as they are once the row is kept: its words are looked at before it is. */
function withRow({ codes }: Office, own: OwnRow | undefined): { readonly codes: Pick<Office['codes'], 'table'> } {
  return {
    codes: {
      table(name) {
        const table = codes.table(name);
        if (name !== own?.table || own.name === '') return table;
        const row = { code: own.code, name: own.name, initials: own.initials, extra: own.extra };
        const rows = [...table.rows.filter(({ code }) => code !== own.code), row];
        return { ...table, rows, get: code => (code === own.code ? row : table.get(code)) };
      },
    },
  };
}

function taken({ table, code, word }: { table: TableName; code: string; word?: string }): UserError {
  const place = `${TABLES[table].title} ${code}`;
  const said = word === undefined ? `${place} 已经在列表里` : `“${word}”已经是 ${place} 的别名`;
  return new UserError('codes.own-taken', said, {
    exit: 'usage',
    next: ['在列表里找到它，放进表单修改'],
  });
}
