import { noticeScreen, remedyText } from './encoding.ts';
import type { InkStdout } from './ink-stdout.ts';
import type { Key } from './key.ts';
import type { ScreenHold } from './screen-hold.ts';

/** The notice that stands in the place of the screens on a terminal on which nobody could read them. */
export interface Unreadable {
  readonly showing: boolean;
  show(): void;
  /** Takes the key that was pressed while it shows. */
  answer(key: Key): void;
}

export function unreadableNotice(
  hold: ScreenHold,
  screen: InkStdout,
  { leave }: { readonly leave: (lastWords: string) => void },
): Unreadable {
  let showing = false;
  return {
    get showing() {
      return showing;
    },
    show() {
      if (!hold.held) return;
      showing = true;
      screen.stop();
      hold.write(noticeScreen);
    },
    answer({ name, text, ctrl }) {
      if (name === 'enter') {
        showing = false;
        screen.start();
      } else if (text === 'q' || name === 'escape' || (ctrl && name === 'c')) leave(remedyText);
    },
  };
}
