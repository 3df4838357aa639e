import type { Font } from 'fontkit';

/** The fonts that papers are written in. */
export interface Fonts {
  readonly main: Font;
  /** For characters that the main font lacks; opened when the first one comes. */
  readonly second: () => Font | undefined;
}

/** Where the files of the fonts are; of the second ones the first that can be opened is taken. */
export interface FontFiles {
  readonly main: string;
  readonly second: readonly string[];
}

/** Opens the fonts. It takes some 40 ms, and they hold for any number of documents. */
export async function openFonts({ main, second }: FontFiles): Promise<Fonts> {
  const { openSync } = await import('fontkit');
  const open = (file: string) => {
    const font = openSync(file);
    // Every character is drawn for itself: reading what the font says of neighbours takes longer than drawing the page.
    for (const table of ['GSUB', 'GPOS', 'GDEF']) delete font.directory.tables[table];
    return font;
  };
  let opened: Font | undefined | null = null;
  return {
    main: open(main),
    second() {
      if (opened === null) opened = firstOf(second, open);
      return opened;
    },
  };
}

function firstOf(files: readonly string[], open: (file: string) => Font): Font | undefined {
  for (const file of files) {
    try {
      return open(file);
    } catch {
      // One that is not there, or is no single font, is none.
    }
  }
  return undefined;
}

/** Stands on the paper for a character that no font has. */
export const MISSING = '〓';

/** Which font draws a character; undefined when none has it. */
export function fontFor(character: string, { main, second }: Fonts): 'main' | 'second' | undefined {
  const codePoint = character.codePointAt(0) ?? 0;
  if (main.hasGlyphForCodePoint(codePoint)) return 'main';
  return second()?.hasGlyphForCodePoint(codePoint) ? 'second' : undefined;
}
