/** Names whose initials are remembered: an office declares the same goods again and again, and finding those of a name takes as long as a write. */
const MAX_NAMES = 5000;

/** Initials of names; those of a name that was asked for before are known. */
export type KnownInitials = (name: string) => Promise<string>;

export function knownInitials(): KnownInitials {
  const known = new Map<string, string>();
  // The dictionary of initials takes 50 ms to load, so it waits until there are goods to note.
  let dictionary: typeof import('../codes/initials.ts') | undefined;
  return async name => {
    const found = known.get(name);
    if (found !== undefined) return found;
    dictionary ??= await import('../codes/initials.ts');
    if (known.size > MAX_NAMES) known.clear();
    const made = dictionary.initialsOf(name);
    known.set(name, made);
    return made;
  };
}
