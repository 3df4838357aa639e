import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { RULES } from './rules/index.ts';
import { misplacedIn, ROOMS } from './rules/rooms.ts';
import { type Breach, breachesOf, covers, loadTree } from './tree.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PLANTED = `${ROOT}fixtures/law/`;
const TOPS = ['src', 'screens', 'test'];

const lines = (breaches: readonly Breach[]) => breaches.map(({ place, what }) => `${place} ${what}`).sort();

describe('the house keeps', () => {
  const tree = loadTree(ROOT, TOPS);

  test('its files where they are looked for', () => {
    const count = (top: string) => tree.sources.filter(({ path }) => path.startsWith(top)).length;
    expect(count('src/')).toBeGreaterThan(100);
    expect(count('test/')).toBeGreaterThan(20);
    expect(tree.sources.filter(({ imports }) => imports.some(({ target }) => target)).length).toBeGreaterThan(100);
  });

  test.each(Object.entries(RULES))('%s', (_name, rule) => {
    expect(lines(breachesOf(rule, tree))).toEqual([]);
  });
});

describe('the rooms', () => {
  test('know only rooms further down, so that no circle can be allowed', () => {
    expect(misplacedIn(ROOMS)).toEqual([]);
  });

  test.each<[what: string, rooms: typeof ROOMS, found: readonly string[]]>([
    [
      'upwards',
      [
        ['store', []],
        ['message', ['store']],
      ],
      ['message → store does not lead down'],
    ],
    ['to itself', [['store', ['store']]], ['store → store does not lead down']],
    ['to nowhere', [['store', ['attic']]], ['store → attic does not lead down']],
    [
      'in a circle',
      [
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['a']],
      ],
      ['c → a does not lead down'],
    ],
    [
      'downwards from a room that stands there twice',
      [
        ['a', ['b']],
        ['b', []],
        ['a', []],
      ],
      ['a stands there twice'],
    ],
  ])('are found out when one leads %s', (_what, rooms, found) => {
    expect(misplacedIn(rooms)).toEqual(found);
  });
});

describe('what is allowed is still needed:', () => {
  const tree = loadTree(ROOT, TOPS);
  const allowances = Object.values(RULES).flatMap(({ find, allowed = [] }) =>
    allowed.map(each => [each.at, each, find] as const),
  );

  test.each(allowances)('%s', (_at, allowance, find) => {
    expect(find(tree).some(breach => covers(allowance, breach))).toBe(true);
  });
});

describe('a planted breach is found, and nothing beside it, by', () => {
  test.each(Object.entries(RULES))('%s', (name, rule) => {
    const found = lines(breachesOf(rule, loadTree(`${PLANTED}${name}/`, TOPS)));
    expect(found).toEqual(readFileSync(`${PLANTED}${name}/found.txt`, 'utf8').trimEnd().split('\n').sort());
    expect(found.length).toBeGreaterThan(0);
  });

  test('every rule, and no folder is left over', () => {
    expect(readdirSync(PLANTED).sort()).toEqual(Object.keys(RULES).sort());
  });
});
