import type { Environment } from './colours.ts';

/*
 * A terminal that does not read UTF-8 shows a screen of Chinese as noise. Whoever sits before it can read ASCII, and that alone.
 */

/** Written in the third row and wiped again. Read as UTF-8 it is at most four columns wide; no byte of it is a control character elsewhere. */
const PROBE = '丸丸';
export const PROBE_ROW = 3;
export const WIDEST_COLUMN = 5;
export const ASK_ENCODING = `\x1b[${PROBE_ROW};1H${PROBE}\x1b[6n\r\x1b[2K`;

const REMEDIES = [
  'PuTTY:    Window > Translation > Remote character set: UTF-8',
  'xterm:    start uxterm, or xterm -u8',
  'screen:   screen -U           tmux: tmux -u',
  'console:  unicode_start',
  'locale:   export LANG=C.UTF-8   (or zh_CN.UTF-8)',
];

/** What is shown in the place of the screens, in lines of at most 60 characters. */
const NOTICE: readonly string[] = [
  'baojian: this terminal does not read UTF-8.',
  'All texts of the program are Chinese and would be unreadable.',
  '',
  ...REMEDIES,
  '',
  'Then start baojian again.',
  '',
  'Enter: go on all the same     q: quit',
];

/** The notice on a screen of its own. */
export const noticeScreen = `\x1b[m\x1b[H\x1b[2J${NOTICE.map((text, row) => `\x1b[${row + 1};1H${text}`).join('')}`;

/** What stays on the screen of those who quit. */
export const remedyText = `${[NOTICE[0], ...REMEDIES].join('\n')}\n`;

/** A character set that the locale names and that is not UTF-8; a locale that names none says nothing of the terminal. */
export function foreignCharset({ LC_ALL, LC_CTYPE, LANG }: Environment): string | undefined {
  const [, charset] = /\.([\w-]+)/u.exec(LC_ALL || LC_CTYPE || LANG || '') ?? [];
  return charset === undefined || /^utf-?8$/iu.test(charset) ? undefined : charset;
}

/** What a batch command says first on a terminal of that character set. */
export function charsetNote(charset: string): string {
  return `baojian: the locale says ${charset}, the texts below are UTF-8. Use a UTF-8 terminal, and LANG=C.UTF-8 or zh_CN.UTF-8.\n`;
}
