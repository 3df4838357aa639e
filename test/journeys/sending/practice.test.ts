import { expect, it } from 'vitest';
import { findPracticeBureau } from '../../../src/jobs/practice.ts';
import { sendDeclaration } from '../../../src/jobs/send-declarations.ts';
import { NO_FAULTS } from '../../../src/practice/faults.ts';
import { importGood } from '../../jobs/office.ts';
import { lineWith, message } from '../eyes.ts';
import { stepTo } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import { openSettings } from '../settings-hands.ts';
import { openStage } from '../stage.ts';

const { start, bureau } = openStage({ seed: 20171024 });

const faultsOf = async ({ office }: TestProgram) => (await findPracticeBureau(office))?.faults;

it('the bureau is told by keys to send all back, names a field to correct, and is told to do nothing wrong any more', async () => {
  const program = await start();
  await bureau(program);
  await program.press('app.receive');
  await stepTo(program, 'home.up', '练习局');
  await program.press('home.open', 'practice.down', 'practice.change');
  expect(message(program)).toBe('结论：一律退单');
  expect(await faultsOf(program)).toMatchObject({ verdict: 'reject', shuffle: false });
  await program.press('practice.last', 'practice.change');
  expect(message(program)).toBe('无纸化单据：一律要');
  await program.press('practice.back', 'practice.back');
  expect(message(program)).toBe('无纸化单据：一律退回');
  expect(await faultsOf(program)).toMatchObject({ papers: 'return' });
  await program.press('practice.up', 'practice.back');
  expect(message(program)).toBe('回执乱序：是');
  expect(await faultsOf(program)).toMatchObject({ verdict: 'reject', shuffle: true });
  await program.press('practice.close');
  const [entryNo = ''] = await importGood(program.office, 1);
  await sendDeclaration(program.office, entryNo);
  await program.press('app.receive', 'home.rejected');
  expect(await program.frame()).toContain('与装箱单不一致');
  await program.press('app.home');
  await stepTo(program, 'home.up', '练习局');
  await program.press('home.open');
  expect(await lineWith(program, '结论')).toContain('一律退单');
  await program.press('practice.quiet');
  expect(message(program)).toBe('练习局没有故障了，按规则下结论');
  expect(await faultsOf(program)).toEqual(NO_FAULTS);
});

it('what no key offers is shown as it is, and a bureau that does not run is told nothing', async () => {
  const program = await openSettings(await start(), 'channel');
  const practice = await bureau(program, { faults: { drop: 0.05 } });
  await program.press('channel.practice');
  expect(await lineWith(program, '没有回应')).toContain('0.05');
  await practice.stop();
  await program.press('practice.close', 'channel.practice', 'practice.down', 'practice.change');
  expect(message(program)).toBe('练习局没有运行，先在第一行启动');
  await program.press('practice.quiet');
  expect(message(program)).toBe('练习局没有运行，没有故障');
});

it('the badge 练习 goes when the channel becomes a real one, and comes back', async () => {
  const program = await openSettings(await start({ practice: true }), 'channel');
  expect(await program.frame()).toMatch(/ 练习 *$/mu);
  await program.press('channel.change');
  expect(await program.frame()).not.toMatch(/ 练习 *$/mu);
  await program.press('channel.back');
  expect(await program.frame()).toMatch(/ 练习 *$/mu);
});
