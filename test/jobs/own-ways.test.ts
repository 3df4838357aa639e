import { expect, test } from 'vitest';
import { channelSettings } from '../../src/jobs/channel.ts';
import { receiveReceipts } from '../../src/jobs/receive-receipts.ts';
import { sendDeclaration } from '../../src/jobs/send-declarations.ts';
import { setSecret, setSetting } from '../../src/jobs/settings/by-name.ts';
import { CHANNEL, type ChannelSettings, settingsOn } from '../../src/jobs/settings/channel.ts';
import { exportSettings } from '../../src/jobs/settings/file.ts';
import { testChannel } from '../../src/jobs/test-channel.ts';
import { channelFaults, missingIn, placeOf } from '../../src/jobs/way-settings.ts';
import { openPlainDoor } from '../practice/plain-door.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { importGood, openTestOffice, startTestBureau, userError } from './office.ts';

const SHARED = { sendUrl: 'https://a.example/in', receiveUrl: 'https://a.example/out', user: 'a', method: 'M' };
const OWN = { sendUrl: 'https://b.example/in' };

const on = (platform: '01' | '02', usual: ChannelSettings) => {
  const { sendUrl, receiveUrl, user, method } = settingsOn({ ...usual, platform }, usual);
  return [sendUrl, receiveUrl, user, method];
};
const NONE = [undefined, undefined, undefined, undefined];
const ALL = ['https://a.example/in', 'https://a.example/out', 'a', 'M'];

// biome-ignore format: table
test.each<readonly [string, ChannelSettings, readonly unknown[], readonly unknown[]]>([
  ['one platform has what all have',                  { platform: '01', ...SHARED },                                                              ALL,  ALL],
  ['of two, the one in force has it',                 { platform: '01', ...SHARED, routes: { out: '02' } },                                       ALL,  NONE],
  ['the other one, when that is in force',            { platform: '02', ...SHARED, routes: { out: '01' } },                                       NONE, ALL],
  ['neither, where neither is in force',              { platform: '09', ...SHARED, routes: { out: '01', in: '02' } },                             NONE, NONE],
  ['an address of its own brings no other account',   { platform: '01', ...SHARED, routes: { out: '02' }, ways: { '02': OWN } },                  ALL,  ['https://b.example/in', undefined, undefined, undefined]],
  ['but its own',                                     { platform: '01', ...SHARED, routes: { out: '02' }, ways: { '02': { ...OWN, user: 'b' } } }, ALL,  ['https://b.example/in', undefined, 'b', undefined]],
  ['an account of its own at the address of all',     { platform: '01', ...SHARED, ways: { '01': { user: 'b' } } },                               ['https://a.example/in', 'https://a.example/out', 'b', undefined], ALL],
  ['what one has for itself leaves the shared to the other', { platform: '01', ...SHARED, routes: { out: '02' }, ways: { '01': OWN } },           ['https://b.example/in', undefined, undefined, undefined], ALL],
  ['an empty one is none',                            { platform: '01', ...SHARED, ways: { '01': { sendUrl: '', user: '' } } },                   ALL,  ALL],
])('%s', (_, settings, first, second) => {
  expect(on('01', settings)).toEqual(first);
  expect(on('02', settings)).toEqual(second);
});

test('numbers are those of the platform, else those of all', () => {
  const usual: ChannelSettings = {
    ...{ platform: '02', ...SHARED, registrationNo: '4401600001', organisationCode: '123' },
    ways: { '02': { ...OWN, organisationCode: '456' } },
  };
  expect(settingsOn(usual)).toMatchObject({ registrationNo: '4401600001', organisationCode: '456' });
  expect([missingIn(usual), placeOf(usual)]).toEqual([[], 'https://b.example/in']);
  const both: ChannelSettings = { platform: '01', ...SHARED, routes: { in: '02' } };
  expect(missingIn({ ...both, platform: '02' }, both)).toEqual(['发送地址', '报检登记号', '组织机构代码']);
});

