import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TabName } from '../../../screens/pages/settings/state.ts';
import { TAB_NAMES } from '../../../screens/pages/settings/state.ts';
import type { FaultCode } from '../../../src/catalogue/wording.ts';
import { exportList } from '../../../src/jobs/export-list.ts';
import { goodsMappingOf } from '../../../src/jobs/goods-mapping.ts';
import { keepParties } from '../../../src/jobs/own-lists.ts';
import { ruleSettings } from '../../../src/jobs/settings/rule-levels.ts';
import { shortcutsOf } from '../../../src/jobs/shortcuts.ts';
import { switchesOf } from '../../../src/jobs/switches.ts';
import { frontDialog, lineWith, message, pageKind, rowsOf } from '../eyes.ts';
import { answer, beginOn, fill, giveFile } from '../hands.ts';
import type { TestProgram, TestProgramOptions } from '../program.ts';
import { goIntoTab, openSettings, settingsOf, typeIntoForm } from '../settings-hands.ts';
import { openStage } from '../stage.ts';

const { start, folder } = openStage({ seed: 20171024 });

const startAt = async (part: TabName, options: TestProgramOptions = {}) =>
  await openSettings(await start(options), part);

const party = (code: string, name = `公司${code}`) => ({ code, name, nameEn: `CO ${code}`, address: '', contact: '' });

describe('the page', () => {
  it('opens from home and by the palette, leads through its parts, and closes by Esc', async () => {
    const program = await start();
    await program.press('app.palette', '设置', 'palette.run');
    expect(settingsOf(program)).toMatchObject({ kind: 'settings', tab: 'enterprises', inMenu: true });
    expect(await program.frame()).toMatch(
      /\[报检注册\].*出境随附单据.*入境随附单据.*货物导入配置.*收发货人维护.*报检开关/u,
    );
    await program.press('settings.next-part', 'settings.next-part', 'settings.next-part');
    expect(await program.frame()).toContain('[货物导入配置]');
    await program.press('settings.enter', 'settings.next-part');
    expect(settingsOf(program)).toMatchObject({ tab: 'parties', inMenu: false });
    await program.press('settings.back', 'settings.back');
    expect(pageKind(program)).toBe('home');
  });

  it.each([
    [60, 16],
    [80, 24],
    [120, 40],
  ])('every part fits into %dx%d, with the real cursor in what has the focus', async (columns, rows) => {
    const program = await start({ columns, rows });
    await keepParties(
      program.office,
      Array.from({ length: 60 }, (_, at) => party(`C${at}`)),
    );
    await program.press('app.settings');
    for (const name of TAB_NAMES) {
      await goIntoTab(program, name);
      const lines = await rowsOf(program);
      const { x, y } = await program.cursor();
      expect(y, name).toBeGreaterThan(1);
      expect(y, name).toBeLessThan(rows - 2);
      expect(x, name).toBeLessThan(columns);
      expect(lines.slice(1, 4).join(' '), name).toContain('[');
      await program.press('settings.back');
    }
  });
});

describe('switches (S7)', () => {
  it('change at once, say so, and are there after a restart', async () => {
    const home = await folder();
    const program = await startAt('switches', { home });
    expect(await program.frame()).toMatch(/› 智能记忆 +开/u);
    await program.press('switches.change');
    expect(message(program)).toBe('智能记忆：关');
    expect(await program.frame()).toMatch(/› 智能记忆 +关/u);
    for (let count = 0; count < 14; count += 1) await program.press('switches.down', 'switches.change');
    await program.press('switches.change');
    expect(message(program)).toBe('增强键盘：关，下次启动时生效');
    const again = await start({ home, hold: 3 });
    expect(await switchesOf(again.office)).toEqual({
      holdSeconds: 3,
      patienceSeconds: 600,
      receiveSeconds: 60,
      smartMemory: false,
      uniqueHs: false,
      grid: true,
      starterNotice: false,
      firstSteps: false,
      lockMinutes: 30,
      sessionHours: 24,
      auditDays: 800,
      sound: true,
      titleNews: false,
      desktopNews: true,
      keyboard: 'off',
    });
  });
});

