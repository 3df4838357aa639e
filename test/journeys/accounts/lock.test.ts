import { expect, it } from 'vitest';
import { changeSwitches } from '../../../src/jobs/switches.ts';
import { rowsOf, textInHand } from '../eyes.ts';
import { typeInto } from '../hands.ts';
import { MANUAL_DAY, type TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';
import { LI, staffedHome, startAs, WANG } from './people.ts';

const stage = openStage({ seed: 15 });

const MINUTE = 60_000;
const unlock = `${WANG.password}<enter>`;

/** All that is to be seen of a page: words of two letters or more. */
const wordsOf = (frame: string): Set<string> => new Set(frame.match(/[\p{L}\p{N}]{2,}/gu));
const OWN = ['已锁定', '王芳', '密码', 'Enter', '解锁', 'Esc', '清除'];

async function expectOnlyLock(program: TestProgram): Promise<void> {
  const left = [...wordsOf(await program.frame())].filter(word => !OWN.includes(word));
  expect(left).toEqual([]);
}

it('by the key nothing of the page is left, and the password brings all of it back with the popup and what was half typed', async () => {
  const program = await startAs(stage, WANG, { home: await staffedHome(stage) });
  await program.press('n', '1');
  await typeInto(program, 'attachedDocuments', '1');
  await program.press('field.open');
  // What the message line says is said once.
  const page = async () => (await rowsOf(program)).toSpliced(-2, 1);
  const before = await page();
  const cursor = await program.cursor();
  const { pages, dialogs } = program.state();
  await program.press('<alt+.>');
  await expectOnlyLock(program);
  for (const [columns, rows] of [
    [60, 16],
    [120, 40],
    [80, 24],
  ] as const) {
    await program.resize(columns, rows);
    await expectOnlyLock(program);
  }
  await program.press('<f2><ctrl+l><escape><ctrl+g>');
  await expectOnlyLock(program);
  await program.press(unlock);
  expect(await page()).toEqual(before);
  expect(await program.cursor()).toEqual(cursor);
  expect([program.state().pages, program.state().dialogs]).toEqual([pages, dialogs]);
});

it('a field that is half typed stays half typed, also under a question', async () => {
  const program = await startAs(stage, WANG, { home: await staffedHome(stage) });
  await program.press('n', '1');
  await typeInto(program, 'contractNo', 'HT-7');
  await program.press('<alt+.>', unlock, '8');
  expect(textInHand(program)).toBe('HT-78');
});

it('a wrong password says so and counts as at log-in; nothing is let in until the time is over', async () => {
  let now = MANUAL_DAY;
  const program = await startAs(stage, WANG, { home: await staffedHome(stage), now: () => now });
  await program.press('<alt+.>');
  for (let time = 0; time < 5; time += 1) await program.press('falsch-Wort-9<enter>');
  expect(await program.frame()).toContain('已锁定到 2017-10-24 10:01:00');
  // Another one’s password opens nothing.
  await program.press(`${LI.password}<enter>`, unlock);
  expect(program.state().lock).toBeDefined();
  now += MINUTE;
  await program.press(unlock);
  expect(program.state().lock).toBeUndefined();
});

it('it locks by itself after the time of the office, not while keys come, and a dialog is there again afterwards', async () => {
  let now = MANUAL_DAY;
  const home = await staffedHome(stage);
  const program = await startAs(stage, WANG, { home, now: () => now });
  await program.press('home.new');
  now += 14 * MINUTE;
  await program.press('<right>');
  now += 14 * MINUTE;
  program.program.tick();
  expect(program.state().lock).toBeUndefined();
  now += MINUTE;
  program.program.tick();
  await expectOnlyLock(program);
  await program.press(unlock);
  expect(await program.frame()).toContain('哪一种单证？');
});

it('0 minutes is never, and another number takes hold at the next log-in', async () => {
  let now = MANUAL_DAY;
  const home = await staffedHome(stage);
  const program = await startAs(stage, WANG, { home, now: () => now });
  await changeSwitches(program.office, held => ({ ...held, lockMinutes: 0 }));
  await program.press('app.log-out', 'wang<enter>', unlock);
  now += 1000 * MINUTE;
  program.program.tick();
  expect(program.state().lock).toBeUndefined();
});

it('jobs go on behind it', async () => {
  const program = await startAs(stage, WANG, { home: await staffedHome(stage) });
  await program.press('<alt+.>');
  program.program.run({ label: '正在做', run: async () => undefined });
  program.program.run({ run: async () => ({ action: () => ({ message: { tone: 'good', text: '收到 1 份回执' } }) }) });
  await expectOnlyLock(program);
  await program.press(unlock);
  expect(await program.frame()).toContain('收到 1 份回执');
});
