import { describe, expect, it } from 'vitest';
import { askFirstForm } from '../../screens/dialogs/first-form.ts';
import { changeChannel, channelSettings } from '../../src/jobs/channel.ts';
import { firstSteps } from '../../src/jobs/first-steps.ts';
import { enterprisesOf, partiesOf } from '../../src/jobs/own-lists.ts';
import { changePrinting } from '../../src/jobs/printing.ts';
import { setUpPractice } from '../../src/jobs/set-up-practice.ts';
import { changeSwitches, switchesOf } from '../../src/jobs/switches.ts';
import { importGood } from '../jobs/office.ts';
import { entryOf, frontDialog, message, pageKind } from './eyes.ts';
import { settingsOf, typeIntoForm } from './settings-hands.ts';
import { openStage } from './stage.ts';

const { start, bureau } = openStage({ seed: 20171024 });

describe('the first day of an office (S9)', () => {
  it('the home page lists what stands before the first declaration; each opens at its place and is ticked when it is done', async () => {
    const program = await start();
    const frame = await program.frame();
    expect(frame).toMatch(
      /第一份单证之前\n +\[ \] 报检注册.*\n +\[ \] 收发货人.*\n +\[ \] 申报通讯.*\n +\[ \] 代码表.*\n +\[ \] 打印/u,
    );
    for (const tab of ['parties', 'channel', undefined, 'printing']) {
      await program.press('<down>');
      if (tab === 'parties') await program.press('<down>', '<down>', '<down>');
      await program.press('<enter>');
      if (tab === undefined) {
        expect(frontDialog(program)).toBe('question');
        expect(await program.frame()).toContain('codes import');
        await program.press('<escape>');
      } else {
        expect(settingsOf(program)).toMatchObject({ kind: 'settings', tab });
        await program.press('app.close-page');
      }
      expect(pageKind(program)).toBe('home');
    }
    const { office } = program;
    await changeChannel(office, {
      ...(await channelSettings(office)),
      platform: '01',
      sendUrl: 'https://eciq.example/',
    });
    await changePrinting(office, held => ({ ...held, toFile: true }));
    await program.press('app.settings', 'settings.back');
    expect(await program.frame()).toMatch(/\[x\] 申报通讯/u);
    expect(await program.frame()).toMatch(/\[x\] 打印 +写成文件/u);
    expect((await firstSteps(office)).filter(({ done }) => done).map(({ name }) => name)).toEqual([
      'channel',
      'printing',
    ]);
  });

  it('goes away by a key, and comes back by its switch', async () => {
    const program = await start();
    await program.press('home.put-away');
    expect(await program.frame()).not.toContain('第一份单证之前');
    expect((await switchesOf(program.office)).firstSteps).toBe(false);
    // The table of codes is told of as before.
    expect(await program.frame()).toContain('只有起步的一部分，回车看怎么装');
    await changeSwitches(program.office, held => ({ ...held, firstSteps: true }));
    await program.press('app.settings', 'settings.back');
    expect(await program.frame()).toContain('第一份单证之前');
  });

  it('goes away once a receipt was received, and is not there for those who practise', async () => {
    const program = await start();
    await bureau(program);
    await importGood(program.office, 1);
    await program.press('app.settings', 'settings.back');
    expect(await program.frame()).toContain('第一份单证之前');
    await program.press('home.send-saved', '<enter>', 'app.receive');
    await program.press('app.settings', 'settings.back');
    expect(await program.frame()).not.toContain('第一份单证之前');
    const practising = await start();
    await setUpPractice(practising.office);
    await practising.press('app.settings', 'settings.back');
    expect(await practising.frame()).not.toContain('第一份单证之前');
  });

  it('one form asks for what the first declaration needs, says what is wrong, and makes the registration', async () => {
    const program = await start({ begin: [askFirstForm] });
    expect(frontDialog(program)).toBe('firstForm');
    await typeIntoForm(program, { 报检登记号: '440300', 检验检疫机构: '440300' });
    await program.press('first.keep');
    expect(await program.frame()).toContain('单位名称：必填，尚未填写');
    await typeIntoForm(program, { 单位名称: '深圳海通', 联系人: '陈静' });
    await program.press('first.keep');
    expect([frontDialog(program), message(program)]).toEqual([undefined, '440300 深圳海通 已保存；现在新建第一份单证']);
    const [first] = await enterprisesOf(program.office);
    expect(first?.defaults).toMatchObject({
      all: { contactPerson: '陈静' },
      in: { acceptingOrg: '440300', certificateOrg: '440300', portOrg: '440300', destinationOrg: '440300' },
      out: { acceptingOrg: '440300', inspectionPlace: '440300', portOrg: '440300', certificateOrg: '440300' },
      pack: { acceptingOrg: '440300' },
    });
    expect(first?.defaults.in).not.toHaveProperty('category');
    expect(await program.frame()).toMatch(/\[x\] 报检注册 +440300 深圳海通/u);
    // Left alone it can be had again from the list.
    const later = await start({ begin: [askFirstForm] });
    await later.press('first.close', '<down>', '<down>', '<down>', '<enter>');
    expect(frontDialog(later)).toBe('firstForm');
  });

  it('the party of a saved declaration is kept by one key', async () => {
    const program = await start();
    const [entryNo = ''] = await importGood(program.office, 1);
    await program.press('1', '<enter>', 'entry.save');
    // It is offered at the first save alone.
    expect(message(program)).toBe(`${entryNo} 已保存`);
    await program.press('<alt+d>');
    const [party] = await partiesOf(program.office);
    expect(message(program)).toContain(`已留下收发货人 ${party?.name}`);
    expect(party).toMatchObject({ name: entryOf(program).drafts.document.consigneeName });
    await program.press('<alt+d>');
    expect(message(program)).toContain('已经留着');
    await program.press('entry.save');
    expect(message(program)).toBe(`${entryNo} 已保存`);
  });
});
