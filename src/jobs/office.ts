import { join } from 'node:path';
import { type Accounts, NO_ACCOUNTS } from '../accounts/member.ts';
import type { Right } from '../accounts/permissions.ts';
import type { CodeBook } from '../catalogue/code-book.ts';
import type { Dialect, MessageName } from '../catalogue/dialect.ts';
import { type Codes, openCodes } from '../codes/open-codes.ts';
import type { OwnRow } from '../codes/own-rows.ts';
import type { TableName } from '../codes/tables.ts';
import type { CheckContext, OfficeLevels } from '../declaration/check.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import type { Summary } from '../declaration/summary.ts';
import { UserError } from '../errors.ts';
import type { Local } from '../local/local.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { type Seat, seatFor } from './accounts/seat.ts';
import { dropOldMonths } from './audit/retention.ts';
import { dayOf } from './clock.ts';
import { type StorePlace, storeOptions } from './office-store.ts';
import { ALIASES } from './settings/aliases.ts';
import { CHANNEL, dialectOf, messageOf, settingsInUse } from './settings/channel.ts';
import { CODE_ROWS } from './settings/code-rows.ts';
import { RULES } from './settings/rule-levels.ts';
import { SWITCHES } from './settings/switches.ts';

type OfficeStore = Store<DeclarationRecord, Summary>;

/** What the rim hands in: places, clock, chance, and who is working. */
export interface OfficeOptions extends StorePlace {
  /** The folder `data` that the program carries. */
  readonly dataFolder: string;
  /** What the programs that it starts see of the environment: `lp`, a viewer. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** Bytes that nobody can foresee, for codes and pictures; those of the system unless told. */
  readonly bytes?: (count: number) => Uint8Array;
  /** An id that no other process will ever make. */
  readonly newId: () => string;
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** The command line that starts this program again, without arguments. */
  readonly self: readonly string[];
}

/** An office that is open: its store, its code tables, and who is at work in it. Every job takes it first. */
export interface Office extends OfficeOptions {
  readonly store: OfficeStore;
  /** What lies on this machine beside it. */
  readonly local: Local;
  /** Who has logged in here. */
  readonly seat: Seat;
  /** Throws why those at work may not do something; the store asks by itself. */
  demand(right: Right): Promise<void>;
  readonly codes: Codes;
  readonly book: CodeBook;
  /** How the office counts faults, as it was read last. */
  levels(): OfficeLevels;
  /** Reads anew what checks are made against, with the channel whose forms they are for: another program may have changed it. */
  readLevels(): Promise<OfficeLevels>;
  /** Reads the office's own words for codes and its own rows anew, so that searches, imports and checks know them. */
  readOwnCodes(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the home, making it when it is not there yet. */
export async function openOffice(options: OfficeOptions): Promise<Office> {
  const seat = seatFor(options.user);
  const { store, local, close } = await openStore(storeOptions(options, seat.actor));
  const codes = openCodes({ shipped: join(options.dataFolder, 'codes'), imported: store.codeFiles.folder });
  if (store.role !== undefined) seat.granted(store.role);
  const readOwnCodes = async () => {
    // A table that somebody else has imported, perhaps on another machine.
    if (await store.codeFiles.refresh()) codes.reload();
    const [words, rows] = await Promise.all([store.settings.read(ALIASES), store.settings.read(CODE_ROWS)]);
    codes.takeWords(words);
    codes.takeOwnRows(await withInitials(rows));
  };
  const book = bookOf(codes);
  const books = new Map<string, CodeBook>();
  const bookIn = (dialect: Dialect, message: MessageName | undefined): CodeBook => {
    const key = `${dialect} ${message}`;
    const made = books.get(key) ?? { ...book, dialect: () => dialect, message: () => message };
    books.set(key, made);
    return made;
  };
  let levels: OfficeLevels = {};
  let channel = CHANNEL.initial;
  const readRules = async () => {
    levels = await store.settings.read(RULES);
  };
  const readChannel = async () => {
    channel = await store.settings.read(CHANNEL);
  };
  const dropOld = async () => {
    const switches = await store.settings.read(SWITCHES);
    if (options.database !== undefined) local.keepKeyboard(switches.keyboard);
    await dropOldMonths(store.audit, switches.auditDays, options.now());
  };
  const readLevels = async () => {
    await Promise.all([readRules(), readChannel(), readOwnCodes()]);
    return levels;
  };
  seat.know(await store.members.read().catch(unreadable));
  // A file that cannot be read keeps nobody from opening the office: the first job that needs it says so.
  await Promise.allSettled([readRules(), readChannel(), readOwnCodes(), dropOld()]);
  return {
    ...options,
    /** The member where one has logged in: what is kept of who did something, and what is somebody's own, goes by that name. */
    get user() {
      return seat.name();
    },
    store,
    local,
    seat,
    demand: right => store.demand(right),
    codes,
    book: {
      ...book,
      dialect: direction => dialectOf(channel, { direction }),
      message: direction => messageOf(channel, { direction }),
      forCustoms: () => settingsInUse(channel).some(({ platform }) => platform === '03'),
      of: document => bookIn(dialectOf(channel, document), messageOf(channel, document)),
    },
    levels: () => levels,
    readLevels,
    readOwnCodes,
    close,
  };
}

/** Who must log in cannot be told: everything that asks says so. */
function unreadable(error: unknown): Accounts {
  if (!(error instanceof UserError)) throw error;
  return { ...NO_ACCOUNTS, on: true };
}

/** Rows that came in without initials, such as those of a settings file written by hand; the dictionary is loaded for them alone. */
async function withInitials(rows: readonly OwnRow[]): Promise<readonly OwnRow[]> {
  if (rows.every(({ name, initials }) => name === '' || initials !== '')) return rows;
  const { initialsOf } = await import('../codes/initials.ts');
  return rows.map(row => (row.initials === '' ? { ...row, initials: initialsOf(row.name) } : row));
}

/** The code tables as the check and the messages ask for them. */
export function bookOf(codes: Codes): CodeBook {
  const table = (name: string) => codes.table(name as TableName);
  const todays = (name: string, text: string) => {
    const code = text.normalize('NFKC').trim().toUpperCase();
    const { preferred } = codes.mapping.readings(name as TableName, code);
    return preferred === undefined ? undefined : table(name).get(preferred);
  };
  return {
    find: (name, code) => table(name).get(code),
    named: (name, text) => table(name).named(text) ?? table(name).spoken(text) ?? todays(name, text),
    ofToday: (name, code) => codes.mapping.readings(name as TableName, code.toUpperCase()),
    toToday: (name, code) => codes.mapping.toToday(name as TableName, code),
    complete: name => table(name).complete,
    loaded: name => table(name).loaded,
    fits: (name, code) => table(name).codeForm.test(code),
  };
}

/** What checks are made against at this moment; who keeps or sends something reads the levels anew before. */
export function checkContext(office: Pick<Office, 'book' | 'now' | 'levels'>): CheckContext {
  return { book: office.book, today: dayOf(office.now()), levels: office.levels() };
}

export { resolveHome } from '../local/resolve-home.ts';
export { type Database, resolveStore } from '../store/resolve-store.ts';
