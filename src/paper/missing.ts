import { type Fonts, fontFor } from './fonts.ts';
import type { PlacedPage } from './placed.ts';

/** Characters that cannot be printed, and the value that has them. */
export interface MissingCharacters {
  readonly id: string;
  /** What people call the value. */
  readonly label: string;
  readonly characters: readonly string[];
}

/** The characters of the values on these pages that no font has, each value once. */
export function missingCharacters(pages: readonly PlacedPage[], fonts: Fonts): readonly MissingCharacters[] {
  const found = new Map<string, MissingCharacters>();
  for (const { boxes } of pages) {
    for (const { id, label, full } of boxes) {
      if (found.has(id)) continue;
      const characters = [...new Set(full)].filter(each => each !== '\n' && fontFor(each, fonts) === undefined);
      if (characters.length > 0) found.set(id, { id, label, characters });
    }
  }
  return [...found.values()];
}
