import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEntry } from '../../screens/pages/entry/open.ts';
import { check } from '../../src/declaration/check.ts';
import { checkContext } from '../../src/jobs/office.ts';
import { begun, fillPopup, goTo, inHand, popupIn, said } from './popup-play.ts';
import type { TestProgram } from './program.ts';
import { openStage } from './stage.ts';
import { entryOf, fillSection, focusOf, popupRow } from './values.ts';

const stage = openStage({ seed: 22 });

/** Goods lines, each with its HS code and name, typed one after the other. */
async function goods(program: TestProgram, ...lines: readonly (readonly [hs: string, name: string])[]): Promise<void> {
  await goTo(program, 'goods.hsCode');
  for (const [hs, name] of lines) await fillSection(program, { 'goods.hsCode': hs, 'goods.name': name });
}

const WINE = ['2204210000', '红酒'] as const;
const BULL = ['0102210000', '种牛'] as const;
const numbers = (program: TestProgram) => entryOf(program).drafts.form.containers[0]?.numbers;

describe('P9 container numbers', () => {
  it('field and list are one value: commas in the field, rows in the list, doubled ones told, a bad check digit marked', async () => {
    const program = await begun(stage);
    await goTo(program, 'containers.numbers');
    await program.press('msku9208011，MRKU4795820', '<tab>', '<shift+tab>', '<space>');
    const frame = await program.frame();
    expect(frame).toContain('共 2 行');
    expect(frame).toMatch(/2!MRKU4795820 {2}箱号 MRKU4795820 的校验位不符/u);
    await program.press('BSIU9015992,MSKU9208011', '<enter>');
    expect(said(program)).toBe('列表里已有：MSKU9208011');
    await program.press('<down>', '<home>', '<enter>', '<end>', '<backspace>', '2', '<alt+a>', '<alt+o>');
    expect(numbers(program)).toEqual(['MSKU9208012', 'MRKU4795820', 'BSIU9015992']);
    expect(entryOf(program).drafts.form.containers[0]?.quantity).toBe('3');
    await program.press('<ctrl+z>');
    expect(entryOf(program).focus.session?.text.text).toBe('MSKU9208011,MRKU4795820');
    await program.press('<space>', '<alt+k>', '<alt+o>');
    expect(numbers(program)).toBeUndefined();
  });

  it('comes from a workbook: append or replace, doubled numbers and bad check digits by name; what is none is refused', async () => {
    const program = await begun(stage);
    const folder = await stage.folder();
    const file = join(folder, '箱号.csv');
    await writeFile(file, 'MSKU9208011\nMRKU4795820\nBSIU9015992\nMSKU9208011\n');
    await goTo(program, 'containers.numbers');
    await program.press(
      'NYKU8527234',
      '<tab>',
      '<shift+tab>',
      '<space>',
      '<alt+i>',
      join(folder, 'nobody.csv'),
      '<enter>',
    );
    expect(await program.frame()).toContain('没有这个文件');
    await program.press('<escape>', '<ctrl+t>', file, '<enter>');
    expect(await program.frame()).toContain('文件里有 3 个箱号，列表里已有 1 个。');
    await program.press('<enter>');
    const told = await program.frame();
    expect(told).toContain('重复，只取一次 1 个：MSKU9208011');
    expect(told).toContain('校验位不符 1 个：MRKU4795820');
    await program.press('<enter>', '<alt+i>', file, '<enter>', '<right>', '<enter>', '<enter>', '<alt+o>');
    expect(numbers(program)).toEqual(['MSKU9208011', 'MRKU4795820', 'BSIU9015992']);
    // The popup as a whole is one step.
    await program.press('<ctrl+z>');
    expect(numbers(program)).toEqual(['NYKU8527234']);
  });
});

describe('P10 goods attributes', () => {
  it('codes with commas become names; of a group only one is ticked, and it says which went', async () => {
    const program = await begun(stage);
    await goTo(program, 'goods.attributes');
    await program.press('11,16', '<tab>');
    expect(entryOf(program).drafts.form.goods[0]?.attributes).toEqual(['11', '16']);
    expect(await program.frame()).toContain('3C目录内、');
    await program.press('<shift+tab>', '<space>', '<down>', '<space>');
    expect(said(program)).toBe('只能选一个：已取消【3C目录内】');
    await program.press('<alt+o>');
    expect(entryOf(program).focus.session?.text.text).toBe('12,16');
    await program.press('<space>', '<down>', '<space>', '<alt+c>');
    expect(entryOf(program).drafts.form.goods[0]?.attributes).toEqual(['12', '16']);
  });
});