// biome-ignore format: table
test.each<readonly [string, ChannelSettings, readonly string[]]>([
  ['one is in force',                   { platform: '01', ...SHARED, routes: { out: '02' } },                                                 []],
  ['both have the same of their own',   { platform: '01', routes: { out: '02' }, ways: { '01': OWN, '02': OWN } },                            ['channel.one-address']],
  ['the own of one is that of all',     { platform: '01', ...SHARED, routes: { out: '02' }, ways: { '02': { sendUrl: SHARED.sendUrl } } },   ['channel.one-address']],
  ['nobody knows whose it is',          { platform: '03', ...SHARED, routes: { out: '02', in: '01' } },                                       ['channel.one-address']],
  ['there is none yet',                 { platform: '03', routes: { out: '02', in: '01' } },                                                  []],
  ['one that is no address',            { platform: '01', ways: { '02': { sendUrl: 'ftp://b.example' } } },                                   ['channel.address']],
])('two platforms and one address: %s', (_, settings, codes) => {
  expect(channelFaults(settings).map(({ code }) => code)).toEqual(codes);
});

test('a credential in an address of its own is never shown, and its password is no text', async () => {
  const { office } = await openTestOffice({ inMemory: true });
  const refused = await userError(setSetting(office, 'channel.ways.02.sendUrl', 'https://me:hunter2@b.example/in'));
  expect(refused.message).toContain('channel.ways.02.sendUrl');
  expect((await userError(setSetting(office, 'channel.ways.02.password', 'hunter2'))).code).toBe('settings.secret');
  await setSecret(office, 'channel.ways.02.password', 'hunter2');
  expect(JSON.stringify(await exportSettings(office))).not.toContain('hunter2');
  await office.store.settings.update(
    CHANNEL,
    (): ChannelSettings => ({
      platform: '02',
      ways: { '02': { sendUrl: 'https://me:hunter2@b.example/in' } },
    }),
  );
  expect(JSON.stringify(await exportSettings(office))).not.toContain('hunter2');
  expect((await channelSettings(office)).ways?.['02']?.sendUrl).toContain('b.example');
});

test('two platforms at once: each is sent to, asked and tested at its own address, under its own account', async () => {
  const at = await openTestOffice();
  const { office } = at;
  const bureauOf = async (user: string) =>
    await openPlainDoor(
      await startTestBureau(at, { folder: temporaryFolder(), accounts: [{ user, password: `of-${user}` }] }),
    );
  const [first, second] = [await bureauOf('anna'), await bureauOf('berta')];
  await setSetting(office, 'channel.platform', '01');
  await setSetting(office, 'channel.sendUrl', first.url);
  await setSetting(office, 'channel.user', 'anna');
  await setSecret(office, 'channel.password', 'of-anna');
  await setSetting(office, 'channel.routes.in.4403000007', '02');
  const none = await userError(testChannel(office));
  expect([none.code, none.next[0]]).toEqual(['channel.no-address', expect.stringContaining('--platform 02')]);
  await setSetting(office, 'channel.ways.02.sendUrl', second.url);
  await setSetting(office, 'channel.ways.02.user', 'berta');
  expect((await userError(testChannel(office))).code).toBe('transport.login');
  await setSecret(office, 'channel.ways.02.password', 'of-berta');
  expect((await testChannel(office)).texts).toEqual([
    expect.stringMatching(/^01 九城通服务 连接正常/u),
    expect.stringMatching(/^02 广州EPORT服务 连接正常/u),
  ]);
  const [usual = ''] = await importGood(office, 1);
  const other = { registrationNo: '4403000007', contractNo: 'B', billOfLadingNo: 'B' };
  const [routed = ''] = await importGood(office, 1, other);
  for (const entryNo of [usual, routed])
    expect((await sendDeclaration(office, entryNo, { sure: 'pass' })).outcome).toBe('taken');
  const { changed, failure } = await receiveReceipts(office);
  expect(failure).toBeUndefined();
  expect(changed.map(({ entryNo, to }) => [entryNo, to]).sort()).toEqual([
    [usual, 'released'],
    [routed, 'released'],
  ]);
  const owed = await Promise.all(['01', '02'].map(way => office.store.receipts.owed.of(way, office.now())));
  expect(owed).toEqual([[], []]);
});
