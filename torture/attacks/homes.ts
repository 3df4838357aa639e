import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../src/errors.ts';
import { type Attack, type Found, lost, wrong } from '../attack.ts';
import { type HomeState, stateOf } from '../home-state.ts';
import { copyHome, filesBelow, practiceHome } from '../practice-home.ts';
import { type Random, randomOf } from '../random.ts';
import { manners, type Stage } from '../stage.ts';

interface Damaged {
  readonly home: string;
  readonly file: string;
  /** A file of the same kind elsewhere in the home; itself when there is none. */
  readonly other: string;
  /** A file outside that no command may touch. */
  readonly outside: string;
  readonly random: Random;
}

type Damage = (place: Damaged) => void;

/** What can happen to a file. */
const DAMAGES: Readonly<Record<string, Damage>> = {
  cut: ({ file, random }) => truncateSync(file, random.below(Math.max(1, lstatSync(file).size))),
  emptied: ({ file }) => truncateSync(file, 0),
  flipped: ({ file, random }) => {
    const bytes = readFileSync(file);
    if (bytes.length === 0) return;
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    writeFileSync(file, bytes);
  },
  zeroed: ({ file }) => writeFileSync(file, Buffer.alloc(lstatSync(file).size)),
  swapped: ({ file, other }) => {
    const bytes = readFileSync(file);
    copyFileSync(other, file);
    writeFileSync(other, bytes);
  },
  gone: ({ file }) => rmSync(file),
  folder: ({ file }) => {
    rmSync(file);
    mkdirSync(file);
  },
  link: ({ file, outside }) => {
    rmSync(file);
    symlinkSync(outside, file);
  },
  loop: ({ file }) => {
    rmSync(file);
    symlinkSync(file, file);
  },
  fifo: ({ file }) => {
    rmSync(file);
    spawnSync('mkfifo', [file]);
  },
};

/** Files whose loss tells nobody anything: what they say is made anew, or they say nothing. */
const DERIVED = /^(?:index|locks|recall|practice)\//u;

const kindOf = (path: string): string => path.replace(/[0-9a-f-]{36}|W[IEP]\d+\S*(?=\.)|\d{4}-\d{2}/gu, '*');

const OUTSIDE = 'nobody may touch this';

async function stateOrError(stage: Stage, home: string): Promise<HomeState | undefined> {
  try {
    return await stateOf(stage, home);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    // A settings file that is no JSON is read by this attack itself.
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).syscall) return undefined;
    throw error;
  }
}

const declarationsOf = ({ things }: HomeState): readonly string[] =>
  things.filter(thing => thing.startsWith('declaration '));

/** What is wrong after the damage: somebody hangs or crashes, what was sound is gone, or what is not sound is shown as if it were. */
async function judge(stage: Stage, home: string, path: string, before: HomeState): Promise<Found[]> {
  const check = await stage.run(home, ['store', 'check', '--json']);
  const list = await stage.run(home, ['list', '--json']);
  const found = [...manners(check), ...manners(list)];
  if (found.length > 0) return found;
  const said = check.code !== 0 || /"code"/u.test(check.out);
  const repair = await stage.run(home, ['store', 'check', '--repair']);
  const after = await stage.run(home, ['list', '--json']);
  found.push(...manners(repair), ...manners(after));
  if (found.length > 0) return found;
  const now = await stateOrError(stage, home);
  if (now === undefined) return said ? found : [wrong(`${path} cannot be read, and store check has not said so`)];
  const sound = declarationsOf(before);
  const left = declarationsOf(now);
  const missing = sound.filter(thing => !left.includes(thing));
  const isDeclaration = path.startsWith('declarations/');
  if (missing.length > (isDeclaration ? 2 : 0))
    found.push(lost(`${missing.length} declarations that were not touched`));
  const strange = now.things.filter(thing => !before.things.includes(thing));
  // A settings file that is gone is as if nobody had set anything.
  if (strange.length > 0 && !said)
    found.push(wrong(`store check says nothing, yet there is ${strange[0]?.slice(0, 160)}`));
  return found;
}

export const homes: Attack = {
  name: 'homes',
  what: 'each kind of file of a home is cut, emptied, flipped, zeroed, swapped, deleted, or a folder, link, loop or FIFO in its place',
  weight: 2,
  async open(stage, seed) {
    const practice = await practiceHome(stage);
    const before = await stateOf(stage, practice.home);
    // One file of each kind.
    const kinds = new Map(filesBelow(practice.home).map(path => [kindOf(path), path]));
    const all = [...kinds.values()].flatMap(path => Object.keys(DAMAGES).map(name => [path, name] as const));
    const order = randomOf(seed, 'homes').shuffled(all);
    return {
      async play(at, random) {
        const [path, name] = order[at % order.length] ?? ['', ''];
        const home = copyHome(stage, practice);
        const file = join(home, path);
        const outside = join(stage.folder('outside'), 'file');
        writeFileSync(outside, OUTSIDE);
        const like = filesBelow(home).filter(other => kindOf(other) === kindOf(path) && other !== path);
        DAMAGES[name]?.({ home, file, other: join(home, like.length > 0 ? random.pick(like) : path), outside, random });
        const found =
          DERIVED.test(path) || name === 'gone'
            ? (await judge(stage, home, path, before)).filter(
                ({ what }) => !what.startsWith('store check says nothing'),
              )
            : await judge(stage, home, path, before);
        if (!existsSync(outside) || readFileSync(outside, 'utf8') !== OUTSIDE)
          found.push(wrong('a link was followed out of the home'));
        rmSync(home, { recursive: true, force: true });
        return { title: `${kindOf(path)} ${name}`, found };
      },
    };
  },
};
