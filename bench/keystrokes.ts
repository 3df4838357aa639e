import { bookOf } from '../src/jobs/office.ts';
import { startBureau } from '../test/journeys/bureau.ts';
import { startTestProgram } from '../test/journeys/program.ts';
import { BLANK_OUTBOUND } from '../test/journeys/tasks/blank-outbound.ts';
import { CORRECT_REJECTED } from '../test/journeys/tasks/correct-rejected.ts';
import { REPEAT_INBOUND } from '../test/journeys/tasks/repeat-inbound.ts';
import { type Cost, play, type Task } from '../test/journeys/tasks/task.ts';
import { type Figure, figure } from './figure.ts';

const TASKS: readonly Task[] = [REPEAT_INBOUND, BLANK_OUTBOUND, CORRECT_REJECTED];

/** The way that goes from field to field with Tab alone, as the manual tells it. */
const MANUAL = 'manual';

/**
 * Keys from the home page to the end of a task, by each of its ways, beside the keys that its values alone take; by value of the
 * declaration; and the best way beside the manual's. A Chinese character counts as one key, whatever the input method asks for it.
 */
export async function bench(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const task of TASKS) {
    const costs = new Map<string, Cost>();
    for (const way of Object.keys(task.ways)) costs.set(way, await costOf(task, way));
    for (const [way, { keys, typed, fields }] of costs) {
      const name = `keys.${task.name}.${way}`;
      figures.push(figure(`${name}.to-values`, keys, 'keys', typed));
      figures.push(figure(`${name}.per-field`, keys / fields, 'keys', typed / fields));
    }
    const manual = costs.get(MANUAL)?.keys;
    if (manual === undefined) continue;
    const best = Math.min(...[...costs.values()].map(({ keys }) => keys));
    figures.push(figure(`keys.${task.name}.to-manual`, best, 'keys', manual));
  }
  return figures;
}

async function costOf(task: Task, way: string): Promise<Cost> {
  const program = await startTestProgram({ columns: 120, rows: 40 });
  const ours = bookOf(program.office.codes);
  const bureau = await startBureau(program, task.book ? { book: task.book(ours) } : {});
  try {
    await task.prepare?.(program.office);
    await program.program.idle();
    return await play(task, way, program);
  } finally {
    await bureau.stop();
    await program.close();
  }
}
