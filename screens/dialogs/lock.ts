import { UserError } from '../../src/errors.ts';
import { confirmSeated } from '../../src/jobs/accounts/log-in.ts';
import type { Change, Effect } from '../contract/change.ts';
import { linesOf } from '../contract/message.ts';
import type { DialogPart } from '../contract/part.ts';
import { replyToDialog } from '../contract/reply.ts';
import { fitted, line, span } from '../draw/line.ts';
import { boxed, centred, wrapped } from '../draw/picture.ts';
import { promptAt } from '../widgets/prompt.ts';
import { masked, typeSecret } from '../widgets/secret-text.ts';
import { editText, emptyText, type TextState } from '../widgets/text-state.ts';

/** In place of everything, until who has logged in is back (S7). What was open stays as it is behind it. */
export interface LockDialog {
  readonly kind: 'lock';
  readonly password: TextState;
  readonly wrong: readonly string[];
  readonly checking: boolean;
}

export const newLock = (): LockDialog => ({ kind: 'lock', password: emptyText(), wrong: [], checking: false });

const checking = ({ password }: LockDialog): Effect => ({
  async run({ office }) {
    try {
      await confirmSeated(office, password.text);
      return replyToDialog<LockDialog>('lock', () => ({ close: true }));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return replyToDialog<LockDialog>('lock', () => ({ state: { ...newLock(), wrong: linesOf(error) } }));
    }
  },
});

const typed = (lock: LockDialog, password: TextState): Change<LockDialog> =>
  lock.checking ? {} : { state: { ...lock, password, wrong: [] } };

const LABEL = 6;

export const LOCK: DialogPart<LockDialog> = {
  contexts: () => ['lock', 'text'],
  actions: {
    ...editText<LockDialog>(({ password }) => password, typed),
    'lock.open': lock => {
      if (lock.checking) return {};
      if (lock.password.text === '') return { state: { ...lock, wrong: ['先输入密码'] } };
      return { state: { ...lock, checking: true, wrong: [] }, effects: [checking(lock)] };
    },
    'lock.clear': lock => typed(lock, emptyText()),
  },
  type: (lock, text) => typed(lock, typeSecret(lock.password, text)),
  draw({ password, wrong, checking }, area, { ui }) {
    const columns = Math.min(48, area.columns - 6);
    const asked = promptAt({ x: LABEL, y: 2 }, masked(password), columns - LABEL);
    const texts = checking
      ? [line('正在核对……', 'panelQuiet')]
      : wrong.flatMap(text => wrapped(text, columns).map(part => line(part, 'error')));
    const lines = [
      line(fitted(ui.session.member?.name ?? '', columns), 'panel'),
      [],
      [span(fitted('密码', LABEL), 'focusLabel'), ...asked.line],
      ...texts,
    ];
    return centred(boxed('已锁定', { lines, cursor: asked.cursor }, columns), area);
  },
};
