import { describe, expect, test } from 'vitest';
import { declarationsIn, faultsOf, importDeclaration, readInput } from '../../src/jobs/import-declarations.ts';
import { importRows } from '../../src/jobs/import-rows.ts';
import { removeDeclaration } from '../../src/jobs/keep-declarations.ts';
import type { Office } from '../../src/jobs/office.ts';
import { writeXlsx } from '../../src/workbook/write-sheets.ts';
import { runTogether } from '../run/child.ts';
import { givenWorkbook } from '../workbooks.ts';
import { good, importGood, jsonFile, openTestOffice, userError } from './office.ts';

const importAll = async (office: Office, file: Parameters<typeof readInput>[1]) =>
  await Promise.all((await readInput(office, file)).map(found => importDeclaration(office, found)));

describe('the same contents', () => {
  test('are taken in once, in whatever order the file names them', async () => {
    const { office } = await openTestOffice();
    const { goods, ...head } = good();
    const [first] = await importAll(office, jsonFile(good()));
    const [second] = await importAll(office, jsonFile({ goods, ...head }, 'other-name.json'));
    expect([first?.outcome, second?.outcome, second?.entryNo]).toEqual(['saved', 'already', first?.entryNo]);
  });

  test('at the same moment in one process become one declaration', async () => {
    const { office, openAgain } = await openTestOffice();
    const other = await openAgain();
    const found = await readInput(office, jsonFile(good()));
    const imports = [office, other, office, other].map(at => importDeclaration(at, found[0] as (typeof found)[0]));
    const outcomes = (await Promise.all(imports)).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(['already', 'already', 'already', 'saved']);
    await office.store.refresh();
    expect(office.store.rows().length).toBe(1);
  });

  test('at the same moment in several processes become one declaration', async () => {
    const { home, office } = await openTestOffice();
    const contents = JSON.stringify(Array.from({ length: 10 }, (_, at) => good(at)));
    const lines = await runTogether(
      'jobs/import',
      [1, 2, 3].map(() => [home, contents]),
    );
    expect(lines.flat().filter(line => line === 'saved')).toHaveLength(10);
    await office.store.refresh();
    expect(office.store.rows().length).toBe(10);
    expect((await office.store.check()).problems).toEqual([]);
  });

  test('are taken in again when that is wanted, or when the first was deleted', async () => {
    const { office } = await openTestOffice();
    const [found] = await readInput(office, jsonFile(good()));
    const take = async (again: boolean) =>
      await importDeclaration(office, found as NonNullable<typeof found>, { again });
    const first = await take(false);
    expect((await take(true)).outcome).toBe('saved');
    for (const { entryNo } of office.store.rows()) await removeDeclaration(office, entryNo);
    expect([(await take(false)).outcome, first.outcome]).toEqual(['saved', 'saved']);
  });
});

describe('JSON', () => {
  test('a declaration that cannot be read does not spoil the others of its file', async () => {
    const { office } = await openTestOffice();
    const parts = await declarationsIn(office, jsonFile([good(1), { goods: [] }, 'text', good(2)], 'many.json'));
    const outcomes = await Promise.all(
      parts.map(({ read }) =>
        read().then(
          () => 'read',
          error => error.code,
        ),
      ),
    );
    expect(outcomes).toEqual(['read', 'document.direction', 'document.shape', 'read']);
    expect(parts[1]?.name).toBe('many.json 第 2 份');
  });

  test('lines are declarations; a broken one is named by its line', async () => {
    const { office } = await openTestOffice();
    const text = `\ufeff${JSON.stringify(good(1))}\r\n\r\n{"direction":\n${JSON.stringify(good(2))}\n`;
    const parts = await declarationsIn(office, { name: '-', bytes: new TextEncoder().encode(text) });
    expect(parts.map(({ name }) => name)).toEqual(['标准输入 第 1 行', '标准输入 第 3 行', '标准输入 第 4 行']);
    const error = await userError((parts[1] as (typeof parts)[0]).read());
    expect([error.code, error.message]).toEqual(['import.json', expect.stringContaining('第 3 行')]);
    expect((await (parts[2] as (typeof parts)[0]).read()).document.contractNo).toBe('HT-2');
  });

  test.each([
    ['cut off', new TextEncoder().encode(JSON.stringify(good(), null, 2).slice(0, 300)), 'import.json'],
    ['empty', new Uint8Array(), 'import.json'],
    ['in GB18030', Uint8Array.from([0x7b, 0x22, 0xc9, 0xcf, 0xba, 0xa3, 0x22, 0x3a, 0x31, 0x7d]), 'import.json'],
  ])('a file %s is refused and says why', async (_, bytes, code) => {
    const { office } = await openTestOffice();
    const error = await userError(readInput(office, { name: 'x.json', bytes }));
    expect([error.code, error.message]).toEqual([code, expect.stringContaining('x.json')]);
  });

  test.each([
    ['{bad', '第 1 行第 2 个字符起读不懂'],
    ['{"direction":"in",\n "goods":[}', '“}”这里读不懂'],
    ['{"direction":"in"', '没有写完'],
    ['{"direction":"in', '没有写完'],
    ['{"direction":"in"} more', '第 1 行第 20 个字符起读不懂'],
  ])('%s is refused in Chinese, with its place', async (text, place) => {
    const { office } = await openTestOffice();
    const bytes = new TextEncoder().encode(text);
    const { message } = await userError(readInput(office, { name: 'x.json', bytes }));
    expect(message).toBe(`不是 JSON：x.json：${place}`);
  });

  test('what `show --json` gives can be imported as it is', async () => {
    const { office } = await openTestOffice();
    const [entryNo = ''] = await importGood(office, 1);
    const [found] = await readInput(office, jsonFile(await office.store.get(entryNo)));
    expect(found?.document).toEqual((await office.store.get(entryNo)).document);
  });
});

