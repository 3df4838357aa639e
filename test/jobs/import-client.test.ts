import { copyFileSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changeChannel, openChannel } from '../../src/jobs/channel.ts';
import { listOutbox } from '../../src/jobs/outbox.ts';
import { receiveReceipts } from '../../src/jobs/receive-receipts.ts';
import { sendDeclaration, unsent } from '../../src/jobs/send-declarations.ts';
import { readClientAnswer } from '../../src/message/client-answer.ts';
import { writeReceipt } from '../../src/message/receipt.ts';
import { seededRandom } from '../../src/practice/faults.ts';
import type { ImportClient } from '../../src/practice/import-client.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { CUSTOMS, CUSTOMS_LINE } from './customs.ts';
import { good, importGood, openTestOffice, userError } from './office.ts';
import { openTestClient } from './test-client.ts';

/** An office that sends by the folders of an import client, and that client, which can be ended and begun anew. */
async function officeByFolders() {
  const at = await openTestOffice({ inMemory: true });
  const root = temporaryFolder({ inMemory: true });
  const place = temporaryFolder({ inMemory: true });
  const { office } = at;
  const box = (name: string, business = 'Tecciq') => join(root, business, name);
  const begin = async (): Promise<{ readonly client: ImportClient; end(): Promise<void>; count(): number }> => {
    const { client, docket } = await openTestClient(at, { root, place });
    return { client, end: () => docket.close(), count: docket.count };
  };
  await changeChannel(office, { platform: '03', importFolder: root });
  return { ...at, root, box, begin };
}

test('a declaration goes by the folders: fetched, taken, answered, and its receipts put away', async () => {
  const { office, box, begin } = await officeByFolders();
  const [entryNo = ''] = await importGood(office, 1);
  const { client } = await begin();
  const sent = await sendDeclaration(office, entryNo);
  expect([sent.outcome, sent.text]).toEqual(['taken', '已放进导入目录，等客户端取走']);
  const [name = ''] = readdirSync(box('OutBox'));
  expect(name).toMatch(new RegExp(`^${entryNo}_message-.*\\.xml$`, 'u'));
  expect(readFileSync(join(box('OutBox'), name), 'utf8')).toContain('<EEntDeclIo xmlns=');
  expect(await unsent(office)).toEqual([]);
  await client.turn();
  expect([readdirSync(box('OutBox')), readdirSync(box('SentBox'))]).toEqual([[], [name]]);
  const { changed, problems } = await receiveReceipts(office);
  expect(problems).toEqual([]);
  expect(changed).toMatchObject([{ entryNo, from: 'sent', to: 'released' }]);
  expect(readdirSync(box('InBox'))).toEqual([]);
  expect((await office.store.get(entryNo)).receipts.map(({ code }) => code)).toContain('1000');
  expect((await receiveReceipts(office)).arrived).toBe(0);
});

test('what the client cannot send is rejected with its reason, and sent anew after a correction', async () => {
  const { office, root, box, begin } = await officeByFolders();
  await begin();
  const [entryNo = ''] = await importGood(office, 1);
  await sendDeclaration(office, entryNo);
  const [name = ''] = readdirSync(box('OutBox'));
  renameSync(join(box('OutBox'), name), join(box('FailBox'), name));
  expect((await receiveReceipts(office)).changed).toMatchObject([{ entryNo, to: 'rejected' }]);
  expect(readdirSync(box('FailBox'))).toEqual([]);
  await office.store.update(entryNo, record => ({ ...record, status: 'saved' }));
  expect((await sendDeclaration(office, entryNo, { sure: 'pass' })).outcome).toBe('taken');
  const [again = ''] = readdirSync(box('OutBox'));
  expect(again).not.toBe(name);
  const response = `<ns2:DecImportResponse xmlns:ns2="http://www.chinaport.gov.cn/dec"><ns2:ResponseCode>-1</ns2:ResponseCode><ns2:ErrorMessage>合同号有误</ns2:ErrorMessage><ns2:ClientSeqNo>${entryNo}</ns2:ClientSeqNo></ns2:DecImportResponse>`;
  writeFileSync(join(box('InBox'), `Failed_${again.replace('.xml', '')}_20261127041500123.xml`), response);
  expect((await receiveReceipts(office)).changed).toMatchObject([{ entryNo, to: 'rejected' }]);
  const record = await office.store.get(entryNo);
  expect(record.receipts.at(-1)).toMatchObject({ code: '1001', text: '上传失败：导入客户端没有上传：合同号有误' });
  expect(readdirSync(join(root, 'Tecciq', 'HDNBox'))).toContain(name);
});

