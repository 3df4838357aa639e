import { describe, expect, it } from 'vitest';
import { titleLine } from '../../screens/app/title-line.ts';
import type { ActionContext, PageTab } from '../../screens/contract/change.ts';
import type { UiState } from '../../screens/contract/ui.ts';
import { toText, widthOf } from '../../screens/draw/line.ts';

const HOME: PageTab = { id: 'home', kind: 'home', title: '首页', unsaved: false };
const LIST: PageTab = { id: 'list-in', kind: 'list', title: '入境列表', unsaved: false };
const entry = (at: number, unsaved = false): PageTab => ({
  id: `WI15088104000000${at}`,
  kind: 'entry',
  title: `入境存 WI15088104000000${at}`,
  unsaved,
});

function shown(columns: number, pages: readonly PageTab[], active: number): string {
  const ui = {
    size: { columns, rows: 24 },
    session: { home: '~/baojian', practice: false, user: '', userFolder: '' },
    pages,
    active,
  } as unknown as UiState;
  return toText(titleLine(ui, { tabs: () => pages } as unknown as ActionContext));
}

const MANY = [HOME, LIST, ...[1, 2, 3, 4, 5, 6, 7].map(at => entry(at, at === 2))];

describe('the line of pages', () => {
  it.each([
    [80, [HOME, LIST, entry(1)], 2, ' 报检台  1 首页   2 入境列表  [3 入境存 WI150881040000001 ]           ~/baojian '],
    [
      80,
      [HOME, LIST, entry(1), entry(2)],
      2,
      ' 报检台  1   2 入境列表  [3 入境存 WI150881040000001 ] 4 入境存       ~/baojian ',
    ],
    [80, MANY, 1, ' 报检台  1 首页  [2 入境列表 ] 3 入境存   4•  5   6   7   8   9       ~/baojian '],
    [80, MANY, 4, ' 报检台  1   2   3   4• [5 入境存 WI150881040000003 ] 6   7   8   9   ~/baojian '],
    [60, MANY, 8, ' 报检台 ‹6  7   8  [9 入境存 WI150881040000007 ]  ~/baojian '],
    [60, MANY, 0, ' 报检台 [1 首页 ] 2   3   4•  5   6   7   8   9   ~/baojian '],
  ] as const)('%i columns, %#', (columns, pages, active, text) => {
    expect(shown(columns, pages, active)).toBe(text);
    expect(widthOf(text)).toBe(columns);
  });

  it('shows the page in front whole, whichever it is and however narrow the window', () => {
    for (const columns of [60, 80, 120])
      for (const [at, { title }] of MANY.entries())
        expect(shown(columns, MANY, at)).toMatch(new RegExp(`\\[${at + 1} ${title}[ •]\\]`, 'u'));
  });
});