describe('rules of the check', () => {
  /** To the rule of this code, from the first one. */
  const toRule = async (program: TestProgram, code: FaultCode) => {
    const at = ruleSettings({}).findIndex(rule => rule.code === code);
    await program.press('rules.first', ...Array.from({ length: at }, () => 'rules.down'));
  };

  it('change at once, say so, and hold on the entry page, when saving and after a restart', async () => {
    const home = await folder();
    const program = await startAt('rules', { home });
    await toRule(program, 'goods.none');
    expect(await program.frame()).toContain('报文本身要求如此');
    await program.press('rules.change');
    expect(message(program)).toBe('goods.none 不能改：报文本身要求如此，不符合就发不出去');
    await toRule(program, 'name.none');
    expect(await program.frame()).toMatch(/› 提醒 +没有名称时填 .*name\.none/u);
    await program.press('rules.change');
    expect(message(program)).toBe('name.none：关');
    await program.press('rules.change');
    expect(await program.frame()).toMatch(/› 差错 +• 没有名称时填/u);
    expect(await program.frame()).toContain('1 条与通常不同');
    await program.press('settings.back', 'settings.back');
    await beginOn(program);
    await fill(program, { consigneeName: '无' });
    await program.press('entry.faults', '没有名称');
    expect(await lineWith(program, '没有名称时填 ***')).toContain('✗');
    const again = await startAt('rules', { home });
    await toRule(again, 'name.none');
    await again.press('rules.usual');
    expect(message(again)).toBe('name.none：提醒');
    expect(await again.frame()).not.toContain('与通常不同');
  });
});

