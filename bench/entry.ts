import { DATA, withPrograms } from './bundle.ts';
import { type Figure, figure, mean, median, quantile } from './figure.ts';
import { inboundOf, withHome } from './home-of.ts';
import { type KeyCost, withPty } from './pty.ts';

const ROUNDS = 160;
const WARM_UP = 60;
/** Typed characters, which are taken back before Tab. */
const KEYS_A_FIELD = 8;
const SETTLE = 25;
const STARTS = 7;
const ROWS = 23_602;

const PLAIN = 'bench/programs/plain.ts';
const HELLO = 'bench/programs/hello.tsx';
const ENTRY = 'bench/programs/entry.tsx';
const MAIN = 'src/main.tsx';

/**
 * The entry page with fifty goods lines at 120x40: its first paint and that of the whole program beside hello-world Ink,
 * a typed character and Tab, in the form and in the grid, beside that and beside plain Node, and the memory that it has taken in the end.
 */
export async function bench(): Promise<Figure[]> {
  return await withPrograms(
    [PLAIN, HELLO, ENTRY, MAIN],
    built => withHome(0, empty => withHome(ROWS, full => figures(built, empty, full))),
    {
      plain: [HELLO],
    },
  );
}

type Built = Readonly<Record<typeof PLAIN | typeof HELLO | typeof ENTRY | typeof MAIN, string>>;

async function figures(built: Built, empty: string, full: string): Promise<Figure[]> {
  const first = { hello: [] as number[], page: [] as number[], frame: [] as number[], content: [] as number[] };
  const inbound = new RegExp(String(inboundOf(ROWS)), 'u');
  // In turns, so that all meet the same machine.
  for (let round = 0; round < STARTS; round += 1) {
    first.hello.push(await withPty(built[HELLO], [], ({ until }) => until(/ready/u)));
    first.page.push(await withPty(built[ENTRY], [empty, DATA, '50'], ({ until }) => until(/单证信息/u)));
    first.frame.push(await withPty(built[MAIN], ['--home', full], ({ until }) => until(/等待处理/u)));
    first.content.push(await withPty(built[MAIN], ['--home', full], ({ until }) => until(inbound)));
  }
  const plain = await typing(built[PLAIN], [], /ready/u);
  const hello = await typing(built[HELLO], [], /ready/u);
  const entry = await typing(built[ENTRY], [empty, DATA, '50'], /单证信息/u);
  const grid = await typing(built[ENTRY], [empty, DATA, '50', 'grid'], /表格|货物名称/u);
  const floor = { p50: median(hello.typed.map(ms)), bytes: mean(hello.typed.map(size)) };
  const least = { p50: median(plain.typed.map(ms)), bytes: mean(plain.typed.map(size)) };
  return [
    figure('start.entry.first-paint.p50.to-ink', median(first.page), 'ms', median(first.hello)),
    figure('start.home.first-paint.p50.to-ink', median(first.frame), 'ms', median(first.hello)),
    figure(`start.home.counts-of-${ROWS}.p50.to-ink`, median(first.content), 'ms', median(first.hello)),
    figure('entry.typed.p50.to-plain', median(entry.typed.map(ms)), 'ms', least.p50),
    figure('entry.typed.p50.to-ink', median(entry.typed.map(ms)), 'ms', floor.p50),
    figure('entry.typed.p99.to-ink', quantile(entry.typed.map(ms), 0.99), 'ms', quantile(hello.typed.map(ms), 0.99)),
    figure('entry.typed.bytes.to-plain', mean(entry.typed.map(size)), 'bytes', least.bytes),
    figure('entry.typed.bytes.to-ink', mean(entry.typed.map(size)), 'bytes', floor.bytes),
    figure('entry.tab.p50.to-plain', median(entry.tab.map(ms)), 'ms', least.p50),
    figure('entry.tab.p50.to-ink', median(entry.tab.map(ms)), 'ms', floor.p50),
    figure('entry.tab.bytes.to-ink', mean(entry.tab.map(size)), 'bytes', floor.bytes),
    figure('entry.grid.typed.p50.to-ink', median(grid.typed.map(ms)), 'ms', floor.p50),
    figure('entry.grid.typed.bytes.to-ink', mean(grid.typed.map(size)), 'bytes', floor.bytes),
    figure('entry.grid.tab.p50.to-ink', median(grid.tab.map(ms)), 'ms', floor.p50),
    figure('entry.memory.to-plain', entry.memory, 'MB', plain.memory),
    figure('entry.memory.to-ink', entry.memory, 'MB', hello.memory),
  ];
}

const ms = ({ milliseconds }: KeyCost): number => milliseconds;
const size = ({ bytes }: KeyCost): number => bytes;

interface Typing {
  readonly typed: readonly KeyCost[];
  readonly tab: readonly KeyCost[];
  readonly memory: number;
}

/** Eight characters, taken back again, then Tab or Shift+Tab between two text fields, in turn; the floors have no fields. */
async function typing(program: string, args: readonly string[], ready: RegExp): Promise<Typing> {
  const hasFields = args.length > 0;
  return await withPty(program, args, async ({ until, key, keys, memory }) => {
    await until(ready);
    if (hasFields) await keys('\t', 3, SETTLE * 4);
    const typed: KeyCost[] = [];
    const tab: KeyCost[] = [];
    for (let at = 0; at < WARM_UP + ROUNDS; at += 1) {
      const cost = await key(String.fromCharCode(0x61 + (at % 26)), SETTLE);
      if (at >= WARM_UP) typed.push(cost);
      if (!hasFields || at % KEYS_A_FIELD !== KEYS_A_FIELD - 1) continue;
      await keys('\x7f', KEYS_A_FIELD, SETTLE);
      tab.push(await key(at % (2 * KEYS_A_FIELD) === KEYS_A_FIELD - 1 ? '\t' : '\x1b[Z', SETTLE));
    }
    return { typed, tab, memory: await memory() };
  });
}
