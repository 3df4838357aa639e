import type { CheckContext } from '../../src/declaration/check.ts';
import { dayOf } from '../../src/jobs/clock.ts';
import type { World } from './world.ts';

/** What checks are made against at this moment. */
export function checksIn({ book, now, levels, former, articles }: World): CheckContext {
  return {
    ...{ book, today: dayOf(now()) },
    ...(levels && { levels: levels() }),
    ...(former && { former }),
    ...(articles && { articles }),
  };
}
