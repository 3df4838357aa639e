import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { frontPage } from '../../screens/contract/ui.ts';
import { beginEntry } from '../../screens/pages/entry/open.ts';
import { offerRecovery } from '../../screens/pages/entry/recovery/offer.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import { HELP } from '../../src/catalogue/help.ts';
import { bookOf } from '../../src/jobs/office.ts';
import { keepParties } from '../../src/jobs/own-lists.ts';
import { startPractice } from '../../src/practice/server.ts';
import { DATA, MANUAL_DAY, startTestProgram, type TestProgram } from './program.ts';
import { entryOf, fillSection, focusOf, INBOUND, WINE } from './values.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(options?: Parameters<typeof startTestProgram>[0]): Promise<TestProgram> {
  const program = await startTestProgram(options);
  ends.push(program.close);
  return program;
}

/** The program with a new inbound declaration in front. */
async function inbound(options?: Parameters<typeof startTestProgram>[0]): Promise<TestProgram> {
  return await start({ ...options, begin: [beginEntry('in')] });
}

const names = (document: Declaration) => document.goods.map(({ name }) => name);

/** Goods lines with these names, typed one after the other. */
async function goods(program: TestProgram, ...lines: string[]): Promise<void> {
  while (focusOf(program) !== 'goods.hsCode') await program.press('<pagedown>');
  for (const name of lines) await fillSection(program, { 'goods.name': name });
}

describe('from a blank page to a saved declaration, with keys alone', () => {
  it('inbound: every field by Enter, goods added by Enter behind the last field, saved without a fault', async () => {
    const program = await inbound();
    await fillSection(program, INBOUND);
    await fillSection(program, INBOUND);
    await fillSection(program, {});
    expect(focusOf(program)).toBe('goods.hsCode');
    await fillSection(program, WINE);
    expect(focusOf(program)).toBe('goods.hsCode');
    await program.press('<alt+s>');
    expect(program.state().message?.text).toBe('WI150881040000000 已保存');
    const { document, status } = await program.office.store.get('WI150881040000000');
    expect(status).toBe('saved');
    expect(document).toMatchObject({
      contactPerson: '陈𠮷',
      tradeMode: '11',
      transportMode: '1',
      arrivalDate: '2017-10-20',
      attachedDocuments: [
        { type: '101001', name: '合同' },
        { type: '101002', name: '发票' },
        { type: '101005', name: '提单/运单' },
      ],
      goods: [
        {
          hsCode: '2204210000',
          ciqCode: '2204210000999',
          inspectionCategory: 'R/S',
          standardUnit: '095',
          packages: [{ type: '4M', quantity: '100' }],
        },
      ],
    });
    expect(program.office.store.journals.list()).toEqual([]);
  });

  it('and to acceptance: sent, then read-only with the reason', async () => {
    const program = await inbound();
    const practice = await startPractice({
      folder: join(program.office.home, 'practice'),
      now: () => MANUAL_DAY,
      random: Math.random,
      book: bookOf(program.office.codes),
      dataFolder: DATA,
      pace: 0,
      seed: 1,
    });
    ends.push(() => practice.stop());
    await fillSection(program, INBOUND);
    await fillSection(program, INBOUND);
    await fillSection(program, {});
    await fillSection(program, WINE);
    await program.press('<f9>');
    expect(program.state().message?.text).toBe('WI150881040000000 已保存并发送，等待接收回执');
    expect(await program.frame()).toContain('入境发 WI150881040000000');
    await program.press('<pageup>', 'x');
    expect(program.state().message?.text).toContain('已发送，只能查看');
    expect(entryOf(program).drafts.document.goods[0]?.hsCode).toBe('2204210000');
  });

  it('says why it is not sent when nobody is there, and keeps it saved', async () => {
    const program = await inbound();
    await fillSection(program, INBOUND);
    await fillSection(program, INBOUND);
    await fillSection(program, {});
    await fillSection(program, WINE);
    await program.press('entry.send');
    expect(await program.frame()).toContain('练习局没有运行');
    await program.press('<escape>');
    expect(entryOf(program).sync.record).toMatchObject({ status: 'saved', revision: 1 });
  });
});

