import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../../src/declaration/check.ts';
import { importCodes } from '../../../src/jobs/codes.ts';
import { checkContext } from '../../../src/jobs/office.ts';
import { entryOf, message, popupIn, textInHand } from '../eyes.ts';
import { addGoods, answer, fill, fillAndReturn, giveFile, goTo, takeGoods, times } from '../hands.ts';
import { fillPopup, openPopup, typeIntoPopup } from '../popup-hands.ts';
import { openStage } from '../stage.ts';
import { FIRST } from '../values.ts';

const stage = openStage({ seed: 22 });

describe('P10 goods attributes', () => {
  it('codes with commas become names; of a group only one is ticked, and it says which went', async () => {
    const program = await stage.begin();
    await fill(program, { 'goods.attributes': '11,16' });
    expect(entryOf(program).drafts.form.goods[0]?.attributes).toEqual(['11', '16']);
    expect(await program.frame()).toContain('3C目录内、');
    await program.press('entry.previous', 'field.open', ...times(2, 'ticks.down'), 'ticks.toggle');
    expect(message(program)).toBe('只能选一个：已取消【3C目录内】');
    await program.press('popup.confirm');
    expect(textInHand(program)).toBe('12,16');
    await program.press('field.open', ...times(2, 'ticks.down'), 'ticks.toggle', 'popup.cancel');
    expect(entryOf(program).drafts.form.goods[0]?.attributes).toEqual(['12', '16']);
  });
});

describe('P11 packages', () => {
  it('the first row is the main package, which the fields of the page show and change', async () => {
    const program = await stage.begin();
    await fill(program, { 'goods.packageQuantity': '100', 'goods.packageType': '4M' });
    await openPopup(program, 'goods.packageQuantity');
    expect(await program.frame()).toContain('【主】4M');
    await fillPopup(program, { 'goods.packages.type': '4C11', 'goods.packages.quantity': '3' });
    await program.press('popup.add', 'popup.row-up');
    expect(entryOf(program).drafts.form.goods[0]?.packages?.[0]).toMatchObject({ type: '4C11', quantity: '3' });
    await program.press('popup.confirm');
    expect(textInHand(program)).toBe('3');
    await program.press('7', '<tab>');
    expect(entryOf(program).drafts.form.goods[0]?.packages?.map(({ quantity }) => quantity)).toEqual(['7', '100']);
    await program.press('entry.undo', 'entry.undo');
    expect(entryOf(program).drafts.form.goods[0]?.packages).toEqual([{ type: '4M', quantity: '100' }]);
  });
});

describe('P12 and P13: licences and VINs', () => {
  const LICENCE = {
    'goods.licences.type': '408',
    'goods.licences.number': 'CQ-1',
    'goods.licences.validFrom': '20170101',
    'goods.licences.validUntil': '20191231',
  } as const;
  const VIN = { 'goods.licences.vins.vinNo': '1', 'goods.licences.vins.vin': '1M8GDM9AXKP042788' } as const;

  it('408 leads to its VINs, with type and number fixed; a doubtful check digit is told', async () => {
    const program = await stage.begin();
    await openPopup(program, 'goods.licences');
    await fillPopup(program, LICENCE);
    await program.press('popup.add');
    expect(popupIn(program)?.popup).toBe('P13');
    const frame = await program.frame();
    expect(frame).toMatch(/证书类型 +408/u);
    expect(frame).toMatch(/证书编号 +CQ-1/u);
    await fillPopup(program, { ...VIN, 'goods.licences.vins.vin': '1M8GDM9A0KP042788' });
    await program.press('popup.previous');
    expect(await program.frame()).toContain('! 车辆识别代码(VIN)：VIN 的校验位不符');
    await program.press('1M8GDM9AXKP042788', 'popup.confirm');
    expect(popupIn(program)?.popup).toBe('P12');
    await program.press('popup.add');
    expect(message(program)).toBe('已添加第1行');
    // From the row itself, too.
    await program.press('popup.down', 'popup.inside');
    expect(popupIn(program)?.popup).toBe('P13');
    await fillPopup(program, { 'goods.licences.vins.vinNo': '2', 'goods.licences.vins.vin': '1M8GDM9AXKP042788' });
    await program.press('popup.confirm', 'popup.confirm');
    expect(entryOf(program).drafts.form.goods[0]?.licences).toEqual([
      {
        type: '408',
        typeName: expect.any(String),
        number: 'CQ-1',
        validFrom: '2017-01-01',
        validUntil: '2019-12-31',
        vins: [
          { vinNo: '1', vin: '1M8GDM9AXKP042788' },
          { vinNo: '2', vin: '1M8GDM9AXKP042788' },
        ],
      },
    ]);
    await program.press('entry.undo');
    expect(entryOf(program).drafts.form.goods[0]?.licences).toBeUndefined();
  });

  it('opens from the goods form for the first licence that has vehicles, and says when there is none', async () => {
    const program = await stage.begin();
    await goTo(program, 'goods.licences');
    await program.press('rows.inside');
    expect(message(program)).toBe('这一项货物没有 408、409 类的产品资质');
    await program.press('field.open');
    await fillPopup(program, { 'goods.licences.type': '104' });
    await typeIntoPopup(program, 'goods.licences.number', 'A-1');
    await program.press('popup.add');
    await fillPopup(program, LICENCE);
    await program.press('popup.add');
    await fillPopup(program, VIN);
    await program.press('popup.confirm', 'popup.confirm', 'rows.inside');
    expect(popupIn(program)).toMatchObject({ popup: 'P13', path: 'goods[0].licences[1].vins' });
    await fillPopup(program, { 'goods.licences.vins.vinNo': '2', 'goods.licences.vins.vin': '1M8GDM9AXKP042788' });
    await program.press('popup.confirm');
    expect(entryOf(program).drafts.form.goods[0]?.licences?.[1]?.vins).toHaveLength(2);
    expect(entryOf(program).popups).toEqual([]);
  });

  it('holds two hundred VINs', async () => {
    const program = await stage.begin();
    const licences = [
      { type: '408', number: 'CQ-1', vins: Array.from({ length: 200 }, (_, at) => ({ vinNo: String(at + 1) })) },
    ];
    await fill(program, { category: '13' });
    await program.press('entry.draft');
    await program.office.store.update(FIRST, record => ({
      ...record,
      document: { ...record.document, goods: [{ name: '车', licences }] },
    }));
    await takeGoods(program, 'first');
    await program.press('rows.inside');
    expect(await program.frame()).toContain('共 200 行 · 添加第201行');
    await fillPopup(program, { 'goods.licences.vins.vinNo': '201' });
    await program.press('popup.add', 'popup.down', 'popup.list-last');
    expect(popupIn(program)?.index).toBe(200);
    await program.press('popup.confirm');
    expect(entryOf(program).drafts.form.goods[0]?.licences?.[0]?.vins).toHaveLength(201);
  });
});

