import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FieldId, fieldOf } from '../../src/catalogue/catalogue.ts';
import { begun, goTo, inHand, popupIn, said } from './popup-play.ts';
import type { TestProgram } from './program.ts';
import { openStage } from './stage.ts';
import { entryOf, popupRow } from './values.ts';

const stage = openStage({ seed: 29 });

describe('lists longer than the popup', () => {
  it('show the selected row, also the last one, and tell which rows are to be seen', async () => {
    const program = await begun(stage);
    await goTo(program, 'containers.numbers');
    const numbers = Array.from({ length: 50 }, (_, index) => `MSKU${1000000 + index}`);
    await program.press(numbers.join(','), '<f4>');
    const added = await program.frame();
    expect(added).toContain('MSKU1000049');
    const [, first, last] = /第 (\d+)-(\d+) 行，共 50 行/u.exec(added) ?? [];
    expect(added.match(/MSKU10000\d\d {2}|MSKU10000\d\d\s*│/gu)).toHaveLength(Number(last) - Number(first) + 1);
    await program.press('<down>', '<end>');
    expect(popupIn(program)).toMatchObject({ zone: 'list', index: 49 });
    const lines = (await program.frame()).split('\n');
    const { y } = await program.cursor();
    expect(lines[y]).toContain('MSKU1000049');
  });
});

it('clearing all from within the list leads back to the fields', async () => {
  const program = await begun(stage);
  await goTo(program, 'enterpriseQualifications');
  await program.press('<space>', '100', '<f5>', '<down>', '<alt+k>');
  expect(popupIn(program)).toMatchObject({ zone: 'fields', stop: 0, index: -1 });
  expect(inHand(program)).toBe('enterpriseQualifications.type');
});

describe('F4', () => {
  it('on the field that its popup is about does not open the popup once more', async () => {
    const program = await begun(stage);
    for (const id of ['containers.numbers', 'specialRequirements', 'marks'] as const) {
      await goTo(program, id);
      await program.press('<f4>', '<f4>', '<f4>');
      expect(entryOf(program).popups).toHaveLength(1);
      expect(said(program)).toBe('这一栏直接输入，没有弹窗');
      await program.press('<escape>');
    }
  });

  it('tells of characters that nobody knows as leaving the field does', async () => {
    const program = await begun(stage);
    await goTo(program, 'attachedDocuments');
    await program.press('1!', '<f4>');
    expect(popupIn(program)).toMatchObject({ popup: 'P8' });
    expect(said(program)).toContain('1!');
  });
});

describe('in the lowest window', () => {
  it('a list of codes and a calendar are to be seen whole wherever the field stands', async () => {
    const program = await begun(stage, 'in', { columns: 60, rows: 16 });
    const open = async () => {
      const lines = (await program.frame()).split('\n');
      expect(lines.slice(0, 14).some(each => each.includes('└'))).toBe(true);
      const { y } = await program.cursor();
      expect(y).toBeLessThan(14);
    };
    for (const stop of [0, 6, 12, 20, 28, 36]) {
      while (entryOf(program).focus.stop < stop || !['code', 'date'].includes(fieldOf(inHand(program) as FieldId).kind))
        await program.press('<tab>');
      await program.press('<f4>', '<down>', '<down>', '<down>');
      await open();
      await program.press('<escape>', '<escape>');
    }
  });
});

