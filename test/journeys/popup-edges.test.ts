import { describe, expect, it } from 'vitest';
import { begun, goTo, popupIn } from './popup-play.ts';
import { openStage } from './stage.ts';

const stage = openStage({ seed: 29 });

describe('lists longer than the popup', () => {
  it('show the selected row, also the last one, and tell which rows are to be seen', async () => {
    const program = await begun(stage);
    await goTo(program, 'containers.numbers');
    const numbers = Array.from({ length: 50 }, (_, index) => `MSKU${1000000 + index}`);
    await program.press(numbers.join(','), '<f4>');
    const added = await program.frame();
    expect(added).toContain('MSKU1000049');
    const [, first, last] = /第 (\d+)-(\d+) 行，共 50 行/u.exec(added) ?? [];
    expect(added.match(/MSKU10000\d\d {2}|MSKU10000\d\d\s*│/gu)).toHaveLength(Number(last) - Number(first) + 1);
    await program.press('<down>', '<end>');
    expect(popupIn(program)).toMatchObject({ zone: 'list', index: 49 });
    const lines = (await program.frame()).split('\n');
    const { y } = await program.cursor();
    expect(lines[y]).toContain('MSKU1000049');
  });
});
