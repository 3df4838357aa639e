import { rmSync } from 'node:fs';
import { UserError } from '../../src/errors.ts';
import { type Attack, type Found, type Play, type Tried, wrong } from '../attack.ts';
import { withBureau } from '../bureau.ts';
import { became, between, type HomeState, stateOf, unkept } from '../home-state.ts';
import { copyHome, type PracticeHome, practiceHome } from '../practice-home.ts';
import { type Random, randomOf } from '../random.ts';
import { type Ended, manners, type Stage } from '../stage.ts';
import { type Broken, COMMANDS, type Place, wordsOf } from './commands.ts';

/** What a command does when nothing breaks. */
interface Known {
  /** The home before it, as a folder that is copied for each case. */
  readonly from: PracticeHome;
  readonly before: HomeState;
  readonly after: HomeState;
  readonly operations: readonly string[];
}

/** Problems that a crash may leave and that the next repair takes away. */
const LEFT_BEHIND = new Set([
  'check.leftover',
  'check.outbox-no-entry',
  'check.outbox-no-bytes',
  'check.index',
  'check.mode',
]);

const withBureauFor = <T>(stage: Stage, { bureau }: Broken, home: string, work: () => Promise<T>): Promise<T> =>
  bureau ? withBureau(stage, home, work) : work();

const learned = new WeakMap<Stage, Map<string, Promise<Known>>>();

/** Both attacks break the same commands. */
function knownOf(stage: Stage, command: Broken): Promise<Known> {
  const all = learned.get(stage) ?? new Map<string, Promise<Known>>();
  learned.set(stage, all);
  const knowing = all.get(command.name) ?? learn(stage, command);
  all.set(command.name, knowing);
  return knowing;
}

async function learn(stage: Stage, command: Broken): Promise<Known> {
  const practice = await practiceHome(stage);
  const from = { ...practice, home: copyHome(stage, practice) };
  await withBureauFor(stage, command, from.home, async () => {
    for (const words of command.before ?? []) await stage.here(from.home, wordsOf(words, practice, ''));
  });
  const before = await stateOf(stage, from.home);
  const home = copyHome(stage, from);
  const out = stage.folder('out');
  command.given?.(out, from);
  const ended = await withBureauFor(stage, command, home, () =>
    stage.run(home, wordsOf(command.words, practice, out), { watch: true }),
  );
  // Of what the bureau is sent it may reject some.
  if (ended.code !== 0 && !(command.bureau && ended.code === 1))
    throw new Error(`${command.name} ends with ${ended.code}: ${ended.err}`);
  return { from, before, after: await stateOf(stage, home), operations: ended.operations };
}