describe('P8 ticks and rows', () => {
  it('the fields stay with their row when a line above is no longer ticked, and go with a row that goes', async () => {
    const program = await begun(stage);
    await goTo(program, 'attachedDocuments');
    await program.press('123', '<f4>', '<shift+tab>', '<end>', '<enter>');
    const [first, second, third] = entryOf(program).drafts.document.attachedDocuments ?? [];
    expect(popupIn(program)).toMatchObject({ editingIndex: 2, index: 2 });
    // Back among the ticks, the first of the three.
    await program.press('<up>', ...String(first?.type), '<space>');
    expect(popupIn(program)).toMatchObject({ zone: 'ticks', editingIndex: 1, index: 1 });
    await program.press('<tab>', '<alt+a>');
    expect(entryOf(program).drafts.document.attachedDocuments).toEqual([second, third]);
    await program.press('<ctrl+z>', '<ctrl+z>');
    expect(entryOf(program).drafts.document.attachedDocuments).toEqual([first, second, third]);
  });

  it('a ticked line is the selected row, and the one above it when it goes', async () => {
    const program = await begun(stage, 'pack');
    await goTo(program, 'attachedDocuments');
    await program.press('<f4>', '<space>', '<down>', '<space>');
    expect(popupIn(program)).toMatchObject({ zone: 'ticks', index: 1 });
    await program.press('<space>');
    expect(popupIn(program)).toMatchObject({ index: 0 });
    await program.press('<shift+tab>');
    expect(popupIn(program)).toMatchObject({ zone: 'list', index: 0 });
  });
});

it('a row that is only in its form is marked as not saved', async () => {
  const program = await begun(stage);
  await goTo(program, 'goods.name');
  await program.press('红酒', '<tab>');
  expect((await program.frame()).split('\n')[0]).toContain('•');
});

