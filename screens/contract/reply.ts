import type { Action, ActionContext, Change, Reply } from './change.ts';
import type { AnyDialog, AnyPage } from './ui.ts';

/** A reply to a page, as the page is when it comes. */
export function replyTo<P extends AnyPage>(page: P, action: Action<P>): Reply {
  return {
    page: page.id,
    action: (state, context) => (state.kind === page.kind ? (action(state as P, context) as Change<AnyPage>) : {}),
  };
}

/** A reply to a dialog, as the dialog is when it comes. */
export function replyToDialog<D extends AnyDialog>(kind: D['kind'], action: Action<D>): Reply {
  return { dialog: kind, action: action as unknown as Action<AnyPage> };
}

/** A reply that no page waits for. */
export function replyToApp(change: (context: ActionContext) => Change<AnyPage>): Reply {
  return { action: (_page, context) => change(context) };
}
