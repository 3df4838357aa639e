import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entryOf, message, popupIn, popupRow } from '../eyes.ts';
import { goTo } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 31 });

it.each(['<ctrl+w>', '<ctrl+x>'])('a row that is only in the fields of a popup is not lost by %s', async key => {
  const program = await stage.begin();
  await goTo(program, 'users');
  await program.press('<f4>', '甲', '<tab>');
  expect((await program.frame()).split('\n')[0]).toContain('•');
  await program.press(key);
  expect(await program.frame()).toContain(key === '<ctrl+w>' ? '有没有保存的修改' : '有 1 个页面的修改还没有保存');
  await program.press('<escape>');
  expect(entryOf(program).popups.length).toBe(key === '<ctrl+w>' ? 0 : 1);
  await program.press('<ctrl+w>', '<enter>');
  const entryNo = program.office.store.rows().at(0)?.entryNo ?? '';
  expect((await program.office.store.get(entryNo)).document.users).toEqual([{ code: '甲' }]);
});

it('numbers of a workbook: behind those of the list the fields stand for their row, in place of it for none', async () => {
  const folder = await stage.folder();
  await writeFile(join(folder, '箱.csv'), '集装箱号\r\nMSKU9208011\r\n');
  const program = await stage.begin('in', { userFolder: folder });
  const held = () => entryOf(program).drafts.form.containers[0]?.numbers;
  const text = () => entryOf(program).focus.session?.text.text;
  await goTo(program, 'containers.numbers');
  await program.press('AAA,BBB', '<f4>', '<down>', '<home>', '<enter>', '<alt+i>', '~/箱.csv', '<enter>', '<enter>');
  expect(held()).toEqual(['AAA', 'BBB', 'MSKU9208011']);
  if (program.state().dialogs.length > 0) await program.press('<enter>');
  expect(text()).toBe('AAA');
  await program.press('CCC', '<alt+a>');
  expect(held()).toEqual(['CCC', 'BBB', 'MSKU9208011']);
  await program.press('<down>', '<home>', '<enter>', '<alt+i>', '~/箱.csv', '<enter>', '<right>', '<enter>');
  expect(held()).toEqual(['MSKU9208011']);
  expect(popupIn(program)).toMatchObject({ editingIndex: undefined, index: 0 });
  expect(text()).toBe('');
});

describe('taking a row back while another is in the fields', () => {
  /** Two lines of goods in the list, the popup of the containers in front. */
  async function links(): Promise<TestProgram> {
    const program = await stage.begin();
    await goTo(program, 'goods.name');
    await program.press('红酒', '<f5>');
    await goTo(program, 'goods.name');
    await program.press('种牛', '<f5>');
    await goTo(program, 'goods.containers');
    await program.press('<space>');
    return program;
  }
  const link = async (program: TestProgram, line: string, container: string) =>
    await program.press(line, '<enter>', '<enter>', '<enter>', '<enter>', container);
  const inFields = (program: TestProgram) => popupRow(program).goods[0]?.containers?.[0];
  const linked = (program: TestProgram) =>
    entryOf(program).drafts.document.goods.map(({ containers = [] }) => containers.map(({ container }) => container));

  it('P14: the selected row is loaded although the one that is added goes to a goods line before it', async () => {
    const program = await links();
    for (const [line, container] of [
      ['1', 'AAA'],
      ['2', 'BBB'],
      ['2', 'CCC'],
    ] as const) {
      await link(program, line, container);
      await program.press('<alt+a>');
    }
    await link(program, '1', 'DDD');
    await program.press('<down>', '<end>', '<alt+l>');
    expect(linked(program)).toEqual([
      ['AAA', 'DDD'],
      ['BBB', 'CCC'],
    ]);
    expect(inFields(program)).toEqual({ goodsNo: '2', container: 'CCC' });
    expect(popupIn(program)).toMatchObject({ index: 3, editingIndex: 3 });
    expect(message(program)).toBe('第4行已回填，改好后按 Alt+A');
  });

  it('P14: the row in the fields that has gone to another goods line is the one that is loaded', async () => {
    const program = await links();
    await link(program, '1', 'AAA');
    await program.press('<alt+a>');
    await link(program, '1', 'BBB');
    await program.press('<alt+a>', '<down>', '<home>', '<enter>');
    await link(program, '2', 'AAA');
    await program.press('<alt+l>');
    expect(linked(program)).toEqual([['BBB'], ['AAA']]);
    expect(inFields(program)).toEqual({ goodsNo: '2', container: 'AAA' });
    expect(message(program)).toBe('第2行已回填，改好后按 Alt+A');
  });

  it('P14: a row moves within its goods line, and what keeps it there is said', async () => {
    const program = await links();
    for (const [line, container] of [
      ['1', 'AAA'],
      ['2', 'BBB'],
      ['2', 'BBB'],
      ['2', 'CCC'],
    ] as const) {
      await link(program, line, container);
      await program.press('<alt+a>');
    }
    await program.press('<down>', '<home>', '<alt+up>');
    expect(message(program)).toBe('已经是第一行');
    await program.press('<alt+down>');
    expect(message(program)).toBe('已经是第1项货物的最后一行；要换到别的货物，回填后改【货物序号】');
    await program.press('<down>', '<alt+up>');
    expect(message(program)).toBe('已经是第2项货物的第一行；要换到别的货物，回填后改【货物序号】');
    // Of two that are the same the selection moves.
    await program.press('<alt+down>');
    expect(popupIn(program)).toMatchObject({ zone: 'list', index: 2 });
    await program.press('<alt+down>', '<alt+down>');
    expect(message(program)).toBe('已经是最后一行');
    expect(linked(program)).toEqual([['AAA'], ['BBB', 'CCC', 'BBB']]);
  });

  it('P9: numbers that one in the fields has become, or was doubled by, do not change what is loaded', async () => {
    const program = await stage.begin();
    await goTo(program, 'containers.numbers');
    const held = () => entryOf(program).drafts.form.containers[0]?.numbers;
    await program.press('AAA,BBB,CCC', '<f4>', '<down>', '<home>', '<enter>');
    await program.press('BBB', '<down>', '<end>', '<alt+l>');
    expect(held()).toEqual(['BBB', 'CCC']);
    expect(entryOf(program).focus.session?.text.text).toBe('CCC');
    expect(message(program)).toBe('第2行已回填，改好后按 Alt+A');
    await program.press('<down>', '<home>', '<enter>', 'XXX,YYY', '<down>', '<end>', '<alt+l>');
    expect(held()).toEqual(['XXX', 'YYY', 'CCC']);
    expect(entryOf(program).focus.session?.text.text).toBe('CCC');
    expect(message(program)).toBe('第3行已回填，改好后按 Alt+A');
    // The row itself is another one's double: that one is all that is left of it.
    await program.press('YYY', '<alt+l>');
    expect(held()).toEqual(['XXX', 'YYY']);
    expect(entryOf(program).focus.session?.text.text).toBe('YYY');
    expect(message(program)).toBe('第2行已回填，改好后按 Alt+A');
  });
});