describe('shortcuts of documents (S2)', () => {
  it('what is applied is there after a restart, on its own side alone', async () => {
    const home = await folder();
    const program = await startAt('out', { home });
    await program.press('q', 'shortcuts.right', 'shortcuts.clear', 'drafts.apply');
    expect(message(program)).toBe('出境随附单据的快捷键已应用');
    const again = await start({ home });
    const { out, in: inbound } = await shortcutsOf(again.office);
    expect(out).toMatchObject({ '102001': 'Q' });
    expect(out).not.toHaveProperty('102002');
    expect(inbound).toMatchObject({ '101001': '1', '101002': '2' });
  });

  it('a clash is shown on both rows and not applied; what is no character is refused', async () => {
    const program = await startAt('in');
    await program.press('shortcuts.right', 'ａ', 'shortcuts.right', 'a');
    const frame = await program.frame();
    expect(frame).toMatch(/\[A\]✗101002 发票/u);
    expect(frame).toMatch(/\[A\]✗101003 信用证/u);
    expect(frame).toContain('✗ 快捷键“A”重复：101002 发票、101003 信用证');
    await program.press('drafts.apply');
    expect(message(program)).toBe('快捷键“A”重复：101002 发票、101003 信用证');
    expect((await shortcutsOf(program.office)).in).toMatchObject({ '101002': '2' });
    await program.press('合');
    expect(message(program)).toMatch(/^快捷键是一位数字/u);
    await program.press('shortcuts.clear', 'drafts.apply');
    expect((await shortcutsOf(program.office)).in).toMatchObject({ '101002': 'A' });
  });

  it('two people apply at once: both are kept, and a clash between them is shown before anything is', async () => {
    const home = await folder();
    const first = await startAt('out', { home, user: 'a' });
    const second = await startAt('out', { home, user: 'b' });
    await first.press('q', 'drafts.apply');
    await second.press('shortcuts.right', 'w', 'drafts.apply');
    expect((await shortcutsOf(first.office)).out).toMatchObject({ '102001': 'Q', '102002': 'W' });
    await first.press('e', 'drafts.apply');
    await second.press('shortcuts.right', 'e', 'drafts.apply');
    expect(message(second)).toContain('快捷键“E”重复');
    expect((await shortcutsOf(first.office)).out).toMatchObject({ '102001': 'E', '102003': '2' });
    await second.press('r', 'drafts.apply');
    expect((await shortcutsOf(first.office)).out).toMatchObject({ '102001': 'E', '102002': 'W', '102003': 'R' });
  });

  it('cancel and defaults; leaving asks while something is not applied', async () => {
    const program = await startAt('in');
    await program.press('z', 'drafts.cancel');
    expect(settingsOf(program).shortcuts.in.draft).toMatchObject({ '101001': '1' });
    await program.press('z', 'drafts.apply', 'drafts.restore');
    expect(settingsOf(program).shortcuts.in.draft).toMatchObject({ '101001': '1' });
    expect((await shortcutsOf(program.office)).in).toMatchObject({ '101001': 'Z' });
    await program.press('settings.back', 'settings.back');
    expect(frontDialog(program)).toBe('question');
    expect(await program.frame()).toContain('入境随附单据里的修改还没有保存');
    await answer(program, '回去');
    expect(settingsOf(program).kind).toBe('settings');
    await program.press('app.quit');
    expect(frontDialog(program)).toBe('question');
    await program.press('question.cancel', 'settings.enter', 'drafts.apply', 'settings.back', 'settings.back');
    expect(pageKind(program)).toBe('home');
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
    await program.press('field.open');
    expect(frontDialog(program)).toBe('path');
    await giveFile(program, own);
    expect(frontDialog(program)).toBe('headings');
    expect(await program.frame()).toMatch(/商品编码 +A1 +0204100000/u);
    await program.press('headings.choose');
    expect(settingsOf(program).mapping.form).toMatchObject({ stop: 1, values: { hsCode: '商品编码' } });
    await typeIntoForm(program, { 重量: '' });
    await program.press('field.open', '重量', 'headings.choose', 'field.open', '重量');
    expect(await program.frame()).toContain('已用于 重量');
    await program.press('headings.choose', 'drafts.apply');
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
    await first.press('编码', 'drafts.apply');
    await typeIntoForm(second, { 货物中文名: '品名' });
    await second.press('drafts.apply');
    expect(await goodsMappingOf(first.office)).toEqual({ hsCode: '编码', name: '品名' });
    await first.press('货号', 'drafts.apply');
    await second.press('form.previous', '税号', 'drafts.apply');
    expect(message(second)).toContain('HS编码改成了“货号”');
    await second.press('drafts.apply');
    expect(await goodsMappingOf(first.office)).toEqual({ hsCode: '税号', name: '品名' });
  });

  it('can be typed; one is cleared, all are cleared, cancelled and applied', async () => {
    const program = await startAt('mapping');
    await typeIntoForm(program, { HS编码: '编码', 货物中文名: '名称' });
    await program.press('drafts.apply');
    expect(await goodsMappingOf(program.office)).toEqual({ hsCode: '编码', name: '名称' });
    await program.press('form.clear', 'drafts.apply');
    expect(await goodsMappingOf(program.office)).toEqual({ hsCode: '编码' });
    await program.press('drafts.restore', 'drafts.cancel');
    expect(settingsOf(program).mapping.form.values).toMatchObject({ hsCode: '编码' });
    await program.press('drafts.restore', 'drafts.apply');
    expect(await goodsMappingOf(program.office)).toEqual({});
  });

  it('a file that is no workbook is said in the dialog', async () => {
    const program = await startAt('mapping');
    const wrong = join(await folder(), 'a.xlsx');
    await writeFile(wrong, 'no workbook');
    await program.press('mapping.workbook');
    await giveFile(program, wrong);
    expect(frontDialog(program)).toBe('path');
    expect(settingsOf(program).mapping.workbook).toBeUndefined();
  });
});
