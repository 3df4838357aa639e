import { describe, expect, it } from 'vitest';
import type { CodeBook } from '../../src/catalogue/code-book.ts';
import { bookOf } from '../../src/jobs/office.ts';
import { receiveReceipts } from '../../src/jobs/receive-receipts.ts';
import { sendDeclaration } from '../../src/jobs/send-declarations.ts';
import { importGood } from '../jobs/office.ts';
import { entryOf, focusOf, keysShown, message, noteOf, pageKind, title } from './eyes.ts';
import { fillPage, goTo, openList, typeInto } from './hands.ts';
import { openStage } from './stage.ts';
import { two } from './together.ts';
import { FIRST, INBOUND, ORANGES, OUTBOUND, WINE } from './values.ts';

const stage = openStage({ seed: 1 });
const { start, bureau } = stage;

describe('the course of a declaration, without leaving its page', () => {
  it('inbound: blank, typed, sent, accepted and released; the receipts are a key away all the time', async () => {
    const program = await stage.begin();
    await bureau(program);
    await program.press('entry.receipts');
    expect(message(program)).toBe('暂无回执：这份单证还没有保存');
    await fillPage(program, INBOUND, WINE);
    await program.press('entry.save', 'entry.receipts');
    expect(await program.frame()).toContain('暂无回执');
    await program.press('receipts.close', 'entry.send');
    expect(await title(program)).toContain(`入境发 ${FIRST}`);
    await program.press('app.receive');
    expect(message(program)).toMatch(/^收到 3 条回执：1 份已放行/u);
    expect(await title(program)).toContain(`入境放 ${FIRST}`);
    await program.press('entry.up');
    expect(await noteOf(program)).toBe('已放行，只能查看；F6 复制为新的单证后可以修改');
    expect(await keysShown(program)).toContain('F7 查看回执');
    expect(await keysShown(program)).not.toContain('保存');
    expect(entryOf(program).drafts.document).toMatchObject({ declarationNo: expect.stringMatching(/^1\d{14}$/u) });
    await program.press('entry.receipts');
    const frame = await program.frame();
    expect(frame).toContain('已正式受理通过');
    expect(frame).toContain('通关单号');
  });

  it('outbound: typed with names, initials and rare characters, to released', async () => {
    const program = await stage.begin('out');
    await bureau(program);
    await fillPage(program, OUTBOUND, ORANGES, { ...ORANGES, 'goods.name': '鲜橙（二级）' });
    await program.press('entry.send');
    expect(message(program)).toBe('WE150881040000000 已保存并发送，等待接收回执');
    await program.press('app.receive');
    expect(await title(program)).toContain('出境放 WE150881040000000');
    const { document, status } = await program.office.store.get('WE150881040000000');
    expect(status).toBe('released');
    expect(document).toMatchObject({
      consignorName: '深圳䶮达出口有限公司',
      tradeMode: '11',
      transportMode: '1',
      shipmentDate: '2017-10-28',
      goods: [{ name: '鲜橙', originPlace: '440300' }, { name: '鲜橙（二级）' }],
    });
  });

  it('what was sent is read row by row, and every key that would change it says why it does not', async () => {
    const program = await stage.begin();
    await bureau(program);
    await fillPage(program, INBOUND, { ...WINE, 'goods.name': '甲' }, { ...WINE, 'goods.name': '乙' });
    await program.press('entry.send');
    await goTo(program, 'goods.hsCode');
    expect(await program.frame()).toContain('第1项货物，共 2');
    expect(entryOf(program).drafts.form.goods[0]?.name).toBe('甲');
    await program.press('entry.to-list', 'list.down', 'rows.take');
    expect(entryOf(program).drafts.form.goods[0]?.name).toBe('乙');
    for (const key of [
      'x',
      '<f5>',
      '<f8>',
      '<alt+i>',
      '<ctrl+c>',
      '<alt+up>',
      '<alt+k>',
      '<ctrl+f>',
      '<space>',
      '<f9>',
      '<ctrl+z>',
    ]) {
      await program.press(key);
      expect([key, message(program)]).toEqual([key, '已发送，只能查看；F6 复制为新的单证后可以修改']);
    }
    expect(program.office.local.journals.list()).toEqual([]);
    await program.press('app.close-page');
    expect(pageKind(program)).toBe('home');
  });
});

