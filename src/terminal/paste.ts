import stripAnsi from 'strip-ansi';

// Controls, format characters (zero-width, direction), separators and halves of surrogate pairs; line feed and tab are kept.
const UNSAFE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Pasted text that cannot act on the terminal or hide in a field. Spaces stay as they are: passwords are pasted too. */
export function cleanPaste(text: string): string {
  return stripAnsi(text).replace(/\r\n?/gu, '\n').replace(UNSAFE, '');
}