describe('workbooks', () => {
  test('a value that could not be read is told once', async () => {
    const { office } = await openTestOffice();
    const [found] = await readInput(office, await givenWorkbook('wrong-inbound.xlsx'));
    const faults = await faultsOf(office, found as NonNullable<typeof found>);
    const paths = faults.filter(({ level }) => level === 'error').map(({ path }) => path);
    expect(paths.filter(path => path === 'departureCountry')).toHaveLength(1);
    expect(faults.map(({ code }) => code)).toContain('required');
  });

  test('with a value that could not be read the declaration stays a draft', async () => {
    const { office } = await openTestOffice();
    const [imported] = await importAll(office, await givenWorkbook('wrong-inbound.xlsx'));
    expect([imported?.outcome, imported?.status]).toEqual(['draft', 'draft']);
  });

  test.each([
    ['goods.xlsx', 'goods'],
    ['containers.xlsx', 'containers'],
  ] as const)('%s are added to what is there, or take its place', async (name, list) => {
    const { office } = await openTestOffice();
    const [entryNo = ''] = await importGood(office, 1);
    const held = async () => (await office.store.get(entryNo)).document[list].length;
    const before = await held();
    const { rows } = await importRows(office, await givenWorkbook(name), { entryNo, replace: false });
    expect([rows > 0, await held()]).toEqual([true, before + rows]);
    await importRows(office, await givenWorkbook(name), { entryNo, replace: true });
    expect([await held(), (await office.store.get(entryNo)).status]).toEqual([rows, 'draft']);
  });

  test('a workbook with headings alone is refused: it takes no rows away', async () => {
    const { office } = await openTestOffice();
    const [entryNo = ''] = await importGood(office, 1);
    const before = (await office.store.get(entryNo)).document;
    const empty = { name: '空表.csv', bytes: new TextEncoder().encode('HS编码,货物中文名,数量\n') };
    const error = await userError(importRows(office, empty, { entryNo, replace: true }));
    expect([error.code, error.message]).toEqual(['import.no-rows', '空表.csv 里只有表头，没有货物，单证没有改动']);
    expect((await office.store.get(entryNo)).document).toEqual(before);
  });

  test('what is not taken is told: lines that cannot be read, sheets of the other list', async () => {
    const { office } = await openTestOffice();
    const [entryNo = ''] = await importGood(office, 1);
    const bytes = await writeXlsx([
      { name: '箱', rows: [['集装箱号'], ['MRKU6105297']] },
      {
        name: '货',
        rows: [
          ['HS编码', '货物中文名', '备注'],
          ['0202300090', '牛肉', ''],
          ['', '', '看这里'],
        ],
      },
    ]);
    const { list, rows, faults } = await importRows(office, { name: '两页.xlsx', bytes }, { entryNo, replace: true });
    expect([list, rows]).toEqual(['goods', 1]);
    expect(faults.map(({ sheet, cell, code }) => `${sheet}!${cell} ${code}`)).toEqual([
      '箱!A1 sheet.other-list',
      '货!C3 sheet.line-unread',
    ]);
  });

  test('rows without a declaration, and a declaration where rows are wanted, are refused with the way out', async () => {
    const { office } = await openTestOffice();
    const [entryNo = ''] = await importGood(office, 1);
    expect((await userError(readInput(office, await givenWorkbook('goods.xlsx')))).code).toBe('import.rows-only');
    const into = { entryNo, replace: false };
    expect((await userError(importRows(office, await givenWorkbook('inbound.xlsx'), into))).code).toBe(
      'import.not-rows',
    );
    expect((await userError(importRows(office, jsonFile(good()), into))).code).toBe('import.not-rows');
  });
});
