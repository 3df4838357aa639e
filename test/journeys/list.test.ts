import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { frontPage } from '../../screens/contract/ui.ts';
import type { ListPage } from '../../screens/pages/list/state.ts';
import { beginPractice } from '../../screens/start/begin.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import { changeChannel } from '../../src/jobs/channel.ts';
import { copyDeclaration, keepDraft, saveDeclaration } from '../../src/jobs/keep-declarations.ts';
import { named } from '../../src/terminal/key.ts';
import { importGood } from '../jobs/office.ts';
import { MANUAL_DAY, type TestProgram } from './program.ts';
import { openStage } from './stage.ts';

const { start, bureau, folder } = openStage({ seed: 20171024 });

/** The program with so many saved inbound declarations, the newest first, and their list in front. */
async function list(count: number, more: Partial<Declaration> = {}, options = {}) {
  const program = await start(options);
  const entryNos = (await importGood(program.office, count, more)).toReversed();
  await program.press('<1>');
  return { program, entryNos };
}

const page = (program: TestProgram) => frontPage(program.state()) as ListPage;
const message = (program: TestProgram) => program.state().message?.text;
const rowsOf = async (program: TestProgram) => (await program.frame()).split('\n');
/** The lines of the list, without queues, search line, headings and pane. */
const shown = async (program: TestProgram) => (await rowsOf(program)).slice(4, 17).filter(line => line.trim() !== '');
const statuses = async (program: TestProgram, ...entryNos: readonly string[]) =>
  await Promise.all(entryNos.map(async entryNo => (await program.office.store.get(entryNo)).status));

