import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const [head, ...lines] = readFileSync(`${ROOT}data/renamed-codes.tsv`, 'utf8').trimEnd().split('\n');
const renamed = lines.map(line => line.split('\t'));
const source = readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.ts'))
  .map(path => readFileSync(`${ROOT}src/${path}`, 'utf8'))
  .join('\n');

describe('codes that had another spelling in older versions', () => {
  test('stand once each, old and new', () => {
    expect(head).toBe('old\tnew');
    expect(renamed.filter(cells => cells.length !== 2)).toEqual([]);
    const all = renamed.flat();
    expect(all.filter((code, at) => all.indexOf(code) < at)).toEqual([]);
  });

  test.each(renamed)('%s is %s', (old = '', now = '') => {
    expect([source.includes(`'${now}'`), source.includes(old)]).toEqual([true, false]);
  });
});