describe('long texts, groups and totals', () => {
  it('P6 and P15: a text longer than its field is shown whole', async () => {
    const program = await stage.begin();
    await fillAndReturn(program, 'specialRequirements', `${'要求'.repeat(60)}完`);
    await program.press('field.open');
    expect(await program.frame()).toContain('要求完');
    await program.press('popup.confirm');
    await openPopup(program, 'goods.spare');
    await fillPopup(program, { 'goods.spare.one': '甲', 'goods.spare.two': '乙' });
    expect(entryOf(program).drafts.form.goods[0]?.spare).toEqual({ one: '甲', two: '乙' });
    expect(entryOf(program).popups).toEqual([]);
  });

  it('P16: the UN number brings the name where the table is loaded, and its class is shown', async () => {
    const home = await stage.folder();
    const program = await stage.begin('in', { home });
    const table = join(home, 'dangerous-goods.tsv');
    await writeFile(table, 'code\tname\tnameEn\tclass\n1263\t涂料\tPAINT\t3\n1264\t三聚乙醛\tPARALDEHYDE\t3\n');
    await importCodes(program.office, { name: table, bytes: await readFile(table), table: 'dangerous-goods' });
    await openPopup(program, 'goods.danger');
    await program.press('1263', '<enter>');
    expect(entryOf(program).drafts.form.goods[0]?.danger).toEqual({ unNo: '1263', name: '涂料' });
    expect(await program.frame()).toContain('1263 涂料，3 类');
    await program.press('sjyq', '<enter>', 'matches.choose', 'popup.confirm');
    expect(entryOf(program).drafts.form.goods[0]?.danger).toEqual({ unNo: '1264', name: '三聚乙醛' });
  });

  it('P17: the totals are a page to read, one line a currency or unit', async () => {
    const program = await stage.begin();
    await addGoods(
      program,
      { 'goods.name': '甲', 'goods.totalValue': '100', 'goods.currency': '840' },
      { 'goods.name': '乙', 'goods.totalValue': '50.5', 'goods.currency': '840' },
    );
    await program.press('rows.totals');
    const frame = await program.frame();
    expect(frame).toContain('◆ 货物总值');
    expect(frame).toContain('150.5 美元');
    expect(frame).toContain('没有填写');
  });
});

describe('P4 marks', () => {
  it('files are read, listed with their size, refused when they are something else, and deleted; the text is in the popup too', async () => {
    const program = await stage.begin();
    const folder = await stage.folder();
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(3000, 1)]);
    await writeFile(join(folder, '唛头.png'), png);
    await writeFile(join(folder, 'marks.exe'), 'MZ');
    await writeFile(join(folder, 'big.jpg'), Buffer.alloc(2_200_000, 0xff));
    await openPopup(program, 'marks');
    await program.press('N/M 1-100', 'popup.add');
    await giveFile(program, join(folder, 'marks.exe'));
    expect(await program.frame()).toContain('不是可以上传的文件');
    await program.press('path.close', 'popup.add');
    await giveFile(program, join(folder, 'big.jpg'));
    expect(await program.frame()).toContain('文件太大：2.1 MB');
    await program.press('path.close', 'popup.add');
    await giveFile(program, join(folder, '唛头.png'));
    expect(message(program)).toBe('已添加附件 唛头.png');
    expect(await program.frame()).toMatch(/唛头\.png.* 3 KB/u);
    await program.press('popup.add');
    await giveFile(program, join(folder, '唛头.png'));
    expect(message(program)).toContain('已有同名的附件');
    await program.press('popup.down', 'popup.delete', 'popup.confirm');
    expect(entryOf(program).drafts.document).toMatchObject({
      marks: 'N/M 1-100',
      markFiles: [{ name: '唛头.png', content: png.toString('base64') }],
    });
    const faults = check(entryOf(program).drafts.document, checkContext(program.office));
    expect(faults.filter(({ path }) => path.startsWith('mark'))).toEqual([]);
    await program.press('entry.undo');
    expect(entryOf(program).drafts.document.marks).toBe('N/M');
    expect(entryOf(program).drafts.document.markFiles).toBeUndefined();
    await program.press('entry.redo', 'field.open', 'popup.clear');
    await answer(program, '全部去掉');
    await program.press('popup.confirm');
    expect(entryOf(program).drafts.document).not.toHaveProperty('marks');
    expect(entryOf(program).drafts.document).not.toHaveProperty('markFiles');
  });
});
