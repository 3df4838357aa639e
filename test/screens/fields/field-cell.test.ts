import { describe, expect, it } from 'vitest';
import type { World } from '../../../screens/contract/world.ts';
import { lineWidth, toText } from '../../../screens/draw/line.ts';
import type { FieldShown } from '../../../screens/fields/draw-field.ts';
import {
  type CellSize,
  choicesAt,
  drawFieldCell,
  type FieldCell,
  placesIn,
} from '../../../screens/fields/field-cell.ts';
import { NO_LISTS } from '../../../screens/fields/field-editor.ts';
import { selectedText } from '../../../screens/widgets/text-state.ts';
import { fieldOf } from '../../../src/catalogue/catalogue.ts';

const shown = (value: string, more: Partial<FieldShown> = {}): FieldShown => ({
  // A plain text looks nothing up.
  context: { field: fieldOf('contractNo'), row: {}, direction: 'in', world: {} as World, own: NO_LISTS },
  value: value || undefined,
  focused: false,
  session: undefined,
  fault: undefined,
  fixed: false,
  ...more,
});
const inHand = (value: string): FieldShown =>
  shown(value, {
    focused: true,
    session: { text: selectedText(value), before: value, matches: undefined, calendar: undefined },
  });
const cell = (more: Partial<FieldCell>): FieldCell => ({
  label: '合同号',
  columns: 32,
  required: false,
  value: shown('HT-1'),
  ...more,
});

// biome-ignore format: table
const DRAWN: readonly [what: string, cell: Partial<FieldCell>, text: string, caret?: number][] = [
  ['a value',                     {},                                                        '        合同号  HT-1__________  '],
  ['no value',                    { value: shown('') },                                      '        合同号  ______________  '],
  ['one that must be given',      { required: true },                                        '        合同号* HT-1__________  '],
  ['the focus',                   { value: shown('HT-1', { focused: true }) },               '        合同号 [HT-1          ] ', 16],
  ['a text in hand',              { value: inHand('HT-1') },                                 '        合同号 [HT-1          ] ', 20],
  ['a fault',                     { value: shown('HT-1', { fault: 'error' }) },              '        合同号  HT-1__________ ✗'],
  ['a doubt',                     { value: shown('HT-1', { fault: 'warning' }) },            '        合同号  HT-1__________ !'],
  ['filled by the system',        { value: shown('HT-1', { fixed: true }) },                 '        合同号  HT-1            '],
  ['another row\'s',              { value: shown('', { fixed: true, text: '（未填）' }) },   '        合同号  （未填）        '],
  ['a text that is too long',     { value: shown('HT-2017-0000001') },                       '        合同号  HT-2017-00000…  '],
  ['a label that is too long',    { label: '车辆识别代码(VIN)' },                            '车辆识别代码(VIN)  HT-1_______  '],
  ['longer labels in the form',   { labels: 18 },                                            '            合同号  HT-1______  '],
  ['a unit',                      { unit: shown('千克') },                                   '        合同号  HT-1 千克_____  '],
  ['the value before a unit',     { value: inHand('HT-1'), unit: shown('千克') },            '        合同号 [HT-1]千克_____  ', 19],
  ['the unit in hand',            { unit: inHand('千克') },                                  '        合同号  HT-1[千克     ] ', 25],
  ['a fault of the unit',         { value: shown('1', { fault: 'warning' }), unit: shown('x', { fault: 'error' }) }, '        合同号  1___ x________ ✗'],
];

describe('the cell of a field', () => {
  it.each(DRAWN)('%s', (_what, more, text, caret) => {
    const drawn = drawFieldCell(cell(more));
    expect(toText(drawn.line)).toBe(text);
    expect(drawn.caret).toBe(caret);
    expect(lineWidth(drawn.line)).toBe(32);
  });

  it('marks the worst fault, and as wrong only the value that has it', () => {
    const { line } = drawFieldCell(
      cell({ value: shown('1', { fault: 'error' }), unit: shown('千克', { fault: 'warning' }) }),
    );
    expect(line.map(({ text, look }) => `${text.trim()} ${look}`)).toEqual([
      '合同号 error',
      ' error',
      ' plain',
      '1 errorField',
      '___ empty',
      ' plain',
      '千克 value',
      '_____ empty',
      ' plain',
      '✗ error',
    ]);
  });
});

// biome-ignore format: table
const PLACES: readonly [what: string, size: CellSize, value: [at: number, columns: number], unit: [number, number] | undefined, choices: number, ofUnit: number][] = [
  ['a value',                  { label: '品名', columns: 40 },                                  [16, 22], undefined, 14, 14],
  ['a long label',             { label: '车辆识别代码(VIN)', columns: 40 },                     [19, 19], undefined, 14, 14],
  ['a form of longer labels',  { label: '品名', columns: 40, labels: 16 },                      [18, 20], undefined, 16, 16],
  ['a value and its unit',     { label: '品名', columns: 40, unit: true },                      [16, 12], [29, 9],   14, 27],
  ['the same, long label',     { label: '车辆识别代码(VIN)', columns: 40, unit: true },         [19,  9], [29, 9],   14, 27],
];

describe('the places in a cell', () => {
  it.each(PLACES)('%s', (_what, size, value, unit, choices, ofUnit) => {
    const places = placesIn(size);
    expect([places.value.at, places.value.columns]).toEqual(value);
    expect(places.unit && [places.unit.at, places.unit.columns]).toEqual(unit);
    expect([choicesAt(size), choicesAt(size, true)]).toEqual([choices, ofUnit]);
  });
});
