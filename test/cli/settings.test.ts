import { readFileSync } from 'node:fs';
import { copyFile, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesWith, good } from '../jobs/office.ts';
import { openPlainDoor } from '../practice/plain-door.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { certificateFile, certificateOf } from '../transport/servers.ts';
import { workbook } from '../workbooks.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

describe('settings', () => {
  test('one is its bare value for scripts, a group has a line for each, and all have every group', async () => {
    const { run } = await openCommandRoom();
    expect((await run('settings get switches.smartMemory')).out).toBe('true\n');
    expect((await run('settings get switches')).out).toBe(
      'switches.holdSeconds = 5\nswitches.patienceSeconds = 180\nswitches.receiveSeconds = 30\nswitches.sound = false\nswitches.titleNews = true\nswitches.desktopNews = false\nswitches.smartMemory = true\nswitches.uniqueHs = true\nswitches.grid = false\nswitches.starterNotice = true\nswitches.firstSteps = true\nswitches.lockMinutes = 15\nswitches.sessionHours = 12\nswitches.auditDays = 400\nswitches.keyboard = auto\n',
    );
    const whole = (await run('settings get')).out;
    for (const line of [
      'shortcuts.out.102999 = Z',
      'goodsMapping.hsCode = （未设置）',
      'channel.password = （未设置）',
    ])
      expect(whole).toContain(line);
    expect((await run('settings get switches.keyboard --json')).json).toEqual({
      name: 'switches.keyboard',
      value: 'auto',
      secrets: [],
    });
  });

  test('what stands before the first declaration is said, ticked as it is done', async () => {
    const { run } = await openCommandRoom();
    const { out, code } = await run('settings status');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^\[ \] 报检注册：.*\n\[ \] 收发货人：.*\n\[ \] 申报通讯：.*练习局.*\n\[ \] 代码表：.*\n\[ \] 打印：/u,
    );
    await run('settings set channel.platform 01');
    expect((await run('settings status')).out).toContain('[ ] 申报通讯：没有填写发送地址');
    await run('settings set channel.sendUrl https://eciq.example/send');
    const { json } = await run('settings status --json');
    expect(json).toMatchObject([
      { name: 'enterprises', done: false },
      { name: 'parties', done: false },
      { name: 'channel', title: '申报通讯', done: true, text: expect.stringContaining('https://eciq.example/send') },
      { name: 'codes', done: false },
      { name: 'printing', done: false },
    ]);
  });

  test('a change is said, and so is that nothing changed', async () => {
    const { run } = await openCommandRoom();
    const changed = await run('settings set switches.sound 开');
    expect([changed.code, changed.out]).toEqual([0, 'switches.sound：false → true\n共改变 1 处\n']);
    expect((await run('settings set switches.sound true')).out).toBe('没有改变\n');
    expect((await run('settings set switches.sound - --json', 'false\n')).json).toEqual({
      changes: [{ name: 'switches.sound', before: true, after: false }],
    });
    expect(await run(['settings', 'set', 'goodsMapping.name', '']).then(said => said.out)).toBe('没有改变\n');
  });

  test('a password never comes in by the command line, only by standard input, and never goes out', async () => {
    const { run, home } = await openCommandRoom();
    const refused = await run('settings set channel.password hunter2');
    expect([refused.code, refused.out]).toEqual([2, '']);
    expect(refused.err).toContain('settings set channel.password - <');
    const kept = await run('settings set channel.password -', 'hunter2\n');
    expect([kept.code, kept.out]).toEqual([0, 'channel.password 已加密保存\n']);
    expect((await run('settings get channel')).out).toContain('channel.password = （已设置，不显示）');
    const said = [refused, kept, await run('settings get --json'), await run('settings export -')];
    expect(said.map(({ out, err }) => out + err).join('')).not.toContain('hunter2');
    expect(filesWith(home, 'hunter2')).toEqual([]);
    expect((await run('settings set channel.password -', '')).out).toBe('channel.password 已删去\n');
  });

  test('out into a file, and by a pipe into another office', async () => {
    const { run } = await openCommandRoom();
    const other = await openCommandRoom();
    await run('settings set switches.uniqueHs false');
    await run('settings set shortcuts.in.101003 x');
    await run(['settings', 'set', 'parties', '[{"code":"1","name":"甲","nameEn":"","address":"","contact":""}]']);
    const file = join(temporaryFolder(), '设置.json');
    expect((await run(['settings', 'export', file])).code).toBe(0);
    expect((await run(['settings', 'export', file, '--json'])).json.error.code).toBe('export.write');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(JSON.parse((await run('settings export -')).out));
    const taken = await other.run('settings import -', (await run('settings export - --json')).out);
    expect([taken.code, taken.out]).toEqual([0, expect.stringContaining('shortcuts.in.101003：（未设置） → X')]);
    expect((await other.run(['settings', 'import', file])).out).toBe('没有改变\n');
    expect((await other.run('settings get parties.1.name')).out).toBe('甲\n');
  });

  test('a file with faults changes nothing and says all of them', async () => {
    const { run } = await openCommandRoom();
    const file = {
      format: 'baojian.settings',
      version: 1,
      settings: { switches: { sound: true, keyboard: 'x' }, colours: 1 },
    };
    const said = await run('settings import - --json', JSON.stringify(file));
    expect([said.code, said.json.error.code]).toEqual([1, 'settings.file']);
    expect(said.json.error.message).toContain('colours；switches.keyboard：应为 auto、on 或 off');
    expect((await run('settings get switches.sound')).out).toBe('false\n');
    expect((await run('settings import -', 'no JSON')).code).toBe(1);
  });

  test('long lists of changes are cut for people, not for scripts', async () => {
    const { run } = await openCommandRoom();
    const parties = Array.from({ length: 50 }, (_, at) => ({
      code: `C${at}`,
      name: `公司${at}`,
      nameEn: '',
      address: '',
      contact: '',
    }));
    const said = await run(
      'settings import -',
      JSON.stringify({ format: 'baojian.settings', version: 1, settings: { parties } }),
    );
    expect(said.out.split('\n').slice(-3)).toEqual(['另有 150 处', '共改变 250 处', '']);
  });
});

