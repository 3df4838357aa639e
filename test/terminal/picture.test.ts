import { describe, expect, it } from 'vitest';
import { ASK_PICTURES, type ScreenPicture } from '../../src/terminal/picture.ts';
import { type GrayImage, grayImageOf, sixelOf } from '../../src/terminal/sixel.ts';
import { openTerminal } from '../../src/terminal/terminal.ts';
import { FakeProcess, FakeStdin, FakeStdout, FakeTimers, settled } from './streams.ts';

const START_ANSWERS = '\x1b[2;4R\x1b[?62c';

function open() {
  const stdin = new FakeStdin();
  const stdout = new FakeStdout();
  const timers = new FakeTimers();
  const terminal = openTerminal({ stdin, stdout, timers, process: new FakeProcess(), env: { TERM: 'xterm-256color' } });
  return { stdin, stdout, timers, terminal };
}

/** A terminal that has said what it can, and what comes of that. */
async function answering(answers: string, settledBefore = true) {
  const at = open();
  if (settledBefore) at.stdin.type(START_ANSWERS);
  at.stdout.taken();
  const asked = at.terminal.askPictures();
  expect(at.stdout.taken()).toBe(ASK_PICTURES);
  at.stdin.type((settledBefore ? '' : START_ANSWERS) + answers);
  return { ...at, ability: await asked };
}

const picture = (key: string, image: ScreenPicture['image']): ScreenPicture => ({
  key,
  x: 3,
  y: 2,
  columns: 20,
  rows: 10,
  image,
});

describe('what a terminal says of pictures', () => {
  // biome-ignore format: table
  it.each([
    ['kitty',            '\x1b_Gi=31;OK\x1b\\\x1b[6;21;9t\x1b[?62c',                        { way: 'kitty', cell: { width: 9,  height: 21 } }],
    ['kitty refusing',   '\x1b_Gi=31;ENOTSUPP:no\x1b\\\x1b[?62;4c',                         { way: 'sixel', cell: { width: 10, height: 20 } }],
    ['iTerm',            '\x1b]1337;ReportCellSize=17.5;8.0;2.0\x1b\\\x1b[?64;4c',          { way: 'iterm', cell: { width: 16, height: 35 } }],
    ['WezTerm',          '\x1b_Gi=31;OK\x1b\\\x1b[6;30;15t\x1b]1337;ReportCellSize=30;15\x1b\\\x1b[?65;4;6c', { way: 'kitty', cell: { width: 15, height: 30 } }],
    ['sixel',            '\x1b[6;20;10t\x1b[?64;1;4;21c',                                   { way: 'sixel', cell: { width: 10, height: 20 } }],
    ['plain',            '\x1b[?64;1;21c',                                                  undefined],
  ])('%s', async (_name, answers, ability) => {
    expect((await answering(answers)).ability).toEqual(ability);
    expect((await answering(answers, false)).ability).toEqual(ability);
  });

  it('nothing: after a while it shows none, and is not asked again', async () => {
    const { terminal, timers, stdout } = open();
    const asked = terminal.askPictures();
    timers.pass();
    expect(await asked).toBeUndefined();
    stdout.taken();
    expect(await terminal.askPictures()).toBeUndefined();
    terminal.showPicture(picture('a', { png: new Uint8Array(3) }));
    timers.turn();
    expect(stdout.taken()).toBe('');
  });

  it('is no key, and Alt+_ still is one', () => {
    const { stdin, terminal, timers } = open();
    const keys: string[] = [];
    terminal.onKey(({ name, alt }) => keys.push(`${alt ? 'alt+' : ''}${name}`));
    stdin.type('\x1b_Gi=31;OK\x1b\\a\x1b_');
    timers.pass();
    stdin.type('b');
    expect(keys).toEqual(['a', 'alt+_', 'b']);
  });
});

