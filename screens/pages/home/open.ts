import type { Effect } from '../../contract/change.ts';
import { replyToApp } from '../../contract/reply.ts';
import { startPage } from './state.ts';

/** Brings the first page to the front. */
export const showHome: Effect = {
  run: () =>
    replyToApp(({ ui }) => {
      const home = startPage();
      return ui.pages.some(({ id }) => id === home.id) ? { activate: home.id } : { page: home };
    }),
};
