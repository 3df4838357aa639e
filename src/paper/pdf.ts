import type { Readable } from 'node:stream';
import type PDFDocument from 'pdfkit';
import type { EmbeddedFont, Reference } from 'pdfkit';
import { type Adjustment, EXACT, isExact, operatorOf } from './adjust.ts';
import { POINT } from './char-widths.ts';
import { type Fonts, fontFor, MISSING } from './fonts.ts';
import { type Layer, type PlacedPage, SHEET } from './placed.ts';

/** What a file says of itself. */
export interface PdfFacts {
  readonly title: string;
  /** The numbers of the declarations in it. */
  readonly subject: string;
  /** Without the form itself, for paper that has it printed already. */
  readonly valuesOnly?: boolean;
  /** What the printer is adjusted by. */
  readonly adjustment?: Adjustment;
}

/** A PDF that is being written: its bytes come out of `stream` while pages are added. The same pages give the same bytes. */
export interface Pdf {
  readonly stream: Readable;
  add(pages: readonly PlacedPage[]): void;
  end(): void;
}

/** Begins a PDF of A4 pages with the fonts embedded as far as they are used. */
export async function beginPdf(
  fonts: Fonts,
  { title, subject, valuesOnly = false, adjustment = EXACT }: PdfFacts,
): Promise<Pdf> {
  const { default: Document } = await import('pdfkit');
  const document = new Document({
    font: null,
    autoFirstPage: false,
    size: [SHEET.w / POINT, SHEET.h / POINT],
    margin: 0,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    info: { Title: title, Subject: subject, Creator: 'baojian', Producer: 'baojian', CreationDate: new Date(0) },
  });
  // The library wants a date for the number of the file and for its metadata; a date in the file would make each run another file.
  delete document.info.CreationDate;
  document.endMetadata = () => undefined;
  document._root.data.ViewerPreferences = document.ref({ PrintScaling: 'None', DisplayDocTitle: true });
  const pen = new Pen(document, fonts);
  const forms = new Map<object, Reference>();
  return {
    stream: document,
    add(pages) {
      for (const page of pages) {
        document.addPage();
        document.addContent(UPRIGHT);
        if (!isExact(adjustment)) document.addContent(operatorOf(adjustment));
        Object.assign(document.page.fonts, pen.fontsOf(page, 'value'));
        if (!valuesOnly) {
          const form = forms.get(page.backdrop) ?? formOf(document, pen, page);
          forms.set(page.backdrop, form);
          document.page.xobjects.Form = form;
          document.addContent('/Form Do');
        }
        document.addContent(pen.draw(page, 'value'));
      }
    },
    end: () => document.end(),
  };
}

/** The background of a page as one object that every page with it draws. */
function formOf(document: PDFDocument, pen: Pen, page: PlacedPage): Reference {
  const operators = pen.draw(page, 'background');
  const form = document.ref({
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, SHEET.w / POINT, SHEET.h / POINT],
    Resources: { Font: pen.fontsOf(page, 'background') },
  });
  form.end(operators);
  return form;
}

const NAMES = { main: 'Main', second: 'Second' } as const;
type FontName = keyof typeof NAMES;

/** Turns what is placed into drawing operators. */
class Pen {
  readonly #document: PDFDocument;
  readonly #fonts: Fonts;
  readonly #embedded = new Map<FontName, EmbeddedFont>();
  readonly #codes = new Map<string, readonly [font: FontName, code: string]>();

  constructor(document: PDFDocument, fonts: Fonts) {
    this.#document = document;
    this.#fonts = fonts;
  }

  /** The fonts that a layer of a page needs, by their names in the operators. */
  fontsOf({ texts }: PlacedPage, layer: Layer): Record<string, Reference> {
    const names = new Set<FontName>();
    for (const { layer: own, text } of texts)
      if (own === layer) for (const each of text) names.add(this.#code(each)[0]);
    return Object.fromEntries([...names].map(name => [NAMES[name], this.#font(name).ref()]));
  }

  draw({ texts, lines, ticks, bars }: PlacedPage, layer: Layer): string {
    const out: string[] = [];
    for (const each of lines) {
      if (each.layer !== layer) continue;
      out.push(`${round(each.weight)} w 2 J ${at(each.x1)} ${down(each.y1)} m ${at(each.x2)} ${down(each.y2)} l S`);
    }
    for (const { x, y, side, ticked } of ticks) {
      if (layer === 'background') out.push(`0.6 w 2 J ${at(x)} ${down(y + side)} ${at(side)} ${at(side)} re S`);
      else if (ticked) out.push(check(x, y, side));
    }
    if (layer === 'value') {
      for (const { y, h, bars: stripes } of bars) {
        for (const { x, w } of stripes) out.push(`${at(x)} ${down(y + h)} ${at(w)} ${at(h)} re`);
        out.push('f');
      }
    }
    for (const each of texts) if (each.layer === layer) out.push(this.#text(each));
    return out.join('\n');
  }

  #text({ text, x, y, size, bold }: PlacedPage['texts'][number]): string {
    // There is no second weight: a thin line around the characters makes them bold.
    const runs = [`BT ${at(x)} ${down(y)} Td ${bold ? `2 Tr ${round(size * 0.025)} w 1 j` : '0 Tr'}`];
    let font: FontName | undefined;
    let codes = '';
    const flush = () => {
      if (font && codes) runs.push(`/${NAMES[font]} ${round(size)} Tf <${codes}> Tj`);
      codes = '';
    };
    for (const character of text) {
      const [wanted, code] = this.#code(character);
      if (wanted !== font) flush();
      font = wanted;
      codes += code;
    }
    flush();
    return `${runs.join(' ')} ET`;
  }

  #code(character: string): readonly [FontName, string] {
    const known = this.#codes.get(character);
    if (known) return known;
    const font = fontFor(character, this.#fonts);
    const found = [
      font ?? 'main',
      this.#font(font ?? 'main')
        .encode(font ? character : MISSING)[0]
        .join(''),
    ] as const;
    this.#codes.set(character, found);
    return found;
  }

  #font(name: FontName): EmbeddedFont {
    const known = this.#embedded.get(name);
    if (known) return known;
    const source = name === 'main' ? this.#fonts.main : (this.#fonts.second() ?? this.#fonts.main);
    this.#document.registerFont(NAMES[name], source).font(NAMES[name]);
    const { _font: font } = this.#document;
    this.#embedded.set(name, font);
    return font;
  }
}

// The library turns every page upside down, so that y counts from the upper edge; text and form objects would stand on their heads.
const UPRIGHT = `1 0 0 -1 0 ${SHEET.h / POINT} cm`;

const round = (points: number) => Math.round(points * 1000) / 1000;
const at = (millimetres: number) => round(millimetres / POINT);
const down = (millimetres: number) => round((SHEET.h - millimetres) / POINT);

/** A check mark that reaches over the edges of its square, as by hand. */
function check(x: number, y: number, side: number): string {
  const point = (right: number, below: number) => `${at(x + right * side)} ${down(y + below * side)}`;
  return `${round(side * 0.42)} w 1 J 1 j ${point(0.1, 0.5)} m ${point(0.42, 0.9)} l ${point(1.08, -0.15)} l S`;
}
