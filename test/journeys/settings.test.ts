import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { frontPage } from '../../screens/contract/ui.ts';
import type { SettingsPage, TabName } from '../../screens/pages/settings/state.ts';
import { TAB_NAMES } from '../../screens/pages/settings/state.ts';
import { exportList } from '../../src/jobs/export-list.ts';
import { goodsMappingOf } from '../../src/jobs/goods-mapping.ts';
import { type Enterprise, enterprisesOf, keepEnterprise, keepParties, partiesOf } from '../../src/jobs/own-lists.ts';
import { shortcutsOf } from '../../src/jobs/shortcuts.ts';
import { switchesOf } from '../../src/jobs/switches.ts';
import { DATA, type TestProgram, type TestProgramOptions } from './program.ts';
import { openStage } from './stage.ts';
import { entryOf } from './values.ts';

const { start, folder } = openStage({ seed: 20171024 });

const page = (program: TestProgram) => frontPage(program.state()) as SettingsPage;
const message = (program: TestProgram) => program.state().message?.text;
const layer = (program: TestProgram) => program.state().dialogs.at(-1)?.kind;

/** Opens a tab of the settings, as people do from the home page. */
async function open(program: TestProgram, tab: TabName): Promise<TestProgram> {
  await program.press('<o>', `<${TAB_NAMES.indexOf(tab) + 1}>`, '<enter>');
  expect(page(program)).toMatchObject({ kind: 'settings', tab, inMenu: false });
  return program;
}

const startAt = async (tab: TabName, options: TestProgramOptions = {}) => await open(await start(options), tab);

const party = (code: string, name = `公司${code}`) => ({ code, name, nameEn: `CO ${code}`, address: '', contact: '' });

describe('the page', () => {
  it('opens from home and by the palette, leads through its tabs, and closes by Esc', async () => {
    const program = await start();
    await program.press('<f2>', '设置', '<enter>');
    expect(page(program)).toMatchObject({ kind: 'settings', tab: 'enterprises', inMenu: true });
    expect(await program.frame()).toMatch(
      /\[报检注册\].*出境随附单据.*入境随附单据.*货物导入配置.*收发货人维护.*报检开关/u,
    );
    await program.press('<right>', '<right>', '<right>');
    expect(await program.frame()).toContain('[货物导入配置]');
    await program.press('<enter>', '<f6>');
    expect(page(program)).toMatchObject({ tab: 'parties', inMenu: false });
    await program.press('<escape>', '<escape>');
    expect(frontPage(program.state()).kind).toBe('home');
  });

  it.each([
    [60, 16],
    [80, 24],
    [120, 40],
  ])('every tab fits into %dx%d, with the real cursor in what has the focus', async (columns, rows) => {
    const program = await start({ columns, rows });
    await keepParties(
      program.office,
      Array.from({ length: 60 }, (_, at) => party(`C${at}`)),
    );
    await program.press('<o>');
    for (const name of TAB_NAMES) {
      await program.press(`<${TAB_NAMES.indexOf(name) + 1}>`, '<enter>');
      const lines = (await program.frame()).split('\n');
      const { x, y } = await program.cursor();
      expect(y, name).toBeGreaterThan(1);
      expect(y, name).toBeLessThan(rows - 2);
      expect(x, name).toBeLessThan(columns);
      expect(lines.slice(1, 3).join(' '), name).toContain('[');
      await program.press('<escape>');
    }
  });
});

describe('switches (S7)', () => {
  it('change at once, say so, and are there after a restart', async () => {
    const home = await folder();
    const program = await startAt('switches', { home });
    expect(await program.frame()).toMatch(/› 智能记忆 +开/u);
    await program.press('<space>');
    expect(message(program)).toBe('智能记忆：关');
    expect(await program.frame()).toMatch(/› 智能记忆 +关/u);
    await program.press('<down>', '<enter>', '<down>', '<enter>', '<down>', '<enter>', '<enter>');
    expect(message(program)).toBe('增强键盘：关，下次启动时生效');
    const again = await start({ home });
    expect(await switchesOf(again.office)).toEqual({
      smartMemory: false,
      uniqueHs: false,
      sound: true,
      keyboard: 'off',
    });
  });
});

