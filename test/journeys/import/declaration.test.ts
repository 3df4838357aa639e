import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Declaration } from '../../../src/catalogue/document.ts';
import { keepEnterprise, keepParties } from '../../../src/jobs/own-lists.ts';
import { workbook } from '../../workbooks.ts';
import { dialogs, entryOf, keysShown, lineWith, message, rowsOf } from '../eyes.ts';
import { answer, giveFile, importFrom, stepTo } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 11 });

/** What is said below the lines of the review. */
const noteInReview = async (program: TestProgram): Promise<string> =>
  (await rowsOf(program))
    .filter(row => row.includes('│'))
    .slice(-2)
    .join('\n');

describe('a whole declaration (I2)', () => {
  it('opens in a page of its own, unsaved; the one in front stays; undo takes the contents back', async () => {
    const { program } = await stage.beginWithFolder('out');
    const first = entryOf(program);
    await importFrom(program, '导入整单', workbook('inbound.xlsx'));
    expect(dialogs(program)).toEqual(['review']);
    expect(entryOf(program).id).toBe(first.id);
    await program.press('review.take');
    const page = entryOf(program);
    expect(page.id).not.toBe(first.id);
    expect(page.drafts.document).toMatchObject({ direction: 'in', contractNo: 'HL-BR-2017-088' });
    expect(page.drafts.document.goods.length).toBeGreaterThan(0);
    expect(program.state().pages.find(({ id }) => id === first.id)).toMatchObject({
      drafts: { document: first.drafts.document },
    });
    expect(program.office.store.rows().length).toBe(0);
    await program.press('app.close-page');
    expect(await program.frame()).toContain('有没有保存的修改');
    await program.press('question.cancel', 'entry.undo');
    expect(message(program)).toBe('已撤销：导入整单；Ctrl+Y 重做');
    expect(entryOf(program).drafts.document).not.toHaveProperty('contractNo');
    await program.press('entry.redo', 'entry.draft');
    expect((await program.office.store.get(page.id)).document).toMatchObject({ contractNo: 'HL-BR-2017-088' });
  });

  it('finds the container of a goods line among those of the file, and says when it is not there', async () => {
    const { program, folder } = await stage.beginWithFolder();
    const text = await readFile('fixtures/declarations/in-linked-containers/declaration.json', 'utf8');
    const { goods, ...head } = JSON.parse(text) as Declaration;
    const linked = goods.find(({ containers = [] }) => containers.length > 0);
    const number = linked?.containers?.[0]?.container ?? '';
    expect(number).not.toBe('');
    await writeFile(join(folder, 'linked.json'), JSON.stringify({ ...head, goods: [linked] }));
    await importFrom(program, '导入整单', '~/linked.json');
    await program.press('2');
    expect(await program.frame()).not.toContain('不在集装箱');
    await program.press('review.close');
    await writeFile(join(folder, 'lost.json'), JSON.stringify({ ...head, containers: [], goods: [linked] }));
    await importFrom(program, '导入整单', '~/lost.json');
    await program.press('review.next-fault', 'review.next-fault');
    expect(await noteInReview(program)).toContain(`箱号 ${number} 不在集装箱`);
  });

  it('lists the labels that nobody knows, and what is wrong', async () => {
    const { program, folder } = await stage.beginWithFolder();
    const text =
      '单证类型,入境\n合同号,HT-1,贸易方式,一般贸易\n运输工具,COSCO,号码,V1\n联系人,甲,船期备注,下周\n启运日期,2017-13-01\n';
    await writeFile(join(folder, 'whole.csv'), text);
    await importFrom(program, '导入整单', '~/whole.csv');
    expect(dialogs(program)).toEqual(['review']);
    await program.press('review.next-fault');
    expect(await noteInReview(program)).toContain('CSV!B5 启运日期：没有这一天');
    await program.press('review.edit', '20170920', '<enter>');
    expect(await lineWith(program, '启运日期')).toMatch(/2017-09-20 +改过/u);
    await program.press('review.undo');
    expect(await lineWith(program, '启运日期')).toMatch(/2017-13-01 +CSV!B5/u);
    await program.press('review.last');
    expect(await noteInReview(program)).toMatch(/CSV!\w+ 不认识“船期备注”，不会采用/u);
    expect(await keysShown(program)).toContain('1-3 部分');
    await program.press('review.take');
    expect(entryOf(program).drafts.document).toMatchObject({ contractNo: 'HT-1' });
  });

  it('that is only goods is refused in the dialog', async () => {
    const { program } = await stage.beginWithFolder();
    const pages = program.state().pages.length;
    await importFrom(program, '导入整单', workbook('goods.xlsx'));
    expect(await program.frame()).toContain('只有货物，不是全单');
    await program.press('path.close');
    expect(program.state().pages).toHaveLength(pages);
  });

  it('takes what it leaves empty from the office, says so, and leaves what it tells', async () => {
    const { program, folder } = await stage.beginWithFolder();
    const defaults = {
      all: { contactPerson: '陈', contactPhone: '020-1', 'goods.purpose': '12' },
      in: {},
      out: {},
      pack: {},
    };
    await keepEnterprise(program.office, { number: '4401012345', name: '广州报检', defaults });
    await keepParties(program.office, [
      { code: 'A001', name: '广州甲', nameEn: 'GUANGZHOU A', address: '天河', contact: '' },
    ]);
    const text = '单证类型,入境\n合同号,HT-1,联系人,李\n收货人中文,广州甲,收货人地址,番禺\n';
    await writeFile(join(folder, 'whole.csv'), text);
    await importFrom(program, '导入整单', '~/whole.csv');
    expect(await lineWith(program, '收货人英文')).toMatch(/GUANGZHOU A +收发货人资料/u);
    expect(await lineWith(program, '报检登记号')).toMatch(/4401012345 +默认值/u);
    expect(await lineWith(program, '联系人 ')).toMatch(/李 +CSV!D2/u);
    await program.press('review.take');
    const { document } = entryOf(program).drafts;
    expect(document).toMatchObject({
      consigneeCode: 'A001',
      consigneeAddress: '番禺',
      enterpriseName: '广州报检',
      contactPerson: '李',
    });
    expect(document).not.toHaveProperty('contactPhone');
  });
});

