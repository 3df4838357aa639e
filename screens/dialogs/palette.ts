import { type Command, searchCommands } from '../../src/keys/views.ts';
import type { Size } from '../../src/terminal/cells.ts';
import type { DialogPart } from '../contract/part.ts';
import { fitted, line, span } from '../draw/line.ts';
import { boxed, centred } from '../draw/picture.ts';
import { indexed, listActions } from '../widgets/list.ts';
import { chosenMark, drawRows } from '../widgets/list-rows.ts';
import { searchPrompt } from '../widgets/search.ts';
import { searchPicture } from '../widgets/search-picture.ts';
import { emptyText, type TextState } from '../widgets/text-state.ts';

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

const rowsIn = (_dialog: PaletteDialog, area: Size): number => Math.max(3, Math.min(14, area.rows - 6));

const LIST = indexed<PaletteDialog>({ count: dialog => found(dialog).length, rows: rowsIn });
const WORDS = searchPrompt<PaletteDialog>();

export const PALETTE: DialogPart<PaletteDialog> = {
  ...WORDS,
  contexts: () => ['palette', 'text'],
  actions: {
    ...WORDS.actions,
    ...listActions('palette', LIST),
    'palette.run': dialog => {
      const command = found(dialog)[dialog.index];
      return command ? { close: true, thenRun: command.run } : {};
    },
    'palette.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const columns = Math.min(COLUMNS, area.columns - 6);
    const rows = rowsIn(dialog, area);
    const commands = found(dialog);
    const list = drawRows(commands, { index: dialog.index, room: rows }, ({ label, key }, _at, chosen) => {
      const keyText = fitted(key, 14, 'right');
      return [
        chosenMark(chosen),
        span(fitted(` ${label}`, columns - 15), chosen ? 'chosen' : 'panel'),
        span(keyText, chosen ? 'chosen' : 'key'),
      ];
    });
    const picture = searchPicture({
      label: span('› ', 'key'),
      words: dialog.words,
      columns,
      ruled: true,
      found: list.lines,
      nothing: line('没有这样的功能', 'panelQuiet'),
      rows,
    });
    return centred(boxed('命令', picture, columns), area);
  },
};
