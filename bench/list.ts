import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import { STATUS_MARKS, type Status } from '../src/declaration/life-cycle.ts';
import type { Summary } from '../src/declaration/summary.ts';
import { openOffice } from '../src/jobs/office.ts';
import { nodeDisk } from '../src/store/disk.ts';
import { journalFile } from '../src/store/index/journal.ts';
import { noRows } from '../src/store/index/rows.ts';
import { readHead, writeSnapshot } from '../src/store/index/snapshot.ts';
import { bundle } from './terminal/build.ts';
import type { Measure } from './terminal.ts';

const DATA = fileURLToPath(new URL('../data', import.meta.url));
/** The count on the manual's own screen, and ten times as many offices. */
const SIZES = [23_602, 200_000];
const MODES = { folder: 0o700, file: 0o600 };
/** Quiet for this long after a key; a fast typist is slower. */
const QUIET = 30;
const OPENINGS = 4;
const DOWNS = 150;
const PAGES = 60;
const SEARCHES = 12;
const WORDS = ['ldqg', 'wuyi', 'ht-1', '2017', 'yws', '海澜'];

/** The list at both sizes in a real pty of 120x40, against a program that loops over the same rows and paints plain text. */
export async function bench(): Promise<Measure[]> {
  const program = await bundle('../screens/list.tsx');
  const floor = await bundle('../screens/list-floor.ts');
  const measures: Measure[] = [];
  try {
    for (const count of SIZES) {
      const home = await mkdtemp(join(tmpdir(), 'baojian-bench-list-'));
      try {
        await fill(home, count);
        const least = await run(floor, home);
        const list = await run(program, home);
        const opens = [list.open, ...(await openings(program, home))];
        const bareOpens = [least.open, ...(await openings(floor, home))];
        const measure = (name: string, value: number, unit: string, against: number): Measure => ({
          name: `list of ${count}, ${name}`,
          value,
          unit,
          floor: against,
          ratio: value / against,
        });
        measures.push(
          measure('open, p50', middle(opens), 'ms', middle(bareOpens)),
          measure('down, p50', middle(list.down), 'ms', middle(least.down)),
          measure('page down, p50', middle(list.page), 'ms', middle(least.page)),
          measure('search character, p50', middle(list.search), 'ms', middle(least.search)),
          measure('search character, slowest', Math.max(...list.search), 'ms', Math.max(...least.search)),
          measure('down, bytes', list.bytes, 'bytes', least.bytes),
          measure('memory', list.memory, 'MB', least.memory),
        );
      } finally {
        await rm(home, { recursive: true, force: true });
      }
    }
  } finally {
    for (const file of [program, floor]) await rm(dirname(file), { recursive: true });
  }
  return measures;
}

interface Times {
  readonly open: number;
  readonly down: readonly number[];
  readonly page: readonly number[];
  readonly search: readonly number[];
  /** Written for one row down, on average. */
  readonly bytes: number;
  readonly memory: number;
}

/** Opening happens once in a process. */
async function openings(program: string, home: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (let round = 0; round < OPENINGS; round += 1) found.push((await run(program, home, true)).open);
  return found;
}

