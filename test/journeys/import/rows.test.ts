import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countsOf } from '../../../screens/dialogs/review/lines.ts';
import type { ReviewDialog } from '../../../screens/dialogs/review/state.ts';
import { keepGoodsMapping } from '../../../src/jobs/goods-mapping.ts';
import { workbook } from '../../workbooks.ts';
import { dialogs, entryOf, focusOf, frontDialog, message } from '../eyes.ts';
import { answer, choose, importFrom, openStored, typeInto } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 11 });

/** What the review says above its rows while they are being checked: a frame would wait for the end of that. */
function reviewCounts(program: TestProgram): string {
  const front = program.state().dialogs.at(-1);
  return front?.kind === 'review' ? countsOf(front as ReviewDialog) : '';
}

describe('goods (I1)', () => {
  it('are reviewed with their cells, taken in one step, and taken back in one', async () => {
    const { program } = await stage.beginWithFolder();
    await importFrom(program, '导入货物', workbook('goods-gb18030.csv'));
    const frame = await program.frame();
    expect(frame).toContain('导入前核对  goods-gb18030.csv');
    expect(frame).toContain('3 项货物');
    expect(frame).not.toContain('有差错的行');
    expect(frame).toMatch(/1 A2 +0202300090 冷冻去骨牛腱 .* 1300 箱 +127400/u);
    expect(entryOf(program).drafts.document.goods).toEqual([]);
    await program.press('review.take');
    expect(message(program)).toBe('已导入 3 项货物；Ctrl+Z 撤销');
    const { goods } = entryOf(program).drafts.document;
    expect(goods.map(({ hsCode }) => hsCode)).toEqual(['0202300090', '0207142200', '2204210000']);
    await program.press('entry.undo');
    expect(message(program)).toBe('已撤销：导入货物；Ctrl+Y 重做');
    expect(entryOf(program).drafts.document.goods).toEqual([]);
    await program.press('entry.redo');
    expect(entryOf(program).drafts.document.goods).toEqual(goods);
  });

  it('are added or take the place of those that are there; Esc takes nothing', async () => {
    const { program } = await stage.beginWithFolder();
    const file = workbook('goods-gb18030.csv');
    await importFrom(program, '导入货物', file);
    await program.press('review.close');
    expect(message(program)).toBe('没有导入，单证没有改动');
    expect(entryOf(program).drafts.document.goods).toEqual([]);
    await importFrom(program, '导入货物', file);
    await program.press('review.take');
    await importFrom(program, '导入货物', file);
    await program.press('review.take');
    expect(await program.frame()).toContain('单证里已有 3 项货物');
    // Back to the review, and then added.
    await answer(program, '回去');
    expect(dialogs(program)).toEqual(['review']);
    await program.press('review.take');
    await answer(program, '追加');
    expect(message(program)).toBe('已导入 3 项货物，共 6 项；Ctrl+Z 撤销');
    await importFrom(program, '导入货物', file);
    await program.press('review.take');
    await answer(program, '覆盖');
    expect(entryOf(program).drafts.document.goods).toHaveLength(3);
    await program.press('entry.undo');
    expect(entryOf(program).drafts.document.goods).toHaveLength(6);
  });

  it('that the sender has hidden are left out and said, and read on request', async () => {
    const { program, folder } = await stage.beginWithFolder();
    const xlsx = await import('xlsx');
    const sheet = xlsx.utils.aoa_to_sheet([
      ['品名', '数量'],
      ['牛肉', 1],
      ['鸡爪', 2],
    ]);
    sheet['!rows'] = [{}, {}, { hidden: true }];
    const book = xlsx.utils.book_new(sheet, '货物');
    await writeFile(join(folder, 'a.xlsx'), xlsx.write(book, { bookType: 'xlsx', type: 'buffer' }) as Buffer);
    await importFrom(program, '导入货物', '~/a.xlsx');
    const frame = await program.frame();
    expect(frame).toContain('1 项货物，1 行不导入（隐藏的行 1）');
    expect(frame).toMatch(/– A3 +隐藏的行 +鸡爪 2/u);
    await program.press('review.hidden');
    expect(await program.frame()).toMatch(/2 A3 +鸡爪 +2/u);
    await program.press('review.hidden');
    expect(await program.frame()).toContain('1 行不导入（隐藏的行 1）');
    await program.press('review.hidden', 'review.take');
    expect(entryOf(program).drafts.document.goods.map(({ name }) => name)).toEqual(['牛肉', '鸡爪']);
  });

  it('columns that the sender has hidden are left out and said, and read on request', async () => {
    const { program, folder } = await stage.beginWithFolder();
    const xlsx = await import('xlsx');
    const sheet = xlsx.utils.aoa_to_sheet([
      ['品名', '数量', '单价'],
      ['牛肉', 1, 9],
      ['鸡爪', 2, 8],
    ]);
    sheet['!rows'] = [{}, {}, { hidden: true }];
    sheet['!cols'] = [{}, {}, { hidden: true }];
    const book = xlsx.utils.book_new(sheet, '货物');
    await writeFile(join(folder, 'a.xlsx'), xlsx.write(book, { bookType: 'xlsx', type: 'buffer' }) as Buffer);
    await importFrom(program, '导入货物', '~/a.xlsx');
    expect(await program.frame()).toContain('C“单价” 栏是隐藏的，没有导入');
    await program.press('review.hidden');
    expect(await program.frame()).toContain('连同隐藏的行和栏');
    expect(await program.frame()).not.toContain('栏是隐藏的');
    await program.press('review.hidden');
    expect(await program.frame()).toContain('C“单价” 栏是隐藏的，没有导入');
    await program.press('review.undo', 'review.take');
    const { goods } = entryOf(program).drafts.document;
    expect(goods.map(({ name, unitPrice }) => [name, unitPrice])).toEqual([
      ['牛肉', '9'],
      ['鸡爪', '8'],
    ]);
  });

  it('with faults are taken, and the faults are told with their cells', async () => {
    const { program, folder } = await stage.beginWithFolder();
    const text =
      'HS编码,货物中文名,数量,非危险化学品,备注\n0202300090,牛肉,十,,\n9999999999,鸡爪,5,,\n,,,也许,\n,,,,看这里\n';
    await writeFile(join(folder, 'a.csv'), text);
    await importFrom(program, '导入货物', '~/a.csv');
    const frame = await program.frame();
    expect(frame).toMatch(/2 项货物，1 处差错，1 处提醒，2 行不导入（读不出 2），1 处不认识/u);
    // The only sheet is not named at each cell.
    expect(frame).toMatch(/✗ C2 数量：不是数字/u);
    expect(frame).toMatch(/– D4 +读不出 +也许/u);
    expect(frame).toMatch(/不认识“备注”/u);
    expect(frame).toContain('有差错的行也会导入，导入后按 F3 逐处改正。');
    await program.press('review.next-fault', 'review.take');
    expect(entryOf(program).drafts.document.goods).toMatchObject([{ name: '牛肉', quantity: '十' }, { name: '鸡爪' }]);
    await program.press('entry.faults');
    expect(entryOf(program).faults?.map(({ path }) => path)).toContain('goods[0].quantity');
  });

  it('of which only whole lines cannot be read promise nothing of rows with faults', async () => {
    const { program, folder } = await stage.beginWithFolder();
    await writeFile(join(folder, 'a.csv'), 'HS编码,货物中文名\n0202300090,牛肉\n');
    await importFrom(program, '导入货物', '~/a.csv');
    expect(await program.frame()).not.toContain('有差错的行');
    await program.press('review.close');
    await writeFile(join(folder, 'b.csv'), 'HS编码,货物中文名,非危险化学品\n0202300090,牛肉,\n,,也许\n');
    await importFrom(program, '导入货物', '~/b.csv');
    const frame = await program.frame();
    expect(frame).toContain('1 行不导入（读不出 1）');
    expect(frame).not.toContain('有差错的行');
  });

  it('are read by the headings of the office (S3)', async () => {
    const { program, folder } = await stage.beginWithFolder();
    await keepGoodsMapping(program.office, {
      hsCode: '税号',
      name: '品名',
      quantity: '数量及单位',
      quantityUnit: '数量及单位',
    });
    await writeFile(join(folder, 'own.csv'), '税号,品名,数量及单位\n0202300090,牛肉,"1,300箱"\n');
    await importFrom(program, '导入货物', join(folder, 'own.csv'));
    await program.press('review.take');
    expect(entryOf(program).drafts.document.goods).toMatchObject([
      { hsCode: '0202300090', quantity: '1300', quantityUnit: '120' },
    ]);
  });

  it('take in what is in hand, and keep a form that is being filled in', async () => {
    const { program } = await stage.beginWithFolder();
    await typeInto(program, 'goods.name', '茶叶');
    await importFrom(program, '导入货物', workbook('goods-gb18030.csv'));
    await program.press('review.take');
    expect(focusOf(program)).toBe('goods.name');
    expect(entryOf(program).drafts.form.goods).toMatchObject([{ name: '茶叶' }]);
    await program.press('rows.add');
    expect(entryOf(program).drafts.document.goods.map(({ name }) => name)).toContain('茶叶');
  });

  it('ten thousand of them are looked at while they are checked; taking them waits for that, and Esc leaves it', async () => {
    const { program, folder } = await stage.beginWithFolder();
    await writeFile(join(folder, '10000.csv'), `HS编码,货物中文名,数量\n${'0202300090,牛肉,1\n'.repeat(10_000)}`);
    const seen: number[] = [];
    let shown: string | undefined;
    await program.press('entry.import');
    await choose(program, '导入货物');
    await program.press('10000.csv');
    const watching = program.office.wait;
    Object.assign(program.office, {
      wait: async (milliseconds: number) => {
        const { busy } = program.state();
        if (busy) seen.push(busy.done);
        else if (shown === undefined && frontDialog(program) === 'review') {
          shown = reviewCounts(program);
          program.program.press('review.take');
        }
        if (seen.length === 3) program.program.key({ name: 'escape', ctrl: false, alt: false, shift: false });
        await watching(milliseconds);
      },
    });
    await program.press('path.take');
    expect(message(program)).toBe('已取消');
    expect(shown).toMatch(/10000 项货物，检查中… \d+\/10000/u);
    expect(seen.length).toBeGreaterThan(2);
    expect(dialogs(program)).toEqual(['review']);
    expect(await program.frame()).toContain('10000 项货物');
    expect(await program.frame()).not.toContain('检查中');
    await program.press('review.last', 'review.take');
    expect(entryOf(program).drafts.document.goods).toHaveLength(10_000);
    await program.press('entry.undo');
    expect(entryOf(program).drafts.document.goods).toHaveLength(0);
  });

  it('ten thousand of them keep the keys that are typed meanwhile, and the screen goes on', async () => {
    const { program, folder } = await stage.beginWithFolder();
    const xlsx = await import('xlsx');
    const lines = Array.from({ length: 10_000 }, (_, at) => ['0202300090', `牛肉${at}`, 1]);
    const book = xlsx.utils.book_new(xlsx.utils.aoa_to_sheet([['HS编码', '货物中文名', '数量'], ...lines]), '货物');
    await writeFile(join(folder, 'a.xlsx'), xlsx.write(book, { bookType: 'xlsx', type: 'buffer' }) as Buffer);
    await program.press('entry.import');
    await choose(program, '导入货物');
    await program.press('~/a.xlsx');
    const shown: string[] = [];
    let keys = 0;
    const key = (name: 'down' | 'up') => program.program.key({ name, ctrl: false, alt: false, shift: false });
    const watching = program.office.wait;
    Object.assign(program.office, {
      wait: async (milliseconds: number) => {
        if (frontDialog(program) === 'review' && shown.length < 2) {
          const counts = reviewCounts(program);
          if (counts !== shown[0]) shown.push(counts);
          if (keys < 2) key('down');
          keys += 1;
        }
        await watching(milliseconds);
      },
    });
    program.program.press('path.take');
    // In the thread the file is still unpacked.
    expect(program.state().busy?.label).toBe('正在读货物');
    key('down');
    expect(dialogs(program)).toEqual(['path']);
    await program.press();
    expect(shown[0]).toMatch(/检查中… \d+\/10000/u);
    expect(shown[1]).toMatch(/检查中… \d+\/10000/u);
    expect(await program.frame()).toContain('10000 项货物');
    await program.press('review.toggle', 'review.take');
    const { goods } = entryOf(program).drafts.document;
    expect([goods.length, goods.slice(2, 4).map(({ name }) => name)]).toEqual([9999, ['牛肉2', '牛肉4']]);
  });

  it('do not go into a declaration that may only be read', async () => {
    const { program } = await stage.beginWithFolder();
    await program.press('entry.draft');
    const { id } = entryOf(program);
    await program.office.store.update(id, record => ({ ...record, status: 'released' }));
    await program.press('app.close-page');
    await openStored(program, id);
    await program.press('entry.import');
    await choose(program, '导入货物');
    expect(message(program)).toMatch(/只能查看/u);
    expect(dialogs(program)).toEqual([]);
  });
});