it.each(['<ctrl+w>', '<ctrl+x>'])('a row that is only in the fields of a popup is not lost by %s', async key => {
  const program = await begun(stage);
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
  const program = await begun(stage, 'in', { userFolder: folder });
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

describe('lines pasted into the fields of a row', () => {
  const paste = async (program: TestProgram, text: string) => {
    program.program.key({ name: 'paste', ctrl: false, alt: false, shift: false, paste: text });
    await program.program.idle();
  };
  const vinsIn = (program: TestProgram) =>
    (popupRow(program).goods[0]?.licences?.[0] as { vins?: readonly Record<string, string>[] } | undefined)?.vins;

  it('are rows: two hundred VINs at once, counted, with what the fields held already; one step of undo', async () => {
    const program = await begun(stage);
    await goTo(program, 'goods.licences');
    await program.press('<space>', '408', '<enter>', '<enter>', 'VH-1', '<enter>', '<alt+a>');
    expect(popupIn(program)?.popup).toBe('P13');
    await program.press('<enter>', '<enter>', '20170901', '<shift+tab>');
    expect(inHand(program)).toBe('goods.licences.vins.vin');
    const vins = Array.from({ length: 200 }, (_, index) => `LSVAB2BR1EN${100000 + index}`);
    await paste(program, `${vins.join('\n')}\n`);
    expect(said(program)).toBe('已添加 200 行，Ctrl+Z 撤销');
    expect(inHand(program)).toBe('goods.licences.vins.vinNo');
    expect(vinsIn(program)).toEqual(
      vins.map((vin, index) => ({ vinNo: String(index + 1), vin, billDate: '2017-09-01' })),
    );
    await paste(program, '7\tLSVAB2BR1EN200000\n9\tLSVAB2BR1EN200001');
    expect(
      vinsIn(program)
        ?.slice(200)
        .map(({ vinNo }) => vinNo),
    ).toEqual(['7', '9']);
    await program.press('<ctrl+z>', '<ctrl+z>');
    expect(vinsIn(program)).toBeUndefined();
    expect(inHand(program)).toBe('goods.licences.vins.vin');
    await program.press('<ctrl+y>', '<alt+o>');
    expect(vinsIn(program)).toHaveLength(200);
  });

  it('codes bring their names; nothing is taken when a cell cannot be, and a row that is being changed takes no others', async () => {
    const program = await begun(stage);
    await goTo(program, 'enterpriseQualifications');
    await program.press('<space>');
    await paste(program, '100\t\tZZ-1\n101\t\tZZ-2');
    expect(entryOf(program).drafts.document.enterpriseQualifications).toEqual([
      { type: '100', typeName: '通关司类', number: 'ZZ-1' },
      { type: '101', typeName: '检疫处理单位审批', number: 'ZZ-2' },
    ]);
    await paste(program, `100\n101${'\tx'.repeat(9)}`);
    expect(said(program)).toContain('第2行没有收下，全部未添加');
    expect(entryOf(program).drafts.document.enterpriseQualifications).toHaveLength(2);
    await program.press('<down>', '<enter>');
    await paste(program, 'a\nb');
    expect(entryOf(program).drafts.document.enterpriseQualifications).toHaveLength(2);
  });
});

describe('doing again', () => {
  it('what was taken back in a popup is not done again after it has closed', async () => {
    const program = await begun(stage);
    await goTo(program, 'attachedDocuments');
    await program.press('1', '<tab>', '<shift+tab>');
    const {
      drafts: { document },
    } = entryOf(program);
    await program.press('<f4>', '<alt+l>', '<ctrl+z>', '<alt+o>', '<ctrl+y>');
    expect(said(program)).toBe('没有可以重做的修改');
    await program.press('<f4>', '<alt+o>', '<ctrl+z>');
    expect(said(program)).toContain('已撤销：修改【随附单据】');
    await program.press('<ctrl+y>');
    expect(entryOf(program).drafts.document).toEqual(document);
  });

  it('what was taken back before a popup was opened is not done again inside it', async () => {
    const program = await begun(stage);
    await goTo(program, 'certificatesAsked');
    await program.press('1', '<tab>', '<shift+tab>', '<ctrl+z>', '<f4>', '<ctrl+y>');
    expect(said(program)).toBe('没有可以重做的修改');
    await program.press('<escape>', '<ctrl+y>');
    expect(entryOf(program).drafts.document.certificatesAsked).toHaveLength(1);
  });
});

describe('taking a row back while another is in the fields', () => {
  /** Two lines of goods in the list, the popup of the containers in front. */
  async function links(): Promise<TestProgram> {
    const program = await begun(stage);
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
    expect(said(program)).toBe('第4行已回填，改好后按 Alt+A 或 F5');
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
    expect(said(program)).toBe('第2行已回填，改好后按 Alt+A 或 F5');
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
    expect(said(program)).toBe('已经是第一行');
    await program.press('<alt+down>');
    expect(said(program)).toBe('已经是第1项货物的最后一行；要换到别的货物，回填后改【货物序号】');
    await program.press('<down>', '<alt+up>');
    expect(said(program)).toBe('已经是第2项货物的第一行；要换到别的货物，回填后改【货物序号】');
    // Of two that are the same the selection moves.
    await program.press('<alt+down>');
    expect(popupIn(program)).toMatchObject({ zone: 'list', index: 2 });
    await program.press('<alt+down>', '<alt+down>');
    expect(said(program)).toBe('已经是最后一行');
    expect(linked(program)).toEqual([['AAA'], ['BBB', 'CCC', 'BBB']]);
  });

  it('P9: numbers that one in the fields has become, or was doubled by, do not change what is loaded', async () => {
    const program = await begun(stage);
    await goTo(program, 'containers.numbers');
    const held = () => entryOf(program).drafts.form.containers[0]?.numbers;
    await program.press('AAA,BBB,CCC', '<f4>', '<down>', '<home>', '<enter>');
    await program.press('BBB', '<down>', '<end>', '<alt+l>');
    expect(held()).toEqual(['BBB', 'CCC']);
    expect(entryOf(program).focus.session?.text.text).toBe('CCC');
    expect(said(program)).toBe('第2行已回填，改好后按 Alt+A 或 F5');
    await program.press('<down>', '<home>', '<enter>', 'XXX,YYY', '<down>', '<end>', '<alt+l>');
    expect(held()).toEqual(['XXX', 'YYY', 'CCC']);
    expect(entryOf(program).focus.session?.text.text).toBe('CCC');
    expect(said(program)).toBe('第3行已回填，改好后按 Alt+A 或 F5');
    // The row itself is another one's double: that one is all that is left of it.
    await program.press('YYY', '<alt+l>');
    expect(held()).toEqual(['XXX', 'YYY']);
    expect(entryOf(program).focus.session?.text.text).toBe('YYY');
    expect(said(program)).toBe('第2行已回填，改好后按 Alt+A 或 F5');
  });
});
