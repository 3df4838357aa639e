import { CHECK_COLUMNS } from '../catalogue/check-list.ts';
import { type CheckList, WHAT_DIFFERS } from '../declaration/check-list.ts';
import { heightOf } from './fit.ts';
import type { Align } from './form.ts';
import { textsIn } from './page-draft.ts';
import { type PlacedLine, type PlacedPage, type PlacedText, SHEET } from './placed.ts';
import { wrap } from './wrap.ts';

/** What stands over a check list. */
export interface CheckListHeading {
  readonly entryNo: string;
  /** What it is held against; nothing where it is held against nothing. */
  readonly against: string;
  /** Who has it printed, and when. */
  readonly by: string;
}

const MARGIN = 15;
const WIDTH = SHEET.w - 2 * MARGIN;
const BOTTOM = SHEET.h - 18;
const SIZE = 9;
const SMALL = 8;
/** White above and below the text of a row. */
const PAD = 0.9;

interface Cell {
  readonly text: string;
  readonly width: number;
  readonly align?: Align;
  readonly bold?: true;
}

interface Sheet {
  readonly texts: PlacedText[];
  readonly lines: PlacedLine[];
}

/** Pages that are filled from the top, as many as there is something for. */
class Sheets {
  readonly #pages: Sheet[] = [];
  readonly #footer: string;
  #y = 0;

  constructor(footer: string) {
    this.#footer = footer;
    this.#begin();
  }

  #begin(): void {
    this.#pages.push({ texts: [], lines: [] });
    this.#y = MARGIN;
  }

  get #page(): Sheet {
    return this.#pages.at(-1) as Sheet;
  }

  #write(text: string, x: number, y: number, w: number, size: number, align: Align, bold?: true): void {
    this.#page.texts.push(
      ...textsIn({ x, y, w, h: 0 }, { lines: text.split('\n'), size, align, bold, top: true }, 'value'),
    );
  }

  #rule(y: number, weight: number): void {
    this.#page.lines.push({ layer: 'value', x1: MARGIN, y1: y, x2: SHEET.w - MARGIN, y2: y, weight });
  }

  /** Goes on below, on a new page where so much has no room. True when it began one. */
  room(height: number): boolean {
    if (this.#y + height <= BOTTOM || this.#y === MARGIN) return false;
    this.#begin();
    return true;
  }

  title(text: string, below: string): void {
    this.#write(text, MARGIN, this.#y, WIDTH, 16, 'center', true);
    this.#write(below, MARGIN, this.#y + 8, WIDTH, SIZE, 'center');
    this.#y += 14;
  }

  section(text: string): void {
    this.room(16);
    this.#y += 3;
    this.#write(text, MARGIN, this.#y, WIDTH, 10.5, 'left', true);
    this.#y += 5.6;
    this.#rule(this.#y, 0.8);
  }

  note(text: string): void {
    const lines = wrap(text, WIDTH, SIZE);
    this.room(heightOf(lines.length, SIZE) + 2 * PAD);
    this.#write(lines.join('\n'), MARGIN, this.#y + PAD, WIDTH, SIZE, 'left');
    this.#y += heightOf(lines.length, SIZE) + 2 * PAD;
  }

  /** A row of cells, as high as the highest; `head` stands over it again where it begins a page. A row never breaks. */
  row(cells: readonly Cell[], head?: readonly Cell[], weight = 0.2): void {
    const wrapped = cells.map(({ text, width }) => wrap(text, width - 1.5, SMALL));
    const height = Math.max(...wrapped.map(lines => heightOf(lines.length, SMALL)), heightOf(1, SMALL)) + 2 * PAD;
    if (this.room(height) && head) this.row(head, undefined, 0.5);
    let x = MARGIN;
    for (const [at, { width, align = 'left', bold }] of cells.entries()) {
      const lines = wrapped[at] ?? [];
      this.#write(lines.join('\n'), x, this.#y + PAD, width - 1.5, SMALL, align, bold);
      x += width;
    }
    this.#y += height;
    this.#rule(this.#y, weight);
  }

  finish(): readonly PlacedPage[] {
    return this.#pages.map(({ texts, lines }, at) => ({
      paper: 'check-list',
      // What stands on every page is another one on each: its number is.
      backdrop: {},
      texts: [
        ...texts,
        ...footerTexts(this.#footer, 'left'),
        ...footerTexts(`第 ${at + 1} 页，共 ${this.#pages.length} 页`, 'right'),
      ],
      lines,
      ticks: [],
      bars: [],
      boxes: [],
    }));
  }
}

const footerTexts = (text: string, align: Align): readonly PlacedText[] =>
  textsIn(
    { x: MARGIN, y: SHEET.h - 13, w: WIDTH, h: 5 },
    { lines: [text], size: SMALL, align, top: true },
    'background',
  );

const LABEL = 26;

/** The list on paper: what differs first, then the head, then all goods with their totals. */
export function checkListPages(list: CheckList, { entryNo, against, by }: CheckListHeading): readonly PlacedPage[] {
  const sheets = new Sheets(`核对单 ${entryNo}　${by}`);
  sheets.title('核对单', against === '' ? entryNo : `${entryNo}　对照 ${against}`);
  if (list.differences) putDifferences(sheets, list.differences);
  sheets.section('单证');
  for (let at = 0; at < list.head.length; at += 2) {
    const pair = list.head.slice(at, at + 2);
    sheets.row(
      pair.flatMap(({ label, text }) => [
        { text: label, width: LABEL, bold: true as const },
        { text, width: WIDTH / 2 - LABEL },
      ]),
    );
  }
  sheets.section(`货物　${list.goods.length} 项`);
  const head: readonly Cell[] = [
    { text: '项', width: 7, bold: true },
    ...CHECK_COLUMNS.map(
      ({ label, width, align }): Cell => ({ text: label, width, ...(align && { align }), bold: true }),
    ),
  ];
  sheets.row(head, undefined, 0.5);
  for (const [at, cells] of list.goods.entries()) {
    const row = CHECK_COLUMNS.map(
      ({ width, align }, column): Cell => ({ text: cells[column] ?? '', width, ...(align && { align }) }),
    );
    sheets.row([{ text: String(at + 1), width: 7 }, ...row], head);
  }
  sheets.section('合计');
  for (const { label, text } of list.totals) {
    sheets.row([
      { text: label, width: LABEL, bold: true },
      { text, width: WIDTH - LABEL },
    ]);
  }
  return sheets.finish();
}

function putDifferences(sheets: Sheets, differences: NonNullable<CheckList['differences']>): void {
  sheets.section(`不同　${differences.length} 处`);
  if (differences.length === 0) {
    sheets.note('没有不同。');
    return;
  }
  const [mark, place, side] = [7, 53, 60] as const;
  const head: readonly Cell[] = [
    { text: '', width: mark },
    { text: '栏位', width: place, bold: true },
    { text: '对照的', width: side, bold: true },
    { text: '这一份', width: side, bold: true },
  ];
  sheets.row(head, undefined, 0.5);
  for (const { what, where, before, after } of differences) {
    const sides: readonly Cell[] =
      what === 'changed'
        ? [
            { text: before, width: side },
            { text: after, width: side },
          ]
        : [{ text: what === 'gone' ? before : after, width: 2 * side }];
    sheets.row([{ text: WHAT_DIFFERS[what], width: mark }, { text: where, width: place }, ...sides], head);
  }
}
