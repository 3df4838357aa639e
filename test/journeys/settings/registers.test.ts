import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TabName } from '../../../screens/pages/settings/state.ts';
import { type Enterprise, enterprisesOf, keepEnterprise, keepParties, partiesOf } from '../../../src/jobs/own-lists.ts';
import { entryOf, frontDialog, message } from '../eyes.ts';
import { answer, beginNew, giveFile } from '../hands.ts';
import { DATA, type TestProgram, type TestProgramOptions } from '../program.ts';
import { openSettings, settingsOf, typeIntoForm } from '../settings-hands.ts';
import { openStage } from '../stage.ts';

const { start, folder } = openStage({ seed: 20171024 });

const startAt = async (part: TabName, options: TestProgramOptions = {}) =>
  await openSettings(await start(options), part);

const party = (code: string, name = `公司${code}`) => ({ code, name, nameEn: `CO ${code}`, address: '', contact: '' });

describe('parties (S6)', () => {
  it('are added, found by initials, changed and deleted with a question', async () => {
    const home = await folder();
    const program = await startAt('parties', { home });
    await program.press('register.to-form');
    await typeIntoForm(program, { 收发货人代码: 'A001', 收发货人中文: '广州某某贸易公司', 收发货人联系方式: '020-1' });
    // Enter behind the last field adds.
    await program.press('<enter>');
    expect(message(program)).toBe('已增加 A001 广州某某贸易公司');
    for (const name of ['深圳某某公司', '又一个']) {
      await typeIntoForm(program, { 收发货人代码: 'A002', 收发货人中文: name });
      await program.press('register.add');
    }
    expect(frontDialog(program)).toBe('question');
    expect(await program.frame()).toContain('代码 A002 已经是 深圳某某公司');
    await answer(program, '知道了');
    await program.press('form.clear', 'settings.back', 'gzmm');
    expect(await program.frame()).toContain('找到 1 个');
    await program.press('register.take');
    await typeIntoForm(program, { 收发货人中文: '广州新名' });
    await program.press('register.add');
    expect(message(program)).toBe('已修改 A001 广州新名');
    const again = await openSettings(await start({ home }), 'parties');
    expect((await partiesOf(again.office)).map(({ code, name, contact }) => [code, name, contact])).toEqual([
      ['A001', '广州新名', '020-1'],
      ['A002', '深圳某某公司', ''],
    ]);
    await again.press('register.mark', 'register.mark', 'register.delete');
    expect(await again.frame()).toContain('删除标记的 2 个收发货人');
    await answer(again, '回去');
    expect(await partiesOf(again.office)).toHaveLength(2);
    await again.press('register.delete');
    await answer(again, '删除');
    expect(message(again)).toBe('已删除 2 个收发货人');
    expect(await partiesOf(again.office)).toEqual([]);
  });

  it('a code is required, and what the form holds is not lost without asking', async () => {
    const program = await startAt('parties');
    await keepParties(program.office, [party('1'), party('2')]);
    // Coming back shows them.
    await program.press('settings.back', 'settings.enter', 'register.to-form');
    await typeIntoForm(program, { 收发货人中文: '没有代码' });
    await program.press('register.add');
    expect(message(program)).toBe('收发货人代码：必填，尚未填写');
    expect(settingsOf(program).registers.parties.form.stop).toBe(0);
    await program.press('settings.back', 'settings.back', 'settings.next-part', 'settings.previous-part');
    await program.press('settings.enter', 'register.take');
    expect(await program.frame()).toContain('表单里有没有保存的内容');
    await answer(program, '不要了，放进');
    expect(settingsOf(program).registers.parties).toMatchObject({ taken: '1', zone: 'form' });
  });

  it('two people change different rows, and nothing is lost', async () => {
    const home = await folder();
    const first = await start({ home, user: 'a' });
    await keepParties(first.office, [party('1'), party('2')]);
    await openSettings(first, 'parties');
    const second = await startAt('parties', { home, user: 'b' });
    await first.press('register.take');
    await typeIntoForm(first, { 收发货人中文: '甲改' });
    await first.press('register.add');
    await second.press('register.down', 'register.take');
    await typeIntoForm(second, { 收发货人中文: '乙改' });
    await second.press('register.add', 'form.clear', 'register.to-form');
    await typeIntoForm(second, { 收发货人代码: '3', 收发货人中文: '乙加' });
    await second.press('register.add');
    expect(settingsOf(second).registers.parties.items.map(({ values }) => values.name)).toEqual([
      '甲改',
      '乙改',
      '乙加',
    ]);
    expect((await partiesOf(first.office)).map(({ name }) => name)).toEqual(['甲改', '乙改', '乙加']);
    await first.press('settings.next-part', 'settings.previous-part');
    expect(settingsOf(first).registers.parties.items).toHaveLength(3);
  });

  it('two people change one: both changes are kept; of the same value the second sees the first one before it goes', async () => {
    const home = await folder();
    const first = await start({ home, user: 'a' });
    await keepParties(first.office, [party('1')]);
    await openSettings(first, 'parties');
    const second = await startAt('parties', { home, user: 'b' });
    for (const program of [first, second]) await program.press('register.take');
    await typeIntoForm(first, { 收发货人地址: '甲地址' });
    await first.press('register.add');
    await typeIntoForm(second, { 收发货人英文: 'FIRST' });
    await second.press('register.add');
    expect(await partiesOf(first.office)).toEqual([{ ...party('1'), nameEn: 'FIRST', address: '甲地址' }]);
    for (const program of [first, second]) await program.press('register.take');
    await typeIntoForm(first, { 收发货人联系方式: '111' });
    await first.press('register.add');
    await typeIntoForm(second, { 收发货人联系方式: '222' });
    await second.press('register.add');
    expect(message(second)).toMatch(/^没有保存：别人刚把.*联系方式改成了“111”；再按一次用这里的$/u);
    expect((await partiesOf(first.office))[0]).toMatchObject({ contact: '111' });
    expect(settingsOf(second).registers.parties).toMatchObject({ taken: '1', form: { values: { contact: '222' } } });
    await second.press('register.add');
    expect((await partiesOf(first.office))[0]).toMatchObject({ contact: '222', address: '甲地址' });
  });

  it('are written as a workbook and taken in again; rows with faults are told with their cells', async () => {
    const program = await start();
    await keepParties(program.office, [party('1'), party('2')]);
    await openSettings(program, 'parties');
    const file = join(await folder(), '收发货人.csv');
    await program.press('parties.export');
    await giveFile(program, file);
    expect(message(program)).toBe(`2 个收发货人已写到 ${file}`);
    const text = await readFile(file, 'utf8');
    await writeFile(file, `${text.replace('公司1', '改名')},没有代码,,,\r\n9,新的,,,\r\n`);
    await program.press('parties.import');
    await giveFile(program, file);
    expect(frontDialog(program)).toBe('reading');
    expect(await program.frame()).toMatch(/新增 1，改变 1，不变 1，有差错没有采用 1[\s\S]*CSV!A4/u);
    await program.press('reading.close');
    expect(settingsOf(program).registers.parties.items.map(({ values }) => values.name)).toEqual([
      '改名',
      '公司2',
      '新的',
    ]);
  });

  it('of 10,000 only those in view are drawn', async () => {
    const program = await start();
    await keepParties(
      program.office,
      Array.from({ length: 10_000 }, (_, at) => party(`C${String(at).padStart(5, '0')}`)),
    );
    await openSettings(program, 'parties');
    await program.press('register.last');
    expect(await program.frame()).toMatch(/› +10000 C09999/u);
    program.bytes();
    await program.press('register.up');
    expect(program.bytes()).toBeLessThan(4000);
    await program.press('c04999');
    expect(await program.frame()).toMatch(/› +1 C04999/u);
  });
});

