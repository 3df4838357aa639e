import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PAPERS } from '../../src/paper/forms/index.ts';
import type { Placed, PlacedPage } from '../../src/paper/placed.ts';
import { sample } from './records.ts';

const FOLDER = fileURLToPath(new URL('../../fixtures/papers/', import.meta.url));

const mm = (value: number) => value.toFixed(2).padStart(7);

/** A page as people read it: what stands where, in millimetres, from top to bottom. */
function linesOf(page: PlacedPage): readonly string[] {
  const texts = (layer: string) =>
    page.texts
      .filter(text => text.layer === layer)
      .toSorted((a, b) => a.y - b.y || a.x - b.x)
      .map(
        ({ x, y, size, text, bold }) => `${mm(x)}${mm(y)}  ${String(size).padStart(4)}${bold ? ' bold' : ''}  ${text}`,
      );
  const rule = ({ x1, y1, x2, y2, weight }: PlacedPage['lines'][number]) =>
    `${mm(x1)}${mm(y1)}  to${mm(x2)}${mm(y2)}  ${weight} pt`;
  return [
    '-- values',
    ...texts('value'),
    ...page.lines.filter(({ layer }) => layer === 'value').map(rule),
    '-- ticked',
    ...page.ticks.filter(({ ticked }) => ticked).map(({ x, y }) => `${mm(x)}${mm(y)}`),
    '-- bar codes',
    ...page.bars.map(
      ({ text, x, y, w, h, bars }) => `${mm(x)}${mm(y)}  ${w.toFixed(2)} x ${h}  ${text}  ${bars.length} bars`,
    ),
    '-- form',
    ...texts('background'),
    ...page.lines.filter(({ layer }) => layer === 'background').map(rule),
    ...page.ticks.map(({ x, y, side }) => `${mm(x)}${mm(y)}  square ${side.toFixed(2)}`),
  ];
}

const textOf = ({ pages }: Placed) =>
  `${pages.flatMap((page, at) => [`== page ${at + 1}: ${page.paper}`, ...linesOf(page)]).join('\n')}\n`;

test.each(PAPERS.map(form => [form.name, form] as const))('%s stands where it stood', (name, form) => {
  const file = `${FOLDER}${name}.txt`;
  const text = textOf(sample(form));
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, text);
  expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : `no such file: ${file}`);
});
