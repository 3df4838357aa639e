import { describe, expect, it } from 'vitest';
import { dialogs, entryOf, focusOf, message, pageKind } from '../eyes.ts';
import { addGoods, fill, fillPage, fillSection, goTo, typeInto } from '../hands.ts';
import { openStage } from '../stage.ts';
import { FIRST, INBOUND, WINE } from '../values.ts';

const stage = openStage({ seed: 1 });

describe('from a blank page to a saved declaration, with keys alone', () => {
  it('inbound: every field by Enter, goods added by Enter behind the last field, saved without a fault', async () => {
    const program = await stage.begin();
    await fillPage(program, INBOUND);
    expect(focusOf(program)).toBe('goods.hsCode');
    await fillSection(program, WINE);
    expect(focusOf(program)).toBe('goods.hsCode');
    await program.press('entry.save');
    expect(message(program)).toContain(`${FIRST} 已保存；Alt+D 留下收发货人 `);
    const { document, status } = await program.office.store.get(FIRST);
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
    expect(program.office.local.journals.list()).toEqual([]);
  });

  it('and to acceptance: sent, then read-only with the reason', async () => {
    const program = await stage.begin();
    await stage.bureau(program);
    await fillPage(program, INBOUND, WINE);
    await program.press('entry.send');
    expect(message(program)).toBe(`${FIRST} 已保存并发送，等待接收回执`);
    expect(await program.frame()).toContain(`入境发 ${FIRST}`);
    await program.press('entry.previous-section', 'x');
    expect(message(program)).toContain('已发送，只能查看');
    expect(entryOf(program).drafts.document.goods[0]?.hsCode).toBe('2204210000');
  });

  it('says why it is not sent when nobody is there, and keeps it saved', async () => {
    const program = await stage.begin();
    await fillPage(program, INBOUND, WINE);
    await program.press('entry.send');
    expect(await program.frame()).toContain('练习局没有运行');
    await program.press('question.cancel');
    expect(entryOf(program).sync.record).toMatchObject({ status: 'saved', revision: 1 });
  });
});

describe('what was taken back', () => {
  it('is no change: the page closes without a question, a new one and a stored one', async () => {
    const program = await stage.begin();
    await program.press('7', 'field.restore');
    expect(await program.frame()).not.toContain('•');
    await fill(program, { contactPerson: '李' });
    expect(await program.frame()).toContain('•');
    await program.press('entry.draft', '王', '<tab>');
    expect(await program.frame()).toContain('•');
    await program.press('entry.undo');
    expect(await program.frame()).not.toContain('•');
    await program.press('app.close-page');
    expect([dialogs(program), pageKind(program)]).toEqual([[], 'home']);
  });

  it('but a row that is only in the form is', async () => {
    const program = await stage.begin();
    await program.press('entry.draft');
    await typeInto(program, 'goods.name', '酒');
    await program.press('app.close-page');
    expect(await program.frame()).toContain('有没有保存的修改');
  });
});

describe('faults (K3)', () => {
  it('saving marks them, goes to the first, and the list walks through all', async () => {
    const program = await stage.begin();
    await addGoods(program, { 'goods.name': '红酒' });
    await program.press('entry.save');
    expect(focusOf(program)).toBe('category');
    expect(message(program)).toMatch(/^\d+ 处差错，F3 列出全部。【报检类别】：必填/u);
    await program.press('entry.faults', 'faults.up', 'faults.go');
    expect(focusOf(program)).toMatch(/^goods\./u);
    expect(entryOf(program).lists.goods.editingIndex).toBe(0);
    expect(await program.frame()).toContain('修改第1项货物');
    await expect(program.office.store.get(FIRST)).rejects.toThrow();
  });

  it('an unknown code stays as it was typed and is marked; of a starter table it is a warning', async () => {
    const program = await stage.begin();
    await fill(program, { category: '99' });
    await goTo(program, 'category');
    expect(entryOf(program).drafts.document.category).toBe('99');
    expect(await program.frame()).toContain('✗ 报检类别：代码 99 不在代码表内');
    await fill(program, { 'goods.hsCode': '9999999999' });
    await goTo(program, 'goods.hsCode');
    expect(await program.frame()).toContain('! HS编码：附带的代码表没有 9999999999');
  });
});