describe('the first start', () => {
  it('practice: sample declarations are there, home counts them, and the list leads to one', async () => {
    const home = await folder();
    const before = await start({ home });
    await bureau(before);
    const program = await start({ home, practice: true, begin: [beginPractice] });
    expect(message(program)).toMatch(/^准备好了：\d+ 份示例单证/u);
    const frame = await program.frame();
    expect(frame).toMatch(/› 1 入境 +\[[1-9]/u);
    expect(frame).toContain('练习局  运行中');
    await program.press('home.open');
    expect(page(program)).toMatchObject({ kind: 'list', direction: 'in' });
    await program.press('list.open');
    const front = frontPage(program.state());
    expect(front.kind).toBe('entry');
    expect(front.id).toMatch(/^WI\d{15}$/u);
  });

  it('empty: every place says what to do', async () => {
    const program = await start();
    expect(await program.frame()).toContain('没有等待处理的事');
    await program.press('<1>');
    expect(await program.frame()).toMatch(/还没有入境单证[\s\S]+Ctrl\+N 新建一份/u);
    await program.press('list.send');
    expect(message(program)).toBe('列表里没有单证');
    await program.press('<escape>');
    expect(frontPage(program.state()).kind).toBe('home');
  });
});

describe('sending from the list', () => {
  it('receipts change pane, counts and status cell; the cursor stays where it is', async () => {
    const { program, entryNos } = await list(3);
    await bureau(program);
    await program.press('list.down', 'list.send');
    expect(message(program)).toBe(`${entryNos[1]} 局端已收下，等待回执`);
    await program.press('app.receive');
    expect(message(program)).toMatch(/^收到 3 条回执：1 份已放行/u);
    expect(page(program).at).toEqual({ entryNo: entryNos[1], index: 1 });
    const lines = await rowsOf(program);
    expect(lines[1]).toMatch(/\[全部 3\].+已保存 2.+有回执 1/u);
    expect(lines[5]).toMatch(new RegExp(`^› +2 +放 +${entryNos[1]}`, 'u'));
    expect(lines[4]).toMatch(/^ +1 +存/u);
    expect(lines[17]).toMatch(/回执 +WI\d{15}.+报检号 1\d{14}.+通关单号/u);
    expect(lines[18]).toContain('已电子通关');
    await program.press('list.receipts');
    expect(await program.frame()).toContain('报检成功！企业报检号');
    await program.press('<escape>', 'list.send');
    expect(message(program)).toBe(`${entryNos[1]} 已放行，不用再发送`);
  });

  it('many: those with faults are told one by one, and lead to their first fault', async () => {
    const { program, entryNos } = await list(3);
    await bureau(program);
    const [, second = ''] = entryNos;
    await program.office.store.update(second, record => ({
      ...record,
      document: { ...record.document, contractNo: undefined as never, consigneeName: '' },
    }));
    await program.press('list.mark-all', 'list.send', 'question.choose');
    expect(await statuses(program, ...entryNos)).toEqual(['sent', 'saved', 'sent']);
    const frame = await program.frame();
    expect(frame).toContain('2 份成功，1 份需要处理');
    expect(frame).toMatch(new RegExp(`✗ ${second} +\\d+ 处差错，不能发送`, 'u'));
    expect([...page(program).marks]).toEqual([second]);
    await program.press('results.open');
    const front = frontPage(program.state());
    expect(front.id).toBe(second);
    expect(front.kind === 'entry' && front.faults?.length).toBeGreaterThan(0);
    expect(front.kind === 'entry' && front.focus.stop).toBeGreaterThan(0);
  });

  it('Esc stops it: what was not begun stays saved, and all is told', async () => {
    const { program, entryNos } = await list(12);
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
    await program.press('<1>', 'list.first', 'list.send');
    expect(message(program)).toContain('草稿不能发送');
  });

  it('what could not be delivered waits, is shown with the reason, and goes out when the bureau is back', async () => {
    const { program, entryNos } = await list(1);
    const first = await bureau(program);
    const port = Number(new URL(first.url).port);
    await changeChannel(program.office, { platform: '02', sendUrl: first.url, receiveUrl: first.url });
    await first.stop();
    await program.press('list.send');
    expect(await program.frame()).toContain('没有送达，留在发送队列里再试');
    await program.press('results.close', 'app.home');
    expect(await program.frame()).toMatch(new RegExp(`发送队列 +${entryNos[0]} 等待发送，试过 1 次：`, 'u'));
    await bureau(program, { port });
    await program.press('app.receive');
    expect(message(program)).toMatch(/^发送队列里的 1 份已送达；收到 \d 条回执/u);
    expect(await program.frame()).toContain('没有等待处理的事');
    expect(await statuses(program, ...entryNos)).toEqual(['released']);
  });

  it('home sends all that are saved, and tells the latest receipts', async () => {
    const program = await start({ columns: 120, rows: 40 });
    const entryNos = await importGood(program.office, 5);
    await bureau(program);
    await program.press('home.send-saved', 'question.choose');
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
    const { program, entryNos } = await list(1);
    await bureau(program, { faults: { verdict: 'reject' } });
    await program.press('list.send', 'app.receive');
    expect(message(program)).toContain('1 份已退单');
    await program.press('list.send');
    expect(message(program)).toContain('先打开，改正后保存');
    await program.press('app.home');
    expect(await program.frame()).toContain('入境  1 份已退单，等待改正');
    await program.press('<down><down><down>', 'home.open');
    expect(frontPage(program.state()).id).toBe(entryNos[0]);
  });

  it('several rejected ones are reached from home by their list', async () => {
    const { program } = await list(2);
    await bureau(program, { faults: { verdict: 'reject' } });
    await program.press('list.mark-all', 'list.send', 'question.choose', 'app.receive', 'app.home');
    expect(await program.frame()).toContain('入境  2 份已退单，等待改正');
    await program.press('<down><down><down>', 'home.open');
    expect(page(program)).toMatchObject({ kind: 'list', status: 'rejected' });
    expect(await shown(program)).toHaveLength(2);
  });
});

it('the focus of home stays with its line when others come before it', async () => {
  const program = await start();
  const [first = ''] = await importGood(program.office, 1);
  await bureau(program);
  await program.press('home.send-saved', 'question.choose', 'app.receive', '<up>');
  const chosen = async () => (await program.frame()).split('\n').find(row => row.startsWith('  ›'));
  const before = await chosen();
  expect(before).toContain(first);
  await importGood(program.office, 1, { contractNo: 'HT-B' });
  await program.press('home.send-saved', 'question.choose', 'app.receive');
  expect(await chosen()).toBe(before);
});

describe('deleting, withdrawing, showing again', () => {
  it('what was never sent goes to the trash and comes back', async () => {
    const { program, entryNos } = await list(3);
    await program.press('list.delete');
    expect(await program.frame()).toContain('没有发送过的移到回收站');
    await program.press('<enter>');
    expect(await shown(program)).toHaveLength(3);
    await program.press('list.delete', '<right>', '<enter>');
    expect(message(program)).toBe('1 份已移到回收站；Ctrl+Z 恢复');
    expect(page(program).at.entryNo).toBe(entryNos[1]);
    await program.press('list.undelete');
    expect(await shown(program)).toHaveLength(3);
    expect(page(program).at.entryNo).toBe(entryNos[1]);
  });

  it('what was sent is only taken out of view', async () => {
    const { program, entryNos } = await list(2);
    await bureau(program);
    await program.press('list.withdraw');
    expect(message(program)).toContain('可以删除');
    await program.press('list.send', 'app.receive', 'list.withdraw');
    expect(await shown(program)).toHaveLength(1);
    await program.press('list.show-again');
    expect(message(program)).toContain('Ctrl+T');
    await program.press('list.withdrawn', 'list.first');
    expect((await shown(program))[0]).toMatch(new RegExp(`^› +1 +撤 +${entryNos[0]}`, 'u'));
    await program.press('list.show-again', 'list.withdrawn');
    expect((await shown(program))[0]).toMatch(/放/u);
    await program.press('list.first', 'list.delete');
    expect(await program.frame()).toContain('只撤出列表；局端的处理不变');
    await program.press('<right>', '<enter>');
    expect(message(program)).toContain('1 份已撤出列表；Ctrl+Z 恢复');
    expect(await shown(program)).toHaveLength(1);
    await program.press('list.undelete');
    expect(message(program)).toBe('1 份已恢复');
    expect(await shown(program)).toHaveLength(2);
  });
});

describe('searching', () => {
  it('follows each character, by number, name and pinyin initials; Esc takes it back', async () => {
    const { program } = await list(3);
    const [first] = await importGood(program.office, 1, { consigneeName: '宁波北仑港务有限公司' });
    await program.press('blgw');
    expect(await shown(program)).toHaveLength(1);
    expect((await shown(program))[0]).toContain(first);
    expect((await rowsOf(program))[2]).toContain('查找 blgw');
    await program.press('<backspace><backspace><backspace><backspace>', 'ht-2');
    expect(await shown(program)).toHaveLength(1);
    await program.press('zzz');
    expect(await program.frame()).toContain('没有符合条件的单证');
    await program.press('<escape>');
    expect(await shown(program)).toHaveLength(4);
  });

  it('the form narrows by single fields and days while they are typed, and gives the old list back', async () => {
    const { program } = await list(3);
    await program.press('list.search', '<down><down><down><down><down>', 'ht-3');
    expect((await rowsOf(program))[2]).toContain('1 个条件');
    expect(page(program).found.order).toHaveLength(1);
    await program.press('<escape>');
    expect(page(program).found.order).toHaveLength(3);
    await program.press('list.search', '20170101', '<tab>', '20170102', '<enter>');
    expect((await rowsOf(program))[2]).toContain('2017-01-01 至 2017-01-02');
    expect(page(program).found.order).toHaveLength(0);
  });

  it('time filters and queues go round, and counts belong to what is left', async () => {
    const { program } = await list(2);
    await program.press('list.next-period');
    expect((await rowsOf(program))[2]).toContain('时间 今天');
    expect(await program.frame()).toContain('没有符合条件的单证');
    await program.press('list.previous-period', 'list.next-queue');
    expect(await program.frame()).toContain('“草稿”里没有单证');
    await program.press('list.next-queue');
    expect((await rowsOf(program))[1]).toContain('[已保存 2]');
  });
});

describe('columns', () => {
  it('are chosen and sorted by, and kept for the next start', async () => {
    const home = await folder();
    const { program } = await list(3, {}, { home });
    await program.press('list.columns', '<down><down><space>', '<escape>');
    expect((await rowsOf(program))[3]).not.toContain('收货人');
    await program.press('list.columns', '<down><down><down><down>', '<enter>');
    expect((await rowsOf(program))[3]).toMatch(/合同号↑/u);
    expect((await shown(program))[0]).toContain('HT-1');
    const later = await start({ home });
    await later.press('<1>');
    expect((await rowsOf(later))[3]).toMatch(/合同号↑/u);
    expect((await rowsOf(later))[3]).not.toContain('收货人');
  });
});

describe('two programs on one home', () => {
  it('a new declaration and a status of the other appear; cursor and marks stay', async () => {
    const home = await folder();
    const mine = await start({ home });
    const entryNos = (await importGood(mine.office, 3)).toReversed();
    const other = await start({ home, user: 'other', now: () => MANUAL_DAY + 60_000 });
    await bureau(mine);
    await mine.press('<1>', 'list.down', 'list.mark', 'list.up');
    await other.press('<1>', 'list.last', 'list.send', 'app.receive');
    const [added = ''] = await importGood(other.office, 1, { contractNo: 'HT-OTHER' });
    expect(await mine.office.store.refresh()).toBeTypeOf('boolean');
    await mine.program.idle();
    const lines = await shown(mine);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain(added);
    expect(lines[3]).toMatch(new RegExp(`放 +${entryNos[2]}`, 'u'));
    expect(page(mine).at.entryNo).toBe(entryNos[1]);
    expect(lines[2]).toMatch(new RegExp(`^› +3 \\* 存 +${entryNos[1]}`, 'u'));
  });
});

describe('export', () => {
  it('writes what is listed, in its columns, and never over a file', async () => {
    const home = await folder();
    const { program, entryNos } = await list(2, {}, { home });
    const file = join(home, 'settings', 'list.csv');
    await program.press('ht-2', 'list.export', ...Array(40).fill('<backspace>'), file, '<enter>');
    expect(message(program)).toBe(`1 份已写到 ${file}`);
    const [head, row, ...rest] = (await readFile(file, 'utf8')).trim().split('\r\n');
    expect(head).toMatch(/状态,录入序号,收货人/u);
    expect(row).toMatch(new RegExp(`^已保存,${entryNos[0]}`, 'u'));
    expect(rest).toEqual([]);
    await program.press('list.export', ...Array(40).fill('<backspace>'), file, '<enter>');
    expect(await program.frame()).toContain('文件已经存在，没有覆盖');
  });
});

it('a list stays as it is when its declarations are saved again', async () => {
  const { program, entryNos } = await list(2);
  const record = await program.office.store.get(entryNos[1] ?? '');
  await saveDeclaration(program.office, record);
  await program.program.idle();
  expect(page(program).at).toEqual({ entryNo: entryNos[0], index: 0 });
});