describe('what was taken back', () => {
  it('is no change: the page closes without a question, a new one and a stored one', async () => {
    const program = await inbound();
    await program.press('7', '<escape>');
    expect(await program.frame()).not.toContain('•');
    while (focusOf(program) !== 'contactPerson') await program.press('<tab>');
    await program.press('李', '<tab>');
    expect(await program.frame()).toContain('•');
    await program.press('<alt+t>', '王', '<tab>');
    expect(await program.frame()).toContain('•');
    await program.press('<ctrl+z>');
    expect(await program.frame()).not.toContain('•');
    await program.press('<ctrl+w>');
    expect([program.state().dialogs, frontPage(program.state()).kind]).toEqual([[], 'home']);
  });

  it('but a row that is only in the form is', async () => {
    const program = await inbound();
    await program.press('<alt+t>');
    while (focusOf(program) !== 'goods.hsCode') await program.press('<pagedown>');
    while (focusOf(program) !== 'goods.name') await program.press('<tab>');
    await program.press('酒', '<ctrl+w>');
    expect(await program.frame()).toContain('有没有保存的修改');
  });
});

describe('faults (K3)', () => {
  it('saving marks them, goes to the first, and the list walks through all', async () => {
    const program = await inbound();
    await goods(program, '红酒');
    await program.press('<ctrl+s>');
    expect(focusOf(program)).toBe('category');
    expect(program.state().message?.text).toMatch(/^\d+ 处差错，F3 列出全部。【报检类别】：必填/u);
    await program.press('<f3>', '<up>', '<enter>');
    expect(focusOf(program)).toMatch(/^goods\./u);
    expect(entryOf(program).lists.goods.editingIndex).toBe(0);
    expect(await program.frame()).toContain('修改第1项货物');
    await expect(program.office.store.get('WI150881040000000')).rejects.toThrow();
  });

  it('an unknown code stays as it was typed and is marked; of a starter table it is a warning', async () => {
    const program = await inbound();
    await program.press('<tab>', '99', '<tab>', '<shift+tab>');
    expect(entryOf(program).drafts.document.category).toBe('99');
    expect(await program.frame()).toContain('✗ 报检类别：代码 99 不在代码表内');
    await program.press('<pagedown>', '<pagedown>', '<pagedown>', '9999999999', '<tab>', '<shift+tab>');
    expect(await program.frame()).toContain('! HS编码：代码 9999999999 不在随程序附带的代码表内');
  });
});

describe('goods and containers (E7, E11)', () => {
  it('adds, inserts, copies, moves, deletes, takes back into the form, and undoes each', async () => {
    const program = await inbound();
    await goods(program, '甲', '乙', '丙');
    const now = () => names(entryOf(program).drafts.document);
    expect(now()).toEqual(['甲', '乙', '丙']);
    await program.press('<ctrl+q>', '<up>', '<ctrl+c>');
    expect(now()).toEqual(['甲', '乙', '乙', '丙']);
    await program.press('<alt+up>', '<alt+up>');
    expect(now()).toEqual(['乙', '甲', '乙', '丙']);
    await program.press('<end>', '<ctrl+delete>');
    expect(now()).toEqual(['乙', '甲', '乙']);
    await program.press('<home>', '<enter>');
    expect(entryOf(program).lists.goods.editingIndex).toBe(0);
    while (focusOf(program) !== 'goods.name') await program.press('<tab>');
    await program.press('<end>', '2', '<ctrl+enter>');
    expect(now()).toEqual(['乙2', '甲', '乙']);
    while (focusOf(program) !== 'goods.name') await program.press('<tab>');
    await program.press('丁', 'rows.insert');
    expect(now()).toEqual(['丁', '乙2', '甲', '乙']);
    const undone: unknown[] = [];
    while (entryOf(program).history.undo.length > 0) {
      await program.press('<ctrl+z>');
      undone.push(now());
    }
    expect(undone.at(-1)).toEqual([]);
    expect(undone).toContainEqual(['甲', '乙', '乙', '丙']);
    while (entryOf(program).history.redo.length > 0) await program.press('<ctrl+y>');
    expect(now()).toEqual(['丁', '乙2', '甲', '乙']);
  });

  it('what is still in the form is not lost by saving', async () => {
    const program = await inbound();
    await goods(program);
    while (focusOf(program) !== 'goods.name') await program.press('<tab>');
    await program.press('红酒', '<alt+t>');
    expect((await program.office.store.get('WI150881040000000')).document.goods).toEqual([{ name: '红酒' }]);
  });

  it('containers: numbers with commas, the count by itself; links for all goods', async () => {
    const program = await inbound();
    await goods(program, '甲', '乙');
    await program.press('<pageup>');
    expect(focusOf(program)).toBe('containers.spec');
    await fillSection(program, { 'containers.spec': '111', 'containers.numbers': 'MSKU9208011,bsiu9015992' });
    expect(entryOf(program).drafts.document.containers).toEqual([
      { spec: '111', numbers: ['MSKU9208011', 'BSIU9015992'], quantity: '2' },
    ]);
    await program.press('<alt+g>');
    expect(program.state().message?.text).toBe('已生成 4 条箱货对应关系');
    expect(entryOf(program).drafts.document.goods[1]?.containers).toEqual([
      { spec: '111', container: 'MSKU9208011' },
      { spec: '111', container: 'BSIU9015992' },
    ]);
    await program.press('<ctrl+f>');
    expect(program.state().message?.text).toBe('没有新的箱号可以对应');
  });

  it('an HS code completes itself, and typing on does not double it', async () => {
    const program = await inbound();
    await goods(program);
    await program.press('22042100');
    expect(entryOf(program).focus.session?.text.text).toBe('2204210000');
    await program.press('00', '<enter>');
    expect(entryOf(program).drafts.form.goods[0]).toMatchObject({ hsCode: '2204210000', ciqCode: '2204210000999' });
  });

  it('several CIQ codes under the HS code are offered', async () => {
    const program = await inbound();
    await goods(program);
    await program.press('0102210000', '<enter>');
    expect(focusOf(program)).toBe('goods.ciqCode');
    const offered = entryOf(program).focus.session?.matches?.rows ?? [];
    expect(offered.length).toBeGreaterThan(1);
    expect(offered.every(({ code }) => code.startsWith('0102210000'))).toBe(true);
    await program.press('<down>', '<down>', '<enter>');
    expect(entryOf(program).drafts.form.goods[0]?.ciqCode).toBe(offered[1]?.code);
  });
});