describe('shortcuts of documents (S2)', () => {
  it('what is applied is there after a restart, on its own side alone', async () => {
    const home = await folder();
    const program = await startAt('out', { home });
    await program.press('q', '<right>', '<backspace>', '<alt+o>');
    expect(message(program)).toBe('出境随附单据的快捷键已应用');
    const again = await start({ home });
    const { out, in: inbound } = await shortcutsOf(again.office);
    expect(out).toMatchObject({ '102001': 'Q' });
    expect(out).not.toHaveProperty('102002');
    expect(inbound).toMatchObject({ '101001': '1', '101002': '2' });
  });

  it('a clash is shown on both rows and not applied; what is no character is refused', async () => {
    const program = await startAt('in');
    await program.press('<right>', 'ａ', '<right>', 'a');
    const frame = await program.frame();
    expect(frame).toMatch(/\[A\]✗101002 发票/u);
    expect(frame).toMatch(/\[A\]✗101003 信用证/u);
    expect(frame).toContain('✗ 快捷键“A”重复：101002 发票、101003 信用证');
    await program.press('<alt+o>');
    expect(message(program)).toBe('快捷键“A”重复：101002 发票、101003 信用证');
    expect((await shortcutsOf(program.office)).in).toMatchObject({ '101002': '2' });
    await program.press('合');
    expect(message(program)).toMatch(/^快捷键是一位数字/u);
    await program.press('<backspace>', '<ctrl+s>');
    expect((await shortcutsOf(program.office)).in).toMatchObject({ '101002': 'A' });
  });

  it('two people apply at once: both are kept, and a clash between them is shown before anything is', async () => {
    const home = await folder();
    const first = await startAt('out', { home, user: 'a' });
    const second = await startAt('out', { home, user: 'b' });
    await first.press('q', '<alt+o>');
    await second.press('<right>', 'w', '<alt+o>');
    expect((await shortcutsOf(first.office)).out).toMatchObject({ '102001': 'Q', '102002': 'W' });
    await first.press('e', '<alt+o>');
    await second.press('<right>', 'e', '<alt+o>');
    expect(message(second)).toContain('快捷键“E”重复');
    expect((await shortcutsOf(first.office)).out).toMatchObject({ '102001': 'E', '102003': '2' });
    await second.press('r', '<alt+o>');
    expect((await shortcutsOf(first.office)).out).toMatchObject({ '102001': 'E', '102002': 'W', '102003': 'R' });
  });

  it('cancel and defaults; leaving asks while something is not applied', async () => {
    const program = await startAt('in');
    await program.press('z', '<alt+c>');
    expect(page(program).shortcuts.in.draft).toMatchObject({ '101001': '1' });
    await program.press('z', '<alt+o>', '<alt+r>');
    expect(page(program).shortcuts.in.draft).toMatchObject({ '101001': '1' });
    expect((await shortcutsOf(program.office)).in).toMatchObject({ '101001': 'Z' });
    await program.press('<escape>', '<escape>');
    expect(layer(program)).toBe('question');
    expect(await program.frame()).toContain('入境随附单据里的修改还没有保存');
    await program.press('<enter>');
    expect(page(program).kind).toBe('settings');
    await program.press('<ctrl+x>');
    expect(layer(program)).toBe('question');
    await program.press('<escape>', '<enter>', '<alt+o>', '<escape>', '<escape>');
    expect(frontPage(program.state()).kind).toBe('home');
    expect((await shortcutsOf(program.office)).in).toMatchObject({ '101001': '1' });
  });
});