describe('P11 packages', () => {
  it('the first row is the main package, which the fields of the page show and change', async () => {
    const program = await begun(stage);
    await goTo(program, 'goods.packageQuantity');
    await program.press('100', '<tab>', '4M', '<tab>', '<shift+tab>', '<shift+tab>', '<space>');
    expect(await program.frame()).toContain('【主】4M');
    await fillPopup(program, { 'goods.packages.type': '4C11', 'goods.packages.quantity': '3' });
    await program.press('<alt+a>', '<alt+up>');
    expect(entryOf(program).drafts.form.goods[0]?.packages?.[0]).toMatchObject({ type: '4C11', quantity: '3' });
    await program.press('<alt+o>');
    expect(entryOf(program).focus.session?.text.text).toBe('3');
    await program.press('7', '<tab>');
    expect(entryOf(program).drafts.form.goods[0]?.packages?.map(({ quantity }) => quantity)).toEqual(['7', '100']);
    await program.press('<ctrl+z>', '<ctrl+z>');
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
    const program = await begun(stage);
    await goTo(program, 'goods.licences');
    await program.press('<space>');
    await fillPopup(program, LICENCE);
    await program.press('<alt+a>');
    expect(popupIn(program)?.popup).toBe('P13');
    const frame = await program.frame();
    expect(frame).toMatch(/证书类型 +408/u);
    expect(frame).toMatch(/证书编号 +CQ-1/u);
    await fillPopup(program, { ...VIN, 'goods.licences.vins.vin': '1M8GDM9A0KP042788' });
    await program.press('<shift+tab>');
    expect(await program.frame()).toContain('! 车辆识别代码(VIN)：VIN 的校验位不符');
    await program.press('1M8GDM9AXKP042788', '<alt+o>');
    expect(popupIn(program)?.popup).toBe('P12');
    await program.press('<alt+a>');
    expect(said(program)).toBe('已添加第1行');
    // From the row itself, too.
    await program.press('<down>', '<space>');
    expect(popupIn(program)?.popup).toBe('P13');
    await fillPopup(program, { 'goods.licences.vins.vinNo': '2', 'goods.licences.vins.vin': '1M8GDM9AXKP042788' });
    await program.press('<alt+o>', '<alt+o>');
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
    await program.press('<ctrl+z>');
    expect(entryOf(program).drafts.form.goods[0]?.licences).toBeUndefined();
  });

  it('opens from the goods form for the first licence that has vehicles, and says when there is none', async () => {
    const program = await begun(stage);
    await goTo(program, 'goods.licences');
    await program.press('rows.inside');
    expect(said(program)).toBe('这一项货物没有 408、409 类的产品资质');
    await program.press('<space>', '104', '<enter>', '<enter>', 'A-1', '<alt+a>');
    await fillPopup(program, LICENCE);
    await program.press('<alt+a>');
    await fillPopup(program, VIN);
    await program.press('<alt+o>', '<alt+o>', '<alt+v>');
    expect(popupIn(program)).toMatchObject({ popup: 'P13', path: 'goods[0].licences[1].vins' });
    await fillPopup(program, { 'goods.licences.vins.vinNo': '2', 'goods.licences.vins.vin': '1M8GDM9AXKP042788' });
    await program.press('<alt+o>');
    expect(entryOf(program).drafts.form.goods[0]?.licences?.[1]?.vins).toHaveLength(2);
    expect(entryOf(program).popups).toEqual([]);
  });

  it('holds two hundred VINs', async () => {
    const program = await begun(stage);
    const licences = [
      { type: '408', number: 'CQ-1', vins: Array.from({ length: 200 }, (_, at) => ({ vinNo: String(at + 1) })) },
    ];
    await program.press('<tab>', '13', '<alt+t>');
    await program.office.store.update('WI150881040000000', record => ({
      ...record,
      document: { ...record.document, goods: [{ name: '车', licences }] },
    }));
    await goTo(program, 'goods.hsCode');
    await program.press('<ctrl+q>', '<enter>', '<alt+v>');
    expect(await program.frame()).toContain('共 200 行 · 添加第201行');
    await fillPopup(program, { 'goods.licences.vins.vinNo': '201' });
    await program.press('<alt+a>', '<down>', '<end>');
    expect(popupIn(program)?.index).toBe(200);
    await program.press('<alt+o>');
    expect(entryOf(program).drafts.form.goods[0]?.licences?.[0]?.vins).toHaveLength(201);
  });
});

