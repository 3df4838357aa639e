import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type QrCode, qrCode, qrLines } from '../../src/terminal/qr.ts';
import { lacks } from '../need.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { modulesIn, readModules } from './qr-reader.ts';

const textOf = (length: number): string => `http://a.cn/?ticket=${'x9K-'.repeat(60)}`.slice(0, length);

/** The lengths at which each version begins and ends. */
const LENGTHS = [1, 17, 18, 32, 33, 53, 54, 78, 79, 106, 107, 134, 135, 154, 155, 192, 193, 230];

/** A picture of the modules, read back by another program. */
function readBack(modules: readonly (readonly boolean[])[]): string {
  const scale = 4;
  const rows = modules.flatMap(row => {
    const line = row.flatMap(dark => Array.from({ length: scale }, () => (dark ? 0 : 1))).join(' ');
    return Array.from({ length: scale }, () => line);
  });
  const file = join(temporaryFolder({ inMemory: true }), 'code.pgm');
  writeFileSync(file, `P2\n${(modules[0]?.length ?? 0) * scale} ${rows.length}\n1\n${rows.join('\n')}\n`);
  const read = execFileSync('zbarimg', ['-q', '--raw', file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return read.trimEnd();
}

describe.skipIf(lacks('zbarimg'))('zbar reads', () => {
  test.each(LENGTHS)('a text of %i bytes, as it is drawn', length => {
    const text = textOf(length);
    expect(readBack(modulesIn(qrLines(qrCode(text) as QrCode)))).toBe(text);
  });
});

test.each(LENGTHS.filter(length => length <= 106))(
  'a text of %i bytes is read back from its modules, with any margin',
  length => {
    const text = textOf(length);
    for (const margin of [2, 3, 4]) expect(readModules(modulesIn(qrLines(qrCode(text) as QrCode, margin)))).toBe(text);
  },
);

test.each([
  [17, 21],
  [18, 25],
  [53, 29],
  [230, 53],
])('a text of %i bytes takes %i modules', (length, modules) => {
  expect(qrCode(textOf(length))).toHaveLength(modules);
});

test('a text that is too long has no code', () => {
  expect(qrCode(textOf(231))).toBeUndefined();
});

test('half blocks show each module once, with two light ones around', () => {
  const code = qrCode('报检台') as QrCode;
  const shown = modulesIn(qrLines(code));
  const inner = shown.slice(2, 2 + code.length).map(row => row.slice(2, 2 + code.length));
  expect(inner).toEqual(code);
  const border = shown
    .slice(0, code.length + 4)
    .flatMap((row, y) => row.filter((_, x) => y < 2 || x < 2 || y > code.length + 1 || x > code.length + 1));
  expect(border.every(dark => !dark)).toBe(true);
});
