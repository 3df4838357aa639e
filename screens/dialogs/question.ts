import { type Line, line, span, widthOf } from '../draw/line.ts';
import { boxed, centred, wrapped } from '../draw/picture.ts';
import type { Act, Answer, LayerPart } from '../contract/part.ts';

export interface Choice {
  readonly label: string;
  /** What follows; a choice without it only closes the question. */
  readonly answer?: Answer;
}

/** A question with choices, or a notice with one. */
export interface QuestionLayer {
  readonly kind: 'question';
  readonly title: string;
  readonly text: readonly string[];
  readonly choices: readonly Choice[];
  readonly index: number;
  readonly tone: 'plain' | 'error';
}

/** The first choice is the one that Enter takes; Esc only closes. */
export function ask(title: string, text: readonly string[], choices: readonly Choice[]): QuestionLayer {
  return { kind: 'question', title, text, choices, index: 0, tone: 'plain' };
}

/** Something that went wrong, and what to do about it. */
export function notice(title: string, text: readonly string[]): QuestionLayer {
  return { ...ask(title, text, [{ label: '知道了' }]), tone: 'error' };
}

const move =
  (steps: number): Act<QuestionLayer> =>
  layer => ({
    self: { ...layer, index: (layer.index + steps + layer.choices.length) % layer.choices.length },
  });

export const QUESTION: LayerPart<QuestionLayer> = {
  chain: () => ['question'],
  actions: {
    'question.previous': move(-1),
    'question.next': move(1),
    'question.choose': ({ choices, index }) => {
      const answer = choices[index]?.answer;
      return { close: true, ...(answer && { answer }) };
    },
    // A digit takes the choice at its place.
    'question.number': ({ choices }, { chord }) => {
      const choice = choices[Number(chord) - 1];
      return choice ? { close: true, ...(choice.answer && { answer: choice.answer }) } : {};
    },
    'question.cancel': () => ({ close: true }),
  },
  draw(layer, area) {
    const columns = Math.min(area.columns - 6, 64);
    const lines: Line[] = layer.text.flatMap(text => wrapped(text, columns).map(part => line(part, 'panel')));
    const buttons: Line = layer.choices.flatMap(({ label }, index) => [
      index === layer.index ? span(`[ ${label} ]`, 'chosen') : span(`  ${label}  `, 'panel'),
      span('  '),
    ]);
    const before = layer.choices.slice(0, layer.index).reduce((sum, { label }) => sum + widthOf(label) + 6, 0);
    const picture = { lines: [...lines, [], buttons], cursor: { x: before, y: lines.length + 1 } };
    return centred(boxed(layer.title, picture, columns, layer.tone === 'error' ? 'error' : 'border'), area);
  },
};