describe('the review of a whole declaration (I2)', () => {
  const first = { direction: 'in', contractNo: 'HT-7', consigneeName: '广州甲', containers: [] } as const;
  const goods = [
    { hsCode: '0805100000', name: '鲜橙', quantity: '5', licences: [{ type: '325', number: 'L-1' }] },
    { hsCode: '0805100000', name: '橙汁', quantity: '6' },
  ];
  const whole = { ...first, goods, enterpriseQualifications: [{ type: '101', typeName: '甲', number: 'Q-1' }] };

  async function reviewed(...documents: readonly object[]) {
    const folder = await stage.folder();
    const program = await stage.start({ userFolder: folder });
    const file = join(folder, 'one.json');
    await writeFile(file, JSON.stringify(documents.length === 1 ? documents[0] : documents));
    await program.press('i');
    await giveFile(program, file);
    expect(dialogs(program)).toEqual(['review']);
    return { program, folder };
  }

  it('is reached from the first page, corrects values inside of popups, takes lines out, and opens what is left', async () => {
    const { program } = await reviewed(whole);
    const entryNos = () => program.state().pages.map(({ kind }) => kind);
    await stepTo(program, 'review.down', '资质编号');
    await program.press('review.edit', 'Q-2', '<enter>');
    expect(await lineWith(program, '企业资质1 资质编号')).toMatch(/Q-2 +改过/u);
    await program.press('2');
    await stepTo(program, 'review.down', '橙汁');
    await program.press('review.toggle', 'review.first', 'review.values');
    await stepTo(program, 'review.down', '产品资质1 产品资质编号');
    await program.press('review.edit', 'L-2', '<enter>', 'review.close');
    expect(await program.frame()).toContain('1 项货物，不导入 1');
    expect(entryNos()).toEqual(['home']);
    await program.press('review.take');
    const { document } = entryOf(program).drafts;
    expect(document).toMatchObject({ contractNo: 'HT-7', enterpriseQualifications: [{ number: 'Q-2' }] });
    expect(document.goods).toMatchObject([{ name: '鲜橙', licences: [{ type: '325', number: 'L-2' }] }]);
    expect(program.office.store.rows().length).toBe(0);
  });

  it('has no lines of one list marked because of those of the other', async () => {
    const containers = [
      { spec: '111', numbers: ['MRKU6105297'] },
      { spec: '111', numbers: ['CSQU3054383'] },
    ];
    const { program } = await reviewed({ ...whole, containers });
    await program.press('3', 'review.toggle', '2', 'review.mark');
    expect(await lineWith(program, '鲜橙')).toContain('*');
    await program.press('review.undo');
    expect(await lineWith(program, 'MRKU6105297')).toBeDefined();
    expect(await lineWith(program, 'MRKU6105297')).not.toContain('*');
  });

  it('offers no key that does nothing where it is', async () => {
    const { program } = await reviewed(whole);
    expect(await keysShown(program)).toContain('E 改');
    expect(await keysShown(program)).not.toMatch(/整栏|对栏|←→/u);
    await program.press('2');
    expect(await keysShown(program)).toMatch(/←→ 栏.*A 整栏/u);
    expect(await keysShown(program)).not.toContain('对栏');
    await program.press('review.values');
    expect(await keysShown(program)).not.toMatch(/整栏|对栏|←→/u);
  });

  it('goes to faults of all parts, and from one between lines and the rest into the line', async () => {
    const { program } = await reviewed({ ...whole, goods: [goods[0], { ...goods[1], currency: 'XXX' }] });
    await program.press('review.next-fault');
    const seen: string[] = [];
    for (let step = 0; step < 12; step += 1) {
      seen.push(await noteInReview(program));
      await program.press('review.next-fault');
    }
    expect(seen.some(text => text.includes('XXX'))).toBe(true);
  });

  it('keeps without opening, and says before taking the same contents again', async () => {
    const { program, folder } = await reviewed(whole);
    await program.press('review.keep');
    const [entryNo = ''] = program.office.store.rows().column('entryNo');
    expect(message(program)).toContain(`${entryNo}，存为草稿`);
    await program.press('i');
    await giveFile(program, join(folder, 'one.json'));
    await program.press('review.last');
    expect(await noteInReview(program)).toContain(`同样的内容已经导入过：${entryNo}`);
    await program.press('review.keep');
    await answer(program, '回去核对');
    expect(program.office.store.rows().length).toBe(1);
    await program.press('review.keep');
    await answer(program, '再导入一次');
    expect(program.office.store.rows().length).toBe(2);
  });

  it('takes the files of a folder one after the other, and tells what became of each', async () => {
    const folder = await stage.folder();
    await writeFile(join(folder, '1.json'), JSON.stringify([whole, { ...whole, contractNo: 'HT-8' }]));
    await writeFile(join(folder, '2.json'), '{');
    await writeFile(
      join(folder, '3.csv'),
      '合同号,HT-9,贸易方式,一般贸易\n运输工具,COSCO,号码,V1\n联系人,甲,收货人中文,广州甲\n',
    );
    await writeFile(join(folder, 'notes.txt'), 'x');
    const program = await stage.start({ userFolder: folder });
    await program.press('i');
    await giveFile(program, folder);
    expect((await rowsOf(program))[1]).toContain('第 1 份，后面还有 3');
    await program.press('review.take');
    await program.press('review.close');
    await answer(program, '跳过这一份');
    expect(dialogs(program)).toEqual(['question']);
    expect(await program.frame()).toContain('3.csv 没有写明单证类型');
    await answer(program, '入境');
    await program.press('review.take');
    expect(dialogs(program)).toEqual(['reading']);
    const frame = await program.frame();
    expect(frame).toMatch(/✓ 1\.json 第 1 份 → WI/u);
    expect(frame).toMatch(/– 1\.json 第 2 份：跳过/u);
    expect(frame).toMatch(/✗ 2\.json：不是 JSON/u);
    expect(frame).toMatch(/✓ 3\.csv → WI/u);
    expect(program.office.store.rows().column('contract')).toHaveLength(2);
  });
});
