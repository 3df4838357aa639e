import { expect, test } from 'vitest';
import type { Declaration, Goods } from '../../src/catalogue/document.ts';
import { GOODS_MEMORY } from '../../src/catalogue/goods-memory.ts';
import { type GoodsMemory, goodsMemory } from '../../src/jobs/goods-memory.ts';
import { keepDraft, saveDeclaration } from '../../src/jobs/keep-declarations.ts';
import { checkStore } from '../../src/jobs/keep-store.ts';
import type { Office } from '../../src/jobs/office.ts';
import { CIGARETTES, ORANGES, outbound } from '../practice/declarations.ts';
import { importGood, openTestOffice } from './office.ts';

const named = (...names: string[]): readonly Goods[] => names.map(name => ({ ...ORANGES, name }));
const declare = (office: Office, goods: readonly Goods[], more: Partial<Declaration> = {}) =>
  importGood(office, 1, { goods, ...more });

async function opened(office: Office): Promise<GoodsMemory> {
  const memory = goodsMemory(office);
  await memory.refresh();
  return memory;
}

const namesFor = (memory: GoodsMemory, text: string, limit = 9) =>
  memory.suggest(text, 'in', limit).map(({ name }) => name);

test('goods that were declared bring what classifies them, and nothing of their shipment', async () => {
  const { office } = await openTestOffice();
  await declare(office, [{ ...ORANGES, nameEn: 'ORANGES', batchNo: 'B-1', brand: '某牌' }]);
  const [found, ...more] = (await opened(office)).suggest('鲜橙', 'in', 9);
  expect(more).toEqual([]);
  expect(found).toMatchObject({ code: '0805100000', name: '鲜橙', initials: 'xc', uses: 1, last: office.now() });
  expect(Object.fromEntries((found?.values ?? []).map(({ id, value }) => [id, value]))).toEqual({
    'goods.hsCode': '0805100000',
    'goods.ciqCode': '0805100000101',
    'goods.attributes': ['16'],
    'goods.name': '鲜橙',
    'goods.nameEn': 'ORANGES',
    'goods.purpose': '12',
    'goods.quantityUnit': '035',
    'goods.weightUnit': '035',
    'goods.standardUnit': '035',
  });
});

// biome-ignore format: table
test.each([
  ['冻橙',       ['冻橙', '冻橙汁', '鲜冻橙']],
  ['dc',         ['冻橙', '冻橙汁', '东城酒', '鲜冻橙']],
  ['dcz',        ['冻橙汁']],
  ['DC',         ['冻橙', '冻橙汁', '东城酒', '鲜冻橙']],
  ['橙 汁',      ['冻橙汁']],
  ['0805',       ['冻橙', '冻橙汁', '鲜冻橙']],
  ['0805100000', ['冻橙', '冻橙汁', '鲜冻橙']],
  ['2204',       []],
  ['zz',         []],
])('%s finds %o', async (text, names) => {
  const { office } = await openTestOffice();
  await declare(office, [...named('鲜冻橙', '冻橙汁', '冻橙'), { ...CIGARETTES, name: '东城酒' }]);
  await declare(office, named('冻橙'));
  await declare(office, named('冻橙', '冻橙汁'));
  const memory = await opened(office);
  expect(namesFor(memory, text).toSorted()).toEqual(names.toSorted());
  expect(namesFor(memory, text)[0]).toBe(names[0]);
});

test('what is used more comes first, and what was used later; half a year counts as much as twice as often', async () => {
  const { office, clock } = await openTestOffice();
  await declare(office, named('橙甲', '橙乙'));
  await declare(office, named('橙乙'));
  const memory = await opened(office);
  expect(namesFor(memory, '橙')).toEqual(['橙乙', '橙甲']);
  clock.now += 400 * 86_400_000;
  await declare(office, named('橙甲'), { declarationDate: '2018-11-20' });
  expect(await memory.refresh()).toBe(true);
  expect(namesFor(memory, '')).toEqual(['橙甲', '橙乙']);
  expect(namesFor(memory, '', 1)).toEqual(['橙甲']);
  expect(await memory.refresh()).toBe(false);
});

test('a name with another code is another suggestion; the newest values of one count', async () => {
  const { office } = await openTestOffice();
  await declare(office, [ORANGES]);
  await declare(office, [{ ...CIGARETTES, name: ORANGES.name as string }]);
  await declare(office, [{ ...ORANGES, purpose: '99' }]);
  const found = (await opened(office)).suggest('鲜橙', 'in', 9);
  expect(found.map(({ code, uses }) => [code, uses])).toEqual([
    ['0805100000', 2],
    ['2402200000', 1],
  ]);
  expect(found[0]?.values).toContainEqual({ id: 'goods.purpose', value: '99' });
});

test('a draft says nothing until it is saved, and saving again says nothing twice', async () => {
  const { office } = await openTestOffice();
  const memory = await opened(office);
  const [entryNo = ''] = await declare(office, [ORANGES]);
  await saveDeclaration(office, await office.store.get(entryNo));
  const record = await office.store.get(entryNo);
  await memory.refresh();
  expect(memory.suggest('鲜橙', 'in', 9).map(({ uses }) => uses)).toEqual([1]);
  const draft = await keepDraft(office, { ...record, document: { ...record.document, goods: named('苹果') } });
  await memory.refresh();
  expect(namesFor(memory, '')).toEqual(['鲜橙']);
  await saveDeclaration(office, draft);
  await memory.refresh();
  expect(namesFor(memory, '').toSorted()).toEqual(['苹果', '鲜橙'].toSorted());
});

test('each form has its own; what another program declares is seen', async () => {
  const { office, openAgain } = await openTestOffice();
  const memory = await opened(office);
  const other = await openAgain();
  const [entryNo = ''] = await declare(other, [ORANGES]);
  const inbound = await other.store.get(entryNo);
  const outNo = await other.store.nextEntryNo('WE');
  const document = outbound(outNo);
  const goods = document.goods.map(line => ({ ...line, name: '出口橙' }));
  const saved = await saveDeclaration(other, {
    ...inbound,
    revision: 0,
    entryNo: outNo,
    document: { ...document, goods },
  });
  expect(saved.faults.filter(({ level }) => level === 'error')).toEqual([]);
  await memory.refresh();
  expect(['in', 'out', 'pack'].map(form => memory.suggest('', form as 'in', 9).map(({ name }) => name))).toEqual([
    ['鲜橙'],
    ['出口橙'],
    [],
  ]);
});

test('it is made of the declarations of an office that had none, and a check finds nothing wrong', async () => {
  const { office, openAgain } = await openTestOffice();
  await declare(office, named('橙甲', '橙乙'));
  expect(namesFor(await opened(await openAgain()), '').toSorted()).toEqual(['橙乙', '橙甲'].toSorted());
  expect((await checkStore(office, true)).problems).toEqual([]);
  expect(namesFor(await opened(office), '').length).toBe(2);
});

test('every field that is kept stands in a goods line by itself', () => {
  expect(GOODS_MEMORY.kept.filter(id => !/^goods\.\w+$/u.test(id))).toEqual([]);
});
