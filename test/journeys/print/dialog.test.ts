import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { named } from '../../../src/terminal/key.ts';
import { lacksCups, startCups } from '../../jobs/cups.ts';
import { programsOf } from '../../jobs/programs.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { dialogs, entryOf, frontDialog, keysShown, lineWith, message, noteOf } from '../eyes.ts';
import { answer, fill, stepTo } from '../hands.ts';
import { listOf, listPage } from '../list/listed.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 3 });

const isPdf = (file: string) => /^%PDF-1\.7\n.*%%EOF\n$/su.test(readFileSync(file, 'latin1'));

const printed = async ({ office }: TestProgram, entryNo: string | undefined) =>
  (await office.store.get(entryNo ?? '')).printedAt !== undefined;

/** A list of so many declarations where `~` is a folder of its own. */
async function listWithFolder(count: number, more = {}, env = {}) {
  const folder = temporaryFolder();
  return { folder, ...(await listOf(stage, count, more, { userFolder: folder, ...env })) };
}

describe('printing from the list', () => {
  it('two keys print the row: its usual papers, to a file where there is no printer', async () => {
    const { program, folder, entryNos } = await listWithFolder(2);
    const [first = '', second] = entryNos;
    program.keys();
    await program.press('<alt+p>', '<enter>');
    expect(program.keys()).toBe(2);
    expect(message(program)).toBe(`${first} 已写到 ~/${first}.pdf，1 页`);
    expect(isPdf(join(folder, `${first}.pdf`))).toBe(true);
    expect([await printed(program, first), await printed(program, second)]).toEqual([true, false]);
    expect(await lineWith(program, '已打印')).toContain('已打印 1');
  });

  it('where there is no printer that is said, and which papers there are', async () => {
    const { program } = await listWithFolder(1);
    await program.press('list.print');
    const frame = await program.frame();
    expect(frame).toMatch(/›\[x\] 1 入境货物报检单/u);
    expect(frame).toMatch(/\[ \] 4 电子报检受理凭条/u);
    expect(frame).toMatch(/打到 +‹文件› +这台机器上没有打印系统 CUPS/u);
    expect(frame).toContain('A4，1 页');
    expect(frame).not.toContain('出境货物报检单');
  });

  it('the marked ones go into one file, and what was printed is no longer marked', async () => {
    const { program, folder, entryNos } = await listWithFolder(3);
    await program.press('list.mark', 'list.mark', 'list.print');
    expect(await lineWith(program, '─ 打印')).toContain('打印  2 份单证');
    await program.press('4', 'print.go');
    const name = `${entryNos[0]}等2份.pdf`;
    expect(message(program)).toBe(`2 份单证 已写到 ~/${name}，4 页`);
    expect(readdirSync(folder)).toEqual([name]);
    expect(listPage(program).marks.size).toBe(0);
    expect(await Promise.all(entryNos.map(entryNo => printed(program, entryNo)))).toEqual([true, true, false]);
  });

  it('a container form is printed of those that have containers', async () => {
    const { program, entryNos } = await listWithFolder(2);
    await program.office.store.update(entryNos[0] ?? '', ({ document, ...record }) => ({
      ...record,
      document: { ...document, containers: [{ spec: '111', count: '1', numbers: ['MRKU6105297'] }] as never },
    }));
    await program.press('list.mark-all', 'list.print');
    expect(await lineWith(program, '集装箱报检单')).toMatch(/\[x\] 2 出\/入境集装箱报检单 +只打有集装箱的/u);
    expect(await lineWith(program, 'A4')).toContain('A4，3 页');
    // Chosen by hand with another paper it still says nothing of one without.
    await program.press('5', 'print.go');
    expect(message(program)).toContain('，5 页');
  });

  it('nothing ticked, nothing printed; Esc leaves all as it is', async () => {
    const { program, folder, entryNos } = await listWithFolder(1);
    await program.press('list.print', 'print.change', 'print.go');
    expect(message(program)).toBe('没有勾选单据：空格勾选');
    await program.press('print.close');
    expect([dialogs(program), readdirSync(folder), await printed(program, entryNos[0])]).toEqual([[], [], false]);
  });

  it('characters that cannot be printed are named before', async () => {
    const { program } = await listWithFolder(1, { consigneeName: '深圳市\u{2B820}公司' });
    await program.press('list.print');
    const lacking = await lineWith(program, '打成 〓');
    // With a font for rare characters on the machine nothing is lacking.
    if (existsSync('/usr/share/fonts/truetype/hanazono/HanaMinB.ttf')) expect(lacking).toBeUndefined();
    else expect(lacking).toContain('收货人中文：字体里没有 \u{2B820}，打成 〓');
  });

  it('another file is asked for, and one that is there is not overwritten unasked', async () => {
    const { program, folder, entryNos } = await listWithFolder(1);
    const file = join(folder, 'mine.pdf');
    writeFileSync(file, '别人的文件');
    writeFileSync(join(folder, `${entryNos[0]}.pdf`), '也是');
    await program.press('list.print');
    expect(await lineWith(program, '空格换一个')).toContain(`~/${entryNos[0]}-2.pdf`);
    await stepTo(program, 'print.down', '空格换一个');
    await program.press('print.change');
    expect(frontDialog(program)).toBe('path');
    // Who leaves the question has the dialog as it was.
    await program.press('path.close');
    expect(frontDialog(program)).toBe('print');
    expect(await lineWith(program, '空格换一个')).toContain(`~/${entryNos[0]}-2.pdf`);
    await program.press('print.change', 'mine', 'path.take', 'print.go');
    expect(frontDialog(program)).toBe('question');
    await answer(program, '回去');
    expect([frontDialog(program), readFileSync(file, 'utf8')]).toEqual(['print', '别人的文件']);
    await program.press('print.go');
    await answer(program, '覆盖');
    expect([isPdf(file), await printed(program, entryNos[0])]).toEqual([true, true]);
  });

  it('a folder that is not there is told, and nothing is marked', async () => {
    const { program, entryNos } = await listWithFolder(1);
    await program.press('list.print');
    await stepTo(program, 'print.down', '空格换一个');
    await program.press('print.change', '/no/such/file', 'path.take', 'print.go');
    expect(await program.frame()).toContain('写不了文件');
    expect(await printed(program, entryNos[0])).toBe(false);
  });

  it('what is changed on an open page and not saved is not printed behind its back', async () => {
    const { program, entryNos } = await listWithFolder(1);
    await program.press('list.open');
    await fill(program, { contractNo: 'ANOTHER' });
    await program.press('app.list', 'list.print');
    expect(message(program)).toMatch(new RegExp(`^${entryNos[0]} 的录单页面有没有保存的修改`, 'u'));
  });
});

