import { expect, test } from 'vitest';
import type { Declaration } from '../../src/catalogue/document.ts';
import { check } from '../../src/declaration/check.ts';
import { keepDraft } from '../../src/jobs/keep-declarations.ts';
import { checkContext } from '../../src/jobs/office.ts';
import { beginFromTemplate, keepTemplate, removeTemplate, templateOf, templatesOf } from '../../src/jobs/templates.ts';
import { good, importGood, openTestOffice, userError } from './office.ts';

const DOCUMENT = good() as Declaration;

test('a template keeps the contents, without number, declaration number and date', async () => {
  const { office, clock } = await openTestOffice();
  const [entryNo = ''] = await importGood(office, 1);
  const { document } = await office.store.get(entryNo);
  const kept = await keepTemplate(office, ' 巴西\t牛肉 ', document);
  expect(kept).toMatchObject({ name: '巴西 牛肉', direction: 'in', by: '测试', at: new Date(clock.now).toISOString() });
  const { entryNo: _no, declarationDate: _day, ...contents } = document;
  expect((await templateOf(office, '巴西 牛肉')).document).toEqual(contents);
});

test('a declaration begun from a template has its own number and today, and is not stored yet', async () => {
  const { office, clock } = await openTestOffice();
  const [entryNo = ''] = await importGood(office, 1);
  await keepTemplate(office, '甲', (await office.store.get(entryNo)).document);
  clock.now += 3 * 86_400_000;
  const record = await beginFromTemplate(office, '甲');
  expect(record.entryNo).not.toBe(entryNo);
  expect(record).toMatchObject({ revision: 0, status: 'draft', sending: 0, receipts: [] });
  expect(record.document).toMatchObject({ entryNo: record.entryNo, declarationDate: '2017-10-27', contractNo: 'HT-1' });
  expect(check(record.document, checkContext(office)).filter(({ level }) => level === 'error')).toEqual([]);
  expect(office.store.rows().length).toBe(1);
  await keepDraft(office, record);
  expect(office.store.rows().length).toBe(2);
});

test('the newest first, by direction, and gone when removed', async () => {
  const { office, openAgain } = await openTestOffice();
  await keepTemplate(office, '一', DOCUMENT);
  await keepTemplate(office, '二', { ...DOCUMENT, direction: 'out' });
  const other = await openAgain();
  expect((await templatesOf(other)).map(({ name }) => name)).toEqual(['二', '一']);
  expect((await templatesOf(other, 'in')).map(({ name }) => name)).toEqual(['一']);
  await removeTemplate(other, '一');
  expect((await templatesOf(office)).map(({ name }) => name)).toEqual(['二']);
  for (const work of [removeTemplate, templateOf, beginFromTemplate])
    expect(await userError(work(office, '一'))).toMatchObject({ code: 'template.missing', exit: 'usage' });
});

test.each([
  ['', 'template.name'],
  [' \u200b ', 'template.name'],
  ['长'.repeat(41), 'template.name'],
  ['KOREA', 'template.taken'],
  ['ｋｏｒｅａ ', 'template.taken'],
])('a name like “%s” is refused', async (name, code) => {
  const { office } = await openTestOffice();
  await keepTemplate(office, 'Korea', DOCUMENT);
  expect((await userError(keepTemplate(office, name, DOCUMENT))).code).toBe(code);
  expect((await templatesOf(office)).length).toBe(1);
});

test('forty characters of any width are a name, and of two programs that take it one gets it', async () => {
  const { office, openAgain } = await openTestOffice();
  const name = '𠮷'.repeat(40);
  const other = await openAgain();
  const results = await Promise.allSettled([office, other].map(each => keepTemplate(each, name, DOCUMENT)));
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await templatesOf(office)).map(each => each.name)).toEqual([name]);
});

test('a file whose document has another shape is told', async () => {
  const { office } = await openTestOffice();
  await office.store.settings.update({ name: 'templates', initial: [] as unknown, shape: json => json }, () => [
    { name: '甲', direction: 'in', document: { direction: 'in', goods: 7, containers: [] }, by: '', at: '' },
  ]);
  expect((await userError(templatesOf(office))).code).toBe('settings.shape');
});
