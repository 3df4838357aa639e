import type { Reply } from '../contract/change.ts';
import type { DialogPart } from '../contract/part.ts';
import { type Line, line, span, widthOf } from '../draw/line.ts';
import { boxed, centred, wrapped } from '../draw/picture.ts';
import { indexed, listActions } from '../widgets/list.ts';

export interface Choice {
  readonly label: string;
  /** What follows; a choice without it only closes the question. */
  readonly reply?: Reply;
}

/** A question with choices, or a notice with one. */
export interface QuestionDialog {
  readonly kind: 'question';
  readonly title: string;
  readonly text: readonly string[];
  readonly choices: readonly Choice[];
  readonly index: number;
  readonly tone: 'plain' | 'error';
}

/** The first choice is the one that Enter takes; Esc only closes. */
export function ask(title: string, text: readonly string[], choices: readonly Choice[]): QuestionDialog {
  return { kind: 'question', title, text, choices, index: 0, tone: 'plain' };
}

/** Something that went wrong, and what to do about it. */
export function notice(title: string, text: readonly string[]): QuestionDialog {
  return { ...ask(title, text, [{ label: '知道了' }]), tone: 'error' };
}

const LIST = indexed<QuestionDialog>({ count: ({ choices }) => choices.length, round: true });

export const QUESTION: DialogPart<QuestionDialog> = {
  contexts: () => ['question'],
  actions: {
    ...listActions('question', LIST),
    'question.choose': ({ choices, index }) => {
      const answer = choices[index]?.reply;
      return { close: true, ...(answer && { reply: answer }) };
    },
    // A digit takes the choice at its place.
    'question.number': ({ choices }, { nth }) => {
      const choice = choices[nth];
      return choice ? { close: true, ...(choice.reply && { reply: choice.reply }) } : {};
    },
    'question.cancel': () => ({ close: true }),
  },
  draw(dialog, area) {
    const columns = Math.min(area.columns - 6, 64);
    const lines: Line[] = dialog.text.flatMap(text => wrapped(text, columns).map(part => line(part, 'panel')));
    const buttons: Line = dialog.choices.flatMap(({ label }, index) => [
      index === dialog.index ? span(`[ ${label} ]`, 'chosen') : span(`  ${label}  `, 'panel'),
      span('  '),
    ]);
    const before = dialog.choices.slice(0, dialog.index).reduce((sum, { label }) => sum + widthOf(label) + 6, 0);
    const picture = { lines: [...lines, [], buttons], cursor: { x: before, y: lines.length + 1 } };
    return centred(boxed(dialog.title, picture, columns, dialog.tone === 'error' ? 'error' : 'border'), area);
  },
};
