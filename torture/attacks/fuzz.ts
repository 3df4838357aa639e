import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../../src/errors.ts';
import { readAnswer, readDeliveries, readIncoming, writeDeliveries, writeRequest } from '../../src/message/exchange.ts';
import { makeReceipt, readReceipts, writeReceipt } from '../../src/message/receipt.ts';
import { decodeStream } from '../../src/terminal/decode-stream.ts';
import type { Key } from '../../src/terminal/key.ts';
import { type Attack, type Found, wrong } from '../attack.ts';
import { mutated, mutatedJson, NASTY } from '../mutate.ts';
import { copyHome, declaration, practiceHome } from '../practice-home.ts';
import type { Random } from '../random.ts';
import { manners } from '../stage.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');

/** Longer than this none of the small inputs may take, in milliseconds, on a machine with other work. */
const PATIENCE = 60_000;

/** What is wrong with work that may refuse with an error for people, and may do nothing else. */
async function refuses(what: string, work: () => unknown): Promise<Found[]> {
  const start = performance.now();
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UserError)) return [wrong(`${what}: ${error instanceof Error ? error.stack : error}`)];
    if (!/\p{Script=Han}/u.test(error.message)) return [wrong(`${what}: not said in Chinese: ${error.message}`)];
  }
  const took = performance.now() - start;
  return took > PATIENCE ? [wrong(`${what} took ${Math.round(took)} ms`)] : [];
}

// biome-ignore format: table
const KEYS = ['\x1b', '[', 'O', '1', ';', '5', 'u', '~', 'A', 'M', '<', '?', '200~', '\x1b[200~', '\x1b[201~', '\x1b[27;5;13~', '\x1bOP', '\x1b[1;3A', 'a', '王',
  '𠮷', '\u0301', '\r', '\n', '\t', '\x7f', '\x00', '\x9b', '\x1b[M !!', '\x1b[<0;1;1M', '\x1b[57414;1u', '\x1b[97:65;2u', '\x1bP', '\x1b\\', '\x1b]11;rgb:0/0/0\x07'];

const ROUNDS = 60;
/** Longer pastes are for another day: cut into characters they take seconds. */
const SHORT = NASTY.filter(({ length }) => length < 500);

/** Any bytes become keys, and the same keys however they are cut into reads; what a terminal sends never throws and never grows. */
function decoder(random: Random): Found[] {
  for (let round = 0; round < ROUNDS; round += 1) {
    const parts = Array.from({ length: 1 + random.below(12) }, () =>
      random.chance(0.85) ? random.pick(KEYS) : random.pick(SHORT),
    );
    const said = JSON.stringify(parts).slice(0, 300);
    try {
      const whole = decodeAll([parts.join('')]);
      // A combining mark in a read of its own is a key of its own, so only inputs without one are compared.
      if (parts.some(part => /\p{M}|\u200d|[\ud800-\udfff]/u.test(part))) continue;
      const cut = decodeAll(Array.from(parts.join('')));
      if (!isDeepStrictEqual(whole, cut)) return [wrong(`cut into characters other keys come of ${said}`)];
    } catch (error) {
      return [wrong(`${said}: ${error instanceof Error ? error.stack : error}`)];
    }
  }
  return [];
}

function decodeAll(reads: readonly string[]): Key[] {
  const decoding = decodeStream();
  const keys = reads.flatMap(read => decoding.feed(read));
  // Twice: what is left of a sequence, and of a paste.
  return [...keys, ...decoding.flush(), ...decoding.flush()];
}

const RECEIPT = makeReceipt({
  entryNo: 'WI179546740372500',
  dealNo: '126000000000002',
  ledgerNo: '',
  time: '2017-10-24 10:00:00',
  code: '1300',
  text: '已正式受理通过',
});

