import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { frontPage } from '../../../screens/contract/ui.ts';
import { usualColumns } from '../../../screens/pages/list/columns.ts';
import { beginPractice } from '../../../screens/start/begin.ts';
import { saveDeclaration } from '../../../src/jobs/keep-declarations.ts';
import { importGood } from '../../jobs/office.ts';
import { message, pageKind, rowsOf } from '../eyes.ts';
import { answer, giveFile, openList, stepTo, times } from '../hands.ts';
import { MANUAL_DAY } from '../program.ts';
import { openStage } from '../stage.ts';
import { linesShown, listOf, listPage } from './listed.ts';

const stage = openStage({ seed: 20171024 });
const { start, bureau, folder } = stage;

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
    expect(listPage(program)).toMatchObject({ kind: 'list', direction: 'in' });
    await program.press('list.open');
    const front = frontPage(program.state());
    expect(front.kind).toBe('entry');
    expect(front.id).toMatch(/^WI\d{15}$/u);
  });

  it('empty: every place says what to do', async () => {
    const program = await start();
    expect(await program.frame()).toContain('没有等待处理的事');
    await openList(program);
    expect(await program.frame()).toMatch(/还没有入境单证[\s\S]+Ctrl\+N 新建一份/u);
    await program.press('list.send');
    expect(message(program)).toBe('列表里没有单证');
    await program.press('list.clear');
    expect(pageKind(program)).toBe('home');
  });
});

it('the focus of home stays with its line when others come before it', async () => {
  const program = await start();
  const [first = ''] = await importGood(program.office, 1);
  await bureau(program);
  const sendSaved = async () => {
    await program.press('home.send-saved');
    await answer(program, '发送 1 份');
    await program.press('app.receive');
  };
  await sendSaved();
  await program.press('home.up');
  const chosen = async () => (await program.frame()).split('\n').find(row => row.startsWith('  ›'));
  const before = await chosen();
  expect(before).toContain(first);
  await importGood(program.office, 1, { contractNo: 'HT-B', billOfLadingNo: 'BL-B' });
  await sendSaved();
  expect(await chosen()).toBe(before);
});

describe('deleting, withdrawing, showing again', () => {
  it('what was never sent goes to the trash and comes back', async () => {
    const { program, entryNos } = await listOf(stage, 3);
    await program.press('list.delete');
    expect(await program.frame()).toContain('没有发送过的移到回收站');
    await answer(program, '回去');
    expect(await linesShown(program)).toHaveLength(3);
    await program.press('list.delete');
    await answer(program, '删除 1 份');
    expect(message(program)).toBe('1 份已移到回收站；Ctrl+Z 恢复');
    expect(listPage(program).at.entryNo).toBe(entryNos[1]);
    await program.press('list.undelete');
    expect(await linesShown(program)).toHaveLength(3);
    expect(listPage(program).at.entryNo).toBe(entryNos[1]);
  });

  it('what was sent is only taken out of view', async () => {
    const { program, entryNos } = await listOf(stage, 2);
    await bureau(program);
    await program.press('list.withdraw');
    expect(message(program)).toContain('可以删除');
    await program.press('list.send', 'app.receive', 'list.withdraw');
    expect(await linesShown(program)).toHaveLength(1);
    await program.press('list.show-again');
    expect(message(program)).toContain('Ctrl+T');
    await program.press('list.withdrawn', 'list.first');
    expect((await linesShown(program))[0]).toMatch(new RegExp(`^› +1 +撤 +${entryNos[0]}`, 'u'));
    await program.press('list.show-again', 'list.withdrawn');
    expect((await linesShown(program))[0]).toMatch(/放/u);
    await program.press('list.first', 'list.delete');
    expect(await program.frame()).toContain('只撤出列表；局端的处理不变');
    await answer(program, '撤出 1 份');
    expect(message(program)).toContain('1 份已撤出列表；Ctrl+Z 恢复');
    expect(await linesShown(program)).toHaveLength(1);
    await program.press('list.undelete');
    expect(message(program)).toBe('1 份已恢复');
    expect(await linesShown(program)).toHaveLength(2);
  });
});

