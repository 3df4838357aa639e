import { execFileSync } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { describe, expect, test } from 'vitest';
import { type Adjustment, CROSSES, EXACT } from '../../src/paper/adjust.ts';
import { calibrationPage } from '../../src/paper/calibration-page.ts';
import { widthOf } from '../../src/paper/char-widths.ts';
import { above, below } from '../../src/paper/fit.ts';
import { PAPERS } from '../../src/paper/forms/index.ts';
import { beginPdf } from '../../src/paper/pdf.ts';
import { place } from '../../src/paper/place.ts';
import type { PlacedPage } from '../../src/paper/placed.ts';
import { documentOf } from '../declaration/cases.ts';
import { SHIPPED } from '../declaration/shipped-book.ts';
import { lacks } from '../need.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { paper, placed, recordOf, sample, testFonts } from './records.ts';

const DPI = 150;

/** A page as it comes out of the printer: the darkness of every point, 0 for white. */
interface Raster {
  readonly width: number;
  readonly height: number;
  readonly file: string;
  /** Points that are dark in a place of the paper, in millimetres. */
  ink(place: { x: number; y: number; w: number; h: number }): number;
}

async function rasterOf(
  pages: readonly PlacedPage[],
  valuesOnly = false,
  adjustment?: Adjustment,
): Promise<readonly Raster[]> {
  const folder = temporaryFolder();
  const file = join(folder, 'paper.pdf');
  const pdf = await beginPdf(await testFonts(), {
    title: 'paper',
    subject: '',
    valuesOnly,
    ...(adjustment && { adjustment }),
  });
  const written = pipeline(pdf.stream, createWriteStream(file));
  pdf.add(pages);
  pdf.end();
  await written;
  execFileSync('pdftoppm', ['-r', String(DPI), '-gray', file, join(folder, 'page')]);
  return pages.map((_, at) => {
    const digits = String(pages.length).length;
    return readRaster(join(folder, `page-${String(at + 1).padStart(digits, '0')}.pgm`));
  });
}

function readRaster(file: string): Raster {
  const bytes = readFileSync(file);
  const [head = '', width = 0, height = 0] =
    /^P5\s+(\d+)\s+(\d+)\s+255\s/u.exec(bytes.subarray(0, 40).toString('latin1')) ?? [];
  const [columns, rows] = [Number(width), Number(height)];
  const point = (millimetres: number) => (millimetres / 25.4) * DPI;
  return {
    width: columns,
    height: rows,
    file,
    ink({ x, y, w, h }) {
      let dark = 0;
      for (let row = Math.max(0, Math.floor(point(y))); row < Math.min(rows, Math.ceil(point(y + h))); row += 1) {
        for (
          let column = Math.max(0, Math.floor(point(x)));
          column < Math.min(columns, Math.ceil(point(x + w)));
          column += 1
        ) {
          if ((bytes[head.length + row * columns + column] ?? 255) < 160) dark += 1;
        }
      }
      return dark;
    },
  };
}

