import { cleanLine } from '../text.ts';
import { type HeadedTable, headedTable, headingsOf } from './headed-table.ts';
import { PARTY_COLUMN_IDS, PARTY_COLUMNS, type PartyColumnId, type PartyRow, partyFault } from './party-columns.ts';
import { type CellFault, type CellRef, errorNote, faultAt, sheetFaults, type Unknown, warningNote } from './reading.ts';
import { cellName, type Sheet } from './sheet.ts';

export interface PartiesReading {
  /** Rows in which nothing is wrong, each code once. */
  readonly rows: readonly PartyRow[];
  /** How many rows were left out because of a fault. */
  readonly refused: number;
  readonly faults: readonly CellFault[];
  readonly unknown: readonly Unknown[];
}

/** The list of parties as a table, ready for import again. */
export function partyTable(parties: readonly PartyRow[]) {
  return {
    name: '收发货人',
    headings: PARTY_COLUMN_IDS.map(id => PARTY_COLUMNS[id].title as string),
    rows: parties.map(party => PARTY_COLUMN_IDS.map(id => party[id])),
    widths: [20, 30, 40, 40, 20],
  };
}

/** The parties of a workbook: every sheet that has the headings. A row with a fault is left out and told with its cell. */
export function readParties(sheets: readonly Sheet[]): PartiesReading {
  const tables = sheets.flatMap(sheet => headedTable(sheet, HEADINGS, REQUIRED) ?? []);
  const top: CellRef = { sheet: sheets[0]?.name ?? '', cell: 'A1' };
  const collector = new Collector();
  for (const table of tables) collector.take(table);
  return {
    rows: [...collector.byCode.values()].map(({ party }) => party),
    refused: collector.refused,
    faults: [
      ...sheetFaults(sheets),
      ...(tables.length === 0 ? [faultAt(top, '', errorNote('sheet.no-parties'))] : []),
      ...collector.faults,
    ],
    unknown: tables.flatMap(({ unknown }) => unknown),
  };
}

const HEADINGS = headingsOf(PARTY_COLUMN_IDS.map(id => ({ id, ...PARTY_COLUMNS[id] })));
const REQUIRED = PARTY_COLUMN_IDS.filter(id => 'required' in PARTY_COLUMNS[id]);

class Collector {
  readonly byCode = new Map<string, { readonly party: PartyRow; readonly ref: CellRef }>();
  readonly faults: CellFault[] = [];
  refused = 0;

  take({ sheet, headAt, places }: HeadedTable<PartyColumnId>): void {
    for (let line = headAt + 1; line < sheet.rows.length; line += 1) {
      const cells = sheet.rows[line] ?? [];
      const refOf = (id: PartyColumnId): CellRef => ({ sheet: sheet.name, cell: cellName(line, places.get(id) ?? 0) });
      const textOf = (id: PartyColumnId) => cleanLine(cells[places.get(id) ?? cells.length] ?? '');
      const values = PARTY_COLUMN_IDS.map(id => [id, id === 'code' ? codeOf(textOf(id)) : textOf(id)] as const);
      if (values.every(([, value]) => value === '')) continue;
      const found = values.flatMap(([id, value]) => {
        const note = SCIENTIFIC.test(value) && id === 'code' ? SPOILT(value) : partyFault(id, value);
        return note ? [faultAt(refOf(id), '', errorNote(note.code, note.params), PARTY_COLUMNS[id].title)] : [];
      });
      this.faults.push(...found);
      // A cell that could not be read at all says nothing about the row.
      const unread = sheet.faults.some(({ cell, level }) => level === 'error' && rowOf(cell) === line + 1);
      if (found.length > 0 || unread) this.refused += 1;
      else this.add(Object.fromEntries(values) as PartyRow, refOf('code'));
    }
  }

  private add(party: PartyRow, ref: CellRef): void {
    const before = this.byCode.get(party.code);
    if (!before) {
      this.byCode.set(party.code, { party, ref });
      return;
    }
    const same = PARTY_COLUMN_IDS.every(id => before.party[id] === party[id]);
    const params = { code: party.code, cell: before.ref.cell };
    const note = (same ? warningNote : errorNote)('cell.party-doubled', params);
    this.faults.push(faultAt(ref, '', note, PARTY_COLUMNS.code.title));
    if (!same) this.refused += 1;
  }
}

const SCIENTIFIC = /^\d(\.\d+)?E\+\d+$/iu;
const SPOILT = (text: string) => ({ code: 'cell.scientific', params: { text } });
const codeOf = (text: string) => text.normalize('NFKC').replace(/\s/gu, '');
const rowOf = (cell: string) => Number(/\d+$/u.exec(cell)?.[0]);