describe('template', () => {
  test('kept from a declaration, listed, shown, used for a draft, deleted', async () => {
    const { run, statusOf } = await openCommandRoom();
    const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
    expect((await run(`template keep 巴西牛肉 ${entryNo.toLowerCase()}`)).out).toBe('已存为模板“巴西牛肉”\n');
    expect((await run(`template keep 巴西牛肉 ${entryNo}`)).code).toBe(2);
    const listed = await run('template list');
    expect([listed.out, listed.err]).toEqual([
      expect.stringMatching(/巴西牛肉 +入境 +1 +测试 +2017-10-24 10:00:00/u),
      '共 1 个模板\n',
    ]);
    const shown = (await run('template show 巴西牛肉')).out;
    expect(shown).toContain('HT-1');
    expect(shown).not.toContain(entryNo);
    const used = await run('template use 巴西牛肉');
    const fresh = entryNoIn(used);
    expect([used.out, fresh === entryNo, await statusOf(fresh)]).toEqual([`${fresh}\n`, false, 'draft']);
    expect((await run('save - --sure', (await run('template use 巴西牛肉 --json')).out)).code).toBe(0);
    const deleted = await run('template delete 巴西牛肉 别的 --json');
    expect([deleted.code, deleted.json.summary]).toEqual([1, { total: 2, ok: 1, failed: 1 }]);
    expect((await run('template list --json')).json).toEqual([]);
    expect((await run('template use 巴西牛肉')).code).toBe(2);
  });
});

describe('parties', () => {
  test('a workbook goes in, again changes nothing, and comes out', async () => {
    const { run } = await openCommandRoom();
    const csv = '代码,名称,地址,备注\nA1,甲,北京,x\nA2,乙,,\n';
    const first = await run('parties import -', csv);
    expect([first.code, first.out]).toEqual([0, '标准输入：新增 2，改变 0，不变 0\n  ? CSV!D1 不认识“备注”，未采用\n']);
    expect((await run('parties import - --json', csv)).json.results[0]).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 2,
    });
    const file = join(temporaryFolder(), 'parties.xlsx');
    expect((await run(['parties', 'export', file])).out).toBe(`已写出 2 个收发货人：${file}\n`);
    expect((await run(['parties', 'import', file, '--json'])).json.results[0].unchanged).toBe(2);
  });

  test('rows with faults are told with their cell, a file that is none does not stop the rest', async () => {
    const { run } = await openCommandRoom();
    const said = await run(
      ['parties', 'import', workbook('goods.xlsx'), '-', '/no/such.xlsx'],
      '代码,名称\n,甲\nB,乙\n',
    );
    expect(said.code).toBe(1);
    expect(said.out).toContain('标准输入：新增 1，改变 0，不变 0，有差错未导入 1');
    expect(said.out).toContain('✗ CSV!A2 收发货人代码：必填，尚未填写（required）');
    expect(said.out).toContain('sheet.no-parties');
    expect(said.err).toContain('共 3：成功 0，失败 3');
  });
});

