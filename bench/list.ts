import { DATA, withPrograms } from './bundle.ts';
import { type Figure, figure, mean, median } from './figure.ts';
import { withHome } from './home-of.ts';
import { type KeyCost, pause, type Running, withPty } from './pty.ts';

/** The count on the manual's own screen, and ten times as many offices. */
const SIZES = [23_602, 200_000];
/** So long after a key; a fast typist is slower. */
const SETTLE = 30;
const OPENINGS = 5;
const DOWNS = 150;
const PAGES = 60;
const SEARCHES = 12;
const WORDS = ['ldqg', 'wuyi', 'ht-1', '2017', 'yws', '海澜'];

const LEAST = 'bench/programs/list-floor.ts';
const HELLO = 'bench/programs/hello.tsx';
const MAIN = 'src/main.tsx';

/**
 * The list of the program itself at both sizes, at 120x40, beside a program that loops over the same rows and paints plain text, and beside a character
 * typed into hello-world Ink. Memory is taken after opening and when all has been done.
 */
export async function bench(): Promise<Figure[]> {
  return await withPrograms(
    [LEAST, HELLO, MAIN],
    async built => {
      const ink = await withPty(built[HELLO], [], async ({ until, key, memory }) => {
        await until(/ready/u);
        const costs: KeyCost[] = [];
        for (let at = 0; at < DOWNS; at += 1) costs.push(await key(String.fromCharCode(0x61 + (at % 26)), SETTLE));
        return { p50: median(costs.map(ms)), bytes: mean(costs.map(size)), memory: await memory() };
      });
      const figures: Figure[] = [];
      for (const count of SIZES) {
        const [least, list] = await withHome(count, async home => [
          await measured(built[LEAST], [home, DATA]),
          await measured(built[MAIN], ['--home', home]),
        ]);
        const name = `list.${count}`;
        figures.push(
          figure(`${name}.open.p50.to-plain`, median(list.open), 'ms', median(least.open)),
          figure(`${name}.down.p50.to-plain`, median(list.down.map(ms)), 'ms', median(least.down.map(ms))),
          figure(`${name}.down.p50.to-ink`, median(list.down.map(ms)), 'ms', ink.p50),
          figure(`${name}.down.bytes.to-plain`, mean(list.down.map(size)), 'bytes', mean(least.down.map(size))),
          figure(`${name}.down.bytes.to-ink`, mean(list.down.map(size)), 'bytes', ink.bytes),
          figure(`${name}.page-down.p50.to-plain`, median(list.page.map(ms)), 'ms', median(least.page.map(ms))),
          figure(`${name}.page-down.p50.to-ink`, median(list.page.map(ms)), 'ms', ink.p50),
          figure(`${name}.page-down.bytes.to-plain`, mean(list.page.map(size)), 'bytes', mean(least.page.map(size))),
          figure(`${name}.search.p50.to-plain`, median(list.search), 'ms', median(least.search)),
          figure(`${name}.search.slowest.to-plain`, Math.max(...list.search), 'ms', Math.max(...least.search)),
          figure(`${name}.opened.memory.to-plain`, list.opened, 'MB', least.opened),
          figure(`${name}.opened.memory.to-ink`, list.opened, 'MB', ink.memory),
          figure(`${name}.used.memory.to-plain`, list.used, 'MB', least.used),
        );
      }
      return figures;
    },
    { plain: [HELLO] },
  );
}

const ms = ({ milliseconds }: KeyCost): number => milliseconds;
const size = ({ bytes }: KeyCost): number => bytes;

interface Measured {
  /** Milliseconds of each time that the list was opened; that happens once in a process. */
  readonly open: readonly number[];
  readonly down: readonly KeyCost[];
  readonly page: readonly KeyCost[];
  /** Milliseconds of each character. */
  readonly search: readonly number[];
  readonly opened: number;
  readonly used: number;
}

async function measured(program: string, args: readonly string[]): Promise<Measured> {
  const open: number[] = [];
  for (let round = 1; round < OPENINGS; round += 1) open.push(await withPty(program, args, opening));
  return await withPty(program, args, async running => {
    const { key, keys, memory } = running;
    open.push(await opening(running));
    await pause(1500);
    const opened = await memory();
    const down = await keys('\x1b[B', DOWNS, SETTLE);
    const page = await keys('\x1b[6~', PAGES, SETTLE);
    const search: number[] = [];
    for (let round = 0; round < SEARCHES; round += 1) {
      for (const character of WORDS[round % WORDS.length] ?? '')
        search.push((await key(character, SETTLE)).milliseconds);
      await pause(300);
      await key('\x1b', 300);
    }
    return { open, down, page, search, opened, used: await memory() };
  });
}

/** The list of inbound declarations, from the first page. */
async function opening({ until, after }: Running): Promise<number> {
  await until(/ready|最新回执/u);
  await pause(400);
  return await after('1', /录入序号/u);
}
