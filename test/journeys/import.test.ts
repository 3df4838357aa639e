import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { frontPage } from '../../screens/contract/ui.ts';
import { beginEntry, openEntry } from '../../screens/pages/entry/open.ts';
import { keepGoodsMapping } from '../../src/jobs/goods-mapping.ts';
import type { TestProgram } from './program.ts';
import { openStage } from './stage.ts';
import { entryOf, focusOf } from './values.ts';

const stage = openStage({ seed: 11 });
const WORKBOOKS = join(import.meta.dirname, '../../fixtures/workbooks');

/** An entry page in a program whose `~` is a folder of its own. */
async function onPage(direction: 'in' | 'out' | 'pack' = 'in') {
  const folder = await stage.folder();
  const program = await stage.start({ userFolder: folder });
  program.program.run(beginEntry(direction));
  await program.program.idle();
  return { program, folder };
}

const message = (program: TestProgram): string | undefined => program.state().message?.text;
const layers = (program: TestProgram): readonly string[] => program.state().dialogs.map(({ kind }) => kind);

/** Through the menu, and the path in place of what stands there. */
async function choose(program: TestProgram, item: number, path: string): Promise<void> {
  await program.press('<alt+r>', String(item), ...Array(30).fill('<backspace>'), path, '<enter>');
}

describe('the menu (K8)', () => {
  it.each(['<alt+r>', '<ctrl+v>'])('opens with %s and is gone with Esc', async key => {
    const { program } = await onPage();
    await program.press(key);
    const frame = await program.frame();
    for (const label of ['导入货物', '导入整单', '导入集装箱', '写出货物模板', '写出整单模板', '写出集装箱模板']) {
      expect(frame).toContain(label);
    }
    await program.press('<escape>');
    expect(layers(program)).toEqual([]);
  });

  it('writes the templates, and what they are filled with is read back', async () => {
    const { program, folder } = await onPage();
    await program.press('<alt+r>', '<up>', '<up>', '<up>', '<enter>', '<enter>');
    expect(message(program)).toMatch(/^货物模板已写到 .*货物模板\.xlsx/u);
    await choose(program, 6, '~/箱.csv');
    const file = join(folder, '箱.csv');
    expect(message(program)).toBe(`集装箱模板已写到 ${file}，填好后从这里导入`);
    await choose(program, 6, '~/箱.csv');
    expect(await program.frame()).toContain('文件已经存在，没有覆盖');
    await program.press('<escape>');
    await choose(program, 5, '~/整单.xls');
    await writeFile(file, `${(await readFile(file, 'utf8')).split('\r\n')[0]}\r\nNYKU8527234,121\r\n`);
    await choose(program, 3, '~/箱.csv');
    await program.press('<enter>');
    expect(entryOf(program).drafts.document.containers).toMatchObject([{ numbers: ['NYKU8527234'], spec: '121' }]);
  });
});

