import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { widthOf } from '../../screens/draw/line.ts';
import { stopPracticeBureau } from '../../src/jobs/practice.ts';
import { times } from '../journeys/hands.ts';
import { built } from '../run/built.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { bytesOf, type PtyScreen, type StartOptions, start } from './screen.ts';

let screen: PtyScreen | undefined;

afterEach(() => {
  screen?.kill();
  screen = undefined;
});

/** The command in a shell that tells, once it is over, how, and what is left of the line's modes. */
function inShell(command: readonly string[], options: StartOptions = {}): PtyScreen {
  screen = start(['sh', '-c', '"$@"; echo "code $?"; stty -a', 'sh', ...command], options);
  return screen;
}

/** A data folder that is not there yet; the practice bureau that is started in it ends before it goes. */
function newHome(): string {
  const home = join(temporaryFolder(), '报检-1');
  onTestFinished(async () => {
    await stopPracticeBureau({ home });
  });
  return home;
}

async function main(home: string): Promise<string[]> {
  return [process.execPath, (await built()).main, '--home', home];
}

async function failing(home: string): Promise<string[]> {
  const { program, data } = await built();
  return [process.execPath, program('pty/failing'), home, data];
}

/** Past the first choice, in an office without anything. */
async function inOffice(opened: PtyScreen): Promise<PtyScreen> {
  await opened.waitFor('这里还没有数据');
  opened.press('down', 'enter');
  await opened.waitFor(/入境 +\[0\]/u);
  // The form of the first declaration is for later.
  await opened.waitFor('以后再填');
  opened.press('escape');
  await opened.waitFor(text => !text.includes('以后再填'));
  // Or a bureau that is still starting would outlive a short test.
  await opened.waitFor(/练习局 {2}运行中|练习局没有启动/u);
  return opened;
}

