import { describe, expect, it } from 'vitest';
import { around, type ListMove, type ListShape, movedIn } from '../../../screens/widgets/list-moves.ts';

const shape = (count: number, more: Partial<ListShape> = {}): ListShape => ({ count, rows: () => 4, ...more });

const PLAIN = shape(10);
const ROUND = shape(10, { round: true });
const GRID = shape(10, { across: 3 });
const OUT = shape(10, { out: true });

// biome-ignore format: table
const MOVES: readonly [what: string, shape: ListShape, from: number, move: ListMove, to: number][] = [
  ['a row up',                             PLAIN, 5, 'up',        4],
  ['a row down',                           PLAIN, 5, 'down',      6],
  ['up from the first stays',              PLAIN, 0, 'up',        0],
  ['down from the last stays',             PLAIN, 9, 'down',      9],
  ['a page up',                            PLAIN, 5, 'page-up',   1],
  ['a page down',                          PLAIN, 5, 'page-down', 9],
  ['a page up as far as there are rows',   PLAIN, 2, 'page-up',   0],
  ['a page down as far as there are rows', PLAIN, 7, 'page-down', 9],
  ['the first',                            PLAIN, 5, 'first',     0],
  ['the last',                             PLAIN, 5, 'last',      9],
  ['left is one back',                     PLAIN, 5, 'left',      4],
  ['right is one on',                      PLAIN, 5, 'right',     6],
  ['up from the first, round',             ROUND, 0, 'up',        9],
  ['down from the last, round',            ROUND, 9, 'down',      0],
  ['previous from the first, round',       ROUND, 0, 'previous',  9],
  ['next from the last, round',            ROUND, 9, 'next',      0],
  ['a page never goes round',              ROUND, 8, 'page-down', 9],
  ['a line of a grid up',                  GRID,  4, 'up',        1],
  ['a line of a grid down',                GRID,  4, 'down',      7],
  ['no line above: nowhere',               GRID,  2, 'up',        2],
  ['no line below: nowhere',               GRID,  7, 'down',      7],
  ['inside a line of a grid',              GRID,  2, 'right',     3],
  ['up from the first, out',               OUT,   0, 'up',       -1],
  ['up from the second, not out',          OUT,   1, 'up',        0],
  ['a page up never leads out',            OUT,   1, 'page-up',   0],
  ['down where out is possible',           OUT,   9, 'down',      9],
  ['in a list that has become shorter',    PLAIN, 30, 'up',       9],
  ['up in an empty list',                  shape(0),                  0, 'up',        0],
  ['down in an empty list',                shape(0),                  0, 'down',      0],
  ['round an empty list',                  shape(0, { round: true }), 0, 'down',      0],
  ['the last of an empty list',            shape(0),                  0, 'last',      0],
];

describe('moving in a list', () => {
  it.each(MOVES)('%s', (_what, inside, from, move, to) => {
    expect(movedIn(move, from, inside)).toBe(to);
  });

  it('asks for the rows in view only where a page is meant', () => {
    const asked: string[] = [];
    const rows = () => asked.push('rows');
    for (const move of ['up', 'down', 'first', 'last', 'left', 'next'] as const) movedIn(move, 3, shape(9, { rows }));
    expect(asked).toEqual([]);
    expect(movedIn('page-down', 3, shape(9, { rows }))).toBe(4);
  });

  // biome-ignore format: table
  it.each([[0, 0], [3, 3], [4, 0], [9, 1], [-1, 3], [-5, 3]])('place %i of a round of four is %i', (place, at) => {
    expect(around(place, 4)).toBe(at);
    expect(around(place, 0)).toBe(0);
  });
});