describe('registrations (S1)', () => {
  const enterprise = (number: string, currency: string): Enterprise => ({
    number,
    name: `企业${number}`,
    defaults: {
      all: { registrationNo: number, enterpriseName: `企业${number}`, 'goods.currency': currency },
      in: {},
      out: {},
      pack: {},
    },
  });
  const numbers = async (program: TestProgram) =>
    (await enterprisesOf(program.office)).map(({ number, name }) => `${number} ${name}`);

  it('with defaults by code, name and initials; a new declaration begins with them', async () => {
    const home = await folder();
    const program = await startAt('enterprises', { home });
    await program.press('register.to-form');
    await typeIntoForm(program, { 报检登记号: '4401012345', 单位名称: '广州报检有限公司', 联系人: '陈𠮷' });
    await typeIntoForm(program, { 运输方式: 'slys', 贸易方式: 'ybmy' });
    // Of the three sections with a place, that of inbound declarations.
    await program.press('form.next-section', 'form.next-section');
    await typeIntoForm(program, { 报检地: '440100' });
    await program.press('register.add');
    expect(message(program)).toBe('已增加 4401012345 广州报检有限公司，新单证用它的默认值');
    const again = await start({ home });
    expect(await enterprisesOf(again.office)).toEqual([
      {
        number: '4401012345',
        name: '广州报检有限公司',
        defaults: {
          all: {
            registrationNo: '4401012345',
            enterpriseName: '广州报检有限公司',
            contactPerson: '陈𠮷',
            transportMode: '1',
            tradeMode: '11',
          },
          in: { acceptingOrg: '440100' },
          out: {},
          pack: {},
        },
      },
    ]);
    await beginNew(again);
    expect(entryOf(again).drafts.document).toMatchObject({
      registrationNo: '4401012345',
      tradeMode: '11',
      acceptingOrg: '440100',
    });
  });

  it('a code that is none is refused at its field', async () => {
    const program = await startAt('enterprises');
    await program.press('register.to-form');
    await typeIntoForm(program, { 报检登记号: '4401012345', 单位名称: '企业', 运输方式: 'zzzz' });
    await program.press('<tab>', 'register.add');
    expect(message(program)).toMatch(/^运输方式：/u);
    expect(await program.frame()).toMatch(/运输方式 \[zzzz +\]✗/u);
    expect(await enterprisesOf(program.office)).toEqual([]);
  });

  it('one is changed where it stands, put first, deleted; new declarations use the first', async () => {
    const program = await start();
    for (const [number, currency] of [
      ['1111111111', '840'],
      ['2222222222', '156'],
    ] as const)
      await keepEnterprise(program.office, enterprise(number, currency));
    await openSettings(program, 'enterprises');
    await program.press('register.down', 'register.take');
    await typeIntoForm(program, { 单位名称: '二号' });
    await program.press('register.add');
    expect(message(program)).toBe('已修改 2222222222 二号');
    expect(await numbers(program)).toEqual(['1111111111 企业1111111111', '2222222222 二号']);
    await program.press('enterprises.prefer');
    expect(message(program)).toBe('2222222222 二号 排到第一，新单证从现在起用它的默认值');
    expect(await numbers(program)).toEqual(['2222222222 二号', '1111111111 企业1111111111']);
    expect(await program.frame()).toMatch(/› +★ 2222222222/u);
    await program.press('enterprises.prefer');
    expect(message(program)).toMatch(/已经是第一个/u);
    await program.press('register.delete');
    await answer(program, '删除');
    expect(await numbers(program)).toEqual(['1111111111 企业1111111111']);
  });

  it('those of the practice office come back from the form as they were', async () => {
    const program = await start();
    const practice = JSON.parse(await readFile(join(DATA, 'practice', 'enterprise.json'), 'utf8')) as Enterprise;
    await keepEnterprise(program.office, practice);
    await openSettings(program, 'enterprises');
    await program.press('register.take');
    await typeIntoForm(program, { 联系人: '某人' });
    await program.press('register.add');
    const all = { ...practice.defaults.all, contactPerson: '某人' };
    expect(await enterprisesOf(program.office)).toEqual([{ ...practice, defaults: { ...practice.defaults, all } }]);
  });
});
