import type { CodeBook } from '../../../src/catalogue/code-book.ts';
import { originalForm } from '../../../src/jobs/print-papers.ts';
import type { PrintSample } from '../../../src/jobs/print-sample.ts';
import type { Form, PaperName } from '../../../src/paper/form.ts';
import { place } from '../../../src/paper/place.ts';
import { type PlacedPage, valuesOf } from '../../../src/paper/placed.ts';
import { applyTemplate, type BoxChanges } from '../../../src/paper/template/apply.ts';
import { holdsValue } from '../../../src/paper/template/boxes.ts';
import { type StandingBox, standingBoxes } from '../../../src/paper/template/edit.ts';
import { type LayoutFault, layoutFaults } from '../../../src/paper/template/faults.ts';
import { READABLE, type Scroll, type Zoom } from '../../widgets/page-canvas/zoom.ts';

/** How far an arrow moves a box: so many millimetres, or to the next neighbour that it can stand in line with. */
export type Stride = 1 | 0.1 | 'snap';

/** The designer of a print template (T4). */
export interface DesignerPage {
  readonly kind: 'designer';
  readonly id: string;
  readonly paper: PaperName;
  /** The template; empty for one that has no name yet. */
  readonly name: string;
  /** When it had been saved as it is kept here. */
  readonly savedAt: string | undefined;
  /** The differences as they are kept, as they are now, and those to undo and to do again. */
  readonly kept: BoxChanges;
  readonly now: BoxChanges;
  readonly past: readonly BoxChanges[];
  readonly future: readonly BoxChanges[];
  /** The box with the focus, and those that are meant together with others. */
  readonly current: string;
  readonly marked: ReadonlySet<string>;
  readonly stride: Stride;
  /** Words and rules of the form have the focus too; else only what holds values. */
  readonly all: boolean;
  /** The page as on pre-printed paper. */
  readonly bare: boolean;
  readonly zoom: Zoom;
  readonly scroll: Scroll;
  readonly sample: PrintSample;
}

/** The form of the paper without a template. */
export const formOf = ({ paper }: DesignerPage): Form => originalForm(paper);

export const isUnsaved = ({ kept, now }: DesignerPage): boolean => JSON.stringify(kept) !== JSON.stringify(now);

/** The page of a template, with what was not saved of it the last time. */
export function designerPage({
  paper,
  name,
  savedAt,
  kept,
  draft,
  sample,
  id,
}: Pick<DesignerPage, 'paper' | 'name' | 'savedAt' | 'kept' | 'sample' | 'id'> & {
  readonly draft: BoxChanges | undefined;
}): DesignerPage {
  const page: DesignerPage = {
    kind: 'designer',
    id,
    paper,
    name,
    savedAt,
    kept,
    now: draft ?? kept,
    past: draft ? [kept] : [],
    future: [],
    current: '',
    marked: new Set(),
    stride: 1,
    all: false,
    bare: false,
    zoom: READABLE,
    scroll: { column: 0, row: 0 },
    sample,
  };
  const boxes = shownBoxes(page);
  // Whoever goes on with something begins where it was.
  const first = (draft && boxes.find(({ isChanged }) => isChanged)) ?? boxes[0];
  return { ...page, current: first?.id ?? '' };
}

const orders = new WeakMap<Form, readonly string[]>();

/** The ids of all boxes from the top to the foot and from left to right, as the form itself has them: the order stays while boxes are moved. */
function readingOrder(form: Form): readonly string[] {
  const held = orders.get(form);
  if (held) return held;
  const boxes = [...standingBoxes(form, NONE)];
  // Boxes that begin within a line of text stand side by side.
  const lineOf = ({ place: { y } }: StandingBox) => Math.round(y / 3);
  boxes.sort((a, b) => lineOf(a) - lineOf(b) || a.place.x - b.place.x);
  const order = boxes.map(({ id }) => id);
  orders.set(form, order);
  return order;
}

const NONE: BoxChanges = {};

/** The boxes that have the focus in turn. */
export function shownBoxes(page: DesignerPage): readonly StandingBox[] {
  const form = formOf(page);
  const boxes = new Map(standingBoxes(form, page.now).map(box => [box.id, box]));
  return readingOrder(form).flatMap(id => {
    const box = boxes.get(id);
    return box && (page.all || box.column || holdsValue(box)) ? [box] : [];
  });
}

/** The box with the focus. */
export const currentBox = (page: DesignerPage): StandingBox | undefined =>
  standingBoxes(formOf(page), page.now).find(({ id }) => id === page.current);

/** The boxes that are changed together: those that are marked, else the one with the focus. */
export const meantIds = ({ marked, current }: DesignerPage): readonly string[] =>
  marked.size > 0 ? [...marked] : [current];

// While one template is looked at, its page is drawn at every key and is another one only when a box has changed.
let drawn:
  | { readonly page: DesignerPage; readonly placed: PlacedPage; readonly faults: readonly LayoutFault[] }
  | undefined;

function laidOut(page: DesignerPage, book: CodeBook): NonNullable<typeof drawn> {
  const held = drawn?.page;
  if (
    drawn &&
    held?.now === page.now &&
    held.sample === page.sample &&
    held.paper === page.paper &&
    held.bare === page.bare
  )
    return drawn;
  const form = formOf(page);
  const [first] = place(page.sample.record, applyTemplate(form, page.now).form, { book }).pages;
  const placed = first as PlacedPage;
  drawn = { page, placed: page.bare ? valuesOf(placed) : placed, faults: layoutFaults(form, page.now) };
  return drawn;
}

/** The first page with the values of the sample. */
export const placedPage = (page: DesignerPage, book: CodeBook): PlacedPage => laidOut(page, book).placed;

/** What is wrong with the boxes that were moved. */
export const faultsOf = (page: DesignerPage, book: CodeBook): readonly LayoutFault[] => laidOut(page, book).faults;
