import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { read } from 'xlsx';
import { readSheets } from '../../src/workbook/read-sheets.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { openCommandRoom } from './command.ts';

const FOLDER = 'fixtures/declarations/';
let room: Awaited<ReturnType<typeof openCommandRoom>>;

beforeEach(async () => {
  room = await openCommandRoom();
  for (const name of ['in-full', 'in-vehicles', 'in-minimal', 'out-full'])
    await room.run(['import', `${FOLDER}${name}/declaration.json`]);
});

test('stats counts by groups, exactly, as text and as JSON', async () => {
  const { out, err } = await room.run('stats --group chapter');
  expect(out).toMatch(/^HS 章 +份数 +法检 +退单 +平均用时 +货物总值$/mu);
  expect(out).toMatch(/^第 22 章 +2 +2 +— +84,000 欧元$/mu);
  expect(out).toMatch(/^合计 +3 /mu);
  expect(err).toContain('共 3 份');
  const { json } = await room.run('stats --kind out --group country --json');
  expect(json).toMatchObject({
    kind: 'out',
    group: 'country',
    groups: [{ key: '840', count: 1, inspected: 1, sums: [{ of: 'value', unit: '840', sum: '18000' }, {}, {}, {}] }],
  });
  expect((await room.run('stats --party hlsp --json')).json.total.count).toBe(0);
  expect((await room.run('stats --from 0431')).code).toBe(2);
});

test('a period that ends before it begins is refused, and no file is written', async () => {
  const file = join(temporaryFolder(), '台账.csv');
  const period = ['--from', '2018-01-02', '--to', '2018-01-01'];
  for (const words of [
    ['stats', ...period],
    ['export', file, ...period],
    ['list', '--from', '2018-01-02', '--until', '2018-01-01'],
    ['audit', '--since', '2018-01-02', '--until', '2018-01-01'],
  ]) {
    const { code, out, err } = await room.run(words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('日期至 2018-01-01 早于日期自 2018-01-02');
  }
  expect(existsSync(file)).toBe(false);
  expect((await room.run('stats --from 2018-01-02 --to 2018-01-02')).code).toBe(0);
});

test('export writes chosen columns, keeps them as a template, and overwrites nothing', async () => {
  const folder = temporaryFolder();
  const file = join(folder, '台账.xlsx');
  const columns = '报检注册号,货物总值,序号';
  const done = await room.run(['export', file, '--columns', columns, '--keep', '送审']);
  expect([done.code, done.out]).toEqual([0, `已写出 3 份单证：${file}\n已存为导出模板“送审”\n`]);
  const [sheet] = await readSheets(readFileSync(file), '台账.xlsx');
  expect(sheet?.rows.slice(0, 2)).toMatchObject([
    ['报检注册号', '货物总值', '序号'],
    ['4403000005', expect.any(String), '1'],
  ]);

  const before = readFileSync(file);
  expect((await room.run(['export', file, '--template', '送审'])).err).toContain('没有覆盖');
  expect(readFileSync(file).equals(before)).toBe(true);

  const text = join(folder, '台账.csv');
  await room.run(['export', text, '--template', '送审', '--kind', 'out']);
  expect(readFileSync(text, 'utf8')).toMatch(/^\uFEFF报检注册号,货物总值,序号\r\n4403000005,"18,000 .+",1\r\n$/u);
  const listed = await room.run('stats --kind out --template 送审 --json');
  expect(listed.json).toMatchObject({ total: 1, rows: [{ registration: '4403000005', number: '1' }] });
  expect((await room.run('settings get ledger.送审.columns')).out).toContain('registration');
});

test('an amount in one currency is a number in a workbook, and in several it is text', async () => {
  const several = JSON.parse(readFileSync(`${FOLDER}in-full/declaration.json`, 'utf8'));
  const [line] = several.goods;
  several.goods = [line, { ...line, currency: '840', totalValue: '12.5' }];
  await room.run('import -', JSON.stringify(several));
  const cells: Record<string, unknown[]> = {};
  for (const ending of ['xlsx', 'xls']) {
    const file = join(temporaryFolder(), `台账.${ending}`);
    await room.run(['export', file, '--columns', '报检注册号,货物总值']);
    const { Sheets, SheetNames } = read(readFileSync(file), { cellNF: true });
    const sheet = Sheets[SheetNames[0] ?? ''] ?? {};
    cells[ending] = [2, 3, 4, 5].map(row => [sheet[`A${row}`], sheet[`B${row}`]].map(({ t, v, w } = {}) => [t, v, w]));
  }
  expect(cells.xls).toEqual(cells.xlsx);
  const amounts = cells.xlsx?.map(row => (row as unknown[])[1]);
  expect(amounts).toContainEqual(['n', 42000, '42,000 欧元']);
  expect(amounts).toContainEqual(['s', expect.stringMatching(/^[\d,]+ 欧元，12\.5 美元$/u), expect.anything()]);
  expect(cells.xlsx?.map(row => ((row as unknown[])[0] as unknown[]).slice(0, 2))).toContainEqual(['s', '4403000005']);
});

test('a template lists and a grouping counts: both together are refused', async () => {
  await room.run(['export', join(temporaryFolder(), '台账.csv'), '--columns', '报检号', '--keep', '送审']);
  const { code, out, err } = await room.run('stats --template 送审 --group quarter');
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('--template 和 --group 只能写一个');
});

test('what an export cannot do is said before anything is written', async () => {
  const file = join(temporaryFolder(), '台账.xlsx');
  // biome-ignore format: table
  const cases: readonly (readonly [readonly string[], string])[] = [
    [[file, '--columns', '报检号,没有'],                     '没有可以导出的项“没有”'],
    [[file, '--columns', ','],                               '没有选择要导出的项'],
    [[file, '--template', '没有'],                           '没有名为“没有”的导出模板'],
    [[file, '--template', '送审', '--columns', '报检号'],    '只能写一个'],
    [[file, '--keep', '送审'],                               '--keep 要和 --columns 一起写'],
    [['台账.txt'],                                           '文件名要以 .xlsx、.xls 或 .csv 结尾'],
  ];
  for (const [words, said] of cases) {
    const { code, err } = await room.run(['export', ...words]);
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  }
  expect(existsSync(file)).toBe(false);
});