describe('headings of the office’s own workbook (S3)', () => {
  it('are chosen from a workbook; one of them serves a value and its unit', async () => {
    const home = await folder();
    const own = join(await folder(), '自己的.xlsx');
    await exportList(own, {
      name: '货物',
      headings: ['商品编码', '重量（带单位）', '货物中文名', '件'],
      rows: [['0204100000', '23.235千克', '羊肉', '1个']],
      widths: [12, 12, 12, 12],
    });
    const program = await startAt('mapping', { home });
    await program.press('<f4>');
    expect(layer(program)).toBe('path');
    await program.press(own, '<enter>');
    expect(layer(program)).toBe('headings');
    expect(await program.frame()).toMatch(/商品编码 +A1 +0204100000/u);
    await program.press('<enter>');
    expect(page(program).mapping.form).toMatchObject({ stop: 1, values: { hsCode: '商品编码' } });
    while (page(program).mapping.form.stop < 6) await program.press('<tab>');
    await program.press('<f4>', '重量', '<enter>', '<f4>', '重量');
    expect(await program.frame()).toContain('已用于 重量');
    await program.press('<enter>', '<alt+o>');
    expect(message(program)).toBe('货物导入的表头已应用');
    const again = await start({ home });
    expect(await goodsMappingOf(again.office)).toEqual({
      hsCode: '商品编码',
      weight: '重量（带单位）',
      weightUnit: '重量（带单位）',
    });
  });

  it('two people set different ones: both are kept', async () => {
    const home = await folder();
    const first = await startAt('mapping', { home, user: 'a' });
    const second = await startAt('mapping', { home, user: 'b' });
    await first.press('编码', '<alt+o>');
    await second.press('<tab>', '品名', '<alt+o>');
    expect(await goodsMappingOf(first.office)).toEqual({ hsCode: '编码', name: '品名' });
    await first.press('货号', '<alt+o>');
    await second.press('<shift+tab>', '税号', '<alt+o>');
    expect(message(second)).toContain('HS编码改成了“货号”');
    await second.press('<alt+o>');
    expect(await goodsMappingOf(first.office)).toEqual({ hsCode: '税号', name: '品名' });
  });

  it('can be typed; one is cleared, all are cleared, cancelled and applied', async () => {
    const program = await startAt('mapping');
    await program.press('编码', '<tab>', '名称', '<alt+o>');
    expect(await goodsMappingOf(program.office)).toEqual({ hsCode: '编码', name: '名称' });
    await program.press('<alt+k>', '<alt+o>');
    expect(await goodsMappingOf(program.office)).toEqual({ hsCode: '编码' });
    await program.press('<alt+r>', '<alt+c>');
    expect(page(program).mapping.form.values).toMatchObject({ hsCode: '编码' });
    await program.press('<alt+r>', '<alt+o>');
    expect(await goodsMappingOf(program.office)).toEqual({});
  });

  it('a file that is no workbook is said in the dialog', async () => {
    const program = await startAt('mapping');
    const wrong = join(await folder(), 'a.xlsx');
    await writeFile(wrong, 'no workbook');
    await program.press('<f3>', wrong, '<enter>');
    expect(layer(program)).toBe('path');
    expect(page(program).mapping.workbook).toBeUndefined();
  });
});

