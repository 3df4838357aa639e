import { describe, expect, it } from 'vitest';
import { toText } from '../../../screens/draw/line.ts';
import {
  type NumberedRow,
  numberedRow,
  type Overflow,
  placedIn,
  rowText,
  type TableColumn,
  wantsOf,
} from '../../../screens/widgets/table.ts';

interface Named extends TableColumn {
  readonly name: string;
}

const CODE: Named = { name: '代码', columns: 4 };
const NAME: Named = { name: '名称', columns: 6, grows: true };
const COUNT: Named = { name: '数量', columns: 5, right: true };
const PARTY: Named = { name: '收货人', columns: 6, grows: 3 };

// biome-ignore format: table
const PLACED: readonly [what: string, columns: readonly Named[], room: number, overflow: Overflow, placed: string][] = [
  ['as wide as they say',              [CODE, COUNT],        30, 'skip', '代码4 数量5'],
  ['what is left goes to one',         [CODE, NAME, COUNT],  30, 'skip', '代码4 名称18 数量5'],
  ['no more than the room',            [CODE, NAME, COUNT],  18, 'skip', '代码4 名称6 数量5'],
  ['one without room left out',        [CODE, NAME, COUNT],  17, 'skip', '代码4 名称11'],
  ['one in between left out',          [CODE, PARTY, COUNT], 11, 'skip', '代码4 数量5'],
  ['and those behind it',              [CODE, PARTY, COUNT], 11, 'stop', '代码4'],
  ['none left out',                    [CODE, NAME, COUNT],  11, 'cut',  '代码4 名称6 数量5'],
  ['what is left in parts',            [NAME, PARTY],        24, 'skip', '名称8 收货人14'],
  ['the odd rest to the last',         [NAME, PARTY, CODE],  31, 'skip', '名称9 收货人15 代码4'],
];

describe('the columns of a table', () => {
  it.each(PLACED)('%s', (_what, columns, room, overflow, placed) => {
    const text = placedIn(columns, room, { overflow }).map(({ column, width }) => `${column.name}${width}`);
    expect(text.join(' ')).toBe(placed);
  });

  // biome-ignore format: table
  it.each([
    ['what texts want before what grows', [CODE, NAME, COUNT], 30, { 代码: 10, 名称: 4, 数量: 4 },   '代码10 名称12 数量5'],
    ['too little shared fairly',          [CODE, NAME, COUNT], 24, { 代码: 12, 名称: 20, 数量: 4 },  '代码7 名称10 数量4'],
    ['what is not wanted given away',     [CODE, NAME, COUNT], 18, { 代码: 2, 名称: 9, 数量: 4 },    '代码2 名称9 数量4'],
  ] as const)('%s', (_what, columns, room, wants, placed) => {
    const want = ({ name }: Named): number => (wants as Readonly<Record<string, number>>)[name] ?? 0;
    const text = placedIn<Named>(columns, room, { want }).map(({ column, width }) => `${column.name}${width}`);
    expect(text.join(' ')).toBe(placed);
  });

  it('have room for more of them where they give away what they do not want', () => {
    const want = ({ name }: Named): number => (name === '名称' ? 8 : 2);
    const widths = (fit: object) =>
      placedIn([CODE, NAME, COUNT], 15, fit).map(({ column, width }) => [column.name, width]);
    expect(widths({ want })).toEqual([
      ['代码', 4],
      ['名称', 9],
    ]);
    expect(widths({ want, tight: true })).toEqual([
      ['代码', 2],
      ['名称', 8],
      ['数量', 2],
    ]);
  });

  it('look at rows from beginning to end for what they want', () => {
    const rows = Array.from({ length: 1000 }, (_, at) => 'x'.repeat(at === 990 ? 9 : 1));
    const want = wantsOf(
      [CODE],
      rows,
      ({ name }) => name,
      (_column, row) => row,
    );
    expect(want(CODE)).toBe(9);
  });

  it('hold their texts, cut or filled, numbers at the right', () => {
    const row: Readonly<Record<string, string>> = { 代码: '0202300090', 名称: '牛腱', 数量: '600' };
    const placed = placedIn([CODE, NAME, COUNT], 22);
    expect(rowText(placed, ({ name }) => row[name] ?? '')).toBe('020… 牛腱         600');
    expect(rowText(placed, ({ name }) => name)).toBe('代码 名称        数量');
    expect(rowText([], ({ name }: Named) => name)).toBe('');
  });
});

const row = (more: Partial<NumberedRow>): NumberedRow => ({
  index: 6,
  digits: 3,
  text: '牛腱',
  selected: false,
  focused: false,
  changing: false,
  fault: undefined,
  look: 'plain',
  ...more,
});

// biome-ignore format: table
const ROWS: readonly [what: string, row: Partial<NumberedRow>, text: string, looks: string][] = [
  ['a row',                                  {},                                                  '    7 牛腱', 'key plain plain plain'],
  ['in another look',                        { look: 'panel' },                                   '    7 牛腱', 'key panel plain panel'],
  ['the selected one',                       { selected: true },                                  '›   7 牛腱', 'key plain plain plain'],
  ['the selected one of the list in focus',  { selected: true, focused: true },                   '›   7 牛腱', 'key chosen plain chosen'],
  ['another one of the list in focus',       { focused: true },                                   '    7 牛腱', 'key plain plain plain'],
  ['the one that is being changed',          { changing: true },                                  '改  7 牛腱', 'warning warning plain warning'],
  ['changed and selected',                   { changing: true, selected: true, focused: true },   '改  7 牛腱', 'warning chosen plain chosen'],
  ['a wrong one',                            { fault: 'error' },                                  '    7✗牛腱', 'key plain error plain'],
  ['a doubtful one',                         { fault: 'warning' },                                '    7!牛腱', 'key plain warning plain'],
  ['a number of three digits',               { index: 99 },                                       '  100 牛腱', 'key plain plain plain'],
];

describe('a numbered row', () => {
  it.each(ROWS)('%s', (_what, more, text, looks) => {
    const line = numberedRow(row(more));
    expect(toText(line)).toBe(text);
    expect(line.map(({ look }) => look).join(' ')).toBe(looks);
  });
});
