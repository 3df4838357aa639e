import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withHome } from './home-of.ts';
import { pause, type Running, withPty } from './pty.ts';

const CANCELS = 7;
const CHECKING = 40;
const STILL = 60;
/** Milliseconds between two keys: faster than anybody types. */
const PACE = 20;
/** Milliseconds in which the rest is checked. */
const ALL_CHECKED = 15_000;
const ARROWS = ['\x1b[B', '\x1b[A'] as const;

/** Milliseconds. */
export interface KeyTimes {
  /** From Esc, while the file is read, to the word that reading has been given up. */
  readonly cancel: readonly number[];
  /** From a key to the line that it leads to, while rows are checked and when all is done. */
  readonly checking: readonly number[];
  readonly still: readonly number[];
}

/** Types into the built program while it reads a file by this line of the menu and checks what is in it. */
export async function reviewKeys(program: string, file: string, line: '1' | '2'): Promise<KeyTimes> {
  return await withHome(1, async home =>
    withPty(program, ['--home', home], async running => {
      const { until, after } = running;
      await until(/最新回执/u);
      await pause(400);
      await after('n', /1 入境/u);
      await after('1', /合同号/u);
      await pause(400);
      const cancel: number[] = [];
      // JSON is read at once; there is nothing to cancel.
      for (let round = 0; line === '1' && round < CANCELS; round += 1) {
        await naming(running, file, line);
        await after('\r', /正在读/u);
        await pause(20 * round);
        cancel.push(await after('\x1b', /已取消/u));
        await pause(200);
        await after('\x1b', /./u);
        await pause(200);
      }
      await naming(running, file, line);
      await after('\r', line === '1' ? /检查中/u : /必填空/u);
      // In front of a whole declaration stands what is outside of its lists.
      if (line === '2') await after('2', /序号/u);
      // All of it takes longer than so many keys do.
      const checking = await downs(running, CHECKING);
      await pause(ALL_CHECKED);
      return { cancel, checking, still: await downs(running, STILL) };
    }),
  );
}

async function naming({ after }: Running, file: string, line: string): Promise<void> {
  await after('\x1br', /导入整单/u);
  await after(line, /文件/u);
  await after(file, /\.(?:xlsx|json)/u);
  await pause(100);
}

async function downs({ after }: Running, count: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < count; round += 1) {
    times.push(await after(ARROWS[round % 2] ?? '', /›/u));
    await pause(PACE);
  }
  return times;
}

/** A whole declaration with as many goods, in JSON. */
export async function writeWhole(folder: string, rows: number): Promise<string> {
  const goods = Array.from({ length: rows }, (_, at) => ({
    hsCode: '0202300090',
    name: `冷冻去骨牛肉 ${at}号`,
    quantity: String(1 + (at % 700)),
    quantityUnit: '035',
    currency: '840',
    totalValue: String(9000 + at),
  }));
  const file = join(folder, 'whole.json');
  await writeFile(file, JSON.stringify({ direction: 'in', contractNo: 'HT-1', goods, containers: [] }));
  return file;
}
