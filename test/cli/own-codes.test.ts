import { describe, expect, test } from 'vitest';
import { good } from '../jobs/office.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

test('a row is added, found, checked by, listed as the office’s own, and taken back', async () => {
  const { run } = await openCommandRoom();
  expect((await run('codes add purposes 98 宠物用')).out).toContain('purposes 98 宠物用：已增加');
  expect((await run('codes search purposes cwy')).out).toMatch(/98 +宠物用 +cwy +增改/u);
  expect((await run('codes list purposes')).out).toMatch(/98 +宠物用 +增加/u);
  const list = (await run('codes list --json')).json as { name: string; own: number }[];
  expect(list.filter(({ own }) => own > 0)).toMatchObject([{ name: 'purposes', own: 1 }]);
  // An import of the table, and going back, leave it.
  expect((await run(['codes', 'import', 'data/codes/purposes.tsv', '--table', 'purposes'])).code).toBe(0);
  expect((await run('codes search purposes 98 --json')).json).toMatchObject([{ code: '98', own: true }]);
  expect((await run('codes revert purposes')).code).toBe(0);
  expect((await run('codes search purposes 98 --json')).json).toMatchObject([{ code: '98', own: true }]);
  expect((await run('codes add purposes 98 --undo')).code).toBe(0);
  expect((await run('codes search purposes 98 --json')).json).toEqual([]);
  const again = await run('codes add purposes 98 --undo');
  expect([again.code, again.err]).toEqual([2, expect.stringContaining('没有增改过')]);
});

test('a row reads otherwise: its name, or a column', async () => {
  const { run } = await openCommandRoom();
  expect((await run('codes add units 163 部件 --set group=weight')).out).toContain('已改变');
  const [row] = (await run('codes search units 163 --json')).json;
  expect(row).toMatchObject({ name: '部件', initials: 'bj', extra: { group: 'weight' } });
  expect((await run('codes add hs 0101210010 --set unit2=千克')).code).toBe(0);
  expect((await run('codes search hs 0101210010 --json')).json[0].extra.unit2).toBe('035');
});

test('a row that is switched off: nothing offers it, old documents show its name, new ones have a fault', async () => {
  const { run } = await openCommandRoom();
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good(1))));
  const { tradeMode } = (await run(`show ${entryNo} --json`)).json.document;
  const [{ name }] = (await run(`codes search trade-modes ${tradeMode} --json`)).json;
  expect((await run(`codes drop trade-modes ${tradeMode}`)).out).toContain(`${name}：已停用`);
  for (const words of [tradeMode, name]) {
    const found = (await run(`codes search trade-modes ${words} --json`)).json as { code: string; stopped?: true }[];
    expect(found.filter(({ code }) => code === tradeMode)).toMatchObject([{ name, stopped: true }]);
  }
  expect((await run(`codes search trade-modes ${tradeMode}`)).out).toMatch(new RegExp(`^${tradeMode} .*已停用$`, 'mu'));
  expect((await run('codes list trade-modes')).out).toContain('停用');
  expect((await run(`show ${entryNo}`)).out).toContain(name);
  const checked = await run(`check ${entryNo}`);
  expect([checked.code, checked.out]).toEqual([1, expect.stringContaining(`代码 ${tradeMode} ${name} 已由本单位停用`)]);
  expect((await run(`codes drop trade-modes ${tradeMode} --undo`)).out).toContain('已重新启用');
  expect((await run(`check ${entryNo}`)).code).toBe(0);
  expect((await run(`codes drop trade-modes ${tradeMode} --undo`)).code).toBe(2);
});

describe('refused', () => {
  test.each([
    ['codes add nonsense 1 甲', 'codes.no-such-table'],
    ['codes add purposes 9x 甲', 'codes.row'],
    ['codes add purposes 98', 'codes.row'],
    ['codes add purposes 98 甲 --set price=1', 'codes.row'],
    ['codes add units 999 托 --set group=heavy', 'codes.row'],
    ['codes add declaration-categories 99 甲', 'codes.row'],
    ['codes add dangerous-goods 1950 喷雾', 'codes.row'],
    ['codes drop purposes 97', 'codes.no-such-code'],
  ])('%s: %s', async (line, code) => {
    const { run } = await openCommandRoom();
    const said = await run(`${line} --json`);
    expect(said.code).toBe(2);
    expect(JSON.stringify(said.json)).toContain(code);
  });
});

test('settings carry the rows to another office', async () => {
  const { run } = await openCommandRoom();
  await run('codes add purposes 98 宠物用');
  expect((await run('settings get codeRows --json')).json.value).toMatchObject([
    { table: 'purposes', code: '98', name: '宠物用' },
  ]);
  const other = await openCommandRoom();
  const document = (code: string) =>
    JSON.stringify({
      format: 'baojian.settings',
      version: 1,
      settings: { codeRows: [{ table: 'purposes', code, name: '宠物用' }] },
    });
  expect((await other.run('settings import -', document('98'))).code).toBe(0);
  expect((await other.run('codes search purposes cwy --json')).json).toMatchObject([{ code: '98' }]);
  expect((await other.run('settings import -', document('9x'))).code).not.toBe(0);
});
