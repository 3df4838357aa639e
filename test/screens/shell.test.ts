import { describe, expect, it } from 'vitest';
import { openStage } from '../journeys/stage.ts';

const { start } = openStage({ seed: 1 });

const rowsOf = (frame: string) => frame.split('\n');

describe('the frame', () => {
  it('names program, pages and home above, and the keys that work below', async () => {
    const { frame } = await start();
    const rows = rowsOf(await frame());
    expect(rows[0]).toMatch(/^ 报检台 \[1 首页 \] +~\/baojian$/u);
    expect(rows[23]).toContain('F1 帮助  F2 查找');
  });

  it('says so in a window that is too small, and goes on when it grows', async () => {
    const { frame, resize } = await start({ columns: 80, rows: 24 });
    await resize(50, 12);
    expect(await frame()).toContain('窗口太小：50x12，至少要 60x16');
    await resize(60, 16);
    expect(rowsOf(await frame())[0]).toContain('报检台');
  });

  it('marks practice', async () => {
    const { frame } = await start({ practice: true });
    expect(rowsOf(await frame())[0]).toMatch(/练习\s*$/u);
  });
});

describe('the palette', () => {
  it('finds by pinyin initials and runs', async () => {
    const { press, state } = await start();
    await press('app.palette', 'tc', 'palette.run');
    expect(state().dialogs).toEqual([]);
  });
});
