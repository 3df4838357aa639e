import { describe, expect, it } from 'vitest';
import { example, opened } from '../frames/beginnings.ts';
import { openStage } from '../journeys/stage.ts';

const stage = openStage({ seed: 3 });
const full = example('in-full');

describe('the lines of the entry page', () => {
  it.each([120, 200])('in %i columns have three fields side by side, long texts whole', async columns => {
    const program = await opened(full)(stage, { columns, rows: 60 });
    const frame = await program.frame();
    for (const text of [full.consigneeName, full.consigneeNameEn, full.consigneeAddress, full.consignorAddress])
      expect(frame).toContain(text);
    expect(frame).toMatch(/录入序号.+报检号.+报检日期/u);
    expect(frame.split('\n').filter(row => /启运日期.+到货日期.+卸毕日期.+索赔截止日期/u.test(row))).toEqual([]);
  });
});
