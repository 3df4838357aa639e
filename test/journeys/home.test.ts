import { describe, expect, it } from 'vitest';
import { frontPage } from '../../screens/state.ts';
import { openStage } from './stage.ts';

const { start } = openStage({ seed: 20171024 });

describe('a key without meaning on the first page', () => {
  it.each(['z', '7', 'Z', '?', '牛'])('%s says so quietly, with the keys that lead on', async typed => {
    const program = await start();
    const before = await program.frame();
    await program.press(typed);
    const { message, layers, pages } = program.state();
    expect(message).toEqual({ tone: 'quiet', text: `首页没有用到“${typed}”；F1 列出能用的键，F2 按名称找功能` });
    expect([layers.length, pages.length]).toEqual([0, 1]);
    expect(await program.frame()).toContain('F2 按名称找功能');
    await program.press('<down>', '<up>');
    expect(await program.frame()).toBe(before);
  });

  it('but the keys that mean something do it', async () => {
    const program = await start();
    await program.press('2');
    expect(frontPage(program.state())).toMatchObject({ kind: 'list', direction: 'out' });
    await program.press('<f10>', 'n');
    expect(program.state().layers.at(-1)?.kind).toBe('question');
    expect(program.state().message).toBeUndefined();
  });
});