describe('a rejection', () => {
  it('opens the page for changes where it stands; it is sent again and accepted', async () => {
    const program = await stage.begin();
    const practice = await bureau(program, { faults: { verdict: 'reject' } });
    await fillPage(program, INBOUND, WINE);
    await program.press('entry.send', 'app.receive');
    expect(message(program)).toContain('1 份已退单');
    expect(await title(program)).toContain(`入境错 ${FIRST}`);
    await program.press('entry.previous-section');
    expect(await noteOf(program)).toBe('! 已退单：F7 查看回执，F3 列出要改正的栏位；改正后 F9 重新发送');
    practice.setFaults({ verdict: 'rules' });
    await typeInto(program, 'contractNo', 'HT-1A');
    await program.press('entry.send');
    expect(await title(program)).toContain(`入境发 ${FIRST}`);
    await program.press('app.receive', 'entry.receipts');
    expect(await title(program)).toContain(`入境放 ${FIRST}`);
    expect(await program.frame()).toContain('【报检数量】与装箱单不一致（练习局设');
    const { sending, document } = await program.office.store.get(FIRST);
    expect(sending).toBe(2);
    expect(document.contractNo).toBe('HT-1A');
  });

  it('leads to the fields that the bureau names, until they are changed; nobody is kept from sending it as it is', async () => {
    const program = await stage.begin();
    const office = bookOf(program.office.codes);
    // The bureau has newer tables, in which two codes are gone.
    const gone = new Set(['trade-modes 11', 'purposes 12']);
    const book: CodeBook = {
      ...office,
      find: (table, code) => (gone.has(`${table} ${code}`) ? undefined : office.find(table, code)),
    };
    await bureau(program, { book });
    await fillPage(program, INBOUND, WINE, WINE);
    await program.press('entry.send', 'app.receive');
    expect(await title(program)).toContain('入境错');
    await program.press('entry.faults');
    const faults = await program.frame();
    expect(faults).toContain('3 处差错须改正');
    expect(faults).toContain('【贸易方式】');
    expect(faults).toContain('第2项货物【用途】');
    await program.press('faults.down', 'faults.down', 'faults.go');
    expect(focusOf(program)).toBe('goods.purpose');
    expect(entryOf(program).lists.goods.editingIndex).toBe(1);
    expect(await noteOf(program)).toContain('✗ 用途：局端：第2项货物【用途】');
    await program.press('16', 'rows.add', 'entry.faults');
    const left = await program.frame();
    expect(left).toContain('2 处差错须改正');
    expect(left).toContain('第1项货物【用途】');
    expect(left).not.toContain('第2项货物【用途】');
    await program.press('faults.close', 'entry.send');
    expect(await title(program)).toContain('入境发');
  });

  it('is opened from the list at the first field that the bureau names', async () => {
    const program = await start();
    const office = bookOf(program.office.codes);
    await bureau(program, {
      book: { ...office, find: (table, code) => (table === 'trade-modes' ? undefined : office.find(table, code)) },
    });
    await importGood(program.office, 1);
    await openList(program);
    await program.press('list.send', 'app.receive', 'list.open');
    expect(focusOf(program)).toBe('tradeMode');
    expect(await noteOf(program)).toContain('✗ 贸易方式：局端：');
  });
});

describe('two programs on one home', () => {
  it('a page without changes of its own follows: contents, status and lock', async () => {
    const { mine, other, entryNo, seen, writes } = await two(stage);
    await bureau(mine);
    await goTo(mine, 'contactPhone');
    await typeInto(other, 'contactPerson', '王');
    await writes(other, other.press('entry.save'));
    await seen(mine);
    expect(entryOf(mine).drafts.document.contactPerson).toBe('王');
    expect(focusOf(mine)).toBe('contactPhone');
    expect(message(mine)).toBe('小王 保存了新的内容，已换成最新的');
    await writes(other, sendDeclaration(other.office, entryNo));
    await seen(mine);
    expect(await title(mine)).toContain(`入境发@${entryNo}`);
    await mine.press('x');
    expect(message(mine)).toContain('已发送，只能查看');
    await writes(other, receiveReceipts(other.office));
    await seen(mine);
    expect(await title(mine)).toContain(`入境放@${entryNo}`);
  });
});