describe.skipIf(lacks('pdftoppm'))('on paper (needs pdftoppm)', () => {
  // biome-ignore format: table
  test.each([
    ['as it is', EXACT],
    ['moved',    { dx: 3.5, dy: -2.25, scaleX: 1,    scaleY: 1    }],
    ['drawn larger and smaller', { dx: 0, dy: 1, scaleX: 1.02, scaleY: 0.97 }],
  ])('the crosses of calibration are where a printer should put them: %s', async (_name, adjustment) => {
    const [raster] = await rasterOf([calibrationPage('office', adjustment)], false, adjustment);
    for (const { x, y } of CROSSES) {
      const [middle, level] = [adjustment.dx + adjustment.scaleX * x, adjustment.dy + adjustment.scaleY * y];
      // Its arms cross there, and the corners between them are white.
      for (const [right, down] of [[-4, 0], [4, 0], [0, -4], [0, 4]] as const)
        expect(raster?.ink({ x: middle + right - 0.15, y: level + down - 0.15, w: 0.3, h: 0.3 })).toBeGreaterThan(0);
      for (const [right, down] of [[-4, -4], [4, -4], [-4, 4], [4, 4]] as const)
        expect(raster?.ink({ x: middle + right - 2, y: level + down - 2, w: 4, h: 4 })).toBe(0);
    }
  });

  test.each(PAPERS.map(form => [form.name, form] as const))(
    '%s has ink where each character stands, and nowhere else',
    async (_name, form) => {
      const { pages } = sample(form);
      const rasters = await rasterOf(pages, true);
      for (const [at, page] of pages.entries()) {
        const raster = rasters[at] as Raster;
        const values = page.texts.filter(({ layer }) => layer === 'value');
        let known = 0;
        for (const { x, y, size, text } of values) {
          let left = x;
          for (const character of text) {
            const w = widthOf(character, size);
            const ink = raster.ink({ x: left, y: y - above(size), w, h: above(size) + below(size) });
            if (character.trim() !== '') expect([text, character, ink > 1]).toEqual([text, character, true]);
            left += w;
          }
          known += raster.ink({ x: x - 0.3, y: y - above(size), w: left - x + 0.6, h: above(size) + below(size) });
        }
        for (const { x, y, side, ticked } of page.ticks) {
          const ink = raster.ink({ x: x - 1, y: y - 1, w: side + 2, h: side + 1.6 });
          if (ticked) expect(ink).toBeGreaterThan(20);
          known += ticked ? ink : 0;
        }
        for (const bar of page.bars)
          known += raster.ink({ x: bar.x - 0.3, y: bar.y - 0.3, w: bar.w + 0.6, h: bar.h + 0.6 });
        for (const { layer, x1, y1, x2, y2 } of page.lines) {
          if (layer === 'value') known += raster.ink({ x: x1 - 0.5, y: y1 - 0.5, w: x2 - x1 + 1, h: y2 - y1 + 1 });
        }
        expect(raster.ink({ x: 0, y: 0, w: 210, h: 297 })).toBeLessThanOrEqual(known);
      }
    },
  );

  test('the form is there with the values and not without them', async () => {
    const { pages } = sample(paper('outbound'));
    const [page = undefined as never] = pages;
    const [whole] = await rasterOf(pages);
    const [bare] = await rasterOf(pages, true);
    for (const { layer, x1, y1, x2, y2 } of page.lines) {
      if (layer !== 'background') continue;
      const rule = { x: x1 - 0.2, y: y1 - 0.2, w: x2 - x1 + 0.4, h: y2 - y1 + 0.4 };
      expect(whole?.ink(rule) ?? 0).toBeGreaterThan(bare?.ink(rule) ?? 0);
    }
  });
});

describe.skipIf(lacks('pdftoppm') || lacks('zbarimg'))('bar codes (need pdftoppm and zbarimg)', () => {
  // biome-ignore format: table
  test.each([
    ['of the receipt',     { applicationNo: '000000117100077E' },                                   '000000117100077E'],
    ['of the declaration', { applicationNo: '000000117100077E', declarationNo: '117000004025958' }, '117000004025958'],
  ])('%s are read from paper of 150 dots an inch', async (_which, numbers, read) => {
    for (const form of PAPERS) {
      const { pages } = placed(form, documentOf('in-full'), numbers);
      const coded = pages.filter(({ bars }) => bars.length > 0);
      if (coded.length === 0) continue;
      for (const raster of await rasterOf(coded)) {
        const said = execFileSync('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Scode39.enable', raster.file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
        expect([form.name, said.trim()]).toEqual([form.name, read]);
      }
    }
  });

  test('there is none before the bureau has given a number', () => {
    for (const form of PAPERS) {
      const { applicationNo: _, ...record } = recordOf(documentOf('in-full'), { receipts: [] });
      const { pages } = place(record, form, { book: SHIPPED });
      expect(pages.flatMap(({ bars }) => bars)).toEqual([]);
      expect(pages.flatMap(({ boxes }) => boxes).filter(({ id }) => id.startsWith('number'))).toEqual([]);
    }
  });
});
