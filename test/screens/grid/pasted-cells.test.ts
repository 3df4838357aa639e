import { expect, it } from 'vitest';
import { pastedCells } from '../../../screens/pages/entry/grid/pasted-cells.ts';

// biome-ignore format: table
const CASES: readonly (readonly [name: string, text: string, cells: readonly (readonly string[])[] | undefined])[] = [
  ['nothing',                          '',                    undefined],
  ['one cell',                         'a b',                 undefined],
  ['one cell and its line break',      'a\n',                 undefined],
  ['one quoted cell',                  '"a\nb"',              undefined],
  ['a row',                            'a\tb\n',              [['a', 'b']]],
  ['a column',                         'a\nb\n',              [['a'], ['b']]],
  ['empty cells between others',       'a\t\tc\n\t\tf',       [['a', '', 'c'], ['', '', 'f']]],
  ['an empty cell at the end',         'a\t\nb\t2',           [['a', ''], ['b', '2']]],
  ['empty lines',                      'a\n\n \t \nb\n\n',    [['a'], ['b']]],
  ['blanks around',                    ' a \t b ',            [['a', 'b']]],
  ['a line break in a quoted cell',    '"a\nb"\tc',           [['a\nb', 'c']]],
  ['quotation marks in a quoted cell', '"12"" x"\tc',         [['12" x', 'c']]],
  ['a tab in a quoted cell',           '"a\tb"\tc',           [['a\tb', 'c']]],
  ['a mark that nothing closes',       '"a\tb\nc\td',         [['"a', 'b'], ['c', 'd']]],
  ['marks inside a cell',              'a "b" c\td',          [['a "b" c', 'd']]],
];

it.each(CASES)('%s', (_name, text, cells) => {
  expect(pastedCells(text)).toEqual(cells);
});
