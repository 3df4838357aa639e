import { Box } from 'ink';
import { cleanup, render } from 'ink-testing-library';
import { Profiler } from 'react';
import stripAnsi from 'strip-ansi';
import { afterEach, describe, expect, it } from 'vitest';
import { fitted } from '../../screens/draw/line.ts';
import { App, Row, type ScreenSource } from '../../screens/paint/App.tsx';
import type { Point } from '../../src/terminal/moves.ts';
import { settled } from '../terminal/streams.ts';
import { type Asked, ask, WIDTH } from './asked.ts';

afterEach(cleanup);

function screen(...first: string[]) {
  let lines = first;
  let cursor: Point | undefined;
  const listeners = new Set<() => void>();
  const source: ScreenSource = {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rows: () => lines.length,
    line: row => lines[row] ?? '',
    cursor: () => cursor,
  };
  const show = async (next: string[], at?: Point): Promise<void> => {
    // Components listen from their first effects on.
    await settled();
    lines = next;
    cursor = at;
    for (const listener of listeners) listener();
    await settled();
  };
  return { source, show };
}

describe('the screen', () => {
  it('is its lines, an empty one too', () => {
    const { source } = screen('报检台', '', '第三行');
    const { lastFrame } = render(<App source={source} setCursor={() => {}} />);
    expect(lastFrame()).toBe('报检台\n \n第三行');
  });

  it('repaints a line that changed, and the others do not render again', async () => {
    const { source, show } = screen('一', '二', '三');
    const rendered: string[] = [];
    const { frames, lastFrame } = render(
      <Box flexDirection="column">
        {[0, 1, 2].map(row => (
          <Profiler key={row} id={`row ${row}`} onRender={id => rendered.push(id)}>
            <Row source={source} row={row} />
          </Profiler>
        ))}
      </Box>,
    );
    expect(rendered.splice(0)).toEqual(['row 0', 'row 1', 'row 2']);
    await show(['一', '贰', '三']);
    expect(rendered.splice(0)).toEqual(['row 1']);
    expect(lastFrame()).toBe('一\n贰\n三');
    const painted = frames.length;
    await show(['一', '贰', '三']);
    expect([rendered, frames.length]).toEqual([[], painted]);
  });

  it('follows when the window has other rows', async () => {
    const { source, show } = screen('一', '二');
    const { lastFrame } = render(<App source={source} setCursor={() => {}} />);
    await show(['一', '二', '三']);
    expect(lastFrame()).toBe('一\n二\n三');
    await show(['一']);
    expect(lastFrame()).toBe('一');
  });

  it('sets the cursor when it moves, and only then', async () => {
    const { source, show } = screen('一');
    const places: (Point | undefined)[] = [];
    render(<App source={source} setCursor={point => void places.push(point)} />);
    const point = { x: 2, y: 0 };
    await show(['一'], point);
    await show(['二'], point);
    await show(['二']);
    expect(places).toEqual([undefined, point, undefined]);
  });

  it('cuts a line that is wider than the window', () => {
    const { source } = screen('宽'.repeat(60), '下一行');
    const { lastFrame } = render(<App source={source} setCursor={() => {}} />);
    expect(lastFrame()).toMatch(/^宽+.?\n下一行$/u);
  });
});

describe('the prompt', () => {
  /** Ink gets the keys as long as it is told to; what it does not get is noted. */
  async function open(text: string) {
    let target = 'program';
    const asked = ask(text, next => {
      target = next;
    });
    const { stdin, lastFrame } = render(<App source={asked.source} prompts={asked.prompts} setCursor={() => {}} />);
    await ready();

    async function ready(): Promise<void> {
      while (target !== 'ink') await settled(1);
    }
    return {
      asked,
      target: () => target,
      ready,
      async type(...keys: string[]) {
        for (const key of keys) {
          stdin.write(key);
          await settled(2);
          await ready();
        }
      },
      line: () => stripAnsi(lastFrame() ?? '').split('\n')[1],
    };
  }

  const LEFT = '\x1b[D';
  const RIGHT = '\x1b[C';
  const BACK = '\x7f';

  // biome-ignore format: table
  it.each<[what: string, text: string, keys: string[], then: string, caret: number]>([
    ['types at the end',             '单',       ['证'],                          '单证',     2],
    ['types at the caret',           '单证',     [LEFT, 'x'],                     '单x证',    2],
    ['takes back',                   '单证',     [BACK],                          '单',       1],
    ['steps over 𠮷 at once',        '𠮷a',      [LEFT, LEFT, 'x'],               'x𠮷a',     1],
    ['types 𠮷 in the middle',       'ab',       [LEFT, '𠮷', 'c'],               'a𠮷cb',    3],
    ['takes 𠮷 back whole',          'a𠮷',      [BACK],                          'a',        1],
    ['takes 𠮷 back that was typed', 'ab',       [LEFT, '𠮷', BACK],              'ab',       1],
    ['joins an accent',              'xy',       [LEFT, 'e', '\u0301', BACK],     'xy',       1],
    ['stays at the beginning',       'ab',       [LEFT, LEFT, LEFT, LEFT, 'x'],   'xab',      1],
    ['stays at the end',             'ab',       [RIGHT, RIGHT, BACK],            'a',        1],
    ['takes nothing from nothing',   '',         [BACK, 'a'],                     'a',        1],
    ['takes a paste',                'ab',       [LEFT, '上海 青岛'],             'a上海 青岛b', 6],
  ])('%s', async (_what, text, keys, then, caret) => {
    const { asked, type, line } = await open(text);
    await type(...keys);
    expect(asked.text()).toMatchObject({ text: then, caret });
    expect(line()).toBe(`│ ${fitted(then, WIDTH)} │`);
  });

  const cursor = ({ source }: Asked) => source.cursor();

  it('has the real cursor where the text goes', async () => {
    const { asked, type } = await open('单证');
    expect(cursor(asked)).toEqual({ x: 6, y: 1 });
    await type('𠮷', LEFT, LEFT);
    expect(cursor(asked)).toEqual({ x: 4, y: 1 });
  });

  it('scrolls a long value inside its columns, and the border stays', async () => {
    const { asked, type, line } = await open('报检单证导出𠮷.xlsx');
    expect(line()).toBe('│ 导出𠮷.xlsx  │');
    expect(cursor(asked)).toEqual({ x: 13, y: 1 });
    await type(...Array<string>(12).fill(LEFT));
    expect(line()).toBe('│ 报检单证导出 │');
    expect(cursor(asked)).toEqual({ x: 2, y: 1 });
  });

  it('keeps no more than a path has', async () => {
    const { asked, type, line } = await open('头');
    await type('长'.repeat(5000));
    expect(asked.text()).toEqual({ text: `头${'长'.repeat(399)}`, caret: 400 });
    expect(line()).toBe('│ 长长长长长   │');
    await type(BACK, BACK, '尾');
    expect(asked.text().text).toBe(`头${'长'.repeat(397)}尾`);
  });

  it('lets the program change the text: keys come to it until the prompt shows that', async () => {
    const { asked, type, target, ready, line } = await open('单证.xlsx');
    asked.change('单证.xlsx', 2);
    expect(target()).toBe('program');
    await ready();
    await type('表');
    expect(asked.text()).toMatchObject({ text: '单证表.xlsx', caret: 3 });
    asked.change('', 0);
    await ready();
    await type('新');
    expect(line()).toBe('│ 新           │');
  });

  it('gives the keys back when it is closed', async () => {
    const { asked, target } = await open('单证');
    asked.close();
    expect(target()).toBe('program');
    await settled();
    expect(target()).toBe('program');
  });
});
