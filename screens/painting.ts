import type { ScreenPicture } from '../src/terminal/picture.ts';
import type { Terminal } from '../src/terminal/terminal.ts';
import { toAnsi } from './draw/line.ts';
import type { Picture } from './draw/picture.ts';
import type { PromptText } from './draw/prompt.ts';
import type { ScreenSource } from './paint/App.tsx';
import { followPrompt } from './paint/follow-prompt.ts';
import type { Mounted } from './paint/mount.tsx';

export interface PaintingOptions {
  readonly terminal: Pick<Terminal, 'inkOptions' | 'setCursor' | 'passTo' | 'showPicture'>;
  readonly first: Picture;
  /** What Ink's prompt holds now. */
  readonly type: (text: PromptText) => void;
  /** False: the pictures go to the terminal as they are for good. */
  readonly ink: boolean;
  /** What lies over the picture that is shown, at this moment. */
  readonly image: () => ScreenPicture | undefined;
}

/** What stands between the pictures of the program and the terminal. */
export interface Painting {
  show(picture: Picture): void;
  /** Resolves when what was shown last is on the terminal. */
  shown(): Promise<void>;
  close(): void;
}

/** Paints the first picture at once and lets Ink take over when it is loaded: React and Ink take longer to load than all the rest. */
export function painting({ terminal, first, type, ink, image }: PaintingOptions): Painting {
  let picture = first;
  let lines = first.lines.map(toAnsi);
  let mounted: Mounted | undefined;
  let closed = false;
  const listeners = new Set<() => void>();

  const source: ScreenSource = {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rows: () => lines.length,
    line: row => lines[row] ?? '',
    cursor: () => picture.cursor,
  };
  const prompts = followPrompt({ subscribe: source.subscribe, passTo: terminal.passTo, type });

  /** Until Ink is there the pictures go to the terminal as they are. */
  function paint(): void {
    if (mounted) return;
    terminal.inkOptions.stdout.write(lines.join('\n'));
    terminal.setCursor(picture.cursor);
  }

  let hasImage = false;
  /** An image lies over the frame that belongs to it, so it waits until that is painted. */
  function showImage(): void {
    const shows = image() !== undefined;
    if (!shows && !hasImage) return;
    hasImage = shows;
    void shown().then(() => terminal.showPicture(image()));
  }

  async function shown(): Promise<void> {
    await mounting;
    await mounted?.flush();
  }

  paint();
  const mounting = ink ? takeOver() : Promise.resolve();

  async function takeOver(): Promise<void> {
    const { mount } = await import('./paint/mount.tsx');
    if (!closed) mounted = mount(source, prompts, terminal);
  }

  return {
    show(next) {
      const same = next.cursor?.x === picture.cursor?.x && next.cursor?.y === picture.cursor?.y;
      // The same point object, so that nothing renders for a cursor that stays.
      picture = same ? { ...next, cursor: picture.cursor } : next;
      prompts.show(next.prompt);
      lines = next.lines.map(toAnsi);
      paint();
      for (const listener of listeners) listener();
      showImage();
    },
    shown,
    close() {
      closed = true;
      mounted?.unmount();
    },
  };
}
