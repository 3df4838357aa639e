import { cleanLine } from '../../src/text.ts';

/** A data folder as people know it, `~/baojian`, and as a screen can show it: a folder may have any name. */
export function homeName(home: string, userFolder: string): string {
  const inside = /[^/\\]/u.test(userFolder) && home.startsWith(userFolder);
  const rest = inside ? home.slice(userFolder.length) : home;
  return cleanLine(inside && /^(?:[/\\]|$)/u.test(rest) ? `~${rest}` : home);
}
