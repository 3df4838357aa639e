import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Attack, type Found, lost, twice, wrong } from '../../torture/attack.ts';
import { tryBreakage } from '../../torture/attacks/breaking.ts';
import { COMMANDS } from '../../torture/attacks/commands.ts';
import { servers } from '../../torture/attacks/servers.ts';
import { campaign, type Failure } from '../../torture/campaign.ts';
import { became, between, type HomeState, unkept } from '../../torture/home-state.ts';
import { LIES } from '../../torture/liar.ts';
import { mutated } from '../../torture/mutate.ts';
import { randomOf } from '../../torture/random.ts';
import { type Ended, manners, openStage, type Stage } from '../../torture/stage.ts';
import { failureText, tableOf } from '../../torture/table.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { BREAKAGES } from './kept.ts';

const holds = (...things: string[]): HomeState => ({ things: things.toSorted(), entryNos: new Set(), problems: [] });
const outcomes = (found: readonly Found[]) => found.map(({ outcome }) => outcome);

// biome-ignore format: table
const STATES: readonly (readonly [name: string, before: HomeState, now: HomeState, after: HomeState, found: readonly string[]])[] = [
  ['as before',         holds('a', 'b'), holds('a', 'b'),      holds('a', 'b', 'c'), []],
  ['as after',          holds('a', 'b'), holds('a', 'b', 'c'), holds('a', 'b', 'c'), []],
  ['half of it',        holds('a'),      holds('a', 'b'),      holds('a', 'b', 'c'), []],
  ['one is gone',       holds('a', 'b'), holds('b'),           holds('a', 'b'),      ['lost']],
  ['of two one is gone', holds('a', 'a'), holds('a'),          holds('a', 'a'),      ['lost']],
  ['one more',          holds('a'),      holds('a', 'b', 'b'), holds('a', 'b'),      ['twice']],
  ['another',           holds('a'),      holds('a', 'x'),      holds('a', 'b'),      ['wrong']],
  ['what goes away',    holds('a', 'b'), holds('a'),           holds('a'),           []],
];

test.each(STATES)('a home in the middle of a command: %s', (_, before, now, after, found) => {
  expect(outcomes(between(before, now, after))).toEqual(found);
});

test('a home after the command has run again is as it was to become', () => {
  expect(became(holds('a', 'b'), holds('b', 'a'))).toEqual([]);
  expect(outcomes(became(holds('a', 'b', 'b'), holds('a', 'b')))).toEqual(['twice']);
  expect(outcomes(became(holds('a'), holds('a', 'b')))).toEqual(['lost']);
});

test('what a command has told is kept', () => {
  const state = { ...holds(), entryNos: new Set(['WI179546740372500']) };
  expect(unkept('WI179546740372500 已保存', state)).toEqual([]);
  expect(outcomes(unkept('WI179546740372501 已保存', state))).toEqual(['lost']);
});

const ended: Ended = {
  words: ['list'],
  code: 0,
  signal: null,
  out: '',
  err: '',
  hung: false,
  operations: [],
  memory: 0,
};

test.each<[string, Partial<Ended>, number]>([
  ['done', {}, 0],
  ['a fault that is told', { code: 1, err: '错误：没有\n' }, 0],
  ['a bug', { code: 70 }, 1],
  ['a signal', { code: null, signal: 'SIGSEGV' }, 1],
  ['no end', { code: null, signal: 'SIGKILL', hung: true }, 1],
  ['a stack', { code: 4, err: 'Error: x\n    at f (/a/b.js:1:2)\n' }, 1],
  ['control characters', { out: 'a\u001b[2Jb' }, 1],
])('manners: %s', (_, change, faults) => {
  expect(manners({ ...ended, ...change })).toHaveLength(faults);
});

test('the same seed gives the same chance, another one another', () => {
  const draw = (seed: string) => Array.from({ length: 8 }, () => randomOf(seed, 'kill', 3).below(1000));
  expect(draw('a')).toEqual(draw('a'));
  expect(draw('a')).not.toEqual(draw('b'));
  const bytes = new TextEncoder().encode('<a>text</a>');
  expect(mutated(bytes, randomOf('a'))).toEqual(mutated(bytes, randomOf('a')));
  expect(mutated(bytes, randomOf('a'))).not.toEqual(bytes);
});

