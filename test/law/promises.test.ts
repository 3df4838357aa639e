import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const TEXT = readFileSync(join(ROOT, 'docs/SECURITY.md'), 'utf8');

/** Against whom something is promised. */
const ADVERSARIES = [
  'An outsider on the network',
  'A bureau that lies',
  'A sender of files',
  'Another user of the machine',
  'A member of the group',
  'The administrator',
  'A stolen backup',
  'Faults of the disk, and power',
];

interface Promised {
  readonly promise: string;
  /** What stands in the column of tests. */
  readonly held: string;
}

function promisesOf(text: string, heading: string): readonly Promised[] {
  const part = text.split(/^(?=##+ )/mu).find(each => each.startsWith(`### ${heading}\n`)) ?? '';
  const rows = part.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| promise '));
  return rows.map(row => {
    const [promise = '', held = ''] = row.split(' | ');
    return { promise: promise.slice(2), held };
  });
}

const NAMED = /`(test\/[\w/.-]+)`: “([^”]+)”/gu;

/** The tests that hold a promise, and of each what is wrong with it. */
function faultsOf({ promise, held }: Promised, read: (file: string) => string | undefined): readonly string[] {
  const named = [...held.matchAll(NAMED)];
  if (named.length === 0) return [`no test holds: ${promise}`];
  return named.flatMap(([, file = '', title = '']) => {
    const source = read(file);
    if (source === undefined) return [`no file ${file}`];
    // As the words of a title: what quotes stand around it is for the formatter to say.
    const titles = ["'", '"', '`'].map(quote => `${quote}${title}${quote}`);
    return titles.some(each => source.includes(each)) ? [] : [`no test “${title}” in ${file}`];
  });
}

const fileOf = (file: string): string | undefined =>
  existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : undefined;

describe('docs/SECURITY.md', () => {
  test.each(ADVERSARIES)('what is promised against them is held by tests: %s', heading => {
    const promises = promisesOf(TEXT, heading);
    expect(promises.length).toBeGreaterThan(0);
    expect(promises.flatMap(promise => faultsOf(promise, fileOf))).toEqual([]);
  });

  test('promises nothing outside of those tables, and says what it does not promise', () => {
    const headings = [...TEXT.matchAll(/^### (.+)$/gmu)].map(([, heading]) => heading);
    expect(headings).toEqual(ADVERSARIES);
    expect(TEXT).toMatch(/^## What is not promised$/mu);
  });
});

test('a promise without a test, with one that is not there, or of another name is found', () => {
  const read = (file: string) => (file === 'test/a.test.ts' ? "test('it holds', () => {});" : undefined);
  const faults = (held: string) => faultsOf({ promise: 'p', held }, read);
  expect(faults('`test/a.test.ts`: “it holds” |')).toEqual([]);
  expect(faults('|')).toEqual(['no test holds: p']);
  expect(faults('`test/b.test.ts`: “it holds” |')).toEqual(['no file test/b.test.ts']);
  expect(faults('`test/a.test.ts`: “it hold” |')).toEqual(['no test “it hold” in test/a.test.ts']);
});
