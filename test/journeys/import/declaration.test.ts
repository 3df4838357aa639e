import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepEnterprise, keepParties } from '../../../src/jobs/own-lists.ts';
import { workbook } from '../../workbooks.ts';
import { dialogs, entryOf, message } from '../eyes.ts';
import { importFrom } from '../hands.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 11 });

describe('a whole declaration (I2)', () => {
  it('opens in a page of its own, unsaved; the one in front stays; undo takes the contents back', async () => {
    const { program } = await stage.beginWithFolder('out');
    const first = entryOf(program);
    await importFrom(program, '导入整单', workbook('inbound.xlsx'));
    while (dialogs(program).length > 0) await program.press('<escape>');
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

  it('lists the labels that nobody knows, and what is wrong', async () => {
    const { program, folder } = await stage.beginWithFolder();
    const text =
      '单证类型,入境\n合同号,HT-1,贸易方式,一般贸易\n运输工具,COSCO,号码,V1\n联系人,甲,船期备注,下周\n启运日期,2017-13-01\n';
    await writeFile(join(folder, 'whole.csv'), text);
    await importFrom(program, '导入整单', '~/whole.csv');
    expect(dialogs(program)).toEqual(['reading']);
    const frame = await program.frame();
    expect(frame).toContain('不认识的，没有采用');
    expect(frame).toContain('船期备注');
    expect(frame).toMatch(/✗ .*B6? ?.*启运日期/u);
    await program.press('reading.close');
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
    const frame = await program.frame();
    expect(frame).toContain('表里空着，由默认值填入');
    expect(frame).toContain('+ 【收货人英文】 GUANGZHOU A');
    expect(frame).toContain('+ 【报检登记号】 4401012345');
    await program.press('reading.close');
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
