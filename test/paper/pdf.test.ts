import { buffer } from 'node:stream/consumers';
import { inflateSync } from 'node:zlib';
import { openSync } from 'fontkit';
import { describe, expect, test } from 'vitest';
import type { Fonts } from '../../src/paper/fonts.ts';
import { PAPERS } from '../../src/paper/forms/index.ts';
import { missingCharacters } from '../../src/paper/missing.ts';
import { pageText } from '../../src/paper/page-text.ts';
import { beginPdf } from '../../src/paper/pdf.ts';
import type { PlacedPage } from '../../src/paper/placed.ts';
import { documentOf } from '../declaration/cases.ts';
import { fontFile, paper, placed, sample, testFonts } from './records.ts';

async function pdfOf(
  pages: readonly PlacedPage[],
  { valuesOnly = false, fonts }: { valuesOnly?: boolean; fonts?: Fonts } = {},
): Promise<Buffer> {
  const pdf = await beginPdf(fonts ?? (await testFonts()), { title: '报检单', subject: 'WI1', valuesOnly });
  pdf.add(pages);
  pdf.end();
  return await buffer(pdf.stream);
}

/** The drawing operators in a file, one text a stream. */
function streamsOf(bytes: Buffer): readonly string[] {
  const text = bytes.toString('latin1');
  return [...text.matchAll(/stream\n/gu)].flatMap(({ index }) => {
    if (text.slice(index - 3, index) === 'end') return [];
    try {
      return [inflateSync(bytes.subarray(index + 7)).toString('latin1')];
    } catch {
      return [];
    }
  });
}

const pages = PAPERS.flatMap(form => sample(form).pages);

describe('a PDF', () => {
  test('is the same from the same pages, without a date', async () => {
    const [first, second] = [await pdfOf(pages), await pdfOf(pages)];
    expect(first.equals(second)).toBe(true);
    expect(first.toString('latin1')).not.toMatch(/CreationDate|ModDate|CreateDate/u);
  });

  test('says its title, and that it is not to be scaled', async () => {
    const text = (await pdfOf(pages)).toString('latin1');
    expect(text).toContain('/PrintScaling /None');
    expect(text).toMatch(/\/MediaBox \[0 0 595\.27\d* 841\.8[89]\d*\]/u);
    expect(text).toMatch(/\/Title /u);
    expect(text.match(/\/FontFile2 /gu)).toHaveLength(1);
  });

  test('holds the form of many pages once', async () => {
    const [one = undefined as never] = sample(paper('inbound')).pages;
    const text = (await pdfOf([one, one, one])).toString('latin1');
    expect(text.match(/\/Subtype \/Form/gu)).toHaveLength(1);
    expect(text.match(/\/Type \/Page\n/gu)).toHaveLength(3);
  });

  test('has the values at the same places with the form and without it', async () => {
    const { pages } = sample(paper('inbound'));
    const valueStream = (bytes: Buffer) =>
      streamsOf(bytes)
        .find(each => each.includes(' cm'))
        ?.replace('/Form Do\n', '');
    const texts = (bytes: Buffer) =>
      [...(valueStream(bytes) ?? '').matchAll(/BT ([\d.]+ [\d.]+) Td/gu)].map(([, at]) => at);
    const [whole, bare] = [await pdfOf(pages), await pdfOf(pages, { valuesOnly: true })];
    expect(texts(bare)).toEqual(texts(whole));
    expect(texts(bare)).toHaveLength(pages.flatMap(page => page.texts.filter(({ layer }) => layer === 'value')).length);
    expect(bare.toString('latin1')).not.toContain('/Subtype /Form');
  });
});

describe('characters that the font lacks', () => {
  const rare = placed(paper('inbound'), documentOf('in-rare-characters'));

  test('are named with their values', async () => {
    const missing = missingCharacters(rare.pages, await testFonts());
    expect(missing.map(({ label, characters }) => [label, characters.join('')])).toEqual([
      ['收货人中文', '𠮷'],
      ['标记及号码', '𠮷'],
    ]);
    expect(missingCharacters(sample(paper('inbound')).pages, await testFonts())).toEqual([]);
  });

  test('are drawn in the second font, which is in the file only then', async () => {
    const { main } = await testFonts();
    const lacking = Object.create(main, {
      hasGlyphForCodePoint: { value: (each: number) => each !== 0x7ea2 && main.hasGlyphForCodePoint(each) },
    });
    const bold = openSync(fontFile('700Bold'));
    const { pages } = sample(paper('inbound'));
    const text = (await pdfOf(pages, { fonts: { main: lacking, second: () => bold } })).toString('latin1');
    expect(text).toMatch(/\+NotoSerifSC-Bold/u);
    expect(
      missingCharacters(pages, { main: lacking, second: () => undefined }).map(({ characters }) => characters),
    ).toEqual([['红']]);
    expect(missingCharacters(pages, { main: lacking, second: () => bold })).toEqual([]);
    expect((await pdfOf(pages)).toString('latin1')).not.toMatch(/\+NotoSerifSC-Bold/u);
  });
});

test('a page as text has every text once, from left to right and from top to bottom', () => {
  const [page = undefined as never] = sample(paper('inbound')).pages;
  const lines = pageText(page);
  const whole = lines.join('\n');
  for (const { text } of page.texts) expect(whole).toContain(text);
  expect(lines.findIndex(line => line.includes('入境货物报检单'))).toBeLessThan(
    lines.findIndex(line => line.includes('货物总值')),
  );
  expect(whole).toMatch(/√ 合同 +□ 到货通知/u);
  expect(Math.max(...lines.map(line => line.length))).toBeLessThan(121);
});