const MAKE_FIFO = 'mkfifo';

describe.skipIf(process.platform === 'win32')('a printer', () => {
  /** A queue of the name office whose `lp` notes its words. */
  function office(lp = 'echo "request id is office-1 (1 file(s))"') {
    const log = join(temporaryFolder(), 'log');
    const { env } = programsOf({
      lp: `echo "$@" >> ${log}\n${lp}`,
      lpstat:
        'case "$1" in -e) printf "office\\nother\\n";; -d) echo "system default destination: other";; -p) [ "$2" = office ] || printf "printer office is idle.\\nprinter other disabled since now -\\n\\tout of paper\\n";; esac',
    });
    return { env, told: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []) };
  }

  it('is chosen once: the next time it is there already, with the copies of the settings', async () => {
    const { env, told } = office();
    const { program, entryNos } = await listWithFolder(1, {}, { env });
    await program.press('list.print');
    expect(await lineWith(program, '打到')).toMatch(/‹other› +停着：没有纸（out of paper）/u);
    await stepTo(program, 'print.down', '打到');
    await program.press('print.back');
    expect(await lineWith(program, '打到')).toMatch(/‹office› +空闲/u);
    await stepTo(program, 'print.down', '份数');
    await program.press('2', '<down>', 'print.change');
    expect(await lineWith(program, '单双面')).toContain('‹双面，长边翻›');
    await program.press('print.go');
    expect(message(program)).toBe(`${entryNos[0]} 已交给 office（office-1），1 页 × 12 份`);
    expect(told()[0]).toMatch(/^-d office -n 12 -o media=A4 -o sides=two-sided-long-edge .*-t WI/u);
    await program.press('list.print');
    const frame = await program.frame();
    expect([frame.includes('‹office›'), frame.includes('‹1›')]).toEqual([true, true]);
  });

  it('Esc takes back what has not gone yet; what has gone is printed', async () => {
    const gate = join(temporaryFolder(), 'gate');
    execFileSync(MAKE_FIFO, [gate]);
    const { env, told } = office(`read go < ${gate}; echo "request id is office-1 (1 file(s))"`);
    const { program, entryNos } = await listWithFolder(3, {}, { env });
    await program.press('list.mark-all', 'list.print');
    await stepTo(program, 'print.down', '打到');
    await program.press('print.back');
    program.program.press('print.go');
    while (told().length === 0) await new Promise(setImmediate);
    program.program.key(named('escape'));
    writeFileSync(gate, 'go\n');
    await program.program.idle();
    expect(message(program)).toBe('已停下：1 份已打印，2 份没有打印');
    expect(await Promise.all(entryNos.map(entryNo => printed(program, entryNo)))).toEqual([true, false, false]);
    expect(listPage(program).marks.size).toBe(2);
  });

  it('that refuses is told in Chinese, and nothing is marked', async () => {
    const { env } = office('echo "lp: Destination \\"office\\" is not accepting jobs." >&2; exit 1');
    const { program, entryNos } = await listWithFolder(1, {}, { env });
    await program.press('list.print', 'print.go');
    expect(await program.frame()).toContain('这个队列现在不接收任务');
    expect(await printed(program, entryNos[0])).toBe(false);
  });

  it.skipIf(lacksCups)('of a real CUPS gets the papers', async () => {
    const cups = await startCups();
    const { program, entryNos } = await listWithFolder(2, {}, { env: cups.env });
    await program.press('list.mark-all', 'list.print');
    expect(await lineWith(program, '打到')).toMatch(/‹office› +空闲/u);
    await program.press('print.go');
    expect(message(program)).toBe('2 份单证 已交给 office（office-1 到 office-2），2 页');
    expect((await cups.taken('office', 2)).map(({ title }) => title)).toEqual(entryNos);
  });
});