describe('the dialog for a file', () => {
  it('completes names with Tab, and lists them when there are several', async () => {
    const { program, folder } = await onPage();
    await mkdir(join(folder, '进口资料'));
    await copyFile(join(WORKBOOKS, 'goods.xlsx'), join(folder, '进口资料', '货物甲.xlsx'));
    await copyFile(join(WORKBOOKS, 'goods.xlsx'), join(folder, '进口资料', '货物乙.xlsx'));
    await writeFile(join(folder, '进口资料', '货物.txt'), '');
    await program.press('<alt+r>', '1', '进', '<tab>', '<tab>');
    let frame = await program.frame();
    expect(frame).toContain('~/进口资料/货物');
    expect(frame).toContain('货物甲.xlsx');
    expect(frame).toContain('货物乙.xlsx');
    expect(frame).not.toContain('货物.txt');
    await program.press('乙', '<tab>', '<enter>');
    frame = await program.frame();
    expect(frame).toContain('导入前核对  货物乙.xlsx');
  });

  it('says what is wrong, and lets people go on; what was open stays as it was', async () => {
    const { program, folder } = await onPage();
    await mkdir(join(folder, 'folder'));
    await writeFile(join(folder, 'broken.xlsx'), 'PK\u0003\u0004 this is no workbook');
    await writeFile(join(folder, 'big.csv'), Buffer.alloc(21 * 1024 * 1024));
    await writeFile(join(folder, 'secret.csv'), '');
    await chmod(join(folder, 'secret.csv'), 0);
    const before = entryOf(program);
    await program.press('<alt+r>', '1');
    for (const [name, said] of [
      ['none.xlsx', '没有这个文件'],
      ['folder', '是文件夹'],
      ['big.csv', '文件太大：21 MB，最多 20 MB'],
      ['broken.xlsx', '已损坏或不完整'],
      ['none/x', '没有这个文件'],
      ...(process.getuid?.() === 0 ? [] : [['secret.csv', '读不了文件']]),
    ] as const) {
      await program.press(...Array(40).fill('<backspace>'), '<enter>');
      expect(await program.frame()).toContain('写上文件名');
      await program.press(`~/${name}`, '<enter>');
      expect(await program.frame()).toContain(said);
      expect(layers(program)).toEqual(['path']);
    }
    await program.press(...Array(40).fill('<backspace>'), '~/nowhere/', '<tab>');
    expect(await program.frame()).toContain('打不开文件夹');
    await program.press(...Array(40).fill('<backspace>'), join(WORKBOOKS, 'containers.xlsx'), '<enter>');
    expect(await program.frame()).toContain('里是集装箱，不是货物');
    await program.press('<escape>');
    expect(entryOf(program).drafts.document).toBe(before.drafts.document);
    expect(layers(program)).toEqual([]);
  });
});