/** The state of a home, or why it says that it cannot be opened. */
async function read(stage: Stage, home: string): Promise<HomeState | UserError> {
  try {
    return await stateOf(stage, home);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** What is wrong in a home after a command that broke in its middle, and after it was run again. */
async function judge(place: Place, command: Broken, known: Known, broken: Ended): Promise<Found[]> {
  const { stage, home, out } = place;
  const found: Found[] = [];
  const state = await read(stage, home);
  if (state instanceof UserError) {
    // A restore that was broken off may have to be ended first; it says so.
    if (!command.words.startsWith('store restore')) found.push(wrong(`the home does not open: ${state.message}`));
  } else {
    found.push(
      ...between(known.before, state, known.after),
      ...(broken.code === 0 || broken.signal ? unkept(broken.out, state) : []),
    );
    // What the whole command leaves as a problem, such as passwords whose key is in no backup, may be one in its middle.
    const accepted = new Set(known.after.problems.map(({ code }) => code));
    const strange = state.problems.filter(({ code }) => !LEFT_BEHIND.has(code) && !accepted.has(code));
    found.push(...strange.map(({ code, file }) => wrong(`${code} ${file}`)));
  }
  if (command.whole) found.push(...(await command.whole(place)));
  if (!command.again) return found;
  const again = await stage.here(home, wordsOf(command.words, known.from, out));
  found.push(...manners(again));
  const then = await read(stage, home);
  if (then instanceof UserError) found.push(wrong(`after another run the home does not open: ${then.message}`));
  else found.push(...became(then, known.after));
  if (command.whole) found.push(...(await command.whole(place)));
  return found;
}

/** Which operation breaks in the so-manieth try of a command: each once, in mixed order, then from the start. */
function placeOf(known: Known, seed: string, name: string, visit: number): number {
  const order = randomOf(seed, name, 'order').shuffled(known.operations.map((_, at) => at + 1));
  return order[visit % order.length] ?? 1;
}

/** What an operation was, without the folder that the home lies in. */
const shortOf = (operation = ''): string => operation.replace(/\S*\/home\//u, '');

/** One try: the command breaks, the home is judged, the command runs again. */
async function tryOne(
  stage: Stage,
  command: Broken,
  known: Known,
  { how, ends }: { readonly how: string; readonly ends: Ends },
): Promise<Found[]> {
  const place = { stage, home: copyHome(stage, known.from), out: stage.folder('out') };
  command.given?.(place.out, known.from);
  try {
    return await withBureauFor(stage, command, place.home, async () => {
      const words = wordsOf(command.words, known.from, place.out);
      const ended = await stage.run(place.home, words, { broken: how });
      return [...ends(ended), ...(await judge(place, command, known, ended))];
    });
  } finally {
    rmSync(place.home, { recursive: true, force: true });
  }
}

/** What the command itself may not do. */
type Ends = (ended: Ended) => Found[];

// It ends by the signal, unless that operation came not or in another process.
const killed: Ends = ended => (ended.signal === 'SIGKILL' && !ended.hung ? [] : manners(ended));

/** Breaks a command at the last of its operations whose text has `at` in it. */
export async function tryBreakage(
  stage: Stage,
  command: Broken,
  { at, how }: { readonly at: string; readonly how: string },
): Promise<Tried> {
  const known = await knownOf(stage, command);
  const operation = known.operations.findLastIndex(each => shortOf(each).includes(at)) + 1;
  if (operation === 0) throw new Error(`${command.name} has no ${at}: ${known.operations.map(shortOf).join(', ')}`);
  const kills = how === 'kill' || how === 'torn';
  const full = { how: `${how}:${operation}${kills || how === 'EIO' ? '' : '+'}`, ends: kills ? killed : manners };
  return { title: `${command.name}, ${full.how}`, found: await tryOne(stage, command, known, full) };
}

interface Breakage {
  readonly name: string;
  readonly what: string;
  readonly weight: number;
  /** How it breaks: `BAOJIAN_BREAK` for an operation. */
  readonly broken: (operation: number, random: Random) => string;
  readonly ends: Ends;
}

function breaking({ name, what, weight, broken, ends }: Breakage): Attack {
  async function open(stage: Stage, seed: string): Promise<Play> {
    return {
      async play(at, random): Promise<Tried> {
        const command = COMMANDS[at % COMMANDS.length] as Broken;
        const known = await knownOf(stage, command);
        const operation = placeOf(known, seed, command.name, Math.floor(at / COMMANDS.length));
        const how = broken(operation, random);
        const title = `${command.name}, ${how} of ${known.operations.length}: ${shortOf(known.operations[operation - 1])}`;
        return { title, found: await tryOne(stage, command, known, { how, ends }) };
      },
    };
  }
  return { name, what, weight, open };
}

export const kills = breaking({
  name: 'kill',
  what: 'each command is killed before an operation on the disk, or in the middle of a write; then it is run again',
  weight: 3,
  broken: (operation, random) => `${random.chance(0.25) ? 'torn' : 'kill'}:${operation}`,
  ends: killed,
});

const FULL = ['ENOSPC', 'EDQUOT', 'EROFS'];

export const fullDisks = breaking({
  name: 'full',
  what: 'the disk is full, over quota, read-only or broken from an operation on; then there is room again',
  weight: 2,
  broken: (operation, random) => (random.chance(0.2) ? `EIO:${operation}` : `${random.pick(FULL)}:${operation}+`),
  ends: manners,
});