describe('searching', () => {
  it('follows each character, by number, name and pinyin initials; Esc takes it back', async () => {
    const { program } = await listOf(stage, 3);
    const [first] = await importGood(program.office, 1, { consigneeName: '宁波北仑港务有限公司' });
    await program.press('blgw');
    expect(await linesShown(program)).toHaveLength(1);
    expect((await linesShown(program))[0]).toContain(first);
    expect((await rowsOf(program))[2]).toContain('查找 blgw');
    await program.press(...times('blgw'.length, '<backspace>'), 'ht-2');
    expect(await linesShown(program)).toHaveLength(1);
    await program.press('zzz');
    expect(await program.frame()).toContain('没有符合条件的单证');
    await program.press('list.clear');
    expect(await linesShown(program)).toHaveLength(4);
  });

  it('the form narrows by single fields and days while they are typed, and gives the old list back', async () => {
    const { program } = await listOf(stage, 3);
    await program.press('list.search');
    await stepTo(program, 'search.down', '合同号');
    await program.press('ht-3');
    expect((await rowsOf(program))[2]).toContain('1 个条件');
    expect(listPage(program).found.order).toHaveLength(1);
    await program.press('search.cancel');
    expect(listPage(program).found.order).toHaveLength(3);
    await program.press('list.search', '20170101', 'search.down', '20170102', 'search.done');
    expect((await rowsOf(program))[2]).toContain('2017-01-01 至 2017-01-02');
    expect(listPage(program).found.order).toHaveLength(0);
  });

  it('time filters and queues go round, and counts belong to what is left', async () => {
    const { program } = await listOf(stage, 2);
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
    const { program } = await listOf(stage, 3, {}, { home });
    await program.press('list.columns');
    await stepTo(program, 'columns.down', '收货人');
    await program.press('columns.toggle', 'columns.close');
    expect((await rowsOf(program))[3]).not.toContain('收货人');
    await program.press('list.columns');
    await stepTo(program, 'columns.down', '合同号');
    await program.press('columns.sort');
    expect((await rowsOf(program))[3]).toMatch(/合同号↑/u);
    expect((await linesShown(program))[0]).toContain('HT-1');
    const later = await start({ home });
    await openList(later);
    expect((await rowsOf(later))[3]).toMatch(/合同号↑/u);
    expect((await rowsOf(later))[3]).not.toContain('收货人');
  });
});

describe('columns that have no room', () => {
  it('are moved into sight, said by name, and back; status and entry number stay', async () => {
    const { program, entryNos } = await listOf(stage, 2);
    const headings = async () => (await rowsOf(program))[3] ?? '';
    const all = usualColumns('in', program.office.store.rows()).length;
    expect(await headings()).toMatch(/录入序号↓.+收货人.+›$/u);
    expect(await headings()).not.toContain('提/运单号');
    await program.press('list.columns-right');
    expect(message(program)).toMatch(/^左边还有 收货人；右边还有 .*提\/运单号/u);
    expect(await headings()).toMatch(/状态 录入序号↓ *‹报检号/u);
    for (let at = 0; at < all; at += 1) await program.press('list.columns-right');
    expect(await headings()).toContain('提/运单号');
    expect(await headings()).not.toContain('›');
    expect((await linesShown(program))[0]).toContain(entryNos[0]);
    await program.resize(200, 60);
    expect(await headings()).not.toContain('‹');
    await program.resize(80, 24);
    for (let at = 0; at < all; at += 1) await program.press('list.columns-left');
    expect(await headings()).toMatch(/收货人.+›$/u);
    expect(message(program)).toMatch(/^右边还有 /u);
  });

  it('share what is left by what they hold: names stand whole where there is room', async () => {
    const name = '佛山市顺德区北滘镇利民水果批发市场有限责任公司';
    const { program } = await listOf(stage, 2, { consigneeName: name }, { columns: 120, rows: 40 });
    expect((await rowsOf(program))[4]).toContain(name);
  });
});

describe('two programs on one home', () => {
  it('a new declaration and a status of the other appear; cursor and marks stay', async () => {
    const home = await folder();
    const mine = await start({ home });
    const entryNos = (await importGood(mine.office, 3)).toReversed();
    const other = await start({ home, user: 'other', now: () => MANUAL_DAY + 60_000 });
    await bureau(mine);
    await openList(mine);
    await mine.press('list.down', 'list.mark', 'list.up');
    await openList(other);
    await other.press('list.last', 'list.send', 'app.receive');
    const [added = ''] = await importGood(other.office, 1, { contractNo: 'HT-OTHER' });
    expect(await mine.office.store.refresh()).toBeTypeOf('boolean');
    await mine.program.idle();
    const lines = await linesShown(mine);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain(added);
    expect(lines[3]).toMatch(new RegExp(`放 +${entryNos[2]}`, 'u'));
    expect(listPage(mine).at.entryNo).toBe(entryNos[1]);
    expect(lines[2]).toMatch(new RegExp(`^› +3 \\* 存 +${entryNos[1]}`, 'u'));
  });
});

describe('export', () => {
  it('writes what is listed, in its columns, and never over a file', async () => {
    const home = await folder();
    const { program, entryNos } = await listOf(stage, 2, {}, { home });
    const file = join(home, 'settings', 'list.csv');
    await program.press('ht-2', 'list.export');
    await giveFile(program, file);
    expect(message(program)).toBe(`1 份已写到 ${file}`);
    const [head, row, ...rest] = (await readFile(file, 'utf8')).trim().split('\r\n');
    expect(head).toMatch(/状态,录入序号,收货人/u);
    expect(row).toMatch(new RegExp(`^已保存,${entryNos[0]}`, 'u'));
    expect(rest).toEqual([]);
    await program.press('list.export');
    await giveFile(program, file);
    expect(await program.frame()).toContain('文件已经存在，没有覆盖');
  });
});

it('a list stays as it is when its declarations are saved again', async () => {
  const { program, entryNos } = await listOf(stage, 2);
  const record = await program.office.store.get(entryNos[1] ?? '');
  await saveDeclaration(program.office, record);
  await program.program.idle();
  expect(listPage(program).at).toEqual({ entryNo: entryNos[0], index: 0 });
});