const attack = (name: string, play: (at: number) => readonly Found[]): Attack => ({
  name,
  what: name,
  open: async () => ({ play: async at => ({ title: `case ${at}`, found: play(at) }) }),
});

test('a campaign counts each case for the worst of it and tells how to play it again', async () => {
  const failures: Failure[] = [];
  const attacks = [
    attack('well', () => []),
    attack('badly', () => [wrong('w'), lost('l'), twice('t')]),
    attack('throws', () => {
      throw new Error('broken');
    }),
    { ...attack('absent', () => []), lacks: () => 'no sshd' },
  ];
  const options = {
    seed: 's',
    milliseconds: 0,
    lanes: 1,
    only: 7,
    failed: (failure: Failure) => failures.push(failure),
    said: () => {},
  };
  const tallies = await campaign({} as Stage, attacks, options);
  expect(
    tableOf(tallies)
      .split('\n')
      .map(line => line.split(/\s+/u).slice(0, 6).join(' ')),
  ).toEqual([
    'name tried survived lost twice wrong',
    'well 1 1 0 0 0',
    'badly 1 0 1 0 0',
    'throws 1 0 0 0 1',
    'absent 0 0 0 0 0',
    'all 3 1 1 0 1',
  ]);
  expect(failures.map(({ attack: name, at }) => [name, at])).toEqual([
    ['badly', 7],
    ['throws', 7],
  ]);
  expect(failureText(failures[0] as Failure, 's')).toContain('npm run torture -- --only badly --seed s --case 7');
});

describe('breaking', () => {
  const BREAKING = join(import.meta.dirname, '../../torture/preload/breaking.mjs');
  const PROGRAM = `
    import { appendFile } from 'node:fs/promises';
    import { openSync, writeSync, closeSync } from 'node:fs';
    const fd = openSync('file', 'w');
    try { writeSync(fd, 'abcd'); closeSync(fd); await appendFile('file', 'efgh'); } catch (error) { console.log(error.code); }
  `;
  const run = (broken: string) => {
    const cwd = temporaryFolder();
    const { signal, stdout } = spawnSync(
      process.execPath,
      ['--import', BREAKING, '--input-type=module', '-e', PROGRAM],
      {
        cwd,
        env: { ...process.env, BAOJIAN_BREAK: broken },
        encoding: 'utf8',
      },
    );
    const file = join(cwd, 'file');
    return [signal, stdout.trim(), existsSync(file) ? readFileSync(file, 'utf8') : undefined];
  };

  test.each([
    ['kill:1', ['SIGKILL', '', undefined]],
    ['kill:2', ['SIGKILL', '', '']],
    ['torn:2', ['SIGKILL', '', 'ab']],
    ['kill:3', ['SIGKILL', '', 'abcd']],
    ['torn:3', ['SIGKILL', '', 'abcdef']],
    ['EIO:3', [null, 'EIO', 'abcd']],
    ['ENOSPC:2+', [null, 'ENOSPC', '']],
    ['kill:99', [null, '', 'abcdefgh']],
  ])('%s', (broken, end) => {
    expect(run(broken)).toEqual(end);
  });
});

describe('on the program itself', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  test.each(Object.keys(LIES))('a bureau that lies: %s', async lie => {
    const lying = await servers.open(stage, 'kept');
    const { title, found } = await lying.play(Object.keys(LIES).indexOf(lie), randomOf('kept', lie));
    expect([title, found]).toEqual([lie, []]);
  });

  test.each(BREAKAGES)('$command, $how at $at', async kept => {
    const command = COMMANDS.find(({ name }) => name === kept.command);
    if (command === undefined) throw new Error(`no command ${kept.command}`);
    const { title, found } = await tryBreakage(stage, command, kept);
    expect([title, found]).toEqual([title, []]);
  });
});
