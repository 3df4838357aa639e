import { KEYS } from '../../src/keys/table.ts';
import { footerOf, type Keyboard } from '../../src/keys/views.ts';
import type { Size } from '../../src/terminal/cells.ts';
import { fitted, type Line, line, span, widthOf } from '../draw/line.ts';
import { boxed, centred, filled, lay, type Picture, wrapped } from '../draw/picture.ts';
import { around } from '../widgets/list-moves.ts';

/** How an office begins: with something to practise on, empty, or not now. */
export type FirstChoice = 'practice' | 'empty' | 'quit';

/** The first screen of a new data folder, before anything is written. */
export interface Choosing {
  readonly size: Size;
  readonly keyboard: Keyboard;
  readonly home: string;
  readonly index: number;
  readonly chosen: FirstChoice | undefined;
}

interface Way {
  readonly choice: FirstChoice;
  readonly title: string;
  readonly text: string;
}

const WAYS: readonly Way[] = [
  {
    choice: 'practice',
    title: '练习',
    text: '备好一个练习企业、几个收发货人和几份示例单证，启动本机的练习局。发送、回执、退单都和真的一样，但不会上报任何机构。',
  },
  {
    choice: 'empty',
    title: '空白开始',
    text: '什么都不预先放进去。填写申报通讯之前，单证只会发给本机的练习局。',
  },
  { choice: 'quit', title: '退出', text: '什么都不写，也不建立数据目录。' },
];

const move =
  (steps: number) =>
  (state: Choosing): Choosing => ({ ...state, index: around(state.index + steps, WAYS.length) });

/** Its functions, by the names in the key table. */
export const START: Readonly<Record<string, (state: Choosing) => Choosing>> = {
  'start.up': move(-1),
  'start.down': move(1),
  'start.choose': state => ({ ...state, chosen: WAYS[state.index]?.choice }),
  'start.quit': state => ({ ...state, chosen: 'quit' }),
};

const ELSEWHERE = '要放在别处：退出，再用 --home 目录 启动，或设置环境变量 BAOJIAN_HOME';

/** All that there is to say, or in a low window only the text of the chosen way. */
function linesOf({ home, index }: Choosing, columns: number, all: boolean): readonly Line[] {
  const ways = WAYS.flatMap(({ title, text }, place): Line[] => {
    const here = place === index;
    const about = all || here ? wrapped(text, columns - 4) : [];
    return [
      [],
      [span(here ? '› ' : '  ', 'key'), span(` ${title} `, here ? 'chosen' : 'bold')],
      ...about.map((part): Line => [span('    '), span(part, here ? 'panel' : 'panelQuiet')]),
    ];
  });
  return [
    line('这里还没有数据。先选怎样开始：', 'panel'),
    ...ways,
    [],
    [span('数据目录  ', 'label'), span(fitted(home, Math.min(widthOf(home), columns - 10)), 'bold')],
    ...wrapped(ELSEWHERE, columns).map(part => line(part, 'panelQuiet')),
  ];
}

export function drawChoice(state: Choosing): Picture {
  const { size, keyboard } = state;
  const columns = Math.max(20, Math.min(66, size.columns - 8));
  const area = { columns: size.columns, rows: size.rows - 2 };
  const full = linesOf(state, columns, true);
  // Blank lines go first, and what is about the other ways only when that is not enough.
  const tight = (lines: readonly Line[]) => lines.filter(({ length }) => length > 0);
  const frame = 2;
  const lines =
    [full, tight(full)].find(ways => ways.length + frame <= area.rows) ?? tight(linesOf(state, columns, false));
  const picture = lay(filled({ lines: [] }, area), centred(boxed('报检台', { lines }, columns), area));
  const footer = footerOf(KEYS, ['start'], keyboard).flatMap(
    ({ key, label }): Line => [span(` ${key}`, 'key'), span(` ${label} `, 'label')],
  );
  const cursor = { x: 0, y: 0 };
  return { lines: [line(fitted(' 报检台', size.columns), 'title'), ...picture.lines, footer], cursor };
}
