import { describe, expect, it } from 'vitest';
import type { Action, ActionContext } from '../../../screens/contract/change.ts';
import { toText } from '../../../screens/draw/line.ts';
import { indexed, listActions } from '../../../screens/widgets/list.ts';
import { drawRows, type InView, rowsInView } from '../../../screens/widgets/list-rows.ts';
import { searchedFor } from '../../../screens/widgets/search.ts';
import { textState } from '../../../screens/widgets/text-state.ts';

interface Fruit {
  readonly index: number;
  readonly names: readonly string[];
}

const at = (index: number): Fruit => ({ index, names: ['桃', '李', '杏', '梅', '枣'] });
const within = (rows: number) => ({ ui: { size: { columns: 80, rows } } }) as ActionContext;

const LIST = indexed<Fruit>({ count: ({ names }) => names.length, rows: (_state, { rows }) => rows - 4 });

const led = (actions: ReturnType<typeof listActions<Fruit>>, name: string, from: number, rows = 9) =>
  (actions[name] as Action<Fruit>)(at(from), within(rows)).state?.index;

describe('the actions of a list', () => {
  it('are those that the key table has keys for', () => {
    expect(Object.keys(listActions('faults', LIST))).toEqual(['faults.up', 'faults.down']);
    expect(Object.keys(listActions('question', LIST))).toEqual(['question.previous', 'question.next']);
    expect(Object.keys(listActions('review', LIST))).toEqual([
      'review.up',
      'review.down',
      'review.left',
      'review.right',
      'review.page-up',
      'review.page-down',
      'review.first',
      'review.last',
    ]);
    expect(Object.keys(listActions('home', LIST, ['left', 'right']))).toEqual(['home.left', 'home.right']);
  });

  it('select a row; a page is the rows in view of the window as it is', () => {
    const actions = listActions('review', LIST);
    expect(led(actions, 'review.down', 0)).toBe(1);
    // Of nine rows the frame takes three, and this list leaves four more.
    expect(led(actions, 'review.page-down', 0)).toBe(2);
    expect(led(actions, 'review.page-down', 0, 10)).toBe(3);
    expect(led(actions, 'review.page-up', 4)).toBe(2);
    expect(led(actions, 'review.last', 0)).toBe(4);
  });

  it('without rows in view of its own a list is seen whole', () => {
    const { count } = LIST;
    expect(led(listActions('review', indexed<Fruit>({ count })), 'review.page-down', 0)).toBe(4);
  });

  it('a list with other lines between its rows says where a page leads', () => {
    const { count } = LIST;
    const actions = listActions('review', indexed<Fruit>({ count, page: ({ index }, way) => index + 2 * way }));
    expect([led(actions, 'review.page-down', 1), led(actions, 'review.page-up', 3)]).toEqual([3, 1]);
    expect(led(actions, 'review.down', 1)).toBe(2);
  });
});

// biome-ignore format: table
const VIEWS: readonly [what: string, view: InView, seen: string, first: number, y: number][] = [
  ['from the top',                        { index: 0, room: 3 },                '>a b c',     0, 0],
  ['the selected one last',               { index: 3, room: 3 },                'b c >d',     1, 2],
  ['as far as there are rows',            { index: 4, room: 3 },                'c d >e',     2, 2],
  ['all of them',                         { index: 1, room: 9 },                'a >b c d e', 0, 1],
  ['none selected',                       { index: -1, room: 3 },               'a b c',      0, -1],
  ['in the middle',                       { index: 2, room: 3, centred: true }, 'b >c d',     1, 1],
  ['in the middle, at the beginning',     { index: 0, room: 3, centred: true }, '>a b c',     0, 0],
  ['in the middle, as far as rows go',    { index: 4, room: 3, centred: true }, 'c d >e',     2, 2],
];

describe('the rows in view', () => {
  it.each(VIEWS)('%s', (_what, view, seen, first, y) => {
    const rows = ['a', 'b', 'c', 'd', 'e'];
    const drawn = drawRows(rows, view, (row, place, selected) => {
      expect(rows[place]).toBe(row);
      return [{ text: `${selected ? '>' : ''}${row}`, look: 'plain' }];
    });
    expect(drawn.lines.map(toText).join(' ')).toBe(seen);
    expect([drawn.first, drawn.y]).toEqual([first, y]);
    expect(rowsInView(rows, view).join(' ')).toBe(seen.replace('>', ''));
  });
});

describe('words and the rows that they find', () => {
  const search = { words: textState('ab'), index: 3 };

  it('begin at the first row when they are others, and stay where they are when only the caret moves', () => {
    expect(searchedFor(search, textState('abc')).index).toBe(0);
    expect(searchedFor(search, { ...search.words, caret: 0 })).toEqual({
      words: { ...search.words, caret: 0 },
      index: 3,
    });
  });
});