test('receipts that name a declaration by the number of the single window, or by its message, find it', async () => {
  const { office, box, begin } = await officeByFolders();
  await begin();
  const [entryNo = '', other = ''] = await importGood(office, 2);
  for (const each of [entryNo, other]) await sendDeclaration(office, each);
  const seqNo = 'I20260000012345678';
  const answer = (name: string, xml: string) => writeFileSync(join(box('InBox'), name), xml);
  const result = (channel: string, more = '') =>
    `<DEC_RESULT><CUS_CIQ_NO>${seqNo}</CUS_CIQ_NO>${more}<CHANNEL>${channel}</CHANNEL><NOTICE_DATE>2026-11-27T10:00:0${channel.length}</NOTICE_DATE></DEC_RESULT>`;
  answer(
    `Successed_${entryNo}_m_20261127041500123.xml`,
    `<DecImportResponse xmlns="http://www.chinaport.gov.cn/dec"><ResponseCode>0</ResponseCode><ClientSeqNo>${entryNo}</ClientSeqNo><SeqNo>${seqNo}</SeqNo></DecImportResponse>`,
  );
  answer(`Receipt_${seqNo}_1.xml`, result('L', '<ENTRY_ID>223120260000123456</ENTRY_ID>'));
  const { messageId } = await office.store.get(other);
  answer(
    'Receipt_2.xml',
    `<DCL_RESPONSE><EntUuid>${messageId}</EntUuid><RspCodes>1901</RspCodes><RspInfo>报检失败</RspInfo></DCL_RESPONSE>`,
  );
  const first = await receiveReceipts(office);
  expect([first.problems, first.changed.map(({ entryNo: each, to }) => [each, to])]).toEqual([
    [],
    expect.arrayContaining([
      [entryNo, 'accepted'],
      [other, 'rejected'],
    ]),
  ]);
  expect(await office.store.get(entryNo)).toMatchObject({ seqNo, customsNo: '223120260000123456' });
  answer(`Receipt_${seqNo}_2.xml`, result('R'));
  expect((await receiveReceipts(office)).changed).toMatchObject([{ entryNo, to: 'released' }]);
});

test('a receipt that a crash left between the disk and its declaration is applied once', async () => {
  const { office, box, begin } = await officeByFolders();
  await begin();
  const [entryNo = ''] = await importGood(office, 1);
  await sendDeclaration(office, entryNo);
  const name = `Failed_${entryNo}_m_20261127041500123.xml`;
  const xml = `<DecImportResponse><ResponseCode>1</ResponseCode><ErrorMessage>合同号有误</ErrorMessage><ClientSeqNo>${entryNo}</ClientSeqNo></DecImportResponse>`;
  const [receipt] = readClientAnswer(name, new TextEncoder().encode(xml), '2026-11-27 10:00:00').receipts;
  if (!receipt) throw new Error('no receipt');
  const { identity } = receipt;
  await office.store.receipts.keep([{ identity, entryNo, raw: writeReceipt(receipt), receivedAt: office.now() }]);
  expect((await receiveReceipts(office)).changed).toMatchObject([{ entryNo, to: 'rejected' }]);
  writeFileSync(join(box('InBox'), name), xml);
  await receiveReceipts(office);
  expect((await office.store.get(entryNo)).receipts.map(each => each.identity)).toEqual([identity]);
  expect(await office.store.receipts.unapplied()).toEqual([]);
});

