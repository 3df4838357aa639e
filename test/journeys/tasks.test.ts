import { expect, it } from 'vitest';
import { frontPage } from '../../screens/contract/ui.ts';
import { bookOf } from '../../src/jobs/office.ts';
import { entryOf, message } from './eyes.ts';
import type { TestProgram } from './program.ts';
import { openStage } from './stage.ts';
import { BLANK_OUTBOUND } from './tasks/blank-outbound.ts';
import { CORRECT_REJECTED } from './tasks/correct-rejected.ts';
import { FINISH_FIFTY } from './tasks/finish-fifty.ts';
import { FIRST_DAY } from './tasks/first-day.ts';
import { REPEAT_INBOUND } from './tasks/repeat-inbound.ts';
import { play, type Task } from './tasks/task.ts';

const { start, bureau } = openStage({ seed: 1 });

/** Where a task ends, and with how many keys each way gets there: a change that costs a key is seen here. */
interface Goal {
  readonly task: Task;
  readonly keys: Readonly<Record<string, number>>;
  ended(program: TestProgram): Promise<void>;
}

const stored = (program: TestProgram) => program.office.store.get(frontPage(program.state()).id);

const inKilograms = (amount: string) => ({
  quantity: amount,
  quantityUnit: '035',
  weight: amount,
  weightUnit: '035',
  standardQuantity: amount,
  standardUnit: '035',
});

const GOALS: readonly Goal[] = [
  {
    task: REPEAT_INBOUND,
    keys: { copy: 69, memory: 68, manual: 111, lane: 40, 'lane of a copy': 38 },
    async ended(program) {
      const { status, document } = await stored(program);
      expect(status).toBe('sent');
      expect(document).toMatchObject({
        consigneeName: '深圳某某进口有限公司',
        contractNo: 'HT-27',
        conveyanceNo: '019W',
        billOfLadingNo: 'COSU6201',
        arrivalDate: '2017-10-22',
        goods: [
          { quantity: '10000' },
          { name: '鲜橙（二级）', quantity: '9500', totalValue: '7600' },
          { quantity: '6000' },
        ],
      });
      await program.press('app.receive');
      expect((await stored(program)).status).toBe('released');
    },
  },
  {
    task: BLANK_OUTBOUND,
    keys: { expert: 319, manual: 489 },
    async ended(program) {
      const { status, document } = await stored(program);
      expect(status).toBe('saved');
      expect(document).toMatchObject({
        acceptingOrg: '440100',
        departurePort: '440301',
        containers: [{ spec: '111', numbers: ['MSKU1234565', 'TGHU1234564'], quantity: '2' }],
        goods: [
          { hsCode: '0805100000', originPlace: '440300', ...inKilograms('10000') },
          { hsCode: '0808100000', originPlace: '440300', ...inKilograms('8000') },
          { hsCode: '0703201000', totalValue: '9000', ...inKilograms('12000') },
        ],
      });
      expect(document.goods).toHaveLength(3);
      expect(entryOf(program).faults?.filter(({ level }) => level === 'error')).toEqual([]);
    },
  },
  {
    task: CORRECT_REJECTED,
    keys: { function: 4, count: 6, waiting: 7 },
    async ended(program) {
      expect(await stored(program)).toMatchObject({ status: 'sent', sending: 2 });
      await program.press('app.receive');
      const { status, document } = await stored(program);
      expect(status).toBe('released');
      expect(document.goods[1]).toMatchObject({ purpose: '12' });
    },
  },
  {
    task: FIRST_DAY,
    // Under 150 is the goal.
    keys: { inbound: 138 },
    async ended(program) {
      const { status, document } = await stored(program);
      expect(status).toBe('saved');
      expect(document).toMatchObject({
        registrationNo: '4403000005',
        category: '13',
        acceptingOrg: '440300',
        destinationOrg: '440300',
        goods: [{ hsCode: '0805100000', ...inKilograms('900') }],
      });
      expect(message(program)).toContain('留下收发货人 五洲');
    },
  },
  {
    task: FINISH_FIFTY,
    keys: { grid: 29 },
    async ended(program) {
      const { goods } = entryOf(program).drafts.document;
      expect(goods.every(({ ciqCode, hsCode }) => hsCode !== undefined && ciqCode?.startsWith(hsCode))).toBe(true);
      expect(goods.map(({ purpose }) => purpose)).toEqual(goods.map(() => '12'));
      await program.press('grid.next-fault');
      expect(message(program)).toBe('没有差错');
    },
  },
];

it.each(
  GOALS.flatMap(({ task, keys, ended }) =>
    Object.keys(task.ways).map(way => ({ name: task.name, way, task, ended, keys: keys[way] })),
  ),
)('$name, $way: $keys keys', async ({ task, way, keys, ended }) => {
  const program = await start({ columns: 120, rows: 40 });
  await bureau(program, task.book ? { book: task.book(bookOf(program.office.codes)) } : {});
  await task.prepare?.(program.office);
  await program.program.idle();
  const cost = await play(task, way, program);
  await ended(program);
  expect(cost.keys).toBe(keys);
});
