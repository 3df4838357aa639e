import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeChannel, channelSettings } from '../../src/jobs/channel.ts';
import { goodsMappingOf, keepGoodsMapping } from '../../src/jobs/goods-mapping.ts';
import type { Office } from '../../src/jobs/office.ts';
import { type Enterprise, enterprisesOf, keepEnterprise, keepParties, partiesOf } from '../../src/jobs/own-lists.ts';
import { PAPERLESS } from '../../src/jobs/paperless/settings.ts';
import { getSetting, setSecret, setSetting } from '../../src/jobs/settings/by-name.ts';
import { exportSettings, importSettings, readSettingsFile } from '../../src/jobs/settings/file.ts';
import { PART_NAMES } from '../../src/jobs/settings/parts.ts';
import { keepShortcuts, shortcutsOf } from '../../src/jobs/shortcuts.ts';
import { changeSwitches, switchesOf } from '../../src/jobs/switches.ts';
import { openTestOffice, userError } from './office.ts';
import { DATA } from './office-options.ts';

const json = async <T>(name: string): Promise<T> => JSON.parse(await readFile(join(DATA, 'practice', name), 'utf8'));

/** An office with something in every document. */
async function furnished() {
  const at = await openTestOffice();
  const { office } = at;
  await changeSwitches(office, held => ({ ...held, sound: true, keyboard: 'off' }));
  await keepShortcuts(office, 'in', { '101001': 'q' });
  await keepGoodsMapping(office, { hsCode: '商品编码' });
  await changeChannel(office, { platform: '02', sendUrl: 'https://example.com/send', user: 'broker' }, 'hunter2');
  await keepEnterprise(office, await json<Enterprise>('enterprise.json'));
  await keepParties(office, await json('parties.json'));
  return at;
}

const all = async (office: Office) =>
  JSON.stringify([
    await switchesOf(office),
    await shortcutsOf(office),
    await goodsMappingOf(office),
    await channelSettings(office),
    await enterprisesOf(office),
    await partiesOf(office),
  ]);

