/**
 * The two ways in which the program fails, and the exit code of each. Codes are stable: scripts depend on them.
 *
 * 0 done · 1 faults found, or some of many inputs failed · 2 usage · 3 transport · 4 store · 5 login · 70 bug · 130 interrupted (Ctrl+C)
 */
export const EXIT = {
  done: 0,
  faults: 1,
  usage: 2,
  transport: 3,
  store: 4,
  login: 5,
  bug: 70,
  interrupted: 130,
} as const;
export type ExitName = keyof typeof EXIT;

/**
 * Something the user can act on. `message` says in Chinese what is wrong and where, `next` what to do about it.
 * `code` is a permanent English word for scripts and tests, such as `store.locked`. Never put a secret in any of them.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: string;
  readonly exit: ExitName;
  readonly next: readonly string[];

  constructor(
    code: string,
    message: string,
    options: { exit: ExitName; next?: readonly string[]; cause?: unknown } = { exit: 'faults' },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.exit = options.exit;
    this.next = options.next ?? [];
  }
}

/** A broken promise of our own code; the user can only report it. */
export class Bug extends Error {
  override readonly name = 'Bug';
}

/** The exit code that an error of any origin ends the program with. */
export function exitCodeOf(error: unknown): number {
  return error instanceof UserError ? EXIT[error.exit] : EXIT.bug;
}
