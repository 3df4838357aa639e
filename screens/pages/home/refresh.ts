import type { Direction } from '../../../src/catalogue/row.ts';
import { STATUS_MARKS, type Status } from '../../../src/declaration/life-cycle.ts';
import { overviewOf } from '../../../src/jobs/overview.ts';
import { reviewCounts } from '../../../src/jobs/review.ts';
import { taskCounts } from '../../../src/jobs/tasks.ts';
import type { Change, Effect } from '../../contract/change.ts';
import { replyTo } from '../../contract/reply.ts';
import type { World } from '../../contract/world.ts';
import { type HomePage, type StatusCounts, startPage } from './state.ts';

/** Changes come in bursts: so many milliseconds they are collected. */
const BURST = 120;

/** Brings the first page up to date, if it is open. */
export const refreshHome: Effect = {
  async run({ office }) {
    const overview = await overviewOf(office);
    const rows = office.store.rows();
    const counts = countsOf(rows);
    const tasks = taskCounts(rows, office.user, office.now());
    const reviews = reviewCounts(rows, office.user);
    return replyTo(startPage(), page => ({ state: { ...page, overview, counts, tasks, reviews } }));
  },
};

/** The store has changed: the page follows in a moment. */
export function homeChanged(page: HomePage): Change<HomePage> {
  if (page.stale) return {};
  const later: Effect = {
    async run({ office }) {
      await office.wait(BURST);
      return replyTo(page, now => ({ state: { ...now, stale: false }, effects: [refreshHome] }));
    },
  };
  return { state: { ...page, stale: true }, effects: [later] };
}

const none = (): Record<Status, number> =>
  Object.fromEntries(Object.keys(STATUS_MARKS).map(status => [status, 0])) as Record<Status, number>;

/** Read by columns, since there may be 200,000 rows. */
function countsOf(rows: ReturnType<World['rows']>): StatusCounts {
  const counts: Record<Direction, Record<Status, number>> = { in: none(), out: none(), pack: none() };
  const directions = rows.column('direction');
  const statuses = rows.column('status');
  for (let index = 0; index < rows.length; index += 1) {
    const direction = directions[index];
    const status = statuses[index];
    if (direction && status) counts[direction][status] += 1;
  }
  return counts;
}