describe('P14 goods and containers', () => {
  async function loaded(): Promise<TestProgram> {
    const program = await begun(stage);
    await goTo(program, 'containers.spec');
    await fillSection(program, { 'containers.spec': '111', 'containers.numbers': 'MSKU9208011,BSIU9015992' });
    await goods(program, WINE, BULL);
    await goTo(program, 'goods.containers');
    await program.press('<space>');
    return program;
  }
  const links = (program: TestProgram) => entryOf(program).drafts.document.goods.map(({ containers }) => containers);

  it('the line number brings HS code and name, the HS code or the name the others; a container brings its size', async () => {
    const program = await loaded();
    expect(await program.frame()).toMatch(/货物名称.*种牛/u);
    await program.press('1', '<enter>');
    expect(await program.frame()).toMatch(/HS编码.*2204210000/u);
    await program.press('0102', '<enter>');
    expect(popupRow(program).goods[0]?.containers?.[0]).toMatchObject({ goodsNo: '2' });
    await program.press('hj', '<enter>');
    expect(popupRow(program).goods[0]?.containers?.[0]).toMatchObject({ goodsNo: '1' });
    await program.press('<enter>');
    expect(inHand(program)).toBe('goods.containers.container');
    await program.press('<down>', '<down>', '<enter>');
    expect(popupRow(program).goods[0]?.containers?.[0]).toEqual({
      goodsNo: '1',
      container: 'BSIU9015992',
      spec: '111',
    });
    await program.press('<alt+a>', '<alt+o>');
    expect(links(program)).toEqual([[{ spec: '111', container: 'BSIU9015992' }], undefined]);
  });

  it('the list has the links of all lines; a row goes to another line by its number, and all is one step of undo', async () => {
    const program = await loaded();
    await fillPopup(program, { 'goods.containers.container': 'MSKU9208011' });
    await program.press('<alt+a>', '1', '<enter>', '<enter>', '<enter>', '<enter>', '9015992', '<alt+a>');
    expect(links(program)).toEqual([
      [{ spec: '111', container: 'BSIU9015992' }],
      [{ spec: '111', container: 'MSKU9208011' }],
    ]);
    const frame = await program.frame();
    expect(frame).toContain('共 2 行');
    expect(frame).toMatch(/1 {4}1 2204210000 BSIU9015992/u);
    await program.press('<down>', '<end>', '<enter>', '1', '<alt+a>');
    expect(links(program)[1]).toBeUndefined();
    expect(links(program)[0]?.map(({ container }) => container)).toEqual(['BSIU9015992', 'MSKU9208011']);
    await program.press('<down>', '<home>', '<delete>', '<alt+o>');
    expect(links(program)[0]?.map(({ container }) => container)).toEqual(['MSKU9208011']);
    await program.press('<ctrl+z>');
    expect(links(program)).toEqual([undefined, undefined]);
    await program.press('<ctrl+y>', '<space>', '<alt+d>', '<alt+c>');
    expect(links(program)[0]?.map(({ container }) => container)).toEqual(['MSKU9208011']);
  });

  it('refuses goods that are not there, keeps a container that is not entered and tells it, and needs goods at all', async () => {
    const program = await loaded();
    await program.press('9', '<enter>');
    expect(said(program)).toContain('没有这一项货物：9');
    await program.press('<backspace>', '<enter>', '<enter>', '<enter>', '<enter>', 'TCLU1234567', '<enter>');
    expect(said(program)).toBe('箱号 TCLU1234567 不在集装箱信息内');
    const empty = await begun(stage);
    await goTo(empty, 'goods.containers');
    await empty.press('<space>', '<end>', '<enter>', '<enter>', '<enter>', '<enter>', 'X1', '<alt+a>');
    expect(said(empty)).toContain('还没有货物');
  });

  it('the line in the form counts, new or taken back', async () => {
    const program = await begun(stage);
    await goods(program, WINE);
    await goTo(program, 'goods.name');
    await program.press('气泡酒');
    await goTo(program, 'goods.containers');
    await program.press('<space>');
    await fillPopup(program, { 'goods.containers.container': 'BSIU9015992' });
    await program.press('<alt+o>');
    expect(entryOf(program).drafts.form.goods[0]?.containers).toEqual([{ container: 'BSIU9015992' }]);
    expect(links(program)).toEqual([undefined]);
  });
});

