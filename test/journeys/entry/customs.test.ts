import { expect, it } from 'vitest';
import { changeChannel } from '../../../src/jobs/channel.ts';
import { setSetting } from '../../../src/jobs/settings/by-name.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { entryOf, focusOf, message } from '../eyes.ts';
import { beginOn, emptyField, goTo, toPage, typeInto } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import { openSettings } from '../settings-hands.ts';
import { openStage } from '../stage.ts';

const { start } = openStage({ seed: 31 });

const sendAs = (program: TestProgram, inboundForm: 'iaq' | 'dec') =>
  changeChannel(program.office, { platform: '03', importFolder: temporaryFolder(), inboundForm });

it('what a customs declaration needs has a section of its own while that is sent, and only then', async () => {
  const program = await start();
  await sendAs(program, 'dec');
  await beginOn(program);
  expect(entryOf(program).drafts.document).toMatchObject({ direction: 'in' });

  await program.press('entry.jump', '<f3>');
  expect(focusOf(program)).toBe('operation');
  expect(await program.frame()).toContain('报关信息');
  await typeInto(program, 'grossWeight', '1300.25');
  await typeInto(program, 'packageKind', '22');
  await typeInto(program, 'tradeMode', '11');
  await goTo(program, 'supervisionMode');
  expect(entryOf(program).drafts.document).toMatchObject({
    ...{ grossWeight: '1300.25', packageKind: '22', tradeMode: '11', supervisionMode: '0110' },
  });
  await program.press('entry.jump', '<f4>');
  expect(focusOf(program)).toBe('containers.spec');
  await goTo(program, 'goods.dutyMode');
  await typeInto(program, 'goods.dutyMode', '照章');
  await program.press('entry.next-fault');
  expect(message(program)).not.toContain('报检地');

  // Elsewhere something else is chosen: the section is gone, its values stay, the focus is on the field that it was on.
  await goTo(program, 'contractNo');
  await openSettings(program, 'channel');
  await sendAs(program, 'iaq');
  await toPage(program, 2);
  expect(focusOf(program)).toBe('contractNo');
  await program.press('entry.jump', '<f3>');
  expect(focusOf(program)).toBe('containers.spec');
  expect(await program.frame()).not.toContain('报关信息');
  expect(entryOf(program).drafts.document.grossWeight).toBe('1300.25');
});

it.each([
  ['in', '消费使用单位', '生产销售单位'],
  ['out', '生产销售单位', '消费使用单位'],
] as const)(
  '%s: the other side of the trade has the name that it has there, on the page and in faults',
  async (direction, own, other) => {
    const program = await start({ rows: 100 });
    const forms = { inboundForm: 'dec', outboundForm: 'dec' } as const;
    await changeChannel(program.office, { platform: '03', importFolder: temporaryFolder(), ...forms });
    await beginOn(program, direction);
    await goTo(program, 'ownerName');
    const frame = await program.frame();
    expect([own, other].map(name => frame.includes(`${name}*`))).toEqual([true, false]);
    await program.press('entry.faults');
    expect(await program.frame()).toContain(`【${own.slice(0, 4)}信用代码】`);
  },
);

it('a supervision document is a row with its letter and number', async () => {
  const program = await start();
  await sendAs(program, 'dec');
  await beginOn(program);
  await goTo(program, 'supervisionDocuments');
  await program.press('field.open', 'B', '<enter>', '126440012345678001', 'popup.add', 'popup.confirm');
  expect(entryOf(program).drafts.document.supervisionDocuments).toEqual([{ type: 'B', number: '126440012345678001' }]);
});

it('what the office has once stands among the defaults of its registrations where it is asked for', async () => {
  const before = await openSettings(await start({ rows: 60 }), 'enterprises');
  await before.press('register.to-form');
  expect(await before.frame()).not.toContain('申报单位海关编码');
  const program = await start({ rows: 60 });
  await sendAs(program, 'dec');
  await openSettings(program, 'enterprises');
  await program.press('register.to-form');
  expect(await program.frame()).toContain('申报单位海关编码');
});

it('the section comes and goes with the registration, where that has a way of its own; the focus stays', async () => {
  const program = await start();
  for (const [name, value] of [
    ['importFolder', temporaryFolder()],
    ['routes.in.4403000099', '03'],
  ] as const)
    await setSetting(program.office, `channel.${name}`, value);
  await beginOn(program);
  await typeInto(program, 'registrationNo', '4403000001');
  await goTo(program, 'contractNo');
  await program.press('entry.jump', '<f3>');
  expect(focusOf(program)).toBe('containers.spec');
  await goTo(program, 'registrationNo');
  await emptyField(program);
  await typeInto(program, 'registrationNo', '4403000099');
  await goTo(program, 'contractNo');
  await program.press('entry.jump', '<f3>');
  expect(focusOf(program)).toBe('operation');
  await typeInto(program, 'tradeMode', '18');
  await goTo(program, 'supervisionMode');
  await program.press('field.open');
  const { matches } = entryOf(program).focus.session ?? {};
  expect(matches?.rows.slice(0, 2).map(({ code }) => code)).toEqual(['2025', '2225']);
  await program.press('<escape>', '<escape>');
  await goTo(program, 'goods.dutyMode');
  // Taken back step by step, the page has its fields of before again.
  for (let step = 0; step < 4; step += 1) await program.press('entry.undo');
  expect(focusOf(program)).toBeDefined();
});
