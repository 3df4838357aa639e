import { describe, expect, it } from 'vitest';
import { entryOf, focusOf, inHand, message, noteOf, popupIn } from '../eyes.ts';
import { fill, goToFault, openStored } from '../hands.ts';
import { fillPopup, openPopup, typeIntoPopup } from '../popup-hands.ts';
import { openStage } from '../stage.ts';
import { FIRST } from '../values.ts';

const stage = openStage({ seed: 22 });

describe('faults and sent declarations', () => {
  it('F3 leads into the popup, to the row and the field that is wrong', async () => {
    const program = await stage.begin();
    await openPopup(program, 'goods.licences');
    await program.press('104', 'popup.add');
    await fillPopup(program, { 'goods.licences.type': '105' });
    await typeIntoPopup(program, 'goods.licences.number', 'A-2');
    await program.press('popup.confirm', 'rows.add');
    await goToFault(program, 'goods[0].licences[1].validFrom');
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
  ] as const)('F3 leads to %s', async (path, popup, field, taken) => {
    const program = await stage.begin();
    await fill(program, { category: '13' });
    await program.press('entry.draft');
    await program.office.store.update(FIRST, record => ({
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
    await goToFault(program, path);
    expect(popupIn(program)).toMatchObject({ popup, editingIndex: taken });
    expect(inHand(program)).toBe(field);
    expect(await noteOf(program)).toMatch(/^[✗!] /u);
  });

  it('popups of a sent declaration can be looked at: rows show, nothing changes, nothing is journalled', async () => {
    const program = await stage.begin();
    await fill(program, { category: '13' });
    await program.press('entry.draft');
    await program.office.store.update(FIRST, record => ({
      ...record,
      status: 'accepted',
      document: {
        ...record.document,
        users: [{ name: '甲厂' }, { name: '乙厂', contact: '张三' }],
        specialBusiness: '0100',
        goods: [{ name: '车', licences: [{ type: '408', number: 'CQ-1', vins: [{ vinNo: '1', vin: 'V' }] }] }],
      },
    }));
    await openStored(program, FIRST);
    const { document } = entryOf(program).drafts;
    await openPopup(program, 'users');
    expect(await program.frame()).toContain('只能查看');
    await program.press('popup.list-down');
    expect(await program.frame()).toMatch(/联系人.*张三/u);
    for (const keys of ['<alt+a>', '<alt+d>', '<alt+k>', '<delete>', '<alt+up>']) {
      await program.press(keys);
      expect(message(program)).toContain('只能查看');
    }
    await program.press('popup.confirm');
    expect(entryOf(program).popups).toEqual([]);
    await openPopup(program, 'specialBusiness');
    await program.press('ticks.toggle');
    expect(message(program)).toContain('只能查看');
    await program.press('popup.cancel');
    await openPopup(program, 'goods.licences');
    await program.press('popup.inside');
    expect(popupIn(program)?.popup).toBe('P13');
    expect(await program.frame()).toMatch(/证书类型 +408/u);
    await program.press('popup.cancel', 'popup.cancel');
    expect(focusOf(program)).toBe('goods.licences');
    expect(entryOf(program).drafts.document).toBe(document);
    expect(entryOf(program).journal.begun).toBe(false);
    expect(program.office.local.journals.list()).toEqual([]);
  });
});
