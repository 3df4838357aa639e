import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInput } from '../../src/jobs/import-declarations.ts';
import {
  type Characters,
  clashesIn,
  defaultShortcuts,
  keepShortcuts,
  SHORTCUT_PAGES,
  shortcutOf,
  shortcutPageOf,
  shortcutsOf,
} from '../../src/jobs/shortcuts.ts';
import { openTestOffice, userError } from './office.ts';

describe('clashes', () => {
  test.each<[what: string, page: Characters, clashes: ReturnType<typeof clashesIn>]>([
    ['none', { '101001': '1', '101002': '2' }, []],
    ['two of one', { '101001': '1', '101002': '1' }, [{ character: '1', codes: ['101001', '101002'] }]],
    ['case does not count', { '101001': 'a', '101002': 'A' }, [{ character: 'A', codes: ['101001', '101002'] }]],
    ['nor does width', { '101001': 'ａ', '101002': 'A' }, [{ character: 'A', codes: ['101001', '101002'] }]],
    ['empty ones are no clash', { '101001': '', '101002': ' ', '101003': '' }, []],
    ['three of one', { '1': 'x', '2': 'X', '3': 'x', '4': 'y' }, [{ character: 'X', codes: ['1', '2', '3'] }]],
  ])('%s', (_what, page, clashes) => expect(clashesIn(page)).toEqual(clashes));

  test('a page without clashes finds each document by its own character, and one with them has a shared one', () => {
    const page = fc.dictionary(
      fc.integer({ min: 101001, max: 101040 }).map(String),
      fc.constantFrom(...'0123456789aBcdXyZ'),
    );
    fc.assert(
      fc.property(page, characters => {
        const firstOf = (typed: string) =>
          Object.keys(characters).find(code => shortcutOf(characters[code] ?? '') === shortcutOf(typed));
        const found = Object.entries(characters).filter(([code, typed]) => firstOf(typed) === code);
        expect(found.length === Object.keys(characters).length).toBe(clashesIn(characters).length === 0);
      }),
    );
  });
});

test('the defaults are those of the code table, each page without a clash', async () => {
  const { office } = await openTestOffice();
  const shortcuts = await shortcutsOf(office);
  expect(shortcuts.in).toMatchObject({ '101001': '1', '101027': '0' });
  expect(shortcuts.out).toMatchObject({ '102002': '3', '102999': 'Z' });
  for (const page of SHORTCUT_PAGES) expect(clashesIn(shortcuts[page])).toEqual([]);
  expect(['in', 'out', 'pack'].map(direction => shortcutPageOf(direction as 'in'))).toEqual(['in', 'out', 'out']);
});

test('a page is applied as a whole, in upper case, and beside the other; restoring brings the defaults back', async () => {
  const { office, openAgain } = await openTestOffice();
  const before = await shortcutsOf(office);
  await keepShortcuts(office, 'in', { '101003': 'x', '101001': '１', '101002': '' });
  const after = await shortcutsOf(await openAgain());
  expect(after).toEqual({ in: { '101001': '1', '101003': 'X' }, out: before.out });
  await keepShortcuts(office, 'in', defaultShortcuts(office, 'in'));
  expect(await shortcutsOf(office)).toEqual(before);
});

test('what the table says is not kept as a choice of the office', async () => {
  const { office } = await openTestOffice();
  await keepShortcuts(office, 'out', { ...defaultShortcuts(office, 'out'), '102003': '' });
  await keepShortcuts(office, 'out', defaultShortcuts(office, 'out'));
  expect(await office.store.settings.read({ name: 'shortcuts', initial: null, shape: json => json })).toEqual({});
});

test.each<[what: string, page: Characters, code: string, says: string[]]>([
  ['a clash', { '101001': '1', '101003': '1' }, 'shortcuts.clash', ['101001 合同', '101003 信用证', '“1”']],
  ['two characters', { '101001': '12' }, 'shortcuts.character', ['101001 合同', '“12”']],
  ['no letter', { '101001': '合' }, 'shortcuts.character', ['101001 合同', '“合”']],
  ['a document of the other page', { '102001': '1' }, 'shortcuts.document', ['入境', '102001']],
  ['no document', { nonsense: '1' }, 'shortcuts.document', ['nonsense']],
])('%s is refused by name, and nothing is kept', async (_what, page, code, says) => {
  const { office } = await openTestOffice();
  const before = await shortcutsOf(office);
  const error = await userError(keepShortcuts(office, 'in', page));
  expect(error.code).toBe(code);
  for (const word of says) expect(error.message).toContain(word);
  expect(await shortcutsOf(office)).toEqual(before);
});

test('characters typed in a workbook are those in force', async () => {
  const { office } = await openTestOffice();
  await keepShortcuts(office, 'in', { '101003': '1', '101039': 'W' });
  const csv = `单证类型,入境,随附单据,1w\n合同号,HT-1,提/运单号,B-1\n报检类别,13,\n`;
  const [found] = await readInput(office, { name: 'a.csv', bytes: new TextEncoder().encode(csv) });
  expect(found?.document.attachedDocuments?.map(({ type }) => type)).toEqual(['101003', '101039']);
});
