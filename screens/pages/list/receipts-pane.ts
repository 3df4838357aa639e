import type { Summary } from '../../../src/declaration/summary.ts';
import { receiptsOf } from '../../../src/jobs/overview.ts';
import type { Change, Effect } from '../../contract/change.ts';
import { replyTo } from '../../contract/reply.ts';
import type { ListPage } from './state.ts';

/** Brings the receipts of the row under the cursor into the pane (L6); those of a row without any are known to be none. */
export function showReceiptsInPane(page: ListPage, row: Summary | undefined): Change<ListPage> {
  if (!row) return { state: { ...page, pane: undefined } };
  const { entryNo, revision, receipts } = row;
  const held = page.pane;
  if (held?.entryNo === entryNo && held.revision === revision) return {};
  if (receipts === 0) return { state: { ...page, pane: { entryNo, revision, receipts: [] } } };
  const load: Effect = {
    async run({ office }) {
      const found = (await receiptsOf(office, entryNo)).toReversed();
      // By then the cursor may be elsewhere.
      return replyTo(page, now =>
        now.at.entryNo === entryNo ? { state: { ...now, pane: { entryNo, revision, receipts: found } } } : {},
      );
    },
  };
  // What the pane shows of the same declaration stays until the newer is there.
  return { state: held?.entryNo === entryNo ? page : { ...page, pane: undefined }, effects: [load] };
}
