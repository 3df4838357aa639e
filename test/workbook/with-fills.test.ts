import { strToU8, type Zippable, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type CellObject, read } from 'xlsx';
import { withFills } from '../../src/workbook/with-fills.ts';
import { partsOf } from './hostile-files.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OVERRIDE =
  '<Override PartName="/xl/own.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>';
const FORMAT = '<numFmts count="1"><numFmt numFmtId="164" formatCode="0000"/></numFmts>';
const CELL = '<row r="1"><c r="A1" s="0"><v>7</v></c></row>';

function styled(styles: string): Record<string, Uint8Array> {
  const parts = partsOf(CELL);
  const types = Buffer.from(parts['[Content_Types].xml'] ?? []).toString();
  return {
    ...parts,
    '[Content_Types].xml': strToU8(types.replace('</Types>', `${OVERRIDE}</Types>`)),
    'xl/own.xml': strToU8(`<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`),
  };
}

const XF = '<cellXfs count="1"><xf numFmtId="164" fillId="0"/></cellXfs>';
const FILL = '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>';

// biome-ignore format: table
const BOOKS: readonly (readonly [what: string, format: string, parts: Record<string, Uint8Array>])[] = [
  ['no styles at all',     'General', partsOf(CELL)],
  ['styles without fills', '0000',    styled(`${FORMAT}${XF}`)],
  ['styles with a fill',   '0000',    styled(`${FORMAT}${FILL}${XF}`)],
];

test.each(BOOKS)('the parser finds the fill of a cell in a workbook with %s', (_what, format, parts) => {
  const bytes = zipSync(withFills(parts) as Zippable, { level: 0 });
  const cell = read(bytes, { type: 'array', cellStyles: true, cellNF: true }).Sheets.S?.A1 as CellObject;
  expect(cell).toMatchObject({ v: 7, z: format, s: { patternType: 'none' } });
});

test('what stands under the name of the styles without being styles is left alone', () => {
  const parts = { ...partsOf(CELL), 'xl/styles.xml': strToU8('<other/>') };
  expect(withFills(parts)).toBe(parts);
});
