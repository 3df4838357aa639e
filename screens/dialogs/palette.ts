import { type Command, searchCommands } from '../../src/keys/views.ts';
import { fitted, type Line, line, span } from '../draw/line.ts';
import { boxed, centred, scrolled } from '../draw/picture.ts';
import { editText, emptyText, type TextState, textState, typeInto } from '../widgets/text-state.ts';
import type { Act, Change, LayerPart } from '../contract/part.ts';
import { bounded, promptAt } from '../widgets/prompt.ts';

/** Any function by its name, the pinyin initials of it, or its key (K9). */
export interface PaletteLayer {
  readonly kind: 'palette';
  readonly commands: readonly Command[];
  readonly words: TextState;
  readonly index: number;
}

export function openPalette(commands: readonly Command[]): PaletteLayer {
  return { kind: 'palette', commands, words: emptyText(), index: 0 };
}

const COLUMNS = 54;
const found = ({ commands, words }: PaletteLayer) => searchCommands(commands, words.text);

const move =
  (steps: number): Act<PaletteLayer> =>
  layer => {
    const last = found(layer).length - 1;
    return { self: { ...layer, index: Math.max(0, Math.min(last, layer.index + steps)) } };
  };

const asked = (layer: PaletteLayer, words: TextState): Change<PaletteLayer> => ({
  self: { ...layer, words: bounded(words), index: 0 },
});

export const PALETTE: LayerPart<PaletteLayer> = {
  chain: () => ['palette', 'text'],
  actions: {
    ...editText<PaletteLayer>(layer => layer.words, asked),
    'palette.up': move(-1),
    'palette.down': move(1),
    'palette.run': layer => {
      const command = found(layer)[layer.index];
      return command ? { close: true, next: command.run } : {};
    },
    'palette.close': () => ({ close: true }),
  },
  type: (layer, text) => asked(layer, typeInto(layer.words, text)),
  prompt: (layer, { text, caret }) => asked(layer, { ...textState(text), caret }),
  draw(layer, area) {
    const columns = Math.min(COLUMNS, area.columns - 6);
    const rows = Math.max(3, Math.min(14, area.rows - 6));
    const commands = found(layer);
    const first = scrolled(0, layer.index, rows, commands.length);
    const { line: words, cursor, prompt } = promptAt({ x: 2, y: 0 }, layer.words, columns - 2);
    const list = commands.slice(first, first + rows).map(({ label, key }, offset): Line => {
      const chosen = first + offset === layer.index;
      const keyText = fitted(key, 14, 'right');
      return [
        span(chosen ? '›' : ' ', 'bold'),
        span(fitted(` ${label}`, columns - 15), chosen ? 'chosen' : 'panel'),
        span(keyText, chosen ? 'chosen' : 'key'),
      ];
    });
    const lines: Line[] = [[span('› ', 'key'), ...words], line('─'.repeat(columns), 'rule'), ...list];
    if (commands.length === 0) lines.push(line('没有这样的功能', 'panelQuiet'));
    while (lines.length < rows + 2) lines.push([]);
    return centred(boxed('命令', { lines, cursor, prompt }, columns), area);
  },
};
