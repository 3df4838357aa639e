import type { Size } from '../../src/terminal/cells.ts';
import { exactly, fitted, type Line, span, widthOf } from '../draw/line.ts';
import type { Picture } from '../draw/picture.ts';
import { chosenMark, drawRows, rowsInView } from './list-rows.ts';

/** What is chosen by its name, and goes in by its code. */
export interface Choice {
  readonly code: string;
  readonly name: string;
  /** What others write for it, told behind its name. */
  readonly aside?: string;
}

const MAX_ROWS = 8;
/** Names are not narrower, so that the list does not jump while it is scrolled. */
const MIN_NAMES = 16;

/** The choices that are seen at once: either below the field or above it there is room for half of the page. */
export const choiceRows = ({ rows }: Size): number => Math.max(3, Math.min(MAX_ROWS, Math.floor((rows - 1) / 2) - 2));

/** The choices below a field, in a frame that counts them; `index` is -1 while the focus is still in the text, and `from` is in view then. */
export function drawChoices(choices: readonly Choice[], index: number, area: Size, from = 0): Picture {
  const inView = { index: index < 0 ? from : index, room: choiceRows(area) };
  const shown = rowsInView(choices, inView);
  const codes = Math.max(...shown.map(({ code }) => widthOf(code)));
  const asides = Math.max(...shown.map(({ aside = '' }) => (aside === '' ? 0 : widthOf(aside) + 1)));
  const names = Math.min(
    area.columns - codes - asides - 8,
    Math.max(MIN_NAMES, ...shown.map(({ name }) => widthOf(name))),
  );
  const { lines, y } = drawRows(choices, inView, ({ code, name, aside = '' }, at) => {
    const chosen = at === index;
    return [
      chosenMark(chosen),
      span(fitted(code, codes), chosen ? 'chosen' : 'key'),
      span(` ${fitted(name, names)} `, chosen ? 'chosen' : 'panel'),
      ...(asides === 0 ? [] : [span(fitted(aside, asides), chosen ? 'chosen' : 'quiet')]),
    ];
  });
  const width = codes + names + asides + 3;
  const edge = `─ ${index < 0 ? `↓ 选择，${choices.length} 个` : `${index + 1}/${choices.length}`} `;
  return {
    lines: [
      [span(`┌${edge}${'─'.repeat(Math.max(0, width - widthOf(edge)))}┐`, 'border')],
      ...lines.map((each): Line => [span('│', 'border'), ...exactly(each, width), span('│', 'border')]),
      [span(`└${'─'.repeat(width)}┘`, 'border')],
    ],
    ...(index >= 0 && { cursor: { x: 1, y: 1 + y } }),
  };
}