describe('dates (E3)', () => {
  it('eight digits become a date; Space picks today and opens the calendar', async () => {
    const program = await inbound();
    await program.press('<end>', ...'2017-10-24'.split('').map(() => '<backspace>'), '20170920');
    expect(entryOf(program).focus.session?.text.text).toBe('2017-09-20');
    await program.press('<space>', '<down>', '<right>');
    expect(await program.frame()).toContain('2017年9月');
    await program.press('<enter>');
    expect(entryOf(program).drafts.document.declarationDate).toBe('2017-09-28');
    expect(focusOf(program)).toBe('category');
    await program.press('<shift+tab>', '<space>', '<pagedown>', '<escape>');
    expect(entryOf(program).focus.session?.text.text).toBe('2017-09-28');
  });

  it('a day that does not exist is refused where it stands', async () => {
    const program = await inbound();
    await program.press(...'2017-10-24'.split('').map(() => '<backspace>'), '20170231', '<enter>');
    expect(focusOf(program)).toBe('declarationDate');
    expect(program.state().message).toEqual({ tone: 'error', text: '没有这一天' });
    await program.press('<escape>', '<enter>');
    expect(focusOf(program)).toBe('category');
  });
});

describe('pages (K1, K2)', () => {
  it('copies a kept one to a second page, a new one beside an unsaved one; Alt+digit and F12 switch', async () => {
    const program = await inbound();
    await program.press('<tab>', '13', '<alt+t>', '<f6>');
    const pages = () => program.state().pages.map(({ id }) => id);
    expect(pages()).toHaveLength(3);
    expect(entryOf(program).drafts.document.category).toBe('13');
    expect(entryOf(program).sync.record.revision).toBe(0);
    await program.press('<alt+2>');
    expect(entryOf(program).id).toBe('WI150881040000000');
    await program.press('<f12>');
    expect(entryOf(program).id).not.toBe('WI150881040000000');
  });

  it('a new one asks whether to keep the present one', async () => {
    const program = await inbound();
    await program.press('<tab>', '13', '<alt+n>');
    expect(await program.frame()).toContain('是否先存为草稿');
    await program.press('<enter>');
    expect((await program.office.store.get('WI150881040000000')).status).toBe('draft');
    expect(program.state().pages.filter(({ kind }) => kind === 'entry')).toHaveLength(1);
    expect(entryOf(program).id).not.toBe('WI150881040000000');
  });

  it('closing one with changes asks, and discarding leaves the journal', async () => {
    const program = await inbound();
    await program.press('<tab>', '13', '<ctrl+w>', '<right>', '<enter>');
    expect(frontPage(program.state()).kind).toBe('home');
    expect(program.office.store.journals.list()).toHaveLength(1);
  });
});

