import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ShownChange } from '../../src/jobs/audit/show.ts';
import { CHANNEL } from '../../src/jobs/settings/channel.ts';
import { SWITCHES } from '../../src/jobs/switches.ts';
import type { SettingsDocument } from '../../src/store/settings.ts';
import { good } from '../jobs/office.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

test('the audit tells of one declaration from its beginning to its release, with what it was before', async () => {
  const { run, startBureau } = await openCommandRoom();
  await startBureau();
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
  await run(`edit ${entryNo} --set contractNo=HT-9`);
  await run(`save ${entryNo}`);
  await run(`send ${entryNo}`);
  await run(`receive ${entryNo}`);
  await run(`delete ${entryNo}`);
  await run(`undelete ${entryNo}`);
  const { json } = await run(`audit ${entryNo} --json`);
  const titles = json.map(({ title }: { title: string }) => title).reverse();
  expect(titles).toEqual(['新建', '暂存', '保存', '发送', '收到回执', '撤出列表', '回到列表']);
  const text = (await run(`audit ${entryNo}`)).out;
  expect(text).toMatch(/测试 {2}暂存 {2}WI\d+ {2}第 2 次\n(?: {4}状态 已保存 → 草稿\n) {4}【合同号】 .* → HT-9\n/u);
  expect((await run(`audit ${entryNo} --what 发送`)).out.split('\n')[0]).toContain('  发送  ');
});

test('settings, parties, templates, tables, passwords and printing are in the audit, a password without its value', async () => {
  const { run, home } = await openCommandRoom();
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
  await run('settings set switches.holdSeconds 30');
  await run('settings set channel.password -', 'hunter2');
  await run(`template keep 红酒 ${entryNo}`);
  await run('codes alias units 120 CTNS');
  await run(`print ${entryNo} --file ${join(home, '..', 'a.pdf')}`);
  const all = (await run('audit --limit 0')).out;
  for (const words of [
    '设置 .*报检开关 .*推迟发送 5 → 30',
    '密码已改 .*申报通讯的密码',
    '模板 .*红酒',
    '代码表 .*代码别名',
  ])
    expect(all).toMatch(new RegExp(words, 'u'));
  expect(all).not.toContain('hunter2');
  await run('template delete 红酒');
  const templates = (await run('audit --what 模板 --full')).out;
  expect(templates).toMatch(/红酒 种类 in → （无）[\s\S]*红酒 第1项货物【HS编码】 \d{10} → （无）/u);
  expect(templates).toMatch(/红酒 种类 （无） → in[\s\S]*红酒 第1项货物【HS编码】 （无） → \d{10}/u);
  expect(templates).not.toContain('document');
  expect((await run('audit --what 设置')).out.trimEnd().split('\n').length).toBe(2);
  expect((await run('audit --who 别人')).out).toBe('没有符合的操作记录\n');
  expect((await run('audit --since -1 --until -1')).out).toBe('没有符合的操作记录\n');
  expect((await run('audit --limit 1')).out).toContain('只列出最新的 1 条');
});

test('settings are told by the names that their pages have for them, one of a page, one below it, and several at once', async () => {
  const { run, office } = await openCommandRoom();
  await run('settings set switches.sound true');
  await run(['settings', 'set', 'accounts.smsHeaders', '{"X-Id":"7"}']);
  await office.store.settings.updateAll([SWITCHES, CHANNEL] as SettingsDocument<unknown>[], ([switches, channel]) => [
    { ...(switches as object), holdSeconds: 9 },
    { ...(channel as object), user: 'wang' },
  ]);
  const { out } = await run('audit');
  expect(out).toContain('  回执提示音 关 → 开');
  expect(out).toContain('  请求头 X-Id （无） → 7');
  expect(out).toContain('  推迟发送 5 → 9 等 2 处');
  const { json } = await run('audit --json');
  expect(json[0].changes.map(({ label, after }: ShownChange) => `${label} ${after}`)).toEqual([
    '推迟发送 9',
    '通讯账号 wang',
  ]);
});

test('verifying tells the head to note elsewhere, and finds a line that was altered', async () => {
  const { run, office } = await openCommandRoom();
  expect((await run('audit verify')).out).toBe('还没有操作记录\n');
  await run('settings set switches.holdSeconds 30');
  await run('settings set switches.holdSeconds 10');
  const sound = await run('audit verify');
  expect([sound.code, sound.out]).toEqual([
    0,
    expect.stringMatching(/2 条，.*没有被改过\n最后一条：第 2 条，校验值 [0-9a-f]{64}\n/u),
  ]);
  const file = join(office.home, 'audit', '2017-10.jsonl');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"30"', '"3"'));
  const altered = await run('audit verify');
  expect([altered.code, altered.out]).toEqual([
    4,
    expect.stringContaining('有问题  audit/2017-10.jsonl 第 1 行内容与校验值不符'),
  ]);
});

test('changes of members are in the audit under the name of whoever has logged in, without a password', async () => {
  const state = temporaryFolder();
  const { run, office } = await openCommandRoom({ env: { XDG_STATE_HOME: state } });
  await run('accounts on --user wang --name 王芳 --enterprise 捷顺报关 --password-stdin', 'geheim-Wang-1\n');
  await run('settings set switches.sound true');
  const all = await run('audit --limit 0');
  expect(all.out).toMatch(/人员 .*登录 不用登录 → 要登录/u);
  expect(all.out).toMatch(/王芳（测试） +设置 .*回执提示音 关 → 开/u);
  const file = join(office.home, 'audit', '2017-10.jsonl');
  expect(readFileSync(file, 'utf8')).not.toMatch(/geheim|"salt"|"password"/u);
  await run('logout');
  expect((await run('audit')).code).toBe(5);
});
