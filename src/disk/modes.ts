/** Permission bits of what is created: `0700`/`0600`, or `2770`/`0660` when an office shares the folder. */
export interface Modes {
  folder: number;
  file: number;
}

export function modesOf(shared: boolean): Modes {
  return shared ? { folder: 0o2770, file: 0o660 } : { folder: 0o700, file: 0o600 };
}
