import { describe, expect, it } from 'vitest';
import type { Direction } from '../../src/catalogue/row.ts';
import { focusOf } from '../journeys/eyes.ts';
import { addGoods, fillPage, takeGoods, typeInto } from '../journeys/hands.ts';
import { openStage } from '../journeys/stage.ts';
import { INBOUND, WINE } from '../journeys/values.ts';

const stage = openStage({ seed: 1 });

const entry = (columns: number, rows: number, direction: Direction = 'in') => stage.begin(direction, { columns, rows });

const picture = (name: string) => `../../fixtures/screens/${name}.txt`;

describe('the entry page', () => {
  it('at 80x24: goods form and list on one screen, a fault marked, the matches of a code below its field', async () => {
    const program = await entry(80, 24);
    await addGoods(program, WINE);
    await program.press('entry.faults', 'faults.close');
    await takeGoods(program, 'first');
    await typeInto(program, 'goods.purpose', 'sy');
    await expect(await program.frame()).toMatchFileSnapshot(picture('entry-80x24'));
  });

  it('at 120x40: filled and saved', async () => {
    const program = await entry(120, 40);
    await fillPage(program, INBOUND, WINE);
    await program.press('entry.save');
    await expect(await program.frame()).toMatchFileSnapshot(picture('entry-120x40'));
  });

  it('at 200x60: the whole outbound form', async () => {
    const program = await entry(200, 60, 'out');
    await expect(await program.frame()).toMatchFileSnapshot(picture('entry-out-200x60'));
  });

  it('at 60x16: one column, the calendar above its field where there is no room below', async () => {
    const program = await entry(60, 16, 'pack');
    await program.press('field.open');
    await expect(await program.frame()).toMatchFileSnapshot(picture('entry-pack-60x16'));
  });

  it('keeps the focus in view and on its field through every resize', async () => {
    const program = await entry(120, 40);
    await typeInto(program, 'goods.attributes', 'x');
    const field = focusOf(program);
    for (const [columns, rows] of [
      [80, 24],
      [60, 16],
      [50, 10],
      [200, 60],
      [80, 24],
    ] as const) {
      await program.resize(columns, rows);
      expect(focusOf(program)).toBe(field);
      if (columns > 50) expect(await program.frame()).toMatch(/货物属性\*?\s?\[x/u);
    }
  });
});
