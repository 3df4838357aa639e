import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ledgerTemplatesOf } from '../../../src/jobs/ledger-templates.ts';
import { declaredOverMonths, stored } from '../../frames/beginnings.ts';
import { inbound } from '../../practice/declarations.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { dialogs, lineWith, message, noteOf, pageKind, rowsOf } from '../eyes.ts';
import { answer, giveFile, stepTo, times } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 11 });

async function declared(options: Parameters<typeof stage.start>[0] = {}): Promise<TestProgram> {
  const program = await stage.start(options);
  await declaredOverMonths(program.office);
  await program.press('app.ledger');
  return program;
}

const by = async (program: TestProgram, label: string): Promise<void> => {
  for (let at = 0; at < 10; at += 1) {
    if ((await program.frame()).includes(`统计按 ${label} `)) return;
    await program.press('ledger.next-grouping');
  }
  throw new Error(`no grouping ${label}`);
};

describe('statistics (统计查询)', () => {
  it.each(['<alt+l>', 'c'])('%s opens them from the first page', async key => {
    const program = await stage.start();
    await program.press(key);
    expect(pageKind(program)).toBe('ledger');
    expect(await program.frame()).toContain('没有这样的单证');
    await program.press('ledger.back');
    expect(pageKind(program)).toBe('home');
  });

  it('are found by their name', async () => {
    const program = await stage.start();
    await program.press('app.palette', 'tjcx', 'palette.run');
    expect(pageKind(program)).toBe('ledger');
  });

  it('groups by months, the latest first, with the total below', async () => {
    const program = await declared();
    expect(await lineWith(program, '2017-09')).toMatch(/› ?2017-09 +3 +1 /u);
    expect(await lineWith(program, '合计')).toMatch(/合计 +24 +8 +16\.7% /u);
    await by(program, 'HS 章');
    expect(await lineWith(program, '第 22 章')).toMatch(/第 22 章 +8 /u);
    await by(program, '收货人');
    expect(await lineWith(program, '珠海宏达')).toMatch(/ 8 +0 /u);
  });

  it('asks for less by what is typed and chosen, and says a day that there is not', async () => {
    const program = await declared();
    await program.press('ledger.query', ...times(3, 'ledger.next-cell'), '0801');
    expect(await lineWith(program, '合计')).toMatch(/合计 +6 /u);
    await program.press('9');
    expect(await noteOf(program)).toContain('日期自：没有这一天');
    expect(await lineWith(program, '合计')).toMatch(/合计 +24 /u);
    await program.press('<backspace>', 'ledger.next-cell', '20170731');
    expect(await noteOf(program)).toContain('日期至早于日期自');
    await program.press(...times(8, '<backspace>'), 'ledger.previous-cell', ...times(10, '<backspace>'));
    await program.press('ledger.next-cell', 'ledger.next-cell', 'zhhd', 'ledger.done');
    expect(await lineWith(program, '合计')).toMatch(/合计 +8 /u);
    await program.press('ledger.inspected');
    expect(await program.frame()).toContain('没有这样的单证');
    await program.press('ledger.clear');
    expect(await lineWith(program, '合计')).toMatch(/合计 +24 /u);
    await program.press('ledger.query', 'ledger.next-choice');
    expect(await program.frame()).toContain('类别   [出境]');
  });

  it('opens the declarations of a group, and of these one', async () => {
    const program = await declared();
    await by(program, '收货人');
    await program.press('ledger.open');
    expect(await program.frame()).toMatch(/收货人 .+：8 份/u);
    expect(await program.frame()).toMatch(/序号 +法检 +报检号 /u);
    await program.press('ledger.down', 'ledger.open');
    expect(pageKind(program)).toBe('entry');
    await program.press('app.close-page');
    expect(pageKind(program)).toBe('ledger');
    await program.press('ledger.back');
    expect(await program.frame()).toContain('合计');
  });

  it('draws a chart of what is asked, in a shape that needs no colour', async () => {
    const program = await declared();
    expect(await program.frame()).toMatch(/^ *3 │█+/mu);
    await program.press('ledger.measure');
    expect(message(program)).toBe('图表：货物总值');
    await program.press('ledger.curve');
    expect(await program.frame()).toMatch(/[╭╮╯╰]/u);
    await by(program, 'HS 章');
    expect(await program.frame()).toMatch(/第 \d\d 章 █+/u);
    await program.press('ledger.pane');
    expect(await program.frame()).toMatch(/退单 +\d 份，占发送过的 8 份/u);
    await stepTo(program, 'ledger.down', '第 87 章');
    expect(await program.frame()).toContain('货物【报检数量】未填写');
  });

  it('follows what happens to declarations meanwhile', async () => {
    const program = await declared();
    await stored(program.office, inbound(''));
    await program.office.store.refresh();
    await program.press('ledger.down');
    expect(await lineWith(program, '合计')).toMatch(/合计 +25 /u);
  });
});

describe('an export of declarations (导出)', () => {
  it('has the columns that were chosen, in their order, and is kept as a template that is used again', async () => {
    const folder = temporaryFolder();
    const program = await declared({ userFolder: folder });
    await program.press('ledger.export');
    // All but the number and the party go; the party comes first.
    await program.press(
      'items.down',
      ...times(3, 'items.toggle'),
      'items.down',
      ...times(4, 'items.toggle'),
      'items.up',
      'items.earlier',
    );
    expect(await program.frame()).toMatch(/\[x\] {2}1 收货人/u);
    await program.press('items.keep', '送审', 'naming.take');
    expect(message(program)).toBe('已存为导出模板“送审”');
    expect(await ledgerTemplatesOf(program.office)).toEqual([{ name: '送审', columns: ['party', 'number'] }]);
    await program.press('items.write');
    expect(await program.frame()).toContain('入境台账-20171024.xlsx');
    const file = join(folder, '台账.csv');
    await giveFile(program, file);
    expect(message(program)).toBe(`24 份已写到 ${file}`);
    expect(readFileSync(file, 'utf8').split('\r\n').slice(0, 2)).toEqual([
      '\uFEFF收货人,序号',
      expect.stringMatching(/^.+公司,1$/u),
    ]);

    await program.press('ledger.export');
    expect(await program.frame()).toContain('模板“送审”');
    await program.press('items.write');
    await giveFile(program, file);
    expect(await program.frame()).toContain('没有覆盖');
    await program.press('path.close', 'items.template');
    expect(message(program)).toBe('手册的各项');
    await program.press('items.drop');
    expect(message(program)).toContain('没有选用导出模板');
    await program.press('items.template', 'items.drop');
    await answer(program, '删除');
    expect(message(program)).toBe('导出模板“送审”已删除');
    expect(await ledgerTemplatesOf(program.office)).toEqual([]);
    expect(dialogs(program)).toEqual(['ledgerExport']);
  });

  it('has only the group that is open', async () => {
    const folder = temporaryFolder();
    const program = await declared({ userFolder: folder });
    await program.press('ledger.open', 'ledger.export', 'items.write');
    const file = join(folder, '九月.xlsx');
    await giveFile(program, file);
    expect(message(program)).toBe(`3 份已写到 ${file}`);
    expect(existsSync(file)).toBe(true);
    expect((await rowsOf(program)).join('\n')).toContain('月 2017-09：3 份');
  });
});
