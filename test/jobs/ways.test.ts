import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bookFor } from '../../src/catalogue/code-book.ts';
import { messageIn } from '../../src/catalogue/dialect-in-force.ts';
import { changeChannel, channelSettings } from '../../src/jobs/channel.ts';
import { listOutbox } from '../../src/jobs/outbox.ts';
import { receiveReceipts } from '../../src/jobs/receive-receipts.ts';
import { sendDeclaration } from '../../src/jobs/send-declarations.ts';
import { setSetting } from '../../src/jobs/settings/by-name.ts';
import { type ChannelSettings, dialectOf, sentForm } from '../../src/jobs/settings/channel.ts';
import { testChannel } from '../../src/jobs/test-channel.ts';
import { channelFaults } from '../../src/jobs/way-settings.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { good, importGood, openTestOffice, startTestBureau, userError } from './office.ts';
import { openTestClient } from './test-client.ts';

const SETTINGS: ChannelSettings = {
  platform: '09',
  inboundForm: 'dec',
  routes: { out: '03', customs: '03 /mnt/customs', 'in.4403000005': '03 /mnt/other' },
};

// biome-ignore format: table
test.each([
  ['a kind without a way of its own',      { direction: 'in' },                                'eciq',    '2017'],
  ['a kind with one',                      { direction: 'out' },                               'iaq',     '2018'],
  ['packaging',                            { direction: 'pack' },                              'eciq',    '2017'],
  ['a registration with one',              { direction: 'in', registrationNo: '4403000005' },  'dec',     '2018'],
  ['another registration',                 { direction: 'in', registrationNo: '4403000006' },  'eciq',    '2017'],
  ['that registration, another kind',      { direction: 'pack', registrationNo: '4403000005' }, 'eciq',   '2017'],
  ['what is made for the customs',         { direction: 'out', sentAs: 'dec' },                'dec',     '2018'],
] as const)('%s: form and dialect', (_, of, form, dialect) => {
  expect([sentForm(SETTINGS, of), dialectOf(SETTINGS, of)]).toEqual([form, dialect]);
});

test('what two platforms cannot share is a fault, and what no way is called is refused', async () => {
  expect(
    channelFaults({ ...SETTINGS, sendUrl: 'https://a.example', routes: { in: '01', out: '02' } }).map(
      ({ code }) => code,
    ),
  ).toEqual(['channel.one-address']);
  expect(channelFaults(SETTINGS)).toEqual([]);
  const { office } = await openTestOffice({ inMemory: true });
  expect((await userError(setSetting(office, 'channel.routes.inward', '03'))).message).toContain('routes');
  expect((await userError(setSetting(office, 'channel.routes.in', '04'))).message).toContain('应为平台代码');
});

test('each declaration goes its own way, and receipts come on all of them', async () => {
  const at = await openTestOffice({ inMemory: true });
  const { office } = at;
  await startTestBureau(at);
  const [root, other, place] = [temporaryFolder(), temporaryFolder(), temporaryFolder({ inMemory: true })];
  const { client } = await openTestClient(at, { root, place });
  await setSetting(office, 'channel.importFolder', root);
  await setSetting(office, 'channel.inboundForm', 'iaq');
  await setSetting(office, 'channel.routes.in.4403000007', '03');
  await setSetting(office, 'channel.routes.in.4403000008', `03 ${other}`);
  const [usual = ''] = await importGood(office, 1);
  const different = (registrationNo: string) => ({
    registrationNo,
    contractNo: registrationNo,
    billOfLadingNo: registrationNo,
  });
  const [routed = ''] = await importGood(office, 1, different('4403000007'));
  const [lost = ''] = await importGood(office, 1, different('4403000008'));
  const pass = { sure: 'pass' } as const;
  expect((await sendDeclaration(office, usual, pass)).text).toContain('报文已收到');
  expect((await sendDeclaration(office, routed, pass)).text).toBe('已放进导入目录，等客户端取走');
  expect(readdirSync(join(root, 'Tecciq', 'OutBox'))).toHaveLength(1);
  // The folder of the third has no boxes: that keeps nothing of the others.
  expect((await sendDeclaration(office, lost, pass)).error?.code).toBe('transport.folder');
  expect((await listOutbox(office)).map(({ entryNo, channel }) => [entryNo, channel])).toEqual([[lost, `03 ${other}`]]);
  await client.turn();
  const { changed, failure } = await receiveReceipts(office);
  expect(changed.map(({ entryNo, to }) => [entryNo, to]).sort()).toEqual(
    [
      [usual, 'released'],
      [routed, 'released'],
    ].sort(),
  );
  expect(failure?.code).toBe('transport.folder');
  expect(existsSync(join(other, 'Tecciq'))).toBe(false);
  for (const box of ['OutBox', 'InBox']) mkdirSync(join(other, 'Tecciq', box), { recursive: true });
  expect((await testChannel(office)).texts).toEqual([
    expect.stringMatching(/^09 练习局 连接正常/u),
    '03 单一窗口导入客户端 导入目录可以读写',
    `03 单一窗口导入客户端 ${other} 导入目录可以读写`,
  ]);
  expect((await sendDeclaration(office, lost, pass)).outcome).toBe('taken');
  expect(readdirSync(join(other, 'Tecciq', 'OutBox'))).toHaveLength(1);
});

test('the fields follow the way of the registration', async () => {
  const { office } = await openTestOffice({ inMemory: true });
  await setSetting(office, 'channel.inboundForm', 'dec');
  await setSetting(office, 'channel.routes.in.4403000007', '03');
  const message = (registrationNo: string) => messageIn(bookFor(office.book, { ...good(), registrationNo }), 'in');
  expect([message('4403000007'), message('4403000008')]).toEqual(['dec', undefined]);
});

test('an office that names its folder for the first time sends imports as customs declarations; who sent applications goes on', async () => {
  const { office } = await openTestOffice({ inMemory: true });
  const held = async () => (await channelSettings(office)).inboundForm;
  const changes = await setSetting(office, 'channel.importFolder', '/mnt/ImpPath');
  expect(changes).toContainEqual({ name: 'channel.inboundForm', before: undefined, after: 'dec' });
  await setSetting(office, 'channel.inboundForm', '');
  await setSetting(office, 'channel.importFolder', '/mnt/elsewhere');
  expect(await held()).toBeUndefined();
  await setSetting(office, 'channel.importFolder', '');
  await setSetting(office, 'channel.importFolder', '/mnt/ImpPath');
  expect(await held()).toBe('iaq');
});

test('the client may call its folders otherwise', async () => {
  const { office } = await openTestOffice({ inMemory: true });
  const root = temporaryFolder({ inMemory: true });
  for (const box of ['OutBox', 'InBox']) mkdirSync(join(root, 'Decciq001', box), { recursive: true });
  await changeChannel(office, { platform: '03', importFolder: root, folders: { iaq: 'Decciq001' } });
  expect((await userError(setSetting(office, 'channel.folders.dec', '../Deccus'))).message).toContain('应为目录名');
  const [entryNo = ''] = await importGood(office, 1);
  expect((await sendDeclaration(office, entryNo)).outcome).toBe('taken');
  expect(readdirSync(join(root, 'Decciq001', 'OutBox'))).toHaveLength(1);
});
