import type { Direction } from '../../../src/catalogue/row.ts';
import { listView } from '../../../src/jobs/list-views.ts';
import type { ActionContext, Change, Effect } from '../../contract/change.ts';
import { replyToApp } from '../../contract/reply.ts';
import type { Narrowing } from '../../contract/route.ts';
import type { AnyPage } from '../../contract/ui.ts';
import { find } from './find.ts';
import { type ListPage, listId, listPage } from './state.ts';

/** Brings the list of a kind to the front, opening it if it is not; with a narrowing it shows that and nothing less. */
export function showList(direction: Direction, narrowing?: Narrowing): Effect {
  return {
    async run({ office }) {
      const view = await listView(office, direction);
      return replyToApp(context => {
        const open = context.ui.pages.find((page): page is ListPage => page.id === listId(direction));
        if (open && !narrowing) return { activate: open.id };
        const page = open ?? listPage(direction, context.world.rows(), view);
        return opened(narrowing ? narrowed(page, narrowing) : page, context);
      });
    },
  };
}

/** Searching 200,000 rows begins with decoding their columns: done while nobody has typed yet. */
const DECODED = [
  ...(['declarationNo', 'clearanceNo', 'party', 'contract', 'bill', 'goods', 'containers', 'initials'] as const),
  ...(['enterprise', 'declarant', 'destination'] as const),
];

function opened(page: ListPage, context: ActionContext): Change<AnyPage> {
  const { state: next = page, effects = [] } = find(page, context);
  const decode: Effect = {
    async run({ office }) {
      for (const name of DECODED) {
        await office.wait(0);
        office.store.rows().reader(name);
      }
      return undefined;
    },
  };
  return { page: next, effects: [...effects, decode] };
}

function narrowed(page: ListPage, { queue = 'all', status, duty }: Narrowing): ListPage {
  const words = { text: '', caret: 0, suggested: 0 };
  return { ...page, queue, status, duty, period: 'all', words, searching: false, fields: {}, withdrawn: false };
}
