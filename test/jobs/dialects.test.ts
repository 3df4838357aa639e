import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dialectIn } from '../../src/catalogue/dialect-in-force.ts';
import type { Goods } from '../../src/catalogue/document.ts';
import { check } from '../../src/declaration/check.ts';
import { changeChannel, formOf, openChannel } from '../../src/jobs/channel.ts';
import { composeInForm } from '../../src/jobs/compose-message.ts';
import { goodsMemory } from '../../src/jobs/goods-memory.ts';
import { copyDeclaration, editDeclaration, saveDeclaration } from '../../src/jobs/keep-declarations.ts';
import { checkContext } from '../../src/jobs/office.ts';
import { sendDeclaration } from '../../src/jobs/send-declarations.ts';
import { setSetting } from '../../src/jobs/settings/by-name.ts';
import { beginFromTemplate, keepTemplate } from '../../src/jobs/templates.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { good, importGood, openTestOffice } from './office.ts';

const withAttributes = (...attributes: readonly string[]): { readonly goods: readonly Goods[] } => ({
  goods: good().goods.map(line => ({ ...line, attributes })),
});
const edited = (attributes: readonly string[]) => () => [
  { op: 'set', path: 'goods[0].attributes', value: attributes } as const,
];

async function byFolders() {
  const at = await openTestOffice({ inMemory: true });
  const root = temporaryFolder({ inMemory: true });
  for (const box of ['OutBox', 'SentBox', 'FailBox', 'InBox', 'HDNBox'])
    mkdirSync(join(root, 'Tecciq', box), { recursive: true });
  return { ...at, root, turnTo: () => changeChannel(at.office, { platform: '03', importFolder: root }) };
}

test('the list follows the channel at once, also when another program chose it', async () => {
  const { office, openAgain, turnTo } = await byFolders();
  const other = await openAgain();
  const [entryNo = ''] = await importGood(office, 1);
  const { document } = (await editDeclaration(office, entryNo, edited(['19']))).record;
  const codes = () =>
    check(document, checkContext(office))
      .map(({ code }) => code)
      .filter(code => code.startsWith('code.'));
  expect(codes()).toEqual(['code.other-list']);
  await turnTo();
  expect(codes()).toEqual([]);
  await setSetting(office, 'channel.platform', '09');
  expect(codes()).toEqual(['code.other-list']);
  await turnTo();
  expect(dialectIn(other.book, 'in')).toBe('2017');
  await other.readLevels();
  expect(dialectIn(other.book, 'in')).toBe('2018');
});

test('a document keeps its codes; those that say something else now are asked about once', async () => {
  const { office, turnTo } = await byFolders();
  const [entryNo = ''] = await importGood(office, 1, withAttributes('14', '12'));
  await turnTo();
  const asked = await sendDeclaration(office, entryNo);
  expect([asked.outcome, asked.doubts?.map(({ fault }) => fault.code)]).toEqual(['doubts', ['code.list-changed']]);
  const copy = await copyDeclaration(office, entryNo);
  expect((await saveDeclaration(office, copy)).doubts.map(({ fault }) => fault.code)).toContain('code.list-changed');
  const saved = await saveDeclaration(office, await office.store.get(entryNo), 'pass');
  expect([saved.saved, saved.record.document.goods[0]?.attributes, saved.record.dialect]).toEqual([
    ...[true, ['14', '12'], '2018'],
  ]);
  expect((await sendDeclaration(office, entryNo)).outcome).toBe('taken');
});

test('what is chosen in the list of 2018 goes as it is by the folders, and by its name in the form of 2017', async () => {
  const { office, root, turnTo } = await byFolders();
  await turnTo();
  const [entryNo = ''] = await importGood(office, 1, withAttributes('12', '17', '19'));
  const record = await office.store.get(entryNo);
  expect([record.dialect, (await sendDeclaration(office, entryNo)).outcome]).toEqual(['2018', 'taken']);
  const [name = ''] = readdirSync(join(root, 'Tecciq', 'OutBox'));
  expect(readFileSync(join(root, 'Tecciq', 'OutBox', name), 'utf8')).toContain('<GoodsAttr>12,17,19</GoodsAttr>');
  await expect(composeInForm(office, record, 'eciq')).rejects.toMatchObject({
    code: 'message.invalid',
    next: ['货物属性：19 正常 没有对应的代码'],
  });
  const { xml } = await composeInForm(
    office,
    { ...record, document: { ...record.document, ...withAttributes('17') } },
    'eciq',
  );
  expect(xml).toContain('<GoodsAttr>15</GoodsAttr>');
});

test('packaging, which the client takes none of, keeps its list and is told so', async () => {
  const { office, turnTo } = await byFolders();
  await turnTo();
  expect([dialectIn(office.book, 'in'), dialectIn(office.book, 'pack')]).toEqual(['2018', '2017']);
  const open = await openChannel(office);
  const document = good();
  expect(formOf(open, document)).toBe('iaq');
  expect(formOf(open, { ...document, sentAs: 'dec' })).toBe('dec');
  expect(() => formOf(open, { ...document, direction: 'pack' })).toThrow('03 单一窗口导入客户端没有这种报检单的报文');
});

test('what comes from before the channel was changed brings no code that says something else now', async () => {
  const { office, turnTo } = await byFolders();
  const [entryNo = ''] = await importGood(office, 1, withAttributes('14'));
  const { document } = await office.store.get(entryNo);
  await keepTemplate(office, '常用', document);
  const memory = goodsMemory(office);
  await memory.refresh();
  const brought = () =>
    memory.suggest(document.goods[0]?.name ?? '', 'in', 1)[0]?.values.find(({ id }) => id === 'goods.attributes')
      ?.value;
  expect(brought()).toEqual(['14']);
  await turnTo();
  expect(brought()).toBeUndefined();
  const begun = await beginFromTemplate(office, '常用');
  expect((await saveDeclaration(office, begun)).doubts.map(({ fault }) => fault.code)).toContain('code.list-changed');
  const [later = ''] = await importGood(office, 1, { ...withAttributes('19'), billOfLadingNo: 'BL-later' });
  await memory.refresh();
  expect(brought()).toEqual(['19']);
  await keepTemplate(office, '新的', (await office.store.get(later)).document);
  const fresh = await saveDeclaration(office, await beginFromTemplate(office, '新的'));
  expect(fresh.doubts.map(({ fault }) => fault.code)).not.toContain('code.list-changed');
});