describe('goods (I1)', () => {
  it('are reviewed with their cells, taken in one step, and taken back in one', async () => {
    const { program } = await onPage();
    await choose(program, 1, join(WORKBOOKS, 'goods-gb18030.csv'));
    const frame = await program.frame();
    expect(frame).toContain('导入前核对  goods-gb18030.csv');
    expect(frame).toContain('3 项货物');
    expect(frame).not.toContain('有差错的行');
    expect(frame).toMatch(/1 A2 +0202300090 冷冻去骨牛腱 .* 1300 箱 +127400/u);
    expect(entryOf(program).drafts.document.goods).toEqual([]);
    await program.press('<enter>');
    expect(message(program)).toBe('已导入 3 项货物；Ctrl+Z 撤销');
    const { goods } = entryOf(program).drafts.document;
    expect(goods.map(({ hsCode }) => hsCode)).toEqual(['0202300090', '0207142200', '2204210000']);
    await program.press('<ctrl+z>');
    expect(message(program)).toBe('已撤销：导入货物；Ctrl+Y 重做');
    expect(entryOf(program).drafts.document.goods).toEqual([]);
    await program.press('<ctrl+y>');
    expect(entryOf(program).drafts.document.goods).toEqual(goods);
  });

  it('are added or take the place of those that are there; Esc takes nothing', async () => {
    const { program } = await onPage();
    const file = join(WORKBOOKS, 'goods-gb18030.csv');
    await choose(program, 1, file);
    await program.press('<escape>');
    expect(message(program)).toBe('没有导入，单证没有改动');
    expect(entryOf(program).drafts.document.goods).toEqual([]);
    await choose(program, 1, file);
    await program.press('<enter>');
    await choose(program, 1, file);
    await program.press('<enter>');
    expect(await program.frame()).toContain('单证里已有 3 项货物');
    // Back to the review, and then added.
    await program.press('<left>', '<enter>');
    expect(layers(program)).toEqual(['review']);
    await program.press('<enter>', '<enter>');
    expect(message(program)).toBe('已导入 3 项货物，共 6 项；Ctrl+Z 撤销');
    await choose(program, 1, file);
    await program.press('<enter>', '<right>', '<enter>');
    expect(entryOf(program).drafts.document.goods).toHaveLength(3);
    await program.press('<ctrl+z>');
    expect(entryOf(program).drafts.document.goods).toHaveLength(6);
  });

  it('with faults are taken, and the faults are told with their cells', async () => {
    const { program, folder } = await onPage();
    const text =
      'HS编码,货物中文名,数量,非危险化学品,备注\n0202300090,牛肉,十,,\n9999999999,鸡爪,5,,\n,,,也许,\n,,,,看这里\n';
    await writeFile(join(folder, 'a.csv'), text);
    await choose(program, 1, '~/a.csv');
    const frame = await program.frame();
    expect(frame).toMatch(/2 项货物，2 处差错.*2 行读不出，1 处不认识/u);
    // The only sheet is not named at each cell.
    expect(frame).toMatch(/✗ C2 数量：不是数字/u);
    expect(frame).toMatch(/D4 这一行读不出，不会导入/u);
    expect(frame).toMatch(/不认识“备注”/u);
    expect(frame).toContain('有差错的行也会导入，导入后按 F3 逐处改正。');
    await program.press('<tab>', '<enter>');
    expect(entryOf(program).drafts.document.goods).toMatchObject([{ name: '牛肉', quantity: '十' }, { name: '鸡爪' }]);
    await program.press('<f3>');
    expect(entryOf(program).faults?.map(({ path }) => path)).toContain('goods[0].quantity');
  });

  it('of which only whole lines cannot be read promise nothing of rows with faults', async () => {
    const { program, folder } = await onPage();
    await writeFile(join(folder, 'a.csv'), 'HS编码,货物中文名\n0202300090,牛肉\n');
    await choose(program, 1, '~/a.csv');
    expect(await program.frame()).not.toContain('有差错的行');
    await program.press('<escape>');
    await writeFile(join(folder, 'b.csv'), 'HS编码,货物中文名,非危险化学品\n0202300090,牛肉,\n,,也许\n');
    await choose(program, 1, '~/b.csv');
    const frame = await program.frame();
    expect(frame).toContain('1 行读不出');
    expect(frame).not.toContain('有差错的行');
  });

  it('are read by the headings of the office (S3)', async () => {
    const { program, folder } = await onPage();
    await keepGoodsMapping(program.office, {
      hsCode: '税号',
      name: '品名',
      quantity: '数量及单位',
      quantityUnit: '数量及单位',
    });
    await writeFile(join(folder, 'own.csv'), '税号,品名,数量及单位\n0202300090,牛肉,"1,300箱"\n');
    await choose(program, 1, join(folder, 'own.csv'));
    await program.press('<enter>');
    expect(entryOf(program).drafts.document.goods).toMatchObject([
      { hsCode: '0202300090', quantity: '1300', quantityUnit: '120' },
    ]);
  });

  it('take in what is in hand, and keep a form that is being filled in', async () => {
    const { program } = await onPage();
    for (let stops = 0; focusOf(program) !== 'goods.name' && stops < 200; stops += 1) await program.press('<tab>');
    await program.press('茶叶');
    await choose(program, 1, join(WORKBOOKS, 'goods-gb18030.csv'));
    await program.press('<enter>');
    expect(focusOf(program)).toBe('goods.name');
    expect(entryOf(program).drafts.form.goods).toMatchObject([{ name: '茶叶' }]);
    await program.press('<f5>');
    expect(entryOf(program).drafts.document.goods.map(({ name }) => name)).toContain('茶叶');
  });

  it('ten thousand of them show how far they are, and Esc leaves them', async () => {
    const { program, folder } = await onPage();
    await writeFile(join(folder, '10000.csv'), `HS编码,货物中文名,数量\n${'0202300090,牛肉,1\n'.repeat(10_000)}`);
    const seen: number[] = [];
    await program.press('<alt+r>', '1', '10000.csv');
    const watching = program.office.wait;
    Object.assign(program.office, {
      wait: async (milliseconds: number) => {
        const { busy } = program.state();
        if (busy) seen.push(busy.done);
        if (seen.length === 3) program.program.key({ name: 'escape', ctrl: false, alt: false, shift: false });
        await watching(milliseconds);
      },
    });
    await program.press('<enter>');
    expect(message(program)).toBe('已取消');
    expect(seen.length).toBeGreaterThan(2);
    expect(layers(program)).toEqual(['path']);
    await program.press('<enter>');
    expect(await program.frame()).toContain('10000 项货物');
    await program.press('<end>', '<enter>');
    expect(entryOf(program).drafts.document.goods).toHaveLength(10_000);
    await program.press('<ctrl+z>');
    expect(entryOf(program).drafts.document.goods).toHaveLength(0);
  });

  it('do not go into a declaration that may only be read', async () => {
    const { program } = await onPage();
    await program.press('<alt+t>');
    const { id } = frontPage(program.state());
    await program.office.store.update(id, record => ({ ...record, status: 'released' }));
    await program.press('<ctrl+w>');
    program.program.run(openEntry(id));
    await program.program.idle();
    await program.press('<alt+r>', '1');
    expect(message(program)).toMatch(/只能查看/u);
    expect(layers(program)).toEqual([]);
  });
});