describe('printing from the entry page', () => {
  it('what is saved is printed with two keys, also when it was sent', async () => {
    const { program, folder, entryNos } = await listWithFolder(1);
    const [entryNo = ''] = entryNos;
    await program.press('list.open', '<alt+p>', '<enter>');
    expect(isPdf(join(folder, `${entryNo}.pdf`))).toBe(true);
    expect(await printed(program, entryNo)).toBe(true);
    // The mark is no change of the page.
    expect([entryOf(program).sync.staleReason, await noteOf(program)]).toEqual([
      undefined,
      expect.stringContaining('已写到'),
    ]);
    await program.office.store.update(entryNo, record => ({ ...record, status: 'released' }));
    await program.program.idle();
    expect(await keysShown(program)).toContain('打印');
    await program.press('entry.print', 'print.go');
    expect(isPdf(join(folder, `${entryNo}-2.pdf`))).toBe(true);
  });

  it('what has been changed is kept first', async () => {
    const { program, folder, entryNos } = await listWithFolder(1);
    const [entryNo = ''] = entryNos;
    await program.press('list.open');
    await fill(program, { contractNo: 'ANOTHER' });
    await program.press('entry.print');
    expect(frontDialog(program)).toBe('question');
    await answer(program, '保存，打印');
    expect([frontDialog(program), (await program.office.store.get(entryNo)).document.contractNo]).toEqual([
      'print',
      'ANOTHER',
    ]);
    await program.press('print.go');
    expect(isPdf(join(folder, `${entryNo}.pdf`))).toBe(true);
  });

  it('or left out knowingly, or kept as a draft while it is one', async () => {
    const { program, folder, entryNos } = await listWithFolder(1);
    const [entryNo = ''] = entryNos;
    await program.press('list.open');
    await fill(program, { contractNo: 'ANOTHER' });
    await program.press('entry.print');
    await answer(program, '打印保存过的');
    await program.press('print.go');
    expect((await program.office.store.get(entryNo)).document.contractNo).not.toBe('ANOTHER');
    expect(isPdf(join(folder, `${entryNo}.pdf`))).toBe(true);

    const { program: other } = await stage.beginWithFolder();
    await fill(other, { contractNo: 'NEW' });
    await other.press('entry.print', '<enter>');
    // It is far from whole; as a draft it can be looked at on paper all the same.
    expect([frontDialog(other), (await other.office.store.get(entryOf(other).id)).status]).toEqual(['print', 'draft']);
  });
});
