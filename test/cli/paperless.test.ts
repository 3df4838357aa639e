import { expect, test } from 'vitest';
import { good } from '../jobs/office.ts';
import { fileOf, pdf } from '../jobs/paperless/files.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

test('documents are listed, added, changed, removed and sent by commands', async () => {
  const { run, startBureau } = await openCommandRoom();
  await startBureau({ faults: { papers: 'ask' } });
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
  await run(`send ${entryNo}`);
  await run('receive');
  const listed = await run(['paperless', 'list', entryNo]);
  expect([listed.code, listed.out.split('\n').slice(1, 3)]).toEqual([0, ['局端要：缺 合同、缺 发票', '没有单据']]);

  const contract = fileOf('合同.pdf');
  const added = await run(['paperless', 'add', entryNo, contract, '--kind', '1', '--number', 'HT-1']);
  expect(added.out).toContain('已添加第 1 号单据：合同');
  await run([
    'paperless',
    'add',
    entryNo,
    fileOf('发票.pdf', pdf('发票', 300_000)),
    '--kind',
    '发票',
    '--note',
    '两页',
  ]);
  const page = fileOf('附页.pdf');
  expect((await run(['paperless', 'change', entryNo, '1', '--add', page, '--name', '销售合同'])).code).toBe(0);
  expect((await run(['paperless', 'change', entryNo, '1', '--remove', '没有.pdf'])).code).toBe(2);
  await run(['paperless', 'change', entryNo, '1', '--remove', '附页.pdf', '--name', '合同']);
  await run(['paperless', 'add', entryNo, page, '--kind', '其他单据']);
  expect((await run(['paperless', 'remove', entryNo, '3'])).out).toContain('已删去第 3 号单据：其他单据');
  const { json } = await run(['paperless', 'list', entryNo, '--json']);
  expect(json).toMatchObject({
    ...{ entryNo, status: 'asked', way: '' },
    asked: [
      { name: '合同', there: true },
      { name: '发票', there: true },
    ],
    documents: [
      { id: 1, kind: '101001', number: 'HT-1', files: [{ name: '合同.pdf' }] },
      { id: 2, kind: '101002', note: '两页', files: [{ name: '发票.pdf' }] },
    ],
  });

  const web = await run(['paperless', 'web', entryNo]);
  expect(web.out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?ticket=[\w-]{16}\n[█▀▄ ]{20}/u);
  expect((await run(['paperless', 'send', entryNo])).code).toBe(1);
  await run(['paperless', 'way', entryNo, '电子申报']);
  const second = await run(['paperless', 'way', entryNo, '自存']);
  expect(second.err).toContain('先选的是电子申报，以第一次为准');
  const sent = await run(['paperless', 'send', entryNo]);
  expect([sent.code, sent.err.split('\n').includes('发票.pdf  100%')]).toEqual([0, true]);
  expect(sent.out).toContain('电子申报已发送，等局端答复');
  expect((await run('receive')).out).toContain('无纸化 已申报');
  expect((await run(['paperless', 'list', entryNo, '--json'])).json.status).toBe('reported');
  expect((await run('list --json')).out).toContain('"paperless":"reported"');
});

test.each([
  ['paperless list', 2],
  ['paperless list WI150881040000000', 4],
  ['paperless add WI150881040000000', 2],
  ['paperless add WI150881040000000 a.pdf', 2],
  ['paperless remove WI150881040000000 x', 2],
  ['paperless way WI150881040000000 别的', 2],
  ['paperless send WI150881040000000', 4],
])('%s ends with %i', async (words, code) => {
  const { run } = await openCommandRoom();
  const said = await run(words);
  expect([said.code, said.err.includes('→')]).toEqual([code, true]);
});
