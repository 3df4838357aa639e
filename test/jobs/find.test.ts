import { describe, expect, it } from 'vitest';
import { bestCodes, codesIn, findableTables } from '../../src/jobs/find-codes.ts';
import {
  advanceDeclarationScan,
  beginDeclarationScan,
  bestDeclarations,
  isScanned,
} from '../../src/jobs/find-declarations.ts';
import { importGood, openTestOffice } from './office.ts';

/** Three declarations by what they are called here. */
async function three() {
  const { office } = await openTestOffice();
  const all = {
    oldest: { contractNo: 'A1', consigneeName: '上海海澜食品进出口有限公司' },
    middle: { contractNo: 'A12', consigneeName: '大连港集团有限公司' },
    newest: { contractNo: 'XA1', consigneeName: '上海海澜食品进出口有限公司', billOfLadingNo: 'BL-A1-9' },
  };
  const named = new Map<string, string>();
  for (const [name, more] of Object.entries(all)) {
    const [entryNo = ''] = await importGood(office, 1, more);
    named.set(entryNo, name);
  }
  const rows = office.store.rows();
  /** The names of what is found, looked through in steps of so many. */
  const found = (words: string, steps: number): readonly string[] => {
    let scan = beginDeclarationScan(rows, words);
    while (!isScanned(scan)) scan = advanceDeclarationScan(scan, steps);
    return bestDeclarations(scan, 10).map(({ at }) => named.get(rows.at(at)?.entryNo ?? '') ?? '');
  };
  return { rows, found };
}

describe('declarations are found', () => {
  it.each([
    ['the exact number first, then by its end, then by its beginning', 'a1', ['oldest', 'newest', 'middle']],
    ['by a part of a number', 'bl-a1', ['newest']],
    ['by full-width letters', 'Ａ１２', ['middle']],
    ['by a part of a name, the newest first', '海澜', ['newest', 'oldest']],
    ['by full pinyin', 'hailan', ['newest', 'oldest']],
    ['by pinyin with its last syllable begun', 'daliangangj', ['middle']],
    ['by initials', 'dlg', ['middle']],
    ['by several words, which all must be there', 'hailan a1', ['oldest', 'newest']],
    ['not by words that are not there', 'hailan a12', []],
    ['all without words, the newest first', ' ', ['newest', 'middle', 'oldest']],
  ])('%s', async (_what, words, names) => {
    const { found } = await three();
    expect(found(words, 2)).toEqual(names);
    expect(found(words, 1)).toEqual(names);
  });

  it('tell where the first word was found', async () => {
    const { rows } = await three();
    const scan = advanceDeclarationScan(beginDeclarationScan(rows, 'bl-a1'), 10);
    expect(bestDeclarations(scan, 1)).toMatchObject([{ column: 'bill' }]);
  });

  it('no more than are asked for', async () => {
    const { rows } = await three();
    const scan = advanceDeclarationScan(beginDeclarationScan(rows, 'a1'), 10);
    expect(bestDeclarations(scan, 1)).toHaveLength(1);
  });
});

describe('codes of all tables', () => {
  it.each([
    ['276', 'countries', '276'],
    ['德国', 'countries', '276'],
    ['deguo', 'countries', '276'],
    ['DEU', 'countries', '276'],
    ['0202300090', 'hs', '0202300090'],
  ])('%s: the best is %s %s', async (words, table, code) => {
    const { codes } = (await openTestOffice()).office;
    const all = findableTables(codes).flatMap(name => codesIn(codes, name, words, 20));
    expect(bestCodes(all, words, 1)).toMatchObject([{ table, row: { code } }]);
  });
});
