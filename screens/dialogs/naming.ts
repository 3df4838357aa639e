import type { Effect, Reply, Tools } from '../contract/change.ts';
import type { DialogPart } from '../contract/part.ts';
import { replyToDialog } from '../contract/reply.ts';
import { boxed, centred } from '../draw/picture.ts';
import { askedText } from '../widgets/prompt.ts';
import { masked } from '../widgets/secret-text.ts';
import { textPrompt } from '../widgets/text-prompt.ts';
import { suggest, type TextState, textState } from '../widgets/text-state.ts';
import { orSaid } from './or-said.ts';

/** What is done with the text. A UserError is said in the dialog, which stays; else the dialog goes and the answer is carried out. */
export type TakeText = (text: string, tools: Tools) => Promise<Reply> | Reply;

/** Asks for a name, or for another short text. */
export interface NamingDialog {
  readonly kind: 'naming';
  readonly title: string;
  readonly label: string;
  readonly notes: readonly string[];
  readonly text: TextState;
  /** It is a secret: what is typed is not shown. */
  readonly secret: boolean;
  /** Why it was not taken, and what to do about it. */
  readonly wrong: readonly string[];
  readonly take: TakeText;
}

/** `start` stands there at first and gives way to what is typed. */
export function askText(
  {
    title,
    label,
    start = '',
    notes,
    secret = false,
  }: {
    readonly title: string;
    readonly label: string;
    readonly start?: string;
    readonly notes: readonly string[];
    readonly secret?: boolean;
  },
  take: TakeText,
): NamingDialog {
  return { kind: 'naming', title, label, notes, secret, text: suggest(textState(''), start), wrong: [], take };
}

function taking({ text, take }: NamingDialog): Effect {
  return {
    label: '正在保存',
    run: tools =>
      orSaid<NamingDialog>('naming', async () => {
        const answer = await take(text.text, tools);
        return replyToDialog('naming', () => ({ close: true, reply: answer }));
      }),
  };
}

const TEXT = textPrompt<NamingDialog>(
  ({ text }) => text,
  (dialog, text) => ({ state: { ...dialog, text, wrong: [] } }),
);

export const NAMING: DialogPart<NamingDialog> = {
  ...TEXT,
  contexts: () => ['naming', 'text'],
  actions: {
    ...TEXT.actions,
    'naming.take': dialog => ({ effects: [taking(dialog)] }),
    'naming.cancel': () => ({ close: true }),
  },
  draw(dialog, area) {
    const columns = Math.min(64, area.columns - 6);
    const { title, label, notes, wrong, secret } = dialog;
    const text = secret ? masked(dialog.text) : dialog.text;
    const { prompt, ...asked } = askedText({ label, text, columns, notes, wrong });
    // Ink would add what is typed to the dots.
    const drawn = prompt && !secret ? { ...asked, prompt } : asked;
    return centred(boxed(title, drawn, columns), area);
  },
};