async function inNewDeclaration(opened: PtyScreen): Promise<PtyScreen> {
  await inOffice(opened);
  opened.press('n');
  await opened.waitFor('哪一种单证');
  opened.press('enter');
  await opened.waitFor(/报检日期\*\[20/u);
  return opened;
}

/** From the first field of a new declaration to the contact, and to the first field of the goods. */
const TO_CONTACT = times(4, 'tab');
const TO_GOODS = times(3, 'pagedown');

const rowOf = (opened: PtyScreen, what: string): number =>
  opened
    .text()
    .split('\n')
    .findIndex(row => row.includes(what));

const columnOf = (row: string, what: string, at = row.indexOf(what)): number => widthOf(row.slice(0, at));

/** Resolves once the real cursor stands where `what` begins, in the row of `row`: it is the last that is painted. */
function waitForCursor(opened: PtyScreen, what: string | RegExp, row: string): Promise<void> {
  return opened.waitFor(text => {
    const y = rowOf(opened, row);
    const line = text.split('\n')[y] ?? '';
    const at = typeof what === 'string' ? line.indexOf(what) : line.search(what);
    return opened.cursor().y === y && opened.cursor().x === columnOf(line, '', at);
  });
}

/** What a program leaves behind: the main screen, with nothing on it but what the shell has said, and the line as the shell wants it. */
function expectRestored(opened: PtyScreen, code: number): void {
  expect(opened.onAlternateScreen()).toBe(false);
  expect(opened.text()).toMatch(new RegExp(`^code ${code}\\n`, 'mu'));
  expect(opened.text()).toMatch(/[^-]icanon/u);
  expect(opened.text()).toMatch(/[^-]echo /u);
}

it('starts with the first choice, goes into an empty office, and leaves nothing behind', async () => {
  const home = newHome();
  const opened = inShell(await main(home));
  await opened.waitFor('这里还没有数据');
  expect(opened.onAlternateScreen()).toBe(true);
  expect(opened.text()).toContain('数据目录');
  await inOffice(opened);
  const [title] = opened.text().split('\n');
  expect(title).toMatch(/^ 报检台 \[1 首页 \] +.*报检-\d/u);
  expect(opened.text()).toContain('还没有回执');
  expect(readdirSync(home)).not.toEqual([]);
  opened.press('ctrl+x');
  await opened.exit();
  expectRestored(opened, 0);
  expect(opened.text()).toMatch(/^code 0\n/u);
});

it('takes Chinese in a field and in a prompt, with the cursor behind it and the borders in their columns', async () => {
  const opened = await inNewDeclaration(inShell(await main(newHome())));
  opened.press(...TO_CONTACT);
  opened.type('张𠮷䶮x');
  opened.press('backspace');
  await opened.waitFor(/联系人\*\[张𠮷䶮 {16}\]/u);
  await waitForCursor(opened, ' '.repeat(16), '联系人*[张');
  opened.press('ctrl+t');
  await opened.waitFor('已暂存为草稿');
  opened.press('ctrl+b');
  await opened.waitFor('1 份');
  // The name in one read with the key that opens the dialog: before Ink has its prompt; then to Ink.
  opened.type(`${bytesOf('ctrl+e')}甲`);
  // What is typed takes the place of the name that was suggested.
  await opened.waitFor(/文件 {2}甲 /u);
  opened.press('home');
  opened.type('上海𠮷x');
  opened.press('left', 'left', 'backspace');
  opened.type('港');
  await opened.waitFor(/│ 文件 {2}上港𠮷x甲 +│/u);
  await waitForCursor(opened, '𠮷x甲', '文件');
});

it('lays out anew at every size while a dialog is open, and waits when there is no room', async () => {
  const opened = await inOffice(inShell(await main(newHome())));
  opened.press('f2');
  await opened.waitFor('┌─ 查找 ─');
  opened.type('tc');
  await opened.waitFor(/›功能 +退出/u);
  opened.resize(120, 40);
  await opened.waitFor(text => text.split('\n').length === 40 && /│ › tc +│/u.test(text));
  const rows = opened.text().split('\n');
  const box = rows.slice(rowOf(opened, '┌─ 查找 ─') + 1, rowOf(opened, '└─'));
  const borders = box.map(row => `${columnOf(row, '│')} ${columnOf(row, '│', row.lastIndexOf('│'))}`);
  expect(borders.length).toBeGreaterThan(10);
  expect([...new Set(borders)]).toEqual(['20 99']);
  opened.resize(50, 10);
  await opened.waitFor('窗口太小：50x10');
  opened.resize(60, 16);
  await opened.waitFor(/│ › tc +│/u);
  await waitForCursor(opened, /(?<=› tc) /u, '› tc');
  opened.press('enter');
  await opened.exit();
  expectRestored(opened, 0);
});

it('that breaks a promise of its own says what happened on the screen that was there', async () => {
  const opened = await inNewDeclaration(inShell(await failing(newHome()), { rows: 50 }));
  opened.press('f12');
  await opened.exit();
  expectRestored(opened, 70);
  expect(opened.text()).toMatch(/^程序出错[\s\S]*故意出错[\s\S]*code 70\n/u);
});

it('is restored after a signal', async () => {
  screen = start(await main(newHome()));
  await inNewDeclaration(screen);
  screen.signal('SIGTERM');
  expect(await screen.exit()).toMatchObject({ exitCode: 143 });
  expect(screen.onAlternateScreen()).toBe(false);
  expect(screen.text()).toBe('');
});

it('does with Ctrl+C what the key table says, and lives on', async () => {
  const opened = await inNewDeclaration(inShell(await main(newHome()), { rows: 40 }));
  opened.press(...TO_GOODS);
  await opened.waitFor(/HS编码\*\[/u);
  opened.press('ctrl+c');
  await opened.waitFor('列表里还没有行');
  opened.type('2204');
  opened.press('f5');
  await opened.waitFor('已添加第1项货物');
  opened.press('ctrl+c');
  await opened.waitFor('添加第3项货物');
});

it('takes rows that a terminal does not mark as pasted for one paste, and says so', async () => {
  // Old consoles know no marks, and are not asked for them.
  const opened = await inNewDeclaration(inShell(['env', 'TERM=linux', ...(await main(newHome()))]));
  opened.type('鲜橙\t5\r橙汁\t6\r');
  await opened.waitFor('2 行按粘贴处理了');
  await opened.waitFor(/报检日期\*\[/u);
});

it('counts receipts that come by themselves in the title, tells the desktop, and leaves the title as it was', async () => {
  const home = newHome();
  const command = await main(home);
  screen = start(command, { env: { TMUX: undefined, STY: undefined, ZELLIJ: undefined, KITTY_WINDOW_ID: '1' } });
  const opened = screen;
  await opened.waitFor('这里还没有数据');
  opened.press('enter');
  await opened.waitFor('准备好了', 60_000);
  execFileSync(process.execPath, [...command.slice(1), 'settings', 'set', 'switches.desktopNews', 'true']);
  execFileSync(process.execPath, [...command.slice(1), 'settings', 'set', 'switches.holdSeconds', '0']);
  opened.press('s');
  await opened.waitFor('发送全部已保存的');
  opened.press('enter');
  await opened.waitFor(() => opened.title() !== '', 60_000);
  expect(opened.title()).toMatch(/^\(\d+\) 报检台$/u);
  expect(opened.notices()[0]).toMatch(/^报检台：收到 \d+ 条回执/u);
  opened.press('down');
  await opened.waitFor(() => opened.title() === '');
  opened.press('ctrl+x');
  await opened.exit();
  expect(opened.title()).toBe('');
});
