/** What the first start asks, in the order in which keys lead from one to the next: the bytes of the terminal. */
export const FIRST_START: Readonly<Record<string, string>> = {
  'first-choice': '',
  'first-choice-empty': '\x1b[B',
  'first-choice-quit': '\x1b[B',
};
