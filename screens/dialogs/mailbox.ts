import { timeOf } from '../../src/jobs/clock.ts';
import { type MailboxMessage, readMailbox } from '../../src/jobs/practice.ts';
import type { Size } from '../../src/terminal/cells.ts';
import { cleanLine } from '../../src/text.ts';
import type { Effect } from '../contract/change.ts';
import type { DialogPart } from '../contract/part.ts';
import { replyToApp, replyToDialog } from '../contract/reply.ts';
import { fitted, line, span } from '../draw/line.ts';
import { boxed, centred, wrapped } from '../draw/picture.ts';
import { indexed, listActions } from '../widgets/list.ts';
import { chosenMark, drawRows } from '../widgets/list-rows.ts';

/** The SMS that were sent while practising: they lie with the practice bureau, and go to no telephone. */
export interface MailboxDialog {
  readonly kind: 'mailbox';
  /** The newest first. */
  readonly messages: readonly MailboxMessage[];
  readonly index: number;
}

/** Opens it as it is now. */
export const openMailbox: Effect = {
  label: '正在看信箱',
  async run({ office }) {
    const messages = await readMailbox(office);
    return replyToApp(() => ({ open: { kind: 'mailbox', messages, index: 0 } satisfies MailboxDialog }));
  },
};

const again: Effect = {
  async run({ office }) {
    const messages = await readMailbox(office);
    return replyToDialog<MailboxDialog>('mailbox', now => ({ state: { ...now, messages, index: 0 } }));
  },
};

const COLUMNS = 76;
/** Border and title, a free line, and the whole text of the chosen one. */
const BESIDES = 7;
const MAX_ROWS = 8;

const rowsIn = ({ messages }: MailboxDialog, area: Size): number =>
  Math.max(2, Math.min(area.rows - BESIDES, messages.length, MAX_ROWS));

const LIST = indexed<MailboxDialog>({ count: ({ messages }) => messages.length, rows: rowsIn });

export const MAILBOX: DialogPart<MailboxDialog> = {
  contexts: () => ['mailbox'],
  actions: {
    ...listActions('mailbox', LIST),
    'mailbox.again': () => ({ effects: [again] }),
    'mailbox.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const { messages, index } = dialog;
    const columns = Math.min(COLUMNS, area.columns - 6);
    if (messages.length === 0) {
      const lines = wrapped('没有短信。练习时的验证码不发到手机，都到这里。', columns).map(each => line(each, 'panel'));
      return centred(boxed('练习局信箱', { lines }, columns), area);
    }
    const drawn = drawRows(messages, { index, room: rowsIn(dialog, area) }, ({ at, mobile, text }, _at, chosen) => [
      chosenMark(chosen),
      span(fitted(`${timeOf(at).slice(5)}  ${mobile}  ${cleanLine(text)}`, columns - 1), chosen ? 'chosen' : 'panel'),
    ]);
    const text = wrapped(cleanLine(messages[index]?.text ?? ''), columns - 2).slice(0, 3);
    const lines = [...drawn.lines, line(''), ...text.map(each => line(` ${each}`, 'panel'))];
    return centred(boxed('练习局信箱', { lines, cursor: { x: 0, y: drawn.y } }, columns), area);
  },
};
