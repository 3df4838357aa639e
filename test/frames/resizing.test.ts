import { expect, it } from 'vitest';
import { focusOf } from '../journeys/eyes.ts';
import { openStage } from '../journeys/stage.ts';
import { blank } from './beginnings.ts';
import { goTo } from './go-to.ts';

const stage = openStage({ seed: 1 });

it('keeps the focus in view and on its field through every resize', async () => {
  const program = await blank('in')(stage, { columns: 120, rows: 40 });
  await goTo(program, 'goods.attributes');
  await program.press('x');
  for (const [columns, rows] of [
    [80, 24],
    [60, 16],
    [50, 10],
    [200, 60],
    [80, 24],
  ] as const) {
    await program.resize(columns, rows);
    expect(focusOf(program)).toBe('goods.attributes');
    if (columns > 50) expect(await program.frame()).toMatch(/货物属性\*?\s?\[x/u);
  }
});