describe('a picture', () => {
  it('goes to kitty in pieces, with the cursor back where it was, and away again', async () => {
    const { terminal, stdout, timers } = await answering('\x1b_Gi=31;OK\x1b\\\x1b[?62c');
    const png = Uint8Array.from({ length: 10_000 }, (_, at) => at % 251);
    terminal.showPicture(picture('a', { png }));
    timers.turn();
    const text = stdout.taken();
    expect(text.startsWith('\x1b7\x1b[3;4H\x1b_Ga=T,f=100,q=2,i=7,p=1,c=20,r=10,C=1,z=-1,m=1;')).toBe(true);
    expect(text.endsWith('\x1b\\\x1b8')).toBe(true);
    const pieces = [...text.matchAll(/\x1b_G[^;]*m=([01]);([^\x1b]*)\x1b\\/gu)];
    expect(pieces.map(([, more]) => more)).toEqual(['1', '1', '1', '0']);
    expect(pieces.every(([, , data = '']) => data.length <= 4096)).toBe(true);
    expect(Buffer.from(pieces.map(([, , data]) => data).join(''), 'base64').equals(Buffer.from(png))).toBe(true);
    terminal.showPicture(picture('a', { png }));
    timers.turn();
    expect(stdout.taken()).toBe('');
    terminal.showPicture(undefined);
    expect(stdout.taken()).toBe('\x1b_Ga=d,d=I,i=7,q=2\x1b\\');
  });

  it('in other terminals goes with the cells under it, which are painted anew', async () => {
    const { terminal, stdout, timers } = await answering('\x1b[?62;4c');
    terminal.inkOptions.stdout.write('第一帧');
    await settled();
    stdout.taken();
    terminal.showPicture(picture('a', { gray: { width: 1, height: 1, points: Uint8Array.of(0) } }));
    timers.turn();
    expect(stdout.taken()).toContain('\x1bP0;1;0q"1;1;1;1');
    terminal.showPicture(undefined);
    await settled();
    expect(stdout.taken()).toContain('第一帧');
  });

  it('is there again when the terminal comes back from another program', async () => {
    const { terminal, stdout, timers } = await answering('\x1b[?62;4c');
    terminal.showPicture(picture('a', { gray: { width: 1, height: 1, points: Uint8Array.of(0) } }));
    timers.turn();
    terminal.suspend();
    await settled();
    stdout.taken();
    terminal.resume();
    await settled();
    timers.turn();
    expect(stdout.taken()).toContain('\x1bP0;1;0q"1;1;1;1');
  });

  it('is for iTerm as large as the cells that it lies over', async () => {
    const { terminal, stdout, timers } = await answering('\x1b]1337;ReportCellSize=20;10\x1b\\\x1b[?62c');
    terminal.showPicture(picture('a', { png: Uint8Array.of(1, 2, 3) }));
    timers.turn();
    expect(stdout.taken()).toBe(
      '\x1b7\x1b[3;4H\x1b]1337;File=inline=1;width=20;height=10;preserveAspectRatio=0:AQID\x07\x1b8',
    );
  });
});

describe('sixel', () => {
  /** The points of a sixel picture, in eighths of white. */
  function pointsOf(text: string): number[][] {
    const [, width = 0, height = 0] = /"1;1;(\d+);(\d+)/u.exec(text) ?? [];
    const points = Array.from({ length: Number(height) }, () => new Array<number>(Number(width)).fill(-1));
    const body = text.slice(text.lastIndexOf('100;100;100') + 11, -2);
    for (const [band, rows] of body.split('-').entries()) {
      for (const part of rows.split('$').filter(Boolean)) {
        const [, shade = '', runs = ''] = /^#(\d+)(.*)$/su.exec(part) ?? [];
        let column = 0;
        for (const [, count = '1', sixel = ''] of runs.matchAll(/(?:!(\d+))?([?-~])/gu)) {
          for (let times = Number(count); times > 0; times -= 1, column += 1) {
            for (let bit = 0; bit < 6; bit += 1) {
              const row = points[band * 6 + bit];
              if (row && ((sixel.charCodeAt(0) - 63) >> bit) & 1) row[column] = Number(shade);
            }
          }
        }
      }
    }
    return points;
  }

  it('has every point in its shade', () => {
    const image: GrayImage = {
      width: 23,
      height: 14,
      points: Uint8Array.from({ length: 23 * 14 }, (_, at) => (at < 60 ? 255 : (at * 37) % 256)),
    };
    const wanted = Array.from({ length: 14 }, (_, row) =>
      Array.from({ length: 23 }, (_, column) => Math.floor((image.points[row * 23 + column] ?? 0) / 32)),
    );
    expect(pointsOf(sixelOf(image))).toEqual(wanted);
  });

  it('is made of what the rasteriser writes, and of nothing else', () => {
    const pgm = Buffer.concat([Buffer.from('P5\n2 1\n255\n'), Buffer.from([7, 8])]);
    expect(grayImageOf(pgm)).toEqual({ width: 2, height: 1, points: pgm.subarray(11) });
    expect(grayImageOf(Buffer.from('P6\n2 1\n255\n123456'))).toBeUndefined();
  });
});
