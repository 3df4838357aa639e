import { remembered } from './remembered.ts';

/** A few screens of lines; a line that is longer is seldom drawn twice. */
const MAX_LINES = 512;
const LONGEST = 2048;

/**
 * A reader of lines with a bounded memory. Ink cleans all lines of a frame anew at every keystroke, sequence by sequence, though
 * all but one or two are the same: the build puts this in the place of its cleaner.
 */
export function rememberTexts(read: (text: string) => string): (text: string) => string {
  const remember = remembered(MAX_LINES, read);
  return text => (text.length > LONGEST ? read(text) : remember(text));
}