describe('certificates of the channel', () => {
  const file = (name: string) => resolve(certificateFile(name));
  const server = { ...certificateOf('server'), ca: readFileSync(file('authority.pem')), requestCert: true };

  test('are checked when they are set, and used: a bureau that asks for one is sent to', async () => {
    const { run, startBureau, statusOf, home } = await openCommandRoom();
    const door = await openPlainDoor(await startBureau(), 0, { ...server, rejectUnauthorized: true });
    await run('settings set channel.platform 02');
    await run(`settings set channel.sendUrl ${door.url}`);
    const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));

    const unknown = await run(`send ${entryNo}`);
    expect([unknown.code, unknown.out]).toEqual([3, expect.stringContaining('证书机构不受信任')]);
    const ca = await run(['settings', 'set', 'channel.ca', certificateFile('authority.pem')]);
    expect([ca.code, ca.err]).toEqual([0, '']);
    expect((await run('settings get channel.ca')).out).toBe(`${file('authority.pem')}\n`);
    expect((await run('outbox deliver')).out).toContain('对方要求客户端证书');

    const set = (name: string) => run(['settings', 'set', 'channel.clientCertificate', file(name)]);
    const locked = await set('client.p12');
    expect([locked.code, locked.err]).toEqual([2, expect.stringContaining('要口令才能打开')]);
    await run('settings set channel.clientPassphrase -', 'wrong\n');
    expect((await set('client.p12')).err).toContain('口令打不开它');
    await run('settings set channel.clientPassphrase -', 'geheim\n');
    expect((await set('client.p12')).code).toBe(0);
    expect(filesWith(home, 'geheim')).toEqual([]);
    expect((await run('outbox deliver')).code).toBe(0);
    expect((await run('receive')).code).toBe(0);
    expect(await statusOf(entryNo)).toBe('released');
  });

  test('what is wrong with a file keeps all as it was, and a file that went away is named when it is needed', async () => {
    const { run, home } = await openCommandRoom();
    for (const [name, path, said] of [
      ['ca', join(home, 'none.pem'), '证书机构 none.pem：没有这个文件'],
      ['ca', home, '：不是文件'],
      ['ca', file('client.pem'), '不是证书机构的'],
      ['clientCertificate', file('authority.pem'), '里面只有证书，没有私钥'],
      ['clientCertificate', file('expired.pem'), '已过期'],
    ] as const) {
      const refused = await run(['settings', 'set', `channel.${name}`, path]);
      expect([refused.code, refused.err]).toEqual([2, expect.stringContaining(said)]);
    }
    expect((await run('settings get channel.ca')).out).toBe('\n');

    const copy = join(home, '..', `authority-${home.split('/').at(-1)}.pem`);
    await copyFile(file('authority.pem'), copy);
    await run(['settings', 'set', 'channel.ca', copy]);
    await rm(copy);
    await run('settings set channel.sendUrl https://127.0.0.1:9/');
    expect((await run('settings set channel.platform 02')).code).toBe(0);
    const needed = await run('receive');
    expect([needed.code, needed.err]).toEqual([3, expect.stringContaining('没有这个文件')]);
    expect(needed.err).toContain(copy);
  });

  test('what has no effect while all goes to the practice bureau is said', async () => {
    const { run } = await openCommandRoom();
    const idle = await run('settings set channel.sendUrl https://bureau.example/');
    expect([idle.code, idle.err]).toEqual([0, expect.stringContaining('还不起作用：channel.sendUrl')]);
    expect(idle.err).toContain('settings set channel.platform');
    expect((await run('settings set channel.password -', 'x')).err).toContain('还不起作用：channel.password');
    expect((await run('settings set channel.organisationCode 123456789')).err).toBe('');
    expect((await run('settings set channel.platform 01')).err).toBe('');
    expect((await run('settings set channel.sendUrl https://other.example/')).err).toBe('');
  });
});