describe('a program that died (E10)', () => {
  it('is gone on with: what was typed is there, also in a field that was not left and a form that was not added', async () => {
    const home = await mkdtemp(join(tmpdir(), 'baojian-crash-'));
    ends.push(() => rm(home, { recursive: true, force: true }));
    const first = await startTestProgram({ home, begin: [beginEntry('in')] });
    await goods(first, '甲');
    await first.press(
      '<tab>',
      '<tab>',
      '<tab>',
      'SPEC',
      '<pageup>',
      '<pageup>',
      '<pageup>',
      '<pageup>',
      '<tab>',
      '1',
      '3',
    );
    await first.close();
    const second = await start({ home, begin: [offerRecovery] });
    expect(await second.frame()).toContain('WI150881040000000  1 项货物');
    await second.press('<enter>');
    expect(entryOf(second)).toMatchObject({
      drafts: {
        document: { category: '13', goods: [{ name: '甲' }] },
        form: { goods: [{ specification: 'SPEC' }] },
      },
    });
    await second.press('<alt+t>');
    expect((await second.office.store.get('WI150881040000000')).document.goods).toHaveLength(2);
    expect(second.office.store.journals.list()).toEqual([]);
  });
});

describe('lists of the office (S1, S6)', () => {
  it('a consignee is found by initials and fills its four fields, taken back by one undo; a new one is typed freely', async () => {
    const program = await inbound();
    await keepParties(program.office, [
      { code: 'A001', name: '广州某某贸易有限公司', nameEn: 'GZ TRADE', address: '天河路1号', contact: '' },
      { code: 'A002', name: '深圳某某贸易有限公司', nameEn: 'SZ TRADE', address: '深南路1号', contact: '' },
    ]);
    await program.press('entry.copy');
    while (focusOf(program) !== 'consigneeName') await program.press('<tab>');
    await program.press('sz tr', '<enter>', '<enter>');
    expect(entryOf(program).drafts.document).toMatchObject({ consigneeCode: 'A002' });
    await program.press('<ctrl+z>', 'szmm', '<enter>', '<enter>');
    expect(entryOf(program).drafts.document).toMatchObject({
      consigneeCode: 'A002',
      consigneeName: '深圳某某贸易有限公司',
      consigneeNameEn: 'SZ TRADE',
      consigneeAddress: '深南路1号',
    });
    await program.press('<ctrl+z>');
    expect(entryOf(program).drafts.document).not.toHaveProperty('consigneeCode');
    await program.press('某某', '<enter>');
    expect(entryOf(program).drafts.document).toMatchObject({ consigneeName: '某某' });
    expect(entryOf(program).drafts.document).not.toHaveProperty('consigneeCode');
    await program.press('<shift+tab>', '<shift+tab>', 'a001', '<enter>');
    expect(entryOf(program).drafts.document).toMatchObject({
      consigneeCode: 'A001',
      consigneeName: '广州某某贸易有限公司',
    });
  });
});

describe('a field just entered', () => {
  it('is replaced by typing, kept by moving, emptied by one Backspace, restored by Esc', async () => {
    const program = await inbound();
    await program.press('<tab>', '13', '<tab>', '<shift+tab>', '14', '<tab>');
    expect(entryOf(program).drafts.document.category).toBe('14');
    await program.press('<tab>', '广州', '<tab>', '<shift+tab>', '<end>', '公司', '<tab>');
    expect(entryOf(program).drafts.document.enterpriseName).toBe('广州公司');
    await program.press('<shift+tab>', '<backspace>', '<escape>', '<tab>');
    expect(entryOf(program).drafts.document.enterpriseName).toBe('广州公司');
    await program.press('<shift+tab>', '<backspace>', '<tab>');
    expect(entryOf(program).drafts.document).not.toHaveProperty('enterpriseName');
  });
});

describe('the help and the palette (K9)', () => {
  it('F1 tells of the field and of every key that works; the palette runs by initials', async () => {
    const program = await inbound();
    await program.press('<tab>');
    expect((await program.frame()).split('\n').at(-2)).toBe(` ${HELP.category}`);
    await program.press('<f1>');
    const help = await program.frame();
    expect(help).toContain(HELP.category);
    expect(help).toContain('输入代码、名称、名称的一部分或拼音首字母');
    await program.press('<escape>', '<f2>', 'zc', '<enter>');
    expect(program.state().message?.text).toBe('WI150881040000000 已暂存为草稿');
  });
});