/** Messages of the bureau and to it, and the golden ones of the repository. */
const MESSAGES: readonly string[] = [
  writeReceipt(RECEIPT),
  writeDeliveries([{ receiptId: 'r1', receipt: RECEIPT }]),
  writeRequest({ kind: 'receipts', entryNos: ['WI179546740372500'] }),
  ...readdirSync(join(FIXTURES, 'message'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.xml'))
    .toSorted()
    .map(name => readFileSync(join(FIXTURES, 'message', name), 'utf8')),
];

async function xml(random: Random): Promise<Found[]> {
  const found: Found[] = [];
  for (let round = 0; round < 25 && found.length === 0; round += 1) {
    const bytes = mutated(new TextEncoder().encode(random.pick(MESSAGES)), random);
    for (const [name, read] of Object.entries({ readReceipts, readAnswer, readDeliveries, readIncoming }))
      found.push(...(await refuses(name, () => read(bytes))));
  }
  return found;
}

const WORKBOOKS = join(FIXTURES, 'workbooks');

const fuzz = (
  name: string,
  what: string,
  weight: number,
  play: (random: Random) => Found[] | Promise<Found[]>,
): Attack => ({
  name,
  what,
  weight,
  open: async () => ({ play: async (at, random) => ({ title: `case ${at}`, found: await play(random) }) }),
});

const workbook: Attack = {
  name: 'workbook',
  what: 'workbooks of which bytes were changed are imported',
  async open(stage) {
    const practice = await practiceHome(stage);
    const home = copyHome(stage, practice);
    const names = readdirSync(WORKBOOKS).toSorted();
    return {
      async play(_, random) {
        const name = random.pick(names);
        const bytes = mutated(readFileSync(join(WORKBOOKS, name)), random);
        const words = random.pick([
          ['check', '-'],
          ['import', '-', '--draft'],
          ['import', '-', '--into', practice.numbers.draft ?? ''],
        ]);
        const ended = await stage.here(home, words, bytes);
        return { title: `${name}: ${words.join(' ')}`, found: manners(ended) };
      },
    };
  },
};

const json: Attack = {
  name: 'json',
  what: 'declarations and settings in JSON of which values and bytes were changed are imported',
  async open(stage) {
    const practice = await practiceHome(stage);
    const home = copyHome(stage, practice);
    const settings = JSON.parse(readFileSync(join(practice.inputs, 'settings.json'), 'utf8'));
    return {
      async play(_, random) {
        const isSettings = random.chance(0.4);
        const from = isSettings
          ? settings
          : declaration(random.pick(['in-full', 'out-full', 'pack-full', 'in-vehicles']));
        const text = new TextEncoder().encode(JSON.stringify(mutatedJson(from, random)));
        const bytes = random.chance(0.3) ? mutated(text, random) : text;
        const words = isSettings
          ? ['settings', 'import', '-']
          : random.pick([
              ['import', '-'],
              ['import', '-', '--draft'],
              ['check', '-'],
            ]);
        const found = manners(await stage.here(home, words, bytes));
        // Whatever was taken in can be shown, listed and exported.
        for (const after of [
          ['list', '--json'],
          ['settings', 'export', '-'],
        ]) {
          const ended = await stage.here(home, after);
          found.push(...manners(ended));
          if (ended.code !== 0)
            found.push(
              wrong(`after ${words.join(' ')}: ${after.join(' ')} ends with ${ended.code}: ${ended.err.slice(0, 200)}`),
            );
        }
        return { title: words.join(' '), found };
      },
    };
  },
};

// biome-ignore format: table
const WORDS = ['import', 'check', 'edit', 'save', 'copy', 'delete', 'undelete', 'list', 'show', 'outbox', 'receipts', 'template', 'parties', 'settings', 'codes',
  'store', 'get', 'set', 'keep', 'use', 'search', 'revert', 'retry', 'cancel', 'export', 'hs', 'countries', '牛肉', '常用', '--json', '--xml', '--set', '--add', '--remove',
  '--queue', '--status', '--from', '--until', '--limit', '--table', '--replace', '--draft', '--into', '--sure', '--again', 'contractNo=x', 'goods[0].quantity=1', 'goods[999999999]',
  'goods={"quantity":"1"}', 'goods={', 'switches', 'channel', 'rules.price.total', 'draft', 'saved', '2017-01-01', '0', '1', '-1', '99999999999', '--', '-d', 'in', 'WI1', '-', '*'];

const cli: Attack = {
  name: 'cli',
  what: 'command lines of any words end with a code that has a meaning',
  async open(stage) {
    const practice = await practiceHome(stage);
    const home = copyHome(stage, practice);
    // Nothing is written but into the home: what a command would write has no name, or one that exists already.
    return {
      async play(_, random) {
        const own = [...WORDS, ...Object.values(practice.numbers)];
        const words = Array.from({ length: 1 + random.below(6) }, () =>
          random.chance(0.9) ? random.pick(own) : random.pick(NASTY),
        );
        const file = words.findIndex(word => /^(?:export|backup|restore|workbook|print)$/u.test(word));
        if (file >= 0) words.splice(file + 1, words.length, '-');
        const input = random.pick(['', '{}', 'x', '\u0000', practice.numbers.saved ?? '']);
        return { title: JSON.stringify(words).slice(0, 200), found: manners(await stage.here(home, words, input)) };
      },
    };
  },
};

export const FUZZ: readonly Attack[] = [
  fuzz('decoder', 'whatever a terminal sends becomes keys, the same however it is cut into reads', 0.5, decoder),
  fuzz('xml', 'messages of which bytes were changed are read or refused', 0.5, xml),
  workbook,
  json,
  cli,
];
