import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const TEXT = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');

/** The cells of the rows below a heading, without those that only name the columns. */
function rowsBelow(heading: string): readonly (readonly string[])[] {
  const part = TEXT.split(/^(?=##+ )/mu).find(text => text.startsWith(`${heading}\n`)) ?? '';
  const rows = part.split('\n').filter(line => line.startsWith('| '));
  return rows.map(row => row.split('|').slice(1, -1)).map(cells => cells.map(cell => cell.trim()));
}

const foldersOf = (place: string): readonly string[] =>
  readdirSync(join(ROOT, place), { withFileTypes: true }).flatMap(each => (each.isDirectory() ? [each.name] : []));

/** All source of the program in one text. */
function sourceOf(...places: readonly string[]): string {
  const files = places.flatMap(place =>
    readdirSync(join(ROOT, place), { recursive: true, encoding: 'utf8' }).map(file => join(ROOT, place, file)),
  );
  return files.flatMap(file => (/\.tsx?$/u.test(file) ? [file, readFileSync(file, 'utf8')] : [])).join('\n');
}

describe('CONTRIBUTING.md', () => {
  test('tells every room of src', () => {
    const told = rowsBelow('### Rooms of `src`').map(([room = '']) => room.replaceAll('`', ''));
    expect(told.filter(room => room !== 'room').sort()).toEqual([...foldersOf('src')].sort());
  });

  test('tells every floor of screens', () => {
    const told = rowsBelow('### Floors of `screens`').flatMap(([floor = '']) => /^`(\w+)\/`/u.exec(floor)?.[1] ?? []);
    expect([...told].sort()).toEqual([...foldersOf('screens')].sort());
  });

  test('has no word that the code or the screen does not have', () => {
    const source = sourceOf('src', 'screens');
    const words = rowsBelow('## Glossary').flatMap(([code = '', screen = '']) => [
      ...[...code.matchAll(/`([^`]+)`/gu)].map(([, name = '']) => name),
      ...(screen.match(/[\p{Script=Han}/]+/gu) ?? []),
    ]);
    expect(words.length).toBeGreaterThan(60);
    expect(words.filter(word => !source.includes(word))).toEqual([]);
  });
});
