import { expect, it } from 'vitest';
import { stopsFor } from '../../screens/pages/entry/state.ts';
import { fieldOf } from '../../src/catalogue/catalogue.ts';
import { entryOf, focusOf } from './eyes.ts';
import { fillPage, typeInto } from './hands.ts';
import { openStage } from './stage.ts';
import { INBOUND, WINE } from './values.ts';

const stage = openStage({ seed: 5 });

it('goes from one field that must be filled to the next, and says when there is none', async () => {
  const program = await stage.begin();
  expect(focusOf(program)).toBe('declarationDate');
  const gone: string[] = [];
  do {
    await program.press('entry.next-missing');
    gone.push(focusOf(program));
  } while (gone.length < 100 && gone.indexOf(focusOf(program)) === gone.length - 1);
  gone.pop();
  // In the printed order, round to the first; a container form without a size asks for nothing.
  const required = stopsFor(entryOf(program)).filter(({ id }) => fieldOf(id).use.in === 'R');
  const filled = ['declarationDate'];
  const conditional = required.filter(({ id }) => fieldOf(id).extras.requiredWhen !== undefined).map(({ id }) => id);
  expect(gone.filter(id => !conditional.includes(id as never))).toEqual(
    required.map(({ id }) => id).filter(id => !filled.includes(id) && !conditional.includes(id)),
  );
  expect(gone).toEqual(expect.arrayContaining(['goods.quantity', 'goods.weight']));
  expect(gone).not.toContain('containers.numbers');
  expect(gone).not.toContain('goods.quantityUnit');
});

it('takes what was typed with it, and passes by the form of goods once there are some', async () => {
  const program = await stage.begin();
  await fillPage(program, { ...INBOUND, contractNo: '' }, WINE);
  await program.press('entry.next-missing');
  expect(focusOf(program)).toBe('contractNo');
  await program.press('HT-9', 'entry.next-missing');
  expect(entryOf(program).drafts.document.contractNo).toBe('HT-9');
  expect(await program.frame()).toContain('必填的都填了');
  // A line that is begun is asked for all that it needs.
  await typeInto(program, 'goods.hsCode', '0202300090');
  await program.press('entry.next-missing');
  expect(focusOf(program)).toBe('goods.ciqCode');
});
