import type { Effect } from '../contract/change.ts';
import type { Route } from '../contract/route.ts';
import { beginEntry, copyEntry, openEntry, showEntry } from '../pages/entry/open.ts';
import { showHome } from '../pages/home/open.ts';
import { showList } from '../pages/list/open.ts';
import { showSettings } from '../pages/settings/open.ts';

/** What opening each page takes. */
const ROUTES: { readonly [T in Route['to']]: (route: Extract<Route, { to: T }>) => Effect } = {
  home: () => showHome,
  list: ({ direction, narrowing }) => showList(direction, narrowing),
  entry: ({ entryNo, faults }) => openEntry(entryNo, faults),
  'new-entry': ({ direction }) => beginEntry(direction),
  'copied-entry': ({ entryNo }) => copyEntry(entryNo),
  'given-entry': ({ record, message }) => showEntry(record, message),
  settings: () => showSettings,
};

/** The job that brings the page of a route to the front. */
export function routeTo(route: Route): Effect {
  const open: (route: never) => Effect = ROUTES[route.to];
  return open(route as never);
}
