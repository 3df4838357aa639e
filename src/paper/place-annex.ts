import { backdropOf } from './backdrop.ts';
import { fitText } from './fit.ts';
import { type FlowRow, flow } from './flow.ts';
import { ANNEX, ANNEX_FRAME } from './forms/annex.ts';
import { PageDraft } from './page-draft.ts';
import { labelOfRow } from './place-rows.ts';
import type { Placing } from './place-value.ts';
import type { PlacedPage } from './placed.ts';
import { fill, idOf, labelOf } from './values.ts';

const SIZE = 9;
// Room for the number of a line before its first column, in millimetres.
const NUMBERED = 10;

/** The pages for what had no room: the rest of a list first, then one value after the other. */
export function annexPages({ sheet, annex }: Placing): readonly PlacedPage[] {
  if (annex.items.length === 0 && !annex.rest) return [];
  const drafts: PageDraft[] = [];
  flow([...restRows({ sheet, annex }), ...itemRows({ annex })], ANNEX_FRAME, () => {
    const draft = new PageDraft('annex', backdropOf(ANNEX));
    drafts.push(draft);
    return draft;
  });
  return drafts.map((draft, at) => {
    const numbered = { ...sheet, page: at + 1, pages: drafts.length };
    for (const box of ANNEX.boxes) {
      if (box.kind !== 'value') continue;
      const text = fill(numbered, box.text);
      const fitted = fitText(text, box, box.size);
      const { x, y, w, h, align, bold } = box;
      if (text && fitted)
        draft.put({ id: idOf(box.text), label: labelOf(box.text), full: text, x, y, w, h }, { ...fitted, align, bold });
    }
    return draft.finish();
  });
}

function restRows({ sheet, annex: { rest } }: Pick<Placing, 'sheet' | 'annex'>): readonly FlowRow[] {
  if (!rest) return [];
  const { rows, from } = rest;
  const number = { x: ANNEX_FRAME.x, w: NUMBERED - 2, align: 'center' } as const;
  const columns = rows.cells.map((cell, at) => ({
    cell,
    align: cell.align,
    numbers: cell.numbers ?? false,
    x: at === 0 ? cell.x + NUMBERED : cell.x,
    w: at === 0 ? cell.w - NUMBERED : cell.w,
  }));
  const head: FlowRow = {
    size: SIZE,
    bold: true,
    leads: true,
    ruled: true,
    cells: [
      { ...number, id: 'head.number', label: '', text: '序号' },
      ...columns.map(({ cell, ...place }, at) => ({
        ...place,
        id: `head.${idOf(cell.text)}`,
        label: '',
        text: rows.heads[at] ?? '',
      })),
    ],
  };
  const count = sheet.record.document[rows.of].length - from;
  return [
    head,
    ...Array.from({ length: count }, (_, place): FlowRow => {
      const row = from + place;
      return {
        size: SIZE - 0.5,
        ruled: true,
        cells: [
          { ...number, id: `${rows.of}[${row}].number`, label: '', text: String(row + 1) },
          ...columns.map(({ cell, ...at }) => ({
            ...at,
            id: `${rows.of}[${row}].${idOf(cell.text)}`,
            label: labelOfRow(rows, cell, row),
            text: fill(sheet, cell.text, row) || cell.empty,
          })),
        ],
      };
    }),
  ];
}

function itemRows({ annex }: Pick<Placing, 'annex'>): readonly FlowRow[] {
  const wide = { x: ANNEX_FRAME.x, w: ANNEX_FRAME.w, align: 'left' } as const;
  return annex.items.flatMap(({ label, text, numbers }, at): FlowRow[] => [
    {
      size: SIZE,
      bold: true,
      leads: true,
      cells: [{ ...wide, id: `item.${at + 1}.head`, label, text: `第${at + 1}项  ${label.trim()}` }],
    },
    { size: SIZE, ruled: true, cells: [{ ...wide, id: `item.${at + 1}`, label, text, numbers }] },
  ]);
}
