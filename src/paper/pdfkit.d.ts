// What we use of pdfkit and fontkit; neither says its types itself.
declare module 'pdfkit' {
  import type { Readable } from 'node:stream';
  import type { Font } from 'fontkit';

  class PDFDocument extends Readable {
    constructor(options: Readonly<Record<string, unknown>>);
    readonly info: Record<string, unknown>;
    readonly page: PDFDocument.Page;
    /** The font chosen last. */
    readonly _font: PDFDocument.EmbeddedFont;
    readonly _root: PDFDocument.Reference;
    ref(data: Readonly<Record<string, unknown>>): PDFDocument.Reference;
    addPage(): this;
    registerFont(name: string, font: Font): this;
    font(name: string): this;
    addContent(operators: string): this;
    /** Writes the XMP metadata at the end. */
    endMetadata(): void;
    end(): void;
  }

  namespace PDFDocument {
    /** An object of the file. */
    interface Reference {
      readonly data: Record<string, unknown>;
      end(chunk?: string | Uint8Array): void;
    }

    interface EmbeddedFont {
      ref(): Reference;
      /** Hexadecimal glyph numbers of the font's subset. */
      encode(text: string): readonly [readonly string[], unknown];
    }

    interface Page {
      readonly fonts: Record<string, Reference>;
      readonly xobjects: Record<string, Reference>;
    }
  }

  export = PDFDocument;
}

declare module 'fontkit' {
  export interface Font {
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    readonly characterSet: readonly number[];
    /** The tables of the file by their names. */
    readonly directory: { readonly tables: Record<string, unknown> };
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): { readonly advanceWidth: number };
  }

  export function openSync(file: string): Font;
}
