import type { TestProgram } from '../program.ts';
import { expert, type Values } from './hand.ts';
import { pastOf } from './past.ts';
import type { Task } from './task.ts';

/** The code that the bureau's newer table no longer has; the second goods line of the known party's declaration declares it. */
const GONE = 'purposes 16';
const RIGHT: Values = { 'goods.purpose': '12' };

const work = (open: readonly string[]) => async (program: TestProgram) => {
  const own = expert(program);
  await program.press(...open);
  // The page opens at the field that the bureau names.
  await own.fill(RIGHT);
  await program.press('<f9>');
  return own;
};

/** A rejected inbound declaration found from the home page, its fault corrected, sent again. */
export const CORRECT_REJECTED: Task = {
  name: 'correct-rejected',
  book: ours => ({
    ...ours,
    find: (table, code) => (`${table} ${code}` === GONE ? undefined : ours.find(table, code)),
  }),
  prepare: pastOf,
  ways: {
    // The function for it, which opens what has waited longest.
    function: work(['f']),
    // The count of rejected ones among those of the form, which is one.
    count: work(['<left>', '<left>', '<enter>']),
    // The line that says what waits.
    waiting: work(['<down>', '<down>', '<down>', '<enter>']),
  },
};
