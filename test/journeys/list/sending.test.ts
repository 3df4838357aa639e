import { describe, expect, it } from 'vitest';
import { frontPage } from '../../../screens/contract/ui.ts';
import { changeChannel } from '../../../src/jobs/channel.ts';
import { copyDeclaration, keepDraft } from '../../../src/jobs/keep-declarations.ts';
import { named } from '../../../src/terminal/key.ts';
import { importGood } from '../../jobs/office.ts';
import { openPlainDoor } from '../../practice/plain-door.ts';
import { lineWith, message, rowsOf } from '../eyes.ts';
import { answer, openList, stepTo } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';
import { linesShown, listOf, listPage } from './listed.ts';

const stage = openStage({ seed: 20171024 });
const { start, bureau } = stage;

const statuses = async (program: TestProgram, ...entryNos: readonly string[]) =>
  await Promise.all(entryNos.map(async entryNo => (await program.office.store.get(entryNo)).status));

describe('sending from the list', () => {
  it('receipts change pane, counts and status cell; the cursor stays where it is', async () => {
    const { program, entryNos } = await listOf(stage, 3);
    await bureau(program);
    await program.press('list.down', 'list.send');
    expect(message(program)).toBe(`${entryNos[1]} 局端已收下，等待回执`);
    await program.press('app.receive');
    expect(message(program)).toMatch(/^收到 3 条回执：1 份已放行/u);
    expect(listPage(program).at).toEqual({ entryNo: entryNos[1], index: 1 });
    const lines = await rowsOf(program);
    expect(lines[1]).toMatch(/\[全部 3\].+已保存 2.+有回执 1/u);
    expect(lines[5]).toMatch(new RegExp(`^› +2 +放 +${entryNos[1]}`, 'u'));
    expect(lines[4]).toMatch(/^ +1 +存/u);
    expect(lines[17]).toMatch(/回执 +WI\d{15}.+报检号 1\d{14}.+通关单号/u);
    expect(lines[18]).toContain('已电子通关');
    await program.press('list.receipts');
    expect(await program.frame()).toContain('报检成功！企业报检号');
    await program.press('receipts.close', 'list.send');
    expect(message(program)).toBe(`${entryNos[1]} 已放行，不用再发送`);
  });

  it('many: those with faults are told one by one, and lead to their first fault', async () => {
    const { program, entryNos } = await listOf(stage, 3);
    await bureau(program);
    const [, second = ''] = entryNos;
    await program.office.store.update(second, record => ({
      ...record,
      document: { ...record.document, contractNo: undefined as never, consigneeName: '' },
    }));
    await program.press('list.mark-all', 'list.send');
    await answer(program, '发送 3 份');
    expect(await statuses(program, ...entryNos)).toEqual(['sent', 'saved', 'sent']);
    const frame = await program.frame();
    expect(frame).toContain('2 份成功，1 份需要处理');
    expect(frame).toMatch(new RegExp(`✗ ${second} +\\d+ 处差错，不能发送`, 'u'));
    expect([...listPage(program).marks]).toEqual([second]);
    await program.press('results.open');
    const front = frontPage(program.state());
    expect(front.id).toBe(second);
    expect(front.kind === 'entry' && front.faults?.length).toBeGreaterThan(0);
    expect(front.kind === 'entry' && front.focus.stop).toBeGreaterThan(0);
  });

  it('many: what became of each is told in the order of the list', async () => {
    const { program, entryNos } = await listOf(stage, 6);
    await bureau(program);
    const { office } = program;
    for (const [at, entryNo] of entryNos.entries())
      await office.store.update(entryNo, record => ({
        ...record,
        document: { ...record.document, contractNo: `HT-${[3, 1, 2, 6, 5, 4][at]}`, consigneeName: '' },
      }));
    await program.press('list.columns');
    while (!(await lineWith(program, '│ ›'))?.includes('合同号')) await program.press('columns.down');
    await program.press('columns.sort', 'list.mark-all', 'list.send');
    await answer(program, '发送 6 份');
    const told = (await rowsOf(program)).flatMap(row => /✗ (WI\d{15})/u.exec(row)?.[1] ?? []);
    expect(told).toEqual([1, 2, 0, 5, 4, 3].map(at => entryNos[at]));
  });

  it('Esc stops it: what was not begun stays saved, and all is told', async () => {
    const { program, entryNos } = await listOf(stage, 12);
    await bureau(program);
    await program.press('list.mark-all', 'list.send');
    program.program.press('question.choose');
    program.program.key(named('escape'));
    await program.program.idle();
    const left = (await statuses(program, ...entryNos)).filter(status => status === 'saved').length;
    expect(left).toBeGreaterThan(0);
    expect(message(program)).toContain(`${left} 份没有发送`);
  });

  it('a draft says why it cannot be sent', async () => {
    const program = await start();
    const [saved = ''] = await importGood(program.office, 1);
    await keepDraft(program.office, await copyDeclaration(program.office, saved));
    await openList(program);
    await program.press('list.first', 'list.send');
    expect(message(program)).toContain('草稿不能发送');
  });

  it('what could not be delivered waits, is shown with the reason, and goes out when the bureau is back', async () => {
    const { program, entryNos } = await listOf(stage, 1);
    const first = await bureau(program);
    const door = await openPlainDoor(first);
    await changeChannel(program.office, { platform: '02', sendUrl: door.url, receiveUrl: door.url });
    await door.close();
    await program.press('list.send');
    expect(await program.frame()).toContain('没有送达，留在发送队列里再试');
    await program.press('results.close', 'app.home');
    expect(await program.frame()).toMatch(new RegExp(`发送队列 +${entryNos[0]} 等待发送，试过 1 次：`, 'u'));
    await openPlainDoor(first, Number(new URL(door.url).port));
    await program.press('app.receive');
    expect(message(program)).toMatch(/^发送队列里的 1 份已送达；收到 \d 条回执/u);
    expect(await program.frame()).toContain('没有等待处理的事');
    expect(await statuses(program, ...entryNos)).toEqual(['released']);
  });

  it('home sends all that are saved, and tells the latest receipts', async () => {
    const program = await start({ columns: 120, rows: 40 });
    const entryNos = await importGood(program.office, 5);
    await bureau(program);
    await program.press('home.send-saved');
    await answer(program, '发送 5 份');
    expect(message(program)).toBe('5 份已发送，等待回执');
    expect(await program.frame()).toContain('入境  5 份已发送，还没有回执');
    await program.press('app.receive');
    const frame = await program.frame();
    expect(frame).toContain('已电子通关');
    expect(frame).toContain(`10-24 10:00 ${entryNos[4]} 通关`);
    await program.press('home.send-saved');
    expect(message(program)).toContain('没有已保存的单证');
  });

  it('a rejected one is reached from home, at the field that the bureau names', async () => {
    const { program, entryNos } = await listOf(stage, 1);
    await bureau(program, { faults: { verdict: 'reject' } });
    await program.press('list.send', 'app.receive');
    expect(message(program)).toContain('1 份已退单');
    await program.press('list.send');
    expect(message(program)).toContain('先打开，改正后保存');
    await program.press('app.home');
    expect(await program.frame()).toContain('入境  1 份已退单，等待改正');
    await stepTo(program, 'home.down', '1 份已退单');
    await program.press('home.open');
    expect(frontPage(program.state()).id).toBe(entryNos[0]);
  });

  it('several rejected ones are reached from home by their list', async () => {
    const { program } = await listOf(stage, 2);
    await bureau(program, { faults: { verdict: 'reject' } });
    await program.press('list.mark-all', 'list.send');
    await answer(program, '发送 2 份');
    await program.press('app.receive', 'app.home');
    expect(await program.frame()).toContain('入境  2 份已退单，等待改正');
    await stepTo(program, 'home.down', '2 份已退单');
    await program.press('home.open');
    expect(listPage(program)).toMatchObject({ kind: 'list', status: 'rejected' });
    expect(await linesShown(program)).toHaveLength(2);
  });
});
