import { expect, it } from 'vitest';
import { entryOf, message, textInHand } from './eyes.ts';
import { goTo } from './hands.ts';
import { openStage } from './stage.ts';

const stage = openStage({ seed: 29 });

it('a paste that was known only by its rows is said to be one, stays in its field, and is taken back at once', async () => {
  const program = await stage.begin('in');
  await goTo(program, 'contractNo');
  const { focus } = entryOf(program);
  const paste = '鲜橙\t5\n橙汁\t6\n';
  program.program.key({ name: 'paste', ctrl: false, alt: false, shift: false, paste, unmarked: true });
  await program.program.idle();
  expect(message(program)).toBe('2 行按粘贴处理了；Ctrl+Z 撤销');
  expect(entryOf(program).focus.stop).toBe(focus.stop);
  expect(textInHand(program)).toContain('橙汁');
  await program.press('entry.undo');
  expect(textInHand(program)).toBe('');
  expect(entryOf(program).drafts.document).not.toHaveProperty('contractNo');
});