describe('long texts, groups and totals', () => {
  it('P6 and P15: a text longer than its field is shown whole', async () => {
    const program = await begun(stage);
    await goTo(program, 'specialRequirements');
    await program.press(`${'要求'.repeat(60)}完`, '<tab>', '<shift+tab>', '<f4>');
    expect(await program.frame()).toContain('要求完');
    await program.press('<alt+o>');
    await goTo(program, 'goods.spare');
    await program.press('<space>', '甲', '<enter>', '乙', '<enter>');
    expect(entryOf(program).drafts.form.goods[0]?.spare).toEqual({ one: '甲', two: '乙' });
    expect(entryOf(program).popups).toEqual([]);
  });

  it('P16: the UN number brings the name where the table is loaded, and its class is shown', async () => {
    const home = await stage.folder();
    const program = await begun(stage, 'in', { home });
    await program.press('<tab>');
    const table = join(home, 'dangerous-goods.tsv');
    await writeFile(table, 'code\tname\tnameEn\tclass\n1263\t涂料\tPAINT\t3\n1264\t三聚乙醛\tPARALDEHYDE\t3\n');
    const { importCodes } = await import('../../src/jobs/codes.ts');
    await importCodes(program.office, { name: table, bytes: await readFile(table), table: 'dangerous-goods' });
    await goTo(program, 'goods.danger');
    await program.press('<space>', '1263', '<enter>');
    expect(entryOf(program).drafts.form.goods[0]?.danger).toEqual({ unNo: '1263', name: '涂料' });
    expect(await program.frame()).toContain('1263 涂料，3 类');
    await program.press('sjyq', '<enter>', '<enter>', '<alt+o>');
    expect(entryOf(program).drafts.form.goods[0]?.danger).toEqual({ unNo: '1264', name: '三聚乙醛' });
  });

  it('P17: the totals are a page to read, one line a currency or unit', async () => {
    const program = await begun(stage);
    await goTo(program, 'goods.hsCode');
    await fillSection(program, { 'goods.name': '甲', 'goods.totalValue': '100', 'goods.currency': '840' });
    await fillSection(program, { 'goods.name': '乙', 'goods.totalValue': '50.5', 'goods.currency': '840' });
    await program.press('<alt+h>');
    const frame = await program.frame();
    expect(frame).toContain('◆ 货物总值');
    expect(frame).toContain('150.5 美元');
    expect(frame).toContain('没有填写');
  });
});

describe('P4 marks', () => {
  it('files are read, listed with their size, refused when they are something else, and deleted; the text is in the popup too', async () => {
    const program = await begun(stage);
    const folder = await stage.folder();
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(3000, 1)]);
    await writeFile(join(folder, '唛头.png'), png);
    await writeFile(join(folder, 'marks.exe'), 'MZ');
    await writeFile(join(folder, 'big.jpg'), Buffer.alloc(2_200_000, 0xff));
    await goTo(program, 'marks');
    await program.press('<f4>', 'N/M 1-100', '<alt+a>', join(folder, 'marks.exe'), '<enter>');
    expect(await program.frame()).toContain('不是可以上传的文件');
    await program.press('<escape>', '<alt+a>', join(folder, 'big.jpg'), '<enter>');
    expect(await program.frame()).toContain('文件太大：2.1 MB');
    await program.press('<escape>', '<f5>', join(folder, '唛头.png'), '<enter>');
    expect(said(program)).toBe('已添加附件 唛头.png');
    expect(await program.frame()).toMatch(/唛头\.png.* 3 KB/u);
    await program.press('<alt+a>', join(folder, '唛头.png'), '<enter>');
    expect(said(program)).toContain('已有同名的附件');
    await program.press('<down>', '<delete>', '<alt+o>');
    expect(entryOf(program).drafts.document).toMatchObject({
      marks: 'N/M 1-100',
      markFiles: [{ name: '唛头.png', content: png.toString('base64') }],
    });
    const faults = check(entryOf(program).drafts.document, checkContext(program.office));
    expect(faults.filter(({ path }) => path.startsWith('mark'))).toEqual([]);
    await program.press('<ctrl+z>');
    expect(entryOf(program).drafts.document.marks).toBe('N/M');
    expect(entryOf(program).drafts.document.markFiles).toBeUndefined();
    await program.press('<ctrl+y>', '<f4>', '<alt+k>', '<alt+o>');
    expect(entryOf(program).drafts.document).not.toHaveProperty('marks');
    expect(entryOf(program).drafts.document).not.toHaveProperty('markFiles');
  });
});

