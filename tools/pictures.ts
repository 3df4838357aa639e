import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { screenOf } from '../screens/app/frame.ts';
import { toAnsi } from '../screens/draw/line.ts';
import { initialsOf } from '../src/codes/initials.ts';
import { awaitReceipts } from '../src/jobs/await-receipts.ts';
import { importDeclaration, readInput } from '../src/jobs/import-declarations.ts';
import { sendDeclaration } from '../src/jobs/send-declarations.ts';
import { folderOf } from '../src/practice/own-folder.ts';
import { startPractice } from '../src/practice/server.ts';
import { cellsOf } from '../src/terminal/cells.ts';
import { svgOf } from '../src/terminal/svg.ts';
import { DATA, MANUAL_DAY, startTestProgram, type TestProgram } from '../test/journeys/program.ts';

/** The real screen at one moment, as a drawing. */
function pictureOf({ program, office }: TestProgram, title: string): string {
  const ui = program.state();
  const { codes, book, now } = office;
  const { lines } = screenOf(ui, {
    codes,
    book,
    rows: () => office.store.rows(),
    now,
    initialsOf,
    goods: { suggest: () => [] },
  });
  return svgOf(cellsOf(lines.map(toAnsi).join('\n'), ui.size), ui.size, title);
}

const SAMPLES = ['in-minimal', 'in-full', 'in-vehicles', 'in-linked-containers', 'in-50-goods', 'in-rare-characters'];

/** What the keys lead to, and what is drawn then. */
// biome-ignore format: table
const MOMENTS: readonly (readonly [file: string, title: string, ...steps: string[]])[] = [
  ['home',      '首页'],
  ['list',      '入境单证列表',         '1', '<down><down>'],
  ['entry',     '录单页面',             'list.open', '<tab><tab>'],
  ['hs-search', 'HS 编码和 CIQ 代码',   '<ctrl+n>', '<pagedown><pagedown><pagedown>', '220421'],
  ['popup',     '随附单据弹窗',         '<escape><escape><pageup><shift+tab>', '<space>', '<space><down><space>', '<tab>'],
  ['jump',      '跳到栏位',             '<alt+c><alt+j>'],
  ['help',      '帮助',                 '<escape>', 'app.help'],
  ['receipts',  '回执',                 '<escape>', 'app.list', '<end>', 'list.receipts'],
  ['print',     '打印',                 '<escape>', 'list.print'],
  ['preview',   '打印预览',             'print.preview'],
  ['paperless', '无纸化',               '<escape><escape>', 'app.list', 'list.paperless'],
  ['settings',  '系统设置',             '<escape>', 'app.settings'],
  ['channel',   '申报通讯',             '9<enter>'],
  ['papers',    '打印模板管理',         '<escape><escape><escape>', 'app.papers'],
  ['ledger',    '统计查询',             '<escape>', 'app.ledger'],
  ['members',   '通讯录',               '<escape>', 'app.members'],
  ['audit',     '操作记录',             '<escape>', 'app.home', 'app.audit'],
  ['trash',     '回收站',               '<escape>', 'app.home', 'app.trash'],
];

let drawing: Promise<ReadonlyMap<string, string>> | undefined;

/** The picture of one moment, for the README. */
export async function pictureNamed(file: string): Promise<string> {
  drawing ??= drawAll();
  return (await drawing).get(file) ?? '';
}

export const PICTURES = MOMENTS.map(([file]) => file);

/** The program at work in an office of its own, drawn at its moments. The same every time. */
async function drawAll(): Promise<ReadonlyMap<string, string>> {
  const home = await mkdtemp(join(tmpdir(), 'baojian-pictures-'));
  // How often a program looks at the clock is no two times the same: only what is drawn moves it on.
  let clock = MANUAL_DAY;
  let receipt = clock + 600_000;
  const now = () => clock;
  const running = await startTestProgram({ columns: 100, rows: 30, home, practice: true, now, user: '周敏' });
  const { office } = running;
  const practice = {
    folder: folderOf(home),
    // Each receipt is a little later, so that they have an order.
    now: () => (receipt += 137),
    random: () => 0.5,
    book: office.book,
    dataFolder: DATA,
    pace: 0,
  };
  const bureau = await startPractice(practice);
  try {
    for (const name of SAMPLES) {
      const file = join('fixtures', 'declarations', name, 'declaration.json');
      for (const found of await readInput(office, { name: file, bytes: await readFile(file) })) {
        await importDeclaration(office, found);
        clock += 60_000;
      }
    }
    const saved = [...office.store.rows()].filter(({ status }) => status === 'saved').map(({ entryNo }) => entryNo);
    for (const entryNo of saved.slice(2)) await sendDeclaration(office, entryNo, { sure: 'pass' });
    await awaitReceipts(office, saved.slice(2), { seconds: 5 });
    const drawn = new Map<string, string>();
    for (const [file, title, ...steps] of MOMENTS) {
      await running.press(...steps);
      drawn.set(file, pictureOf(running, title));
    }
    return drawn;
  } finally {
    await running.close();
    await bureau.stop();
    await rm(home, { recursive: true, force: true });
  }
}
