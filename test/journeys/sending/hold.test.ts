import { describe, expect, it } from 'vitest';
import { listOutbox } from '../../../src/jobs/outbox.ts';
import { SWITCHES } from '../../../src/jobs/switches.ts';
import { casesOf, importGood } from '../../jobs/office.ts';
import { testClock } from '../clock.ts';
import { dialogs, message, noteOf, pageKind, title } from '../eyes.ts';
import { answer, fillPage, openList, openStored, typeInto } from '../hands.ts';
import type { TestProgram, TestProgramOptions } from '../program.ts';
import { startTestProgram } from '../program.ts';
import { openStage } from '../stage.ts';
import { FIRST, INBOUND, WINE } from '../values.ts';

const stage = openStage({ seed: 1 });
/** What a new office has. */
const hold = SWITCHES.initial.holdSeconds;

/** A program whose clock goes when the test says so, with its bureau, and so many declarations that can be sent. */
async function started(count: number, options: TestProgramOptions = {}) {
  const clock = testClock();
  const program = await stage.start({ now: clock.now, hold, ...options });
  const practice = await stage.bureau(program, { now: clock.now });
  const entryNos = await importGood(program.office, count);
  return { clock, program, practice, entryNos, entryNo: entryNos[0] ?? '' };
}

/** How many declarations the bureau has taken. */
const arrived = ({ office }: TestProgram): number => casesOf(office.home).length;

const statusOf = async ({ office }: TestProgram, entryNo: string) => (await office.store.get(entryNo)).status;

describe('F9 on the entry page', () => {
  it('waits five seconds, shows them, and goes by itself; the receipts follow as ever', async () => {
    const { clock, program, entryNo } = await started(1);
    await openStored(program, entryNo);
    await program.press('entry.send');
    expect(message(program)).toBe(`${entryNo} 已保存，等待发送`);
    expect(await noteOf(program)).toMatch(/已保存，等待发送 +发送 1 份，5 秒后；Ctrl\+_ 收回$/u);
    expect(await title(program)).toContain(`入境发 ${entryNo}`);
    await clock.pass(program, 1);
    expect(await noteOf(program)).toContain('发送 1 份，4 秒后');
    expect(arrived(program)).toBe(0);
    await clock.pass(program, 4);
    expect(arrived(program)).toBe(1);
    expect(message(program)).toBe(`${entryNo} 局端已收下，等待回执`);
    expect(await noteOf(program)).not.toContain('收回');
    await program.press('app.receive');
    expect(await title(program)).toContain(`入境放 ${entryNo}`);
  });

  it('one key takes it back: the page can be changed and sent again', async () => {
    const { clock, program, entryNo } = await started(1);
    await openStored(program, entryNo);
    await program.press('entry.send', '<ctrl+_>');
    expect(message(program)).toBe(`${entryNo} 已收回，没有发送`);
    expect(await title(program)).toContain(`入境存 ${entryNo}`);
    expect(await listOutbox(program.office)).toEqual([]);
    await clock.pass(program, 60);
    expect(arrived(program)).toBe(0);
    await typeInto(program, 'contactPerson', '李');
    await program.press('entry.send');
    await clock.pass(program, hold);
    expect(arrived(program)).toBe(1);
    expect((await program.office.store.get(entryNo)).document.contactPerson).toContain('李');
  });

  it('a blank page, typed and sent; the next one is begun meanwhile, and the key works there', async () => {
    const clock = testClock();
    const program = await stage.begin('in', { now: clock.now, hold });
    await stage.bureau(program, { now: clock.now });
    await fillPage(program, INBOUND, WINE);
    await program.press('entry.send', 'entry.new');
    expect(await title(program)).toContain('2 ');
    await program.press('7', '<ctrl+_>');
    expect(message(program)).toBe(`${FIRST} 已收回，没有发送`);
    expect(await statusOf(program, FIRST)).toBe('saved');
  });

  it('says when there is nothing to take back', async () => {
    const { clock, program, entryNo } = await started(1);
    await openStored(program, entryNo);
    await program.press('entry.send');
    await clock.pass(program, hold);
    await program.press('<ctrl+_>');
    expect(message(program)).toBe('没有等待发送的单证，已经发出的收不回');
  });
});