describe('parties (S6)', () => {
  it('are added, found by initials, changed and deleted with a question', async () => {
    const home = await folder();
    const program = await startAt('parties', { home });
    await program.press(
      '<tab>',
      'A001',
      '<enter>',
      '广州某某贸易公司',
      '<enter>',
      '<enter>',
      '<enter>',
      '020-1',
      '<enter>',
    );
    expect(message(program)).toBe('已增加 A001 广州某某贸易公司');
    await program.press('A002', '<tab>', '深圳某某公司', '<alt+a>', 'A002', '<tab>', '又一个', '<alt+a>');
    expect(layer(program)).toBe('question');
    expect(await program.frame()).toContain('代码 A002 已经是 深圳某某公司');
    await program.press('<enter>', '<alt+k>', '<escape>', 'gzmm');
    expect(await program.frame()).toContain('找到 1 个');
    await program.press('<enter>', '<enter>', '广州新名', '<f5>');
    expect(message(program)).toBe('已修改 A001 广州新名');
    const again = await open(await start({ home }), 'parties');
    expect((await partiesOf(again.office)).map(({ code, name, contact }) => [code, name, contact])).toEqual([
      ['A001', '广州新名', '020-1'],
      ['A002', '深圳某某公司', ''],
    ]);
    await again.press('<space>', '<space>', '<delete>');
    expect(await again.frame()).toContain('删除标记的 2 个收发货人');
    await again.press('<enter>');
    expect(await partiesOf(again.office)).toHaveLength(2);
    await again.press('<delete>', '<right>', '<enter>');
    expect(message(again)).toBe('已删除 2 个收发货人');
    expect(await partiesOf(again.office)).toEqual([]);
  });

  it('a code is required, and what the form holds is not lost without asking', async () => {
    const program = await startAt('parties');
    await keepParties(program.office, [party('1'), party('2')]);
    await program.press('<escape>', '<enter>', '<tab>', '<tab>', '没有代码', '<alt+a>');
    expect(message(program)).toBe('收发货人代码：必填，尚未填写');
    expect(page(program).registers.parties.form.stop).toBe(0);
    await program.press('<escape>', '<escape>', '<f6>', '<f7>', '<enter>', '<enter>');
    expect(await program.frame()).toContain('表单里有没有保存的内容');
    await program.press('<right>', '<enter>');
    expect(page(program).registers.parties).toMatchObject({ taken: '1', zone: 'form' });
  });

  it('two people change different rows, and nothing is lost', async () => {
    const home = await folder();
    const first = await start({ home, user: 'a' });
    await keepParties(first.office, [party('1'), party('2')]);
    await open(first, 'parties');
    const second = await startAt('parties', { home, user: 'b' });
    await first.press('<enter>', '<enter>', '甲改', '<alt+a>');
    await second.press('<down>', '<enter>', '<enter>', '乙改', '<alt+a>');
    await second.press('<alt+k>', '<tab>', '3', '<tab>', '乙加', '<alt+a>');
    expect(page(second).registers.parties.items.map(({ values }) => values.name)).toEqual(['甲改', '乙改', '乙加']);
    expect((await partiesOf(first.office)).map(({ name }) => name)).toEqual(['甲改', '乙改', '乙加']);
    await first.press('<f6>', '<f7>');
    expect(page(first).registers.parties.items).toHaveLength(3);
  });

  it('two people change one: both changes are kept; of the same value the second sees the first one before it goes', async () => {
    const home = await folder();
    const first = await start({ home, user: 'a' });
    await keepParties(first.office, [party('1')]);
    await open(first, 'parties');
    const second = await startAt('parties', { home, user: 'b' });
    for (const program of [first, second]) await program.press('<enter>');
    await first.press('<tab>', '<tab>', '<tab>', '甲地址', '<alt+a>');
    await second.press('<tab>', '<tab>', 'FIRST', '<alt+a>');
    expect(await partiesOf(first.office)).toEqual([{ ...party('1'), nameEn: 'FIRST', address: '甲地址' }]);
    for (const program of [first, second]) await program.press('<enter>');
    await first.press('<tab>', '<tab>', '<tab>', '<tab>', '111', '<alt+a>');
    await second.press('<tab>', '<tab>', '<tab>', '<tab>', '222', '<alt+a>');
    expect(message(second)).toMatch(/^没有保存：别人刚把.*联系方式改成了“111”；再按一次用这里的$/u);
    expect((await partiesOf(first.office))[0]).toMatchObject({ contact: '111' });
    expect(page(second).registers.parties).toMatchObject({ taken: '1', form: { values: { contact: '222' } } });
    await second.press('<alt+a>');
    expect((await partiesOf(first.office))[0]).toMatchObject({ contact: '222', address: '甲地址' });
  });

  it('are written as a workbook and taken in again; rows with faults are told with their cells', async () => {
    const program = await start();
    await keepParties(program.office, [party('1'), party('2')]);
    await open(program, 'parties');
    const file = join(await folder(), '收发货人.csv');
    await program.press('<alt+e>', '<ctrl+a>');
    while ((program.state().dialogs.at(-1) as { file?: { text: string } }).file?.text !== '')
      await program.press('<delete>');
    await program.press(file, '<enter>');
    expect(message(program)).toBe(`2 个收发货人已写到 ${file}`);
    const text = await readFile(file, 'utf8');
    await writeFile(file, `${text.replace('公司1', '改名')},没有代码,,,\r\n9,新的,,,\r\n`);
    await program.press('<alt+i>', file, '<enter>');
    expect(layer(program)).toBe('reading');
    expect(await program.frame()).toMatch(/新增 1，改变 1，不变 1，有差错没有采用 1[\s\S]*CSV!A4/u);
    await program.press('<escape>');
    expect(page(program).registers.parties.items.map(({ values }) => values.name)).toEqual(['改名', '公司2', '新的']);
  });

  it('of 10,000 only those in view are drawn', async () => {
    const program = await start();
    await keepParties(
      program.office,
      Array.from({ length: 10_000 }, (_, at) => party(`C${String(at).padStart(5, '0')}`)),
    );
    await open(program, 'parties');
    await program.press('<end>');
    expect(await program.frame()).toMatch(/› +10000 C09999/u);
    program.bytes();
    await program.press('<up>');
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
    await program.press('<tab>', '4401012345', '<enter>', '广州报检有限公司', '<enter>', '陈𠮷', '<enter>', '<enter>');
    await program.press('slys', '<enter>', 'ybmy', '<enter>');
    await program.press('<pagedown>', '<pagedown>', '<enter>', '440100', '<alt+a>');
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
    await again.press('<n>', '<enter>');
    expect(entryOf(again).drafts.document).toMatchObject({
      registrationNo: '4401012345',
      tradeMode: '11',
      acceptingOrg: '440100',
    });
  });

  it('a code that is none is refused at its field', async () => {
    const program = await startAt('enterprises');
    await program.press(
      '<tab>',
      '4401012345',
      '<enter>',
      '企业',
      '<enter>',
      '<enter>',
      '<enter>',
      'zzzz',
      '<tab>',
      '<alt+a>',
    );
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
    await open(program, 'enterprises');
    await program.press('<down>', '<enter>', '<enter>', '二号', '<f5>');
    expect(message(program)).toBe('已修改 2222222222 二号');
    expect(await numbers(program)).toEqual(['1111111111 企业1111111111', '2222222222 二号']);
    await program.press('<alt+up>');
    expect(message(program)).toBe('2222222222 二号 排到第一，新单证从现在起用它的默认值');
    expect(await numbers(program)).toEqual(['2222222222 二号', '1111111111 企业1111111111']);
    expect(await program.frame()).toMatch(/› +★ 2222222222/u);
    await program.press('<ctrl+u>');
    expect(message(program)).toMatch(/已经是第一个/u);
    await program.press('<alt+d>', '<right>', '<enter>');
    expect(await numbers(program)).toEqual(['1111111111 企业1111111111']);
  });

  it('those of the practice office come back from the form as they were', async () => {
    const program = await start();
    const practice = JSON.parse(await readFile(join(DATA, 'practice', 'enterprise.json'), 'utf8')) as Enterprise;
    await keepEnterprise(program.office, practice);
    await open(program, 'enterprises');
    await program.press('<enter>', '<tab>', '<tab>', '某人', '<alt+a>');
    const all = { ...practice.defaults.all, contactPerson: '某人' };
    expect(await enterprisesOf(program.office)).toEqual([{ ...practice, defaults: { ...practice.defaults, all } }]);
  });
});
