import type { Effect } from '../contract/change.ts';
import { replyToApp } from '../contract/reply.ts';

/** Whether the store cannot be reached now, as the title says it. */
export const markOffline = (offline: boolean): Effect => ({
  run: () => replyToApp(({ ui }) => ((ui.session.offline ?? false) === offline ? {} : { offline })),
});
