import type { TableName } from '../src/codes/tables.ts';

/**
 * The tables of the forms since 2018, out of two kinds of sheets: names of the codes, and pairs with the codes of e-CIQ.
 * A pair whose code of e-CIQ no shipped table has is left out; its code of today stays, without a counterpart.
 */
type Cells = Record<string, string>;

interface Sheets {
  /** The e-CIQ table whose codes stand in the pairs. */
  readonly eciq: TableName;
  /** Pairs; `code` is today's, unless the sheet says which pairs are proposals. */
  readonly pairs: string;
  readonly eciqColumn: string;
  readonly todayColumn: string;
  /** Names of all codes of today, where the pairs do not have them all. */
  readonly names?: string;
  /** Of several codes of today for one of e-CIQ the one to write: the two have the same name, or it is the one that stands for all. */
  readonly preferred?: Readonly<Record<string, string>>;
}

// biome-ignore format: table
const SHEETS: Partial<Record<TableName, Sheets>> = {
  'customs-countries':       { eciq: 'countries',       pairs: 'map-countries',       eciqColumn: 'eciq', todayColumn: 'code',    preferred: { '999': 'ZZZ' } },
  'customs-currencies':      { eciq: 'currencies',      pairs: 'map-currencies',      eciqColumn: 'eciq', todayColumn: 'code' },
  'customs-trade-modes':     { eciq: 'trade-modes',     pairs: 'map-trade-modes',     eciqColumn: 'eciq', todayColumn: 'code',    names: 'customs-trade-modes',     preferred: { '11': '0110', '12': '0214', '40': '3910', '41': '1741' } },
  'customs-transport-modes': { eciq: 'transport-modes', pairs: 'map-transport-modes', eciqColumn: 'eciq', todayColumn: 'code',    preferred: { '9': '9' } },
  'customs-units':           { eciq: 'units',           pairs: 'map-units-sw',        eciqColumn: 'ciq',  todayColumn: 'customs', names: 'customs-units' },
  'customs-packages':        { eciq: 'package-types',   pairs: 'map-packages-all',    eciqColumn: 'eciq', todayColumn: 'code' },
  'customs-containers':      { eciq: 'container-specs', pairs: 'map-containers',      eciqColumn: 'eciq', todayColumn: 'code' },
};

/** The rows of such a table; undefined for any other. `read` gives the cells of a sheet, `known` whether a table of e-CIQ has a code. */
export function todaysRows(
  table: TableName,
  read: (sheet: string) => readonly Cells[],
  known: (table: TableName, code: string) => boolean,
): Cells[] | undefined {
  const sheets = SHEETS[table];
  if (sheets === undefined) return undefined;
  const pairs = read(sheets.pairs);
  const named = sheets.names === undefined ? pairs : read(sheets.names);
  const rows = new Map<string, Cells>();
  for (const { code = '', name = '', nameEn = '', customs = '', fullName = '' } of named)
    if (!rows.has(code)) rows.set(code, { code, name, nameEn, customs, fullName });
  for (const [today, row] of rows) {
    const own = pairs.filter(pair => pair[sheets.todayColumn] === today);
    const codes = (kept: (pair: Cells) => boolean) => {
      const all = own.filter(kept).flatMap(pair => pair[sheets.eciqColumn] || []);
      return [...new Set(all)].filter(code => known(sheets.eciq, code)).join(' ');
    };
    row.eciq = codes(pair => pair.kind !== 'derived');
    row.proposed = codes(pair => pair.kind === 'derived');
    row.preferred = Object.entries(sheets.preferred ?? {})
      .flatMap(([eciq, preferred]) => (preferred === today ? [eciq] : []))
      .join(' ');
  }
  return [...rows.values()];
}