describe('faults and sent declarations', () => {
  it('F3 leads into the popup, to the row and the field that is wrong', async () => {
    const program = await begun(stage);
    await goTo(program, 'goods.licences');
    await program.press('<space>', '104', '<alt+a>', '105', '<enter>', '<enter>', 'A-2', '<alt+o>', '<f5>', '<f3>');
    const { faults } = entryOf(program);
    const at = faults?.findIndex(({ path }) => path === 'goods[0].licences[1].validFrom') ?? -1;
    expect(at).toBeGreaterThan(0);
    await program.press(...Array.from({ length: at }, () => '<down>'), '<enter>');
    expect(popupIn(program)).toMatchObject({ popup: 'P12', editingIndex: 1 });
    expect(inHand(program)).toBe('goods.licences.validFrom');
    expect(await program.frame()).toContain('✗ 生效日期：必填，尚未填写');
  });

  it.each([
    ['certificatesAsked[1].copies', 'P7', 'certificatesAsked.copies', 1],
    ['users[1].phone', 'P5', 'users.phone', 1],
    ['goods[1].containers[1].container', 'P14', 'goods.containers.container', 2],
    ['goods[1].danger.packClass', 'P16', 'goods.danger.packClass', undefined],
    ['goods[0].licences[0].vins[1].vin', 'P13', 'goods.licences.vins.vin', 1],
    ['goods[0].packages[1].type', 'P11', 'goods.packages.type', 1],
  ] as const)('F3 leads to %s', async (path, popup, field, editingIndex) => {
    const program = await begun(stage);
    await program.press('<tab>', '13', '<alt+t>');
    await program.office.store.update('WI150881040000000', record => ({
      ...record,
      document: {
        ...record.document,
        certificatesAsked: [{ code: '11' }, { code: '12', copies: 'x' }],
        users: [{ name: '甲' }, { name: '乙', phone: '没有' }],
        goods: [
          {
            containers: [{ container: 'MSKU9208011' }],
            packages: [{ type: '4M', quantity: '1' }, { quantity: '2' }],
            licences: [{ type: '408', vins: [{ vinNo: '1', vin: '1M8GDM9AXKP042788' }, { vinNo: '2' }] }],
          },
          { containers: [{ container: 'A' }, { container: 'B' }], danger: { unNo: '1263', packClass: '9' } },
        ],
      },
    }));
    await program.press('<f3>');
    const at = entryOf(program).faults?.findIndex(fault => fault.path === path) ?? -1;
    expect(at).toBeGreaterThanOrEqual(0);
    await program.press(...Array.from({ length: at }, () => '<down>'), '<enter>');
    expect(popupIn(program)).toMatchObject({ popup, editingIndex });
    expect(inHand(program)).toBe(field);
    expect((await program.frame()).split('\n').at(-2)).toMatch(/^ [✗!] /u);
  });

  it('popups of a sent declaration can be looked at: rows show, nothing changes, nothing is journalled', async () => {
    const program = await begun(stage);
    await program.press('<tab>', '13', '<alt+t>');
    await program.office.store.update('WI150881040000000', record => ({
      ...record,
      status: 'accepted',
      document: {
        ...record.document,
        users: [{ name: '甲厂' }, { name: '乙厂', contact: '张三' }],
        specialBusiness: '0100',
        goods: [{ name: '车', licences: [{ type: '408', number: 'CQ-1', vins: [{ vinNo: '1', vin: 'V' }] }] }],
      },
    }));
    program.program.run(openEntry('WI150881040000000'));
    await program.press();
    const {
      drafts: { document },
    } = entryOf(program);
    await goTo(program, 'users');
    await program.press('<space>');
    expect(await program.frame()).toContain('只能查看');
    await program.press('<down>');
    expect(await program.frame()).toMatch(/联系人.*张三/u);
    for (const keys of ['<alt+a>', '<alt+d>', '<alt+k>', '<delete>', '<alt+up>']) {
      await program.press(keys);
      expect(said(program)).toContain('只能查看');
    }
    await program.press('<alt+o>');
    expect(entryOf(program).popups).toEqual([]);
    await goTo(program, 'specialBusiness');
    await program.press('<space>', '<space>');
    expect(said(program)).toContain('只能查看');
    await program.press('<escape>');
    await goTo(program, 'goods.licences');
    await program.press('<space>', '<space>');
    expect(popupIn(program)?.popup).toBe('P13');
    expect(await program.frame()).toMatch(/证书类型 +408/u);
    await program.press('<escape>', '<escape>');
    expect(focusOf(program)).toBe('goods.licences');
    expect(entryOf(program).drafts.document).toBe(document);
    expect(entryOf(program).journal.begun).toBe(false);
    expect(program.office.store.journals.list()).toEqual([]);
  });
});
