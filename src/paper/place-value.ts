import type { Annex } from './annex.ts';
import type { Sheet } from './field-text.ts';
import { fitText, linesIn } from './fit.ts';
import type { PaperName, Value } from './form.ts';
import type { PageDraft } from './page-draft.ts';
import { fill, idOf, labelOf } from './values.ts';
import { wrap } from './wrap.ts';

/** What one paper gathers while it is placed. */
export interface Placing {
  readonly sheet: Sheet;
  readonly annex: Annex;
  readonly refers: Set<PaperName>;
}

/** A value in its box: at its size, or smaller, or a reference to where it has room. */
export function placeValue(
  { sheet, annex, refers }: Placing,
  page: PageDraft,
  box: Value,
  text: string,
  of: { readonly id?: string; readonly label?: string; readonly row?: number } = {},
): void {
  const full = text === '' ? box.empty : text;
  if (full === '') return;
  const { id = idOf(box.text), label = labelOf(box.text), row = 0 } = of;
  const { x, y, w, h, align, bold, top } = box;
  const at = { id, label, x, y, w, h };
  const look = { align, bold, top };
  const fitted = fitText(full, box, box.size, box);
  if (fitted) page.put({ ...at, full }, { ...fitted, ...look });
  else if (box.instead) {
    const { paper, text: instead } = box.instead;
    refers.add(paper);
    const shorter = fitText(fill(sheet, instead, row), box, box.size) ?? shortest(box, '见附件');
    page.put({ ...at, full, elsewhere: paper }, { ...shorter, ...look });
  } else if (box.runsOn) {
    const { first, rest } = parted(full, box);
    const number = annex.refer(label, rest);
    const here = [...first, `(下接附页第${number}项)`];
    page.put({ ...at, full: here.join('\n') }, { lines: here, size: box.size, ...look });
  } else {
    const number = annex.refer(label, full, { numbers: box.numbers === true });
    const reference = fitText(`见附页第${number}项`, box, box.size, box) ?? shortest(box, `附${number}`);
    page.put({ ...at, full, elsewhere: `item.${number}` }, { ...reference, ...look });
  }
}

/** The paragraphs that have room, with a line to spare, as lines; and the rest. A single one that is too long is parted between lines. */
function parted(text: string, { w, h, size }: Value): { readonly first: readonly string[]; readonly rest: string } {
  const room = linesIn(h, size) - 1;
  const paragraphs = text.split('\n');
  const first: string[] = [];
  for (const [at, paragraph] of paragraphs.entries()) {
    const lines = wrap(paragraph, w, size);
    if (first.length + lines.length <= room) first.push(...lines);
    else if (at > 0) return { first, rest: paragraphs.slice(at).join('\n') };
    else return { first: lines.slice(0, room), rest: [lines.slice(room).join(''), ...paragraphs.slice(1)].join('\n') };
  }
  return { first, rest: '' };
}

/** The reference that has room in the narrowest box. */
function shortest(box: Value, text: string) {
  return fitText(text, box, box.size, { oneLine: true }) ?? { lines: ['附'], size: 7 };
}
