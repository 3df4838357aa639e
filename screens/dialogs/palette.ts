import { type Command, searchCommands } from '../../src/keys/views.ts';
import type { Action, Change } from '../contract/change.ts';
import type { DialogPart } from '../contract/part.ts';
import { fitted, type Line, line, span } from '../draw/line.ts';
import { boxed, centred, scrolled } from '../draw/picture.ts';
import { bounded, promptAt } from '../widgets/prompt.ts';
import { editText, emptyText, type TextState, textState, typeInto } from '../widgets/text-state.ts';

/** Any function by its name, the pinyin initials of it, or its key (K9). */
export interface PaletteDialog {
  readonly kind: 'palette';
  readonly commands: readonly Command[];
  readonly words: TextState;
  readonly index: number;
}

export function openPalette(commands: readonly Command[]): PaletteDialog {
  return { kind: 'palette', commands, words: emptyText(), index: 0 };
}

const COLUMNS = 54;
const found = ({ commands, words }: PaletteDialog) => searchCommands(commands, words.text);

const move =
  (steps: number): Action<PaletteDialog> =>
  dialog => {
    const last = found(dialog).length - 1;
    return { state: { ...dialog, index: Math.max(0, Math.min(last, dialog.index + steps)) } };
  };

const asked = (dialog: PaletteDialog, words: TextState): Change<PaletteDialog> => ({
  state: { ...dialog, words: bounded(words), index: 0 },
});

export const PALETTE: DialogPart<PaletteDialog> = {
  contexts: () => ['palette', 'text'],
  actions: {
    ...editText<PaletteDialog>(dialog => dialog.words, asked),
    'palette.up': move(-1),
    'palette.down': move(1),
    'palette.run': dialog => {
      const command = found(dialog)[dialog.index];
      return command ? { close: true, thenRun: command.run } : {};
    },
    'palette.close': () => ({ close: true }),
  },
  type: (dialog, text) => asked(dialog, typeInto(dialog.words, text)),
  prompt: (dialog, { text, caret }) => asked(dialog, { ...textState(text), caret }),
  draw(dialog, area) {
    const columns = Math.min(COLUMNS, area.columns - 6);
    const rows = Math.max(3, Math.min(14, area.rows - 6));
    const commands = found(dialog);
    const first = scrolled(0, dialog.index, rows, commands.length);
    const { line: words, cursor, prompt } = promptAt({ x: 2, y: 0 }, dialog.words, columns - 2);
    const list = commands.slice(first, first + rows).map(({ label, key }, offset): Line => {
      const chosen = first + offset === dialog.index;
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
