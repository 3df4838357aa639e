import type { Direction } from '../../../src/catalogue/row.ts';
import type { Status } from '../../../src/declaration/life-cycle.ts';
import type { Queue } from '../../../src/declaration/query.ts';
import { listView } from '../../../src/jobs/list-views.ts';
import { answerAtLarge, type Change, type Effect, type Scene } from '../../contract/part.ts';
import type { Page } from '../../contract/state.ts';
import { find } from './find.ts';
import { type ListPage, listId, listPage } from './state.ts';

/** What a list is narrowed to when it is opened from home. */
export interface Narrowing {
  readonly queue?: Queue;
  readonly status?: Status;
}

/** Brings the list of a kind to the front, opening it if it is not; with a narrowing it shows that and nothing less. */
export function showList(direction: Direction, narrowing?: Narrowing): Effect {
  return {
    async run({ office }) {
      const view = await listView(office, direction);
      return answerAtLarge(scene => {
        const open = scene.ui.pages.find((page): page is ListPage => page.id === listId(direction));
        if (open && !narrowing) return { front: open.id };
        const page = open ?? listPage(direction, scene.world.rows(), view);
        return opened(narrowing ? narrowed(page, narrowing) : page, scene);
      });
    },
  };
}

/** Searching 200,000 rows begins with decoding their columns: done while nobody has typed yet. */
const DECODED = [
  ...(['declarationNo', 'clearanceNo', 'party', 'contract', 'bill', 'goods', 'containers', 'initials'] as const),
  ...(['enterprise', 'declarant', 'destination'] as const),
];

function opened(page: ListPage, scene: Scene): Change<Page> {
  const { self = page, effects = [] } = find(page, scene);
  const decode: Effect = {
    async run({ office }) {
      for (const name of DECODED) {
        await office.wait(0);
        office.store.rows().reader(name);
      }
      return undefined;
    },
  };
  return { page: self, effects: [...effects, decode] };
}

function narrowed(page: ListPage, { queue = 'all', status }: Narrowing): ListPage {
  const words = { text: '', caret: 0, suggested: 0 };
  return { ...page, queue, status, period: 'all', words, searching: false, fields: {}, withdrawn: false };
}
