import type { TableName } from '../codes/tables.ts';
import type { Office } from './office.ts';
import { ownRowsOf } from './own-codes.ts';
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

export async function codeStatus(office: Office): Promise<readonly CodeTableStatus[]> {
  const own = await ownRowsOf(office);
  return office.codes.list().map(({ name, title, rows, origin, complete, source, date, note }) => {
    const state = origin === 'none' ? 'missing' : complete ? 'full' : 'starter';
    const official = state === 'starter' ? OFFICIAL[name] : undefined;
    const at = Date.parse(date);
    return {
      ...{ table: name, title, rows, origin, source, state, note },
      own: own.filter(row => row.table === name).length,
      ...(Number.isFinite(at) && { date, days: Math.max(0, Math.floor((office.now() - at) / DAY)) }),
      ...(official !== undefined && { official }),
    };
  });
}

/** The large tables of which only the shipped part is here, for who has not said that this is known. */
export async function starterTables(office: Office): Promise<readonly CodeTableStatus[]> {
  if (!(await switchesOf(office)).starterNotice) return [];
  return (await codeStatus(office)).filter(({ official }) => official !== undefined);
}
