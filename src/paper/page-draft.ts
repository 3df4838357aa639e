import { widthOf } from './char-widths.ts';
import { above, heightOf, leading } from './fit.ts';
import type { Align, PaperName, Place } from './form.ts';
import type { Layer, PlacedBar, PlacedBox, PlacedLine, PlacedPage, PlacedText, PlacedTick } from './placed.ts';

/** Lines of text at their size, and where they belong. */
export interface Block {
  readonly lines: readonly string[];
  readonly size: number;
  readonly align: Align;
  readonly bold?: true | undefined;
  readonly top?: true | undefined;
}

/** A page while it is being filled. */
export class PageDraft {
  readonly texts: PlacedText[];
  readonly lines: PlacedLine[];
  readonly ticks: PlacedTick[];
  readonly bars: PlacedBar[] = [];
  readonly boxes: PlacedBox[] = [];
  readonly #counts = new Map<string, number>();
  readonly #paper: PlacedPage['paper'];
  readonly #backdrop: object;

  constructor(paper: PaperName | 'annex', backdrop: Backdrop) {
    this.#paper = paper;
    this.#backdrop = backdrop;
    this.texts = [...backdrop.texts];
    this.lines = [...backdrop.lines];
    this.ticks = [];
  }

  /** A box for a value with its lines in it. A second one of the same id is numbered. */
  put(box: PlacedBox, block: Block): void {
    const count = (this.#counts.get(box.id) ?? 0) + 1;
    this.#counts.set(box.id, count);
    this.boxes.push(count === 1 ? box : { ...box, id: `${box.id}#${count}` });
    this.texts.push(...textsIn(box, block, 'value', this.boxes.length - 1));
  }

  finish(): PlacedPage {
    const { texts, lines, ticks, bars, boxes } = this;
    return { paper: this.#paper, backdrop: this.#backdrop, texts, lines, ticks, bars, boxes };
  }
}

/** What is the same on every page of a form. */
export interface Backdrop {
  readonly texts: readonly PlacedText[];
  readonly lines: readonly PlacedLine[];
}

/** Where the lines of a block stand in its place. */
export function textsIn(
  place: Place,
  { lines, size, align, bold, top }: Block,
  layer: Layer,
  box?: number,
): readonly PlacedText[] {
  const first = place.y + (top ? 0 : (place.h - heightOf(lines.length, size)) / 2) + above(size);
  return lines.flatMap((text, at): PlacedText[] => {
    if (text.trim() === '') return [];
    const free = place.w - widthOf(text, size);
    const x = place.x + (align === 'left' ? 0 : align === 'right' ? free : free / 2);
    return [
      {
        layer,
        text,
        x,
        y: first + at * leading(size),
        size,
        ...(bold && { bold }),
        ...(align !== 'left' && { align }),
        ...(box !== undefined && { box }),
      },
    ];
  });
}