async function run(program: string, home: string, onlyOpen = false): Promise<Times> {
  const { CI: _, NO_COLOR: __, ...env } = process.env;
  const pty = spawn(process.execPath, [program, home, DATA], {
    cols: 120,
    rows: 40,
    env: { ...env, TERM: 'xterm-256color', FORCE_COLOR: '3' },
  });
  let heard = (_: string): void => {};
  pty.onData(data => heard(data));
  try {
    await until(/ready|最新回执/u);
    await quiet(400);
    const start = performance.now();
    const shown = until(/录入序号/u);
    pty.write('1');
    await shown;
    const open = performance.now() - start;
    if (onlyOpen) return { open, down: [], page: [], search: [], bytes: 0, memory: 0 };
    await quiet(1500);
    const down = await keys('\x1b[B', DOWNS);
    const page = await keys('\x1b[6~', PAGES);
    const search: number[] = [];
    for (let round = 0; round < SEARCHES; round += 1) {
      for (const character of WORDS[round % WORDS.length] ?? '') search.push((await key(character)).milliseconds);
      await quiet(300);
      await key('\x1b');
      await quiet(300);
    }
    const memory = await residentMemory(pty.pid);
    const bytes = down.reduce((sum, each) => sum + each.bytes, 0) / down.length;
    const times = (found: typeof down): number[] => found.map(({ milliseconds }) => milliseconds);
    return { open, down: times(down), page: times(page), search, bytes, memory };
  } finally {
    pty.kill('SIGKILL');
  }

  function until(pattern: RegExp): Promise<void> {
    return new Promise((resolve, reject) => {
      pty.onExit(({ exitCode }) => reject(new Error(`${program} ended with ${exitCode}`)));
      let all = '';
      heard = data => {
        all += data;
        if (pattern.test(all)) resolve();
      };
    });
  }

  async function keys(bytes: string, count: number) {
    const found = [];
    for (let round = 0; round < count; round += 1) found.push(await key(bytes));
    return found;
  }

  async function key(typed: string): Promise<{ readonly milliseconds: number; readonly bytes: number }> {
    let milliseconds = 0;
    let bytes = 0;
    const start = performance.now();
    heard = data => {
      bytes += Buffer.byteLength(data);
      if (milliseconds === 0) milliseconds = performance.now() - start;
    };
    pty.write(typed);
    await quiet(QUIET);
    while (milliseconds === 0 && performance.now() - start < 2000) await quiet(5);
    return { milliseconds: milliseconds || 2000, bytes };
  }
}

function quiet(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

async function residentMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? 0) / 1024;
}

/** A home whose index holds so many rows; of the declarations themselves there is none. */
async function fill(home: string, count: number): Promise<void> {
  const office = await openOffice({
    home,
    dataFolder: DATA,
    user: 'bench',
    now: Date.now,
    random: Math.random,
    newId: () => '',
    wait: async () => {},
    self: [],
  });
  await office.close();
  const index = join(home, 'index');
  const generation = (await readHead(nodeDisk, index))?.generation ?? 1;
  const changes = Array.from({ length: count }, (_, at) => {
    const row = summary(at);
    return { entryNo: row.entryNo, row };
  });
  await writeSnapshot(nodeDisk, MODES, index, { generation, version: 1 }, noRows<Summary>().with(changes));
  await nodeDisk.truncate(journalFile(index, generation), 0);
}

const PARTIES = [
  '义乌市中国物资有限公司',
  '上海海澜食品进出口有限公司',
  '深圳市前海跨境供应链股份有限公司',
  '宁波北仑港务集团',
];
const GOODS = ['冷冻去骨牛肉', '高密度聚乙烯颗粒', '数控卧式加工中心', '瓶装葡萄酒'];
const INITIALS = ['ywszgwzyxgs ldqgnr', 'shhlspjckyxgs gmdjyxkl', 'szsqhkjgylgfyxgs skwsjgzx', 'nbblgwjt pzptj'];
const STATUSES = Object.keys(STATUS_MARKS) as Status[];

function summary(at: number): Summary {
  const mixed = (at * 2_654_435_761) % 4_294_967_296;
  const digits = (length: number): string =>
    String(mixed * 7919 + at)
      .padStart(length, '0')
      .slice(-length);
  return {
    date: `2017-${String(1 + (at % 12)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`,
    party: `${PARTIES[mixed % 4]}${mixed % 900}`,
    enterprise: '上海衡达报关有限公司',
    declarant: at % 2 ? '李明' : '王芳',
    contract: `HT-${digits(8)}`,
    bill: `COSU${digits(9)}`,
    destination: '上海市',
    containers: `MNBU${digits(7)}`,
    goods: GOODS[mixed % 4] ?? '',
    entryNo: `WI${1_507_627_158_000 + at * 60_007}00`,
    direction: at % 10 === 0 ? 'out' : 'in',
    status: STATUSES[mixed % STATUSES.length] ?? 'draft',
    revision: 1,
    declarationNo: at % 5 ? `1${digits(14)}` : '',
    clearanceNo: at % 3 ? digits(15) : '',
    paperless: at % 2 ? 'reported' : '',
    goodsCount: at % 9,
    receipts: at % 4,
    printed: at % 9 === 0,
    awaiting: at % 3 === 0,
    source: '',
    updated: new Date(1_507_627_158_000 + at * 60_007).toISOString(),
    initials: `${INITIALS[mixed % 4]} shhdbgyxgs`,
  };
}

function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