describe('a settings file', () => {
  test('holds everything but secrets, and makes another office the same', async () => {
    const { office } = await furnished();
    const file = await exportSettings(office);
    expect(Object.keys(file.settings)).toEqual(PART_NAMES);
    expect(JSON.stringify(file)).not.toContain('hunter2');
    const { office: other } = await openTestOffice();
    const changes = await importSettings(other, JSON.parse(JSON.stringify(file)));
    expect(await all(other)).toBe(await all(office));
    expect(changes).toContainEqual({ name: 'switches.sound', before: false, after: true });
    expect(changes).toContainEqual({ name: 'shortcuts.in.101001', before: '1', after: 'Q' });
    expect(changes).toContainEqual({
      name: 'enterprises.3100910186.defaults.all.goods.currency',
      before: undefined,
      after: '840',
    });
    expect(await importSettings(other, file)).toEqual([]);
    expect(await other.store.secrets.has('channel.password')).toBe(false);
  });

  test('an account that somebody wrote into an address does not leave the office', async () => {
    const { office } = await openTestOffice();
    await changeChannel(office, { platform: '01', sendUrl: 'https://me:hunter2@example.com/a?b=c' });
    await office.store.settings.update(PAPERLESS, () => ({ way: 'embed' as const, embedUrl: 'https://me:x@a.cn/' }));
    const { settings } = await exportSettings(office);
    expect(settings.channel).toEqual({ platform: '01', sendUrl: 'https://example.com/a?b=c' });
    expect(settings.paperless).toEqual({ way: 'embed', embedUrl: 'https://a.cn/' });
  });

  test('only the parts that it has are replaced, each as a whole', async () => {
    const { office } = await furnished();
    const file = {
      format: 'baojian.settings',
      version: 1,
      settings: { parties: [], goodsMapping: { name: ' 品\u0007名 ' } },
    };
    const changes = await importSettings(office, file);
    expect([await partiesOf(office), await goodsMappingOf(office)]).toEqual([[], { name: '品名' }]);
    expect((await switchesOf(office)).sound).toBe(true);
    expect(changes.filter(({ name }) => name.startsWith('goodsMapping'))).toEqual([
      { name: 'goodsMapping.hsCode', before: '商品编码', after: undefined },
      { name: 'goodsMapping.name', before: undefined, after: '品名' },
    ]);
  });

  test('with anything wrong in it changes nothing, and says all that is wrong', async () => {
    const { office } = await furnished();
    const before = await all(office);
    const party = { code: '1', name: '甲', nameEn: '', address: '', contact: '' };
    const error = await userError(
      importSettings(office, {
        format: 'baojian.settings',
        version: 1,
        settings: {
          switches: { sound: false, loudness: 3, keyboard: 'maybe' },
          shortcuts: { in: { '101001': '1', '101002': '1' } },
          channel: { platform: '09', password: 'hunter2' },
          enterprises: [{ number: '31', name: '企业', defaults: { all: {}, in: {}, out: {} } }],
          parties: [party, { ...party, name: '' }, { ...party, code: '2', address: 7 }],
          colours: {},
        },
      }),
    );
    expect([error.code, error.exit]).toEqual(['settings.file', 'faults']);
    for (const said of [
      '有 6 处不对',
      '没有这一项设置：colours',
      'switches.keyboard：应为 auto、on 或 off',
      '“1”重复：101001 合同、101002 发票',
      'channel.password 是密码',
      'enterprises.31.defaults.pack：没有填写',
      'parties.2.address：应为文字',
    ])
      expect(error.message).toContain(said);
    expect(error.message).not.toContain('hunter2');
    const twice = await userError(
      importSettings(office, {
        format: 'baojian.settings',
        version: 1,
        settings: { parties: [party, { ...party, name: '' }] },
      }),
    );
    expect(twice.message).toContain('parties.1：重复；1 收发货人中文：必填');
    const strange = await userError(
      importSettings(office, { format: 'baojian.settings', version: 1, settings: { switches: { loudness: 3 } } }),
    );
    expect(strange.message).toContain('没有这一项设置：switches.loudness');
    expect(await all(office)).toBe(before);
  });

  test.each([
    [null, 'settings.format'],
    [[], 'settings.format'],
    [{ settings: {} }, 'settings.format'],
    [{ format: 'baojian.settings', version: 2, settings: {} }, 'settings.format'],
    [{ format: 'baojian.settings', version: 1, settings: { switches: 'all' } }, 'settings.file'],
  ])('%j is refused', async (file, code) => {
    const { office } = await openTestOffice();
    expect((await userError(importSettings(office, file))).code).toBe(code);
  });

  test('whatever JSON comes, it is taken as a whole or refused, and no file becomes unreadable', async () => {
    const { office } = await openTestOffice();
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...PART_NAMES, 'other'), fc.jsonValue({ maxDepth: 3 })),
        async settings => {
          const before = await all(office);
          const error = await importSettings(office, { format: 'baojian.settings', version: 1, settings }).then(
            () => undefined,
            (thrown: Error & { code?: string }) => thrown,
          );
          if (error !== undefined) expect([error.code, await all(office)]).toEqual(['settings.file', before]);
          else await all(office);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('bytes that are no JSON are told as that', () => {
    for (const bytes of ['{"a":', '', '\u00ff'].map(text => Buffer.from(text, 'latin1')))
      expect(() => readSettingsFile(bytes)).toThrow(expect.objectContaining({ code: 'settings.json' }));
  });
});

describe('one setting by its name', () => {
  // biome-ignore format: table
  const settings: [name: string, text: string, kept: unknown][] = [
    ['switches.smartMemory',                              'false',       false],
    ['switches.smartMemory',                              '关',          false],
    ['switches.sound',                                    'ON',          true],
    ['switches.keyboard',                                 'on',          'on'],
    ['switches.keyboard',                                 '',            'auto'],
    ['shortcuts.in.101003',                               'x',           'X'],
    ['shortcuts.in.101003',                               '9',           '9'],
    ['shortcuts.in.101001',                               '',            undefined],
    ['shortcuts.in',                                      '{"101001":"k"}', { '101001': 'K' }],
    ['goodsMapping.hsCode',                               '货号',        '货号'],
    ['goodsMapping.hsCode',                               '',            undefined],
    ['channel.platform',                                  '09',          '09'],
    ['channel.registrationNo',                            '4403000005',  '4403000005'],
    ['channel.user',                                      '',            undefined],
    ['channel.sendUrl',                                   'https://example.org/x', 'https://example.org/x'],
    ['enterprises.3100910186.name',                       '新名',        '新名'],
    ['enterprises.3100910186.defaults.all.goods.currency', '156',        '156'],
    ['enterprises.3100910186.defaults.in.category',       '',            undefined],
    ['parties.BR20170031.address',                        '',            ''],
    ['parties.BR20170031.contact',                        'a\u001b[31mb', 'ab'],
    ['parties.BR20170031',                                '',            undefined],
  ];

  test.each(settings)('%s = %j', async (name, text, kept) => {
    const { office, openAgain } = await furnished();
    const before = await getSetting(office, name);
    const changes = await setSetting(office, name, text);
    const gone = name === 'parties.BR20170031';
    if (gone) expect((await userError(getSetting(office, name))).code).toBe('settings.unknown');
    else expect((await getSetting(await openAgain(), name)).value).toEqual(kept);
    if (before.leaves.length === 1 && before.leaves[0]?.name === name)
      // The name of a registration stands among its defaults, too.
      expect(changes.slice(0, 1)).toEqual(before.value === kept ? [] : [{ name, before: before.value, after: kept }]);
  });

  // biome-ignore format: table
  const wrong: [name: string, text: string, code: string, says: string][] = [
    ['nonsense',                       '1',       'settings.unknown',    'nonsense'],
    ['constructor',                    '1',       'settings.unknown',    'constructor'],
    ['switches.nonsense',              '1',       'settings.unknown',    'switches.nonsense'],
    ['switches.toString',              '1',       'settings.unknown',    'switches.toString'],
    ['switches.sound.volume',          '1',       'settings.unknown',    'switches.sound.volume'],
    ['switches.sound',                 'loud',    'settings.value',      'switches.sound：应为 true 或 false'],
    ['switches.keyboard',              'maybe',   'settings.value',      '应为 auto、on 或 off'],
    ['switches',                       'on',      'settings.value',      '应为对象'],
    ['shortcuts.in.101003',            'Q',       'shortcuts.clash',     '101001 合同'],
    ['shortcuts.in.101003',            'xy',      'shortcuts.character', '101003 信用证'],
    ['shortcuts.in.999999',            'x',       'shortcuts.document',  '999999'],
    ['shortcuts.pack.101003',          'x',       'settings.unknown',    'shortcuts.pack.101003'],
    ['goodsMapping.colour',            '颜色',    'settings.unknown',    'goodsMapping.colour'],
    ['channel.platform',               '04',      'settings.value',      '应为 01、02、03 或 09'],
    ['channel.platform',               '',        'settings.value',      '应为 01、02、03 或 09'],
    ['channel.sendUrl',                'ftp://x', 'channel.address',     'channel.sendUrl'],
    ['channel.password',               'hunter3', 'settings.secret',     'channel.password 是密码'],
    ['parties.nobody.name',            'x',       'settings.unknown',    'parties.nobody.name'],
    ['parties.BR20170031.name',        '',        'parties.value',       '必填'],
    ['parties.BR20170031.code',        'NL20170012', 'settings.value',   '重复'],
    ['enterprises.3100910186.defaults.all.transportMode', '0', 'enterprises.value', '运输方式'],
    ['enterprises.3100910186.defaults.all.colour', '0', 'enterprises.field', 'all.colour'],
    ['switches',                       '{"sound":"loud"}',                       'settings.value',      'switches.sound：应为 true 或 false'],
    ['shortcuts.in',                   '{"101001":"xy"}',                        'shortcuts.character', '101001 合同'],
    ['parties',                        '[{"code":"1","name":"甲","address":7}]', 'settings.value',      'parties.1.'],
  ];

  test.each(wrong)('%s = %j is refused', async (name, text, code, says) => {
    const { office } = await furnished();
    const before = await all(office);
    const error = await userError(setSetting(office, name, text));
    expect([error.code, error.exit, error.message]).toEqual([code, 'usage', expect.stringContaining(says)]);
    expect(error.next.length).toBeGreaterThan(0);
    expect(error.message + error.next).not.toContain('hunter3');
    expect(await all(office)).toBe(before);
  });

  test('every name that is listed can be asked for, and says the same', async () => {
    const { office } = await furnished();
    const { leaves } = await getSetting(office, '');
    expect(leaves.length).toBeGreaterThan(60);
    for (const { name, value } of leaves) expect([name, (await getSetting(office, name)).value]).toEqual([name, value]);
  });

  test('a registration under another number or name declares under it', async () => {
    const { office } = await furnished();
    await setSetting(office, 'enterprises.3100910186.number', '3100910187');
    await setSetting(office, 'enterprises.3100910187.name', '另一家');
    await setSetting(office, 'enterprises.3100910187.defaults.all', '{"contactPerson":"李"}');
    const [enterprise] = await enterprisesOf(office);
    expect(enterprise?.defaults.all).toEqual({
      registrationNo: '3100910187',
      enterpriseName: '另一家',
      contactPerson: '李',
    });
  });

  test('a secret is set, told to be there, and removed; its value never comes back', async () => {
    const { office } = await openTestOffice();
    await setSecret(office, 'channel.password', 'hunter2');
    const told = await getSetting(office, 'channel.password');
    expect(told).toEqual({
      name: 'channel.password',
      value: undefined,
      leaves: [],
      secrets: [{ name: 'channel.password', set: true }],
    });
    expect(JSON.stringify(await getSetting(office, ''))).not.toContain('hunter2');
    expect(await office.store.secrets.get('channel.password')).toBe('hunter2');
    await setSecret(office, 'channel.password', '');
    expect((await getSetting(office, 'channel')).secrets).toEqual(
      ['password', 'clientPassphrase', 'ways.01.password', 'ways.02.password'].map(name => ({
        name: `channel.${name}`,
        set: false,
      })),
    );
    expect((await userError(setSecret(office, 'channel.user', 'x'))).code).toBe('settings.unknown');
  });

  test('changes of two programs at once are both kept', async () => {
    const { office, openAgain } = await openTestOffice();
    const other = await openAgain();
    await Promise.all([setSetting(office, 'switches.sound', 'true'), setSetting(other, 'switches.uniqueHs', 'false')]);
    expect(await switchesOf(office)).toMatchObject({ sound: true, uniqueHs: false });
  });
});
