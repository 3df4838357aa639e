import { type OpenBy, openByOthers } from '../../../src/jobs/open-by.ts';
import type { Effect } from '../../contract/change.ts';
import type { PagePart } from '../../contract/part.ts';
import { replyTo } from '../../contract/reply.ts';
import { rowsChanged } from './find.ts';
import type { ListPage } from './state.ts';

/** Looks who else has declarations open (L8). */
export function lookWhoHasOpen(page: ListPage): Effect {
  return {
    run({ office }) {
      const openBy = openByOthers(office);
      return same(page.openBy, openBy) ? undefined : replyTo(page, now => ({ state: { ...now, openBy } }));
    },
  };
}

const same = (one: OpenBy, other: OpenBy): boolean =>
  one.size === other.size &&
  [...one].every(([entryNo, names]) => names.join('\n') === (other.get(entryNo) ?? []).join('\n'));

/** Opening a page changes no row: it is looked for whenever the list may have become old. */
export const FOLLOWING: Pick<PagePart<ListPage>, 'onOpen' | 'onActivate' | 'onStoreChange'> = {
  onOpen: page => ({ effects: [lookWhoHasOpen(page)] }),
  onActivate: page => ({ effects: [lookWhoHasOpen(page)] }),
  onStoreChange(page, context) {
    const change = rowsChanged(page, context);
    return { ...change, effects: [...(change.effects ?? []), lookWhoHasOpen(page)] };
  },
};