describe('containers (I3)', () => {
  it('name what ISO 6346 does not know and what stands twice, then are added', async () => {
    const { program } = await stage.beginWithFolder();
    await importFrom(program, '导入集装箱', workbook('containers-bare.csv'));
    const frame = await program.frame();
    expect(frame).toContain('MRKU4795820 的校验位不符');
    await program.press('review.take');
    expect(message(program)).toBe('已导入 1 行集装箱；Ctrl+Z 撤销');
    expect(entryOf(program).drafts.document.containers).toMatchObject([{ quantity: '4' }]);
    await program.press('entry.undo');
    expect(message(program)).toBe('已撤销：导入集装箱；Ctrl+Y 重做');
  });

  it('name those that the declaration has already', async () => {
    const { program, folder } = await stage.beginWithFolder();
    await writeFile(join(folder, 'a.csv'), '集装箱号,规格\nNYKU8527234,121\nNYKU8527234,121\n');
    await importFrom(program, '导入集装箱', '~/a.csv');
    expect(await program.frame()).toContain('NYKU8527234 与 A2 重复');
    await program.press('review.take');
    await importFrom(program, '导入集装箱', '~/a.csv');
    await program.press('review.take');
    expect(await program.frame()).toContain('追加后箱号 NYKU8527234 与第 1 行重复');
    await answer(program, '覆盖');
    expect(entryOf(program).drafts.document.containers).toMatchObject([{ numbers: ['NYKU8527234'] }]);
  });
});
