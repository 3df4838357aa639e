/** One key press, one paste, or one answer of the terminal. Exactly one of `text`, `paste`, `refused`, `reply` is set, or none for a key that types nothing. */
export interface Key {
  /** `f4` `enter` `up` …; for a letter its lower case once a modifier is held; for typed text the grapheme itself; `paste` or `reply`. */
  readonly name: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  /** Set for letters and named keys only: Shift on any other character is in the character (`?`, not `shift+/`). */
  readonly shift: boolean;
  /** What the key types, one grapheme. Terminals do not say whether Shift was held for it. */
  readonly text?: string;
  /** A whole paste without control and invisible characters; lines end in `\n`, columns in `\t`. */
  readonly paste?: string;
  /** The terminal has not marked it as a paste: it was known by how much came at once. */
  readonly unmarked?: true;
  /** A paste that was too big to keep; `size` counts its UTF-16 units. */
  readonly refused?: { readonly size: number };
  readonly reply?: Reply;
}

/** What a terminal says by itself or when asked. Rows and columns count from 1. */
export type Reply =
  | { readonly kind: 'cursor'; readonly row: number; readonly column: number }
  | { readonly kind: 'kitty'; readonly flags: number }
  | { readonly kind: 'attributes'; readonly attributes: readonly number[] }
  | { readonly kind: 'mode'; readonly mode: number; readonly value: number }
  | { readonly kind: 'colour'; readonly number: number; readonly value: string }
  /** Whether kitty's graphics were understood. */
  | { readonly kind: 'graphics'; readonly ok: boolean }
  /** Pixels of a cell, by xterm's question or by iTerm's. */
  | { readonly kind: 'cell'; readonly width: number; readonly height: number; readonly by: 'xterm' | 'iterm' }
  | { readonly kind: 'focus'; readonly in: boolean };

/** The name under which a key stands in the key table: `a`, `ctrl+enter`, `alt+s`, `f4`, `shift+tab`; modifiers always in the order ctrl, alt, shift. */
export function chord(key: Key): string {
  return `${key.ctrl ? 'ctrl+' : ''}${key.alt ? 'alt+' : ''}${key.shift ? 'shift+' : ''}${key.name}`;
}

export interface Modifiers {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

export const BARE: Modifiers = { ctrl: false, alt: false, shift: false };

export function named(name: string, modifiers: Partial<Modifiers> = {}): Key {
  return { name, ...BARE, ...modifiers };
}

/** A key that types `text`. */
export function typed(text: string): Key {
  return { name: text === ' ' ? 'space' : text, ...BARE, text };
}