test('what is no receipt, and what is about declarations of others, stays where it is and is told', async () => {
  const { office, box, begin } = await officeByFolders();
  await begin();
  writeFileSync(join(box('InBox'), 'Receipt_1_1.xml'), '<html/>');
  writeFileSync(
    join(box('InBox'), 'Receipt_2_2.xml'),
    '<Ciqresult><CusCiqNo>WI1</CusCiqNo><RspCodes>1000</RspCodes><RspInfo>报检成功</RspInfo></Ciqresult>',
  );
  writeFileSync(
    join(box('InBox'), 'Receipt_3_3.xml'),
    '<DCL_RESPONSE><EntUuid>../../甲</EntUuid><RspCodes>1101</RspCodes></DCL_RESPONSE>',
  );
  const { arrived, problems } = await receiveReceipts(office);
  expect(arrived).toBe(0);
  expect(problems.join('\n')).toContain('Receipt_1_1.xml：回执文件');
  expect(problems.join('\n')).toContain('WI1、../../甲');
  expect(readdirSync(box('InBox')).length).toBe(3);
});

test('a folder of another purpose is not played in, and in a missing one nothing is made', async () => {
  const { office, root, begin } = await officeByFolders();
  const [entryNo = ''] = await importGood(office, 1);
  expect((await sendDeclaration(office, entryNo)).error?.code).toBe('transport.folder');
  expect((await office.store.get(entryNo)).status).toBe('sent');
  writeFileSync(join(root, 'something'), '');
  expect((await userError(begin())).code).toBe('practice.folder');
  await changeChannel(office, { platform: '03' });
  expect((await userError(openChannel(office))).code).toBe('channel.no-folder');
});

/** As many as an office promises itself where everything is tested; fewer show the same, and sooner. */
const MANY = process.env.BAOJIAN_TEST_ALL ? 1000 : 60;

const filesIn = (boxes: readonly string[]): readonly string[] =>
  boxes.flatMap(box => readdirSync(box).map(name => join(box, name)));

test('a client that is ended, late, and says things twice or in another order: each declaration of both forms once, none lost', {
  timeout: 300_000,
}, async () => {
  const { office, clock, box, begin } = await officeByFolders();
  const random = seededRandom(20171024);
  const chance = (share: number): boolean => random() < share;
  const customs = {
    ...{ ...CUSTOMS, sentAs: 'dec' as const, transitPort: '036000' },
    goods: good().goods.map(line => ({ ...line, unitPrice: '5', ...CUSTOMS_LINE })),
  };
  const applications = await importGood(office, MANY / 2);
  const declarations = await importGood(office, MANY / 2, customs);
  const entryNos = applications.flatMap((entryNo, at) => [entryNo, declarations[at] ?? '']);
  const inBoxes = [box('InBox'), box('InBox', 'Deccus001')];
  let played = await begin();
  const waiting = [...entryNos];
  for (let turn = 0; waiting.length > 0 || turn < MANY + 50; turn += 1) {
    clock.now += 1000;
    const entryNo = waiting.shift();
    if (entryNo) await sendDeclaration(office, entryNo);
    // Sent once more, as after a crash that nobody noticed.
    if (entryNo && chance(0.2)) await sendDeclaration(office, entryNo);
    if (chance(0.1)) {
      await played.end();
      played = await begin();
    }
    if (chance(0.5)) await played.client.turn();
    for (const file of filesIn(inBoxes)) {
      if (chance(0.1)) copyFileSync(file, file.replace(/_[A-Z]?\d{17}(?=[^/]*$)/u, '$&2'));
      // Away for a while, and there again.
      if (chance(0.1)) renameSync(file, `${file}.tmp`);
    }
    if (chance(0.3)) await receiveReceipts(office);
    for (const file of filesIn(inBoxes))
      if (file.endsWith('.tmp') && chance(0.5)) renameSync(file, file.replace('.tmp', ''));
  }
  for (const file of filesIn(inBoxes)) if (file.endsWith('.tmp')) renameSync(file, file.replace('.tmp', ''));
  await played.client.turn();
  await receiveReceipts(office);
  expect(played.count()).toBe(entryNos.length);
  const records = await Promise.all(entryNos.map(entryNo => office.store.get(entryNo)));
  expect(new Set(records.map(({ status }) => status))).toEqual(new Set(['released']));
  for (const { receipts } of records)
    expect(new Set(receipts.map(({ identity }) => identity)).size).toBe(receipts.length);
  expect(await listOutbox(office)).toEqual([]);
  expect(filesIn(inBoxes)).toEqual([]);
});
