import { keepParties } from '../../../src/jobs/own-lists.ts';
import type { TestProgram } from '../program.ts';
import { byManual, expert, type Hand, type Values } from './hand.ts';
import { KNOWN, pastOf } from './past.ts';
import type { Task } from './task.ts';

/** What belongs to one shipment. */
// biome-ignore format: table
const SHIPMENT: Values = {
  contractNo: 'HT-27', conveyanceNo: '019W', billOfLadingNo: 'COSU6201', arrivalDate: '20171022',
};

// biome-ignore format: table
const CHANGED: Values = {
  'goods.quantity': '9500', 'goods.weight': '9500', 'goods.standardQuantity': '9500', 'goods.packageQuantity': '475', 'goods.totalValue': '7600',
};

/** The goods line that is another one this time. */
const ROW = 1;

/** What is typed at each place of the lane; nothing where the value of last time or the one offered holds. */
// biome-ignore format: table
const LANE: readonly string[] = [
  'HT-27', '', 'COSU6201', '22',
  '',
  '9500', '475', '7600',
];

const work =
  (hand: (program: TestProgram) => Hand, begin: (program: TestProgram, own: Hand) => Promise<void>) =>
  async (program: TestProgram) => {
    const own = hand(program);
    await begin(program, own);
    await own.fill(SHIPMENT);
    await own.take('goods', ROW);
    await own.fill(CHANGED);
    await program.press('<f9>');
    return own;
  };

/** Found in the list by the party's initials, and copied. */
const copy = (program: TestProgram) => program.press('<1>', 'jk', '<f6>');

/** A new one, in which the party's initials bring its last declaration. */
const memory = async (program: TestProgram, own: Hand) => {
  await program.press('<1>', '<ctrl+n>');
  await own.fill({ consigneeCode: 'jk<enter>' });
};

/** Enter leads through what changes from one shipment to the next; what follows from a quantity is offered, what does not is typed. */
const lane =
  (hand: (program: TestProgram) => Hand, begin: (program: TestProgram) => Promise<void>, typed: readonly string[]) =>
  async (program: TestProgram) => {
    const own = hand(program);
    await begin(program);
    for (const text of typed) await program.press(text, text === typed.at(-1) ? '<f9>' : '<enter>');
    return { ...own, typed: () => typed.join('').length };
  };

const named = async (program: TestProgram) => {
  await program.press('<1>', '<ctrl+n>');
  const own = expert(program);
  await own.fill({ consigneeCode: 'jk<enter>' });
};

/** An inbound declaration of a known party for the next shipment, one goods line changed, until it is sent. */
export const REPEAT_INBOUND: Task = {
  name: 'repeat-inbound',
  async prepare(office) {
    await keepParties(office, [{ ...KNOWN, nameEn: '', contact: '' }]);
    await pastOf(office);
  },
  ways: {
    copy: work(expert, copy),
    memory: work(expert, memory),
    manual: work(byManual, memory),
    lane: lane(expert, named, LANE),
    'lane of a copy': lane(expert, copy, LANE),
  },
};
