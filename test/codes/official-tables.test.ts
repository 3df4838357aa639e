import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDelimited } from '../../src/codes/delimited.ts';
import { importRows } from '../../src/codes/import-rows.ts';
import { openCodes } from '../../src/codes/open-codes.ts';
import type { TableName } from '../../src/codes/tables.ts';
import { bringCodes } from '../../tools/bring-codes.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { OFFICIAL, SHIPPED } from './folders.ts';

describe.skipIf(!existsSync(join(OFFICIAL, 'ship')))('the shipped tables', () => {
  test('come from the official ones, byte for byte, every time', () => {
    const folder = temporaryFolder();
    bringCodes(join(OFFICIAL, 'ship'), folder);
    // The words of trade come from many papers, and are kept by hand.
    expect(readdirSync(folder).sort()).toEqual(
      readdirSync(SHIPPED)
        .sort()
        .filter(name => name !== 'aliases.tsv'),
    );
    for (const file of readdirSync(folder)) {
      expect(readFileSync(join(folder, file)).equals(readFileSync(join(SHIPPED, file))), file).toBe(true);
    }
  });
});

describe.skipIf(!existsSync(join(OFFICIAL, 'load')))('the bulk tables at full size', () => {
  // biome-ignore format: table
  const cases: [table: TableName, rows: number, added: number, changed: number, removed: number, words: string, first: string][] = [
    ['ciq',                  24197, 14335, 0, 0, '0101210010',   '0101210010999'],
    ['hs',                   12623,  9366, 0, 0, 'glzybwym',     '0101210010'],
    ['declaration-elements', 31870, 31870, 0, 0, '是否改良种用', '0101'],
    ['origin-regions',        4037,  4037, 0, 0, '巴达赫尚',     '1004001'],
    ['dangerous-goods',       2287,  2287, 0, 0, '1950',         '1950'],
    ['customs-offices',       1369,  1369, 0, 0, 'bjgq',         '0100'],
    ['customs-districts',       1088,  1088, 0, 0, '1113W',        '1113W'],
  ];
  test.each(cases)('%s', (table, rows, added, changed, removed, words, first) => {
    const folder = temporaryFolder();
    const file = `${table}.tsv`;
    const cells = readDelimited(readFileSync(join(OFFICIAL, 'load', file)), file);
    const order = { shipped: SHIPPED, folder, table, rows: cells, source: file, now: () => 0 };
    expect(importRows(order)).toMatchObject({ rows, added, changed, removed, ignored: [] });
    const made = openCodes({ shipped: SHIPPED, imported: folder }).table(table);
    expect(made.rows).toHaveLength(rows);
    expect(made.complete).toBe(true);
    expect(made.search(words, { limit: 1 }).map(row => row.code)).toEqual([first]);
    expect(importRows(order)).toMatchObject({ rows, added: 0, changed: 0, removed: 0 });
  });
});
