import type { TableName } from '../codes/tables.ts';
import type { Office } from './office.ts';
import { CODE_ROWS } from './settings/code-rows.ts';
import { switchesOf } from './switches.ts';

/** A table, how much of it there is, and what a full one would add. */
export interface CodeTableStatus {
  readonly table: TableName;
  readonly title: string;
  readonly rows: number;
  /** Rows that the office has added, changed or switched off. */
  readonly own: number;
  readonly origin: 'shipped' | 'imported' | 'none';
  readonly source: string;
  /** When it was imported, ISO time, and how many days ago; nothing for what came with the program. */
  readonly date?: string;
  readonly days?: number;
  /** `starter`: a part of the official table. `missing`: it has to be loaded; until then any code of the right form passes. */
  readonly state: 'full' | 'starter' | 'missing';
  /** How many rows the official table has, roughly, where only a part is here. */
  readonly official?: number;
  /** What is known to be thin. */
  readonly note: string;
}

/** Rows of the official tables of which only a part is shipped, rounded. */
const OFFICIAL: Readonly<Partial<Record<TableName, number>>> = { hs: 12_600, ciq: 24_200 };

const DAY = 24 * 60 * 60 * 1000;

/** Tables as they are listed, each with how many rows the office has of its own in it; none of them is read for that. */
export async function listedTables(office: Office, names?: readonly TableName[]) {
  const own = await office.store.settings.read(CODE_ROWS);
  return office.codes.list(names).map(table => ({ ...table, own: own.filter(row => row.table === table.name).length }));
}

export async function codeStatus(office: Office, names?: readonly TableName[]): Promise<readonly CodeTableStatus[]> {
  const tables = await listedTables(office, names);
  return tables.map(({ name, title, rows, own, origin, complete, source, date, note }) => {
    const state = origin === 'none' ? 'missing' : complete ? 'full' : 'starter';
    const official = state === 'starter' ? OFFICIAL[name] : undefined;
    const at = Date.parse(date);
    return {
      ...{ table: name, title, rows, origin, source, state, note, own },
      ...(Number.isFinite(at) && { date, days: Math.max(0, Math.floor((office.now() - at) / DAY)) }),
      ...(official !== undefined && { official }),
    };
  });
}

/** The large tables of which only the shipped part is here, for who has not said that this is known. */
export async function starterTables(office: Office): Promise<readonly CodeTableStatus[]> {
  if (!(await switchesOf(office)).starterNotice) return [];
  const large = Object.keys(OFFICIAL) as TableName[];
  return (await codeStatus(office, large)).filter(({ official }) => official !== undefined);
}