describe('containers (I3)', () => {
  it('name what ISO 6346 does not know and what stands twice, then are added', async () => {
    const { program } = await onPage();
    await choose(program, 3, join(WORKBOOKS, 'containers-bare.csv'));
    const frame = await program.frame();
    expect(frame).toContain('MRKU4795820 的校验位不符');
    await program.press('<enter>');
    expect(message(program)).toBe('已导入 1 行集装箱；Ctrl+Z 撤销');
    expect(entryOf(program).drafts.document.containers).toMatchObject([{ quantity: '4' }]);
    await program.press('<ctrl+z>');
    expect(message(program)).toBe('已撤销：导入集装箱；Ctrl+Y 重做');
  });

  it('name those that the declaration has already', async () => {
    const { program, folder } = await onPage();
    await writeFile(join(folder, 'a.csv'), '集装箱号,规格\nNYKU8527234,121\nNYKU8527234,121\n');
    await choose(program, 3, '~/a.csv');
    expect(await program.frame()).toContain('NYKU8527234 与 A2 重复');
    await program.press('<enter>');
    await choose(program, 3, '~/a.csv');
    await program.press('<enter>');
    expect(await program.frame()).toContain('追加后箱号 NYKU8527234 与第 1 行重复');
    await program.press('<right>', '<enter>');
    expect(entryOf(program).drafts.document.containers).toMatchObject([{ numbers: ['NYKU8527234'] }]);
  });
});

describe('a whole declaration (I2)', () => {
  it('opens in a page of its own, unsaved; the one in front stays; undo takes the contents back', async () => {
    const { program } = await onPage('out');
    const first = entryOf(program);
    await choose(program, 2, join(WORKBOOKS, 'inbound.xlsx'));
    while (layers(program).length > 0) await program.press('<escape>');
    const page = entryOf(program);
    expect(page.id).not.toBe(first.id);
    expect(page.drafts.document).toMatchObject({ direction: 'in', contractNo: 'HL-BR-2017-088' });
    expect(page.drafts.document.goods.length).toBeGreaterThan(0);
    expect(program.state().pages.find(({ id }) => id === first.id)).toMatchObject({
      drafts: { document: first.drafts.document },
    });
    expect(program.office.store.rows().length).toBe(0);
    await program.press('<ctrl+w>');
    expect(await program.frame()).toContain('有没有保存的修改');
    await program.press('<escape>', '<ctrl+z>');
    expect(message(program)).toBe('已撤销：导入整单；Ctrl+Y 重做');
    expect(entryOf(program).drafts.document).not.toHaveProperty('contractNo');
    await program.press('<ctrl+y>', '<alt+t>');
    expect((await program.office.store.get(page.id)).document).toMatchObject({ contractNo: 'HL-BR-2017-088' });
  });

  it('lists the labels that nobody knows, and what is wrong', async () => {
    const { program, folder } = await onPage();
    const text =
      '单证类型,入境\n合同号,HT-1,贸易方式,一般贸易\n运输工具,COSCO,号码,V1\n联系人,甲,船期备注,下周\n启运日期,2017-13-01\n';
    await writeFile(join(folder, 'whole.csv'), text);
    await choose(program, 2, '~/whole.csv');
    expect(layers(program)).toEqual(['reading']);
    const frame = await program.frame();
    expect(frame).toContain('不认识的，没有采用');
    expect(frame).toContain('船期备注');
    expect(frame).toMatch(/✗ .*B6? ?.*启运日期/u);
    await program.press('<escape>');
    expect(entryOf(program).drafts.document).toMatchObject({ contractNo: 'HT-1' });
  });

  it('that is only goods is refused in the dialog', async () => {
    const { program } = await onPage();
    const pages = program.state().pages.length;
    await choose(program, 2, join(WORKBOOKS, 'goods.xlsx'));
    expect(await program.frame()).toContain('只有货物，不是全单');
    await program.press('<escape>');
    expect(program.state().pages).toHaveLength(pages);
  });
});
