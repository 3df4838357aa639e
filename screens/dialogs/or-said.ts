import { UserError } from '../../src/errors.ts';
import type { Reply } from '../contract/change.ts';
import { linesOf } from '../contract/message.ts';
import { replyToDialog } from '../contract/reply.ts';
import type { AnyDialog } from '../contract/ui.ts';

interface Saying {
  /** Aborted when people cancel: then there is nothing to say. */
  readonly signal?: AbortSignal;
  /** A line as the dialog words it. */
  readonly said?: (text: string) => string;
}

/** What the job replies; a UserError is said in the dialog of this kind as what is wrong, and the dialog stays. */
export async function orSaid<D extends AnyDialog & { readonly wrong: readonly string[] }>(
  kind: D['kind'],
  run: () => Promise<Reply> | Reply,
  { signal, said = text => text }: Saying = {},
): Promise<Reply> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UserError) || signal?.aborted) throw error;
    const wrong = linesOf(error).map(said);
    return replyToDialog<D>(kind, dialog => ({ state: { ...dialog, wrong } }));
  }
}
