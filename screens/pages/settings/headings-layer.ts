import { fitted, type Line, line, span, widthOf } from '../../draw/line.ts';
import { boxed, centred, scrolled } from '../../draw/picture.ts';
import { editText, emptyText, type TextState, textState, typeInto } from '../../widgets/text-state.ts';
import type { Act, Answer, Change, LayerPart } from '../../contract/part.ts';
import { bounded, promptAt } from '../../widgets/prompt.ts';

/** A heading of somebody's own workbook, and the columns of the program that it serves already. */
interface Choice {
  readonly heading: string;
  readonly cell: string;
  readonly example: string;
  readonly used: readonly string[];
}

/** The headings of a workbook with search (S3). */
export interface HeadingsLayer {
  readonly kind: 'headings';
  readonly title: string;
  readonly choices: readonly Choice[];
  readonly find: TextState;
  readonly index: number;
  readonly take: (heading: string) => Answer;
}

/** The selection begins at the heading that is, or has in it, what the column is called. */
export function openHeadings(
  title: string,
  choices: readonly Choice[],
  wanted: string,
  take: (heading: string) => Answer,
): HeadingsLayer {
  const same = choices.findIndex(({ heading }) => heading === wanted);
  const near = choices.findIndex(({ heading }) => heading.includes(wanted));
  return { kind: 'headings', title, choices, find: emptyText(), index: Math.max(0, same < 0 ? near : same), take };
}

function found({ choices, find }: HeadingsLayer): readonly Choice[] {
  const text = find.text.trim().toLowerCase();
  return choices.filter(({ heading, cell }) => `${heading}\n${cell}`.toLowerCase().includes(text));
}

const move =
  (steps: number): Act<HeadingsLayer> =>
  layer => ({
    self: { ...layer, index: Math.max(0, Math.min(found(layer).length - 1, layer.index + steps)) },
  });

const asked = (layer: HeadingsLayer, find: TextState): Change<HeadingsLayer> => ({
  self: { ...layer, find: bounded(find), index: 0 },
});

const PAGE = 8;
const LABEL = '查找 ';

export const HEADINGS: LayerPart<HeadingsLayer> = {
  chain: () => ['headings', 'text'],
  actions: {
    ...editText<HeadingsLayer>(layer => layer.find, asked),
    'headings.up': move(-1),
    'headings.down': move(1),
    'headings.page-up': move(-PAGE),
    'headings.page-down': move(PAGE),
    'headings.choose': layer => {
      const choice = found(layer)[layer.index];
      return choice ? { close: true, answer: layer.take(choice.heading) } : {};
    },
    'headings.close': () => ({ close: true }),
  },
  type: (layer, text) => asked(layer, typeInto(layer.find, text)),
  prompt: (layer, { text, caret }) => asked(layer, { ...textState(text), caret }),
  draw(layer, area) {
    const columns = Math.min(76, area.columns - 6);
    const rows = Math.max(3, Math.min(area.rows - 6, layer.choices.length));
    const choices = found(layer);
    const first = scrolled(0, layer.index, rows, choices.length);
    const { line: find, cursor, prompt } = promptAt({ x: widthOf(LABEL), y: 0 }, layer.find, columns - widthOf(LABEL));
    const name = Math.min(26, Math.max(8, ...layer.choices.map(({ heading }) => widthOf(heading))));
    const lines = choices.slice(first, first + rows).map(({ heading, cell, example, used }, offset): Line => {
      const chosen = first + offset === layer.index;
      const of = used.length > 0 ? `（已用于 ${used.join('、')}）` : '';
      return [
        span(chosen ? '›' : ' ', 'bold'),
        span(fitted(` ${heading}`, name + 1), chosen ? 'chosen' : 'panel'),
        span(fitted(`  ${cell}`, 7), chosen ? 'chosen' : 'key'),
        span(fitted(` ${example}${of}`, columns - name - 9), chosen ? 'chosen' : 'panelQuiet'),
      ];
    });
    if (choices.length === 0) lines.push(line('没有符合的；退格改查找的字', 'warning'));
    while (lines.length < rows) lines.push([]);
    return centred(
      boxed(layer.title, { lines: [[span(LABEL, 'label'), ...find], ...lines], cursor, prompt }, columns),
      area,
    );
  },
};