describe('from the list and the first page', () => {
  it('many leave together and come back together, the last sent first', async () => {
    const { clock, program, entryNos } = await started(3);
    await openList(program);
    await program.press('list.send');
    await clock.pass(program, 2);
    await program.press('list.down', 'list.mark', 'list.mark', 'list.send');
    await answer(program, '发送 2 份');
    expect(await noteOf(program)).toMatch(/2 份等待发送 +发送 2 份，5 秒后，另有 1 份；Ctrl\+_ 收回$/u);
    await program.press('<ctrl+_>');
    expect(message(program)).toBe('2 份已收回，没有发送');
    expect(await noteOf(program)).toContain('发送 1 份，3 秒后；');
    await clock.pass(program, 3);
    expect(arrived(program)).toBe(1);
    const statuses = await Promise.all(entryNos.map(entryNo => statusOf(program, entryNo)));
    expect(statuses.toSorted()).toEqual(['saved', 'saved', 'sent']);
  });

  it('home sends all; receiving meanwhile does not hurry them', async () => {
    const { clock, program } = await started(3);
    await program.press('home.send-saved');
    await answer(program, '发送 3 份');
    expect(message(program)).toBe('3 份等待发送');
    await program.press('app.receive');
    expect(arrived(program)).toBe(0);
    await clock.pass(program, hold);
    expect(message(program)).toBe('3 份已发送，等待回执');
    expect(arrived(program)).toBe(3);
  });

  it('F9 again on one that waits neither sends nor lengthens it', async () => {
    const { clock, program } = await started(1);
    await openList(program);
    await program.press('list.send');
    await clock.pass(program, 3);
    await program.press('list.send');
    expect(await noteOf(program)).toContain('发送 1 份，2 秒后；');
    await clock.pass(program, 2);
    expect(arrived(program)).toBe(1);
  });

  it('0 seconds: it leaves at once', async () => {
    const { program } = await started(1, { hold: 0 });
    await openList(program);
    await program.press('list.send');
    expect(arrived(program)).toBe(1);
    expect(await noteOf(program)).not.toContain('收回');
  });

  it('the screen is painted once a second and no oftener', async () => {
    const { clock, program } = await started(1);
    await openList(program);
    await program.press('list.send');
    await program.frame();
    let paints = 0;
    program.bytes();
    for (let look = 0; look < 15; look += 1) {
      clock.jump(0.2);
      program.program.tick();
      await program.program.idle();
      if (program.bytes() > 0) paints += 1;
    }
    expect(paints).toBe(3);
  });

  it('what does not arrive is told and stays in the outbox', async () => {
    const { clock, program, practice, entryNo } = await started(1);
    await openStored(program, entryNo);
    await program.press('entry.send');
    await practice.stop();
    await clock.pass(program, hold);
    expect(message(program)).toMatch(new RegExp(`^${entryNo} 留在发送队列里：`, 'u'));
    expect(await listOutbox(program.office)).toMatchObject([{ entryNo, state: 'waiting' }]);
  });
});

describe('leaving while something waits', () => {
  const leaving = async () => {
    const all = await started(1);
    await openList(all.program);
    await all.program.press('list.send', 'app.quit');
    expect(await all.program.frame()).toContain('有 1 份单证还没有发出');
    let ended = false;
    void all.program.program.ended.then(() => {
      ended = true;
    });
    return { ...all, hasEnded: () => ended };
  };

  it('asks; sent now, and quit', async () => {
    const { program, hasEnded } = await leaving();
    await answer(program, '现在发送，退出');
    expect([arrived(program), hasEnded()]).toEqual([1, true]);
  });

  it('taken back, and quit', async () => {
    const { program, entryNo, hasEnded } = await leaving();
    await answer(program, '收回，退出');
    expect([arrived(program), hasEnded(), await statusOf(program, entryNo)]).toEqual([0, true, 'saved']);
  });

  it('waited for', async () => {
    const { clock, program, hasEnded } = await leaving();
    await answer(program, '等待');
    expect([dialogs(program), pageKind(program), hasEnded()]).toEqual([[], 'list', false]);
    await clock.pass(program, hold);
    expect(arrived(program)).toBe(1);
    await program.press('app.quit');
    expect(hasEnded()).toBe(true);
  });
});

describe('several programs', () => {
  it('one that died leaves it to the next, which sends it when its time has come', async () => {
    const home = await stage.folder();
    const clock = testClock();
    const first = await startTestProgram({ home, now: clock.now, hold });
    await stage.bureau(first, { now: clock.now });
    await importGood(first.office, 1);
    await openList(first);
    await first.press('list.send');
    await first.close();
    const second = await stage.start({ home, now: clock.now, hold });
    await second.press('app.receive');
    expect(arrived(second)).toBe(0);
    clock.jump(hold);
    await second.press('app.receive');
    expect(arrived(second)).toBe(1);
  });

  it('what another one sent meanwhile cannot be taken back, and that is said', async () => {
    const home = await stage.folder();
    const clock = testClock();
    const mine = await stage.start({ home, now: clock.now, hold });
    await stage.bureau(mine, { now: clock.now });
    const [entryNo = ''] = await importGood(mine.office, 1);
    await openList(mine);
    await mine.press('list.send');
    clock.jump(hold);
    const other = await stage.start({ home, now: clock.now, hold });
    await other.press('app.receive');
    await mine.press('<ctrl+_>');
    expect(message(mine)).toBe(`${entryNo} 已经发出，收不回了`);
    expect(await noteOf(mine)).not.toContain('Ctrl+_');
  });
});
