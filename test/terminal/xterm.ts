import { Unicode11Addon } from '@xterm/addon-unicode11';
import xterm from '@xterm/headless';
import type { Size } from '../../src/terminal/cells.ts';

export type Screen = InstanceType<typeof xterm.Terminal>;

const hidden = new WeakSet<Screen>();

/** A real terminal without a window; `ambiguousWide` makes it one of those that draw ambiguous characters two columns wide. */
export function createScreen(size: Size): Screen {
  const screen = new xterm.Terminal({ cols: size.columns, rows: size.rows, allowProposedApi: true, scrollback: 0 });
  screen.loadAddon(new Unicode11Addon());
  screen.unicode.activeVersion = '11';
  // The terminal obeys as well: `false` lets the next handler have it.
  const turnCursor = (final: string, turn: () => unknown) =>
    screen.parser.registerCsiHandler({ prefix: '?', final }, params => {
      if (params.includes(25)) turn();
      return false;
    });
  turnCursor('h', () => hidden.delete(screen));
  turnCursor('l', () => hidden.add(screen));
  return screen;
}

/** Where the cursor stands, from 0; nowhere while it is hidden. */
export function cursorOf(screen: Screen): { readonly x: number; readonly y: number } | undefined {
  const { cursorX, cursorY } = screen.buffer.active;
  return hidden.has(screen) ? undefined : { x: cursorX, y: cursorY };
}

/** Done once the terminal has taken it all in. */
export function show(screen: Screen, text: string): Promise<void> {
  return new Promise(resolve => screen.write(text, resolve));
}

/** Everything that is to be seen: characters, widths, colours and attributes of each cell. */
export function seen(screen: Screen): string[] {
  const buffer = screen.buffer.active;
  return Array.from({ length: screen.rows }, (_, y) => {
    const line = buffer.getLine(buffer.baseY + y);
    return Array.from({ length: screen.cols }, (_, x) => {
      const cell = line?.getCell(x);
      if (!cell) return '?';
      const attributes = [
        cell.isBold() && 'b',
        cell.isDim() && 'd',
        cell.isItalic() && 'i',
        cell.isUnderline() && 'u',
        cell.isInverse() && 'r',
        cell.isStrikethrough() && 's',
      ].filter(Boolean);
      const foreground = cell.isFgDefault() ? '' : `f${cell.getFgColorMode()}:${cell.getFgColor()}`;
      const background = cell.isBgDefault() ? '' : `g${cell.getBgColorMode()}:${cell.getBgColor()}`;
      // An erased cell and a written blank look the same.
      return `${cell.getChars() || (cell.getWidth() === 0 ? '' : ' ')}${cell.getWidth()}${attributes.join('')}${foreground}${background}`;
    }).join('|');
  });
}

/** The text of the screen as people read it. */
export function read(screen: Screen): string {
  const buffer = screen.buffer.active;
  return Array.from({ length: screen.rows }, (_, y) =>
    (buffer.getLine(buffer.baseY + y)?.translateToString(true) ?? '').trimEnd(),
  )
    .join('\n')
    .trimEnd();
}
