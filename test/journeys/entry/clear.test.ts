import { expect, it } from 'vitest';
import { entryOf, textInHand } from '../eyes.ts';
import { typeInto } from '../hands.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 43 });

it('Ctrl+U takes away what stands before the caret, as on a command line, and undo brings it back', async () => {
  const program = await stage.begin();
  await typeInto(program, 'contractNo', 'HT-2017-1');
  await program.press('<tab>', '<shift+tab>', '<end>', '<left>', '<ctrl+u>');
  expect(textInHand(program)).toBe('1');
  await program.press('<ctrl+u>', '<tab>');
  expect(entryOf(program).drafts.document.contractNo).toBe('1');
  await program.press('entry.undo');
  expect(entryOf(program).drafts.document.contractNo).toBe('HT-2017-1');
});
