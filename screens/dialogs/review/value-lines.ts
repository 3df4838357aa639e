import { type Field, fieldsOf, HEAD_SECTIONS, isWanted, sizeOf } from '../../../src/catalogue/catalogue.ts';
import type { MessageName } from '../../../src/catalogue/dialect.ts';
import type { Declaration } from '../../../src/catalogue/document.ts';
import { partyOf } from '../../../src/declaration/articles.ts';
import { isMissing } from '../../../src/declaration/check.ts';
import { fieldAt, get, parsePath, pathOf, type Row, read, type Steps } from '../../../src/declaration/path.ts';
import type { ImportFault, RowsOf } from '../../../src/jobs/read-workbooks.ts';
import { originOf } from '../../../src/jobs/review-declaration.ts';
import { cleanLine } from '../../../src/text.ts';
import type { CellRef } from '../../../src/workbook/reading.ts';
import type { World } from '../../contract/world.ts';
import { type FieldContext, messageFor } from '../../fields/field-editor.ts';
import { editorOf } from '../../fields/index.ts';
import type { ReviewDialog } from './state.ts';

/** Above that a value is a file, and no text that anybody reads. */
const MAX_READABLE = 100_000;

interface Wanted {
  /** The form of the message that is sent, where that has fields of its own. */
  readonly message: MessageName | undefined;
  /** Those that are empty, too. */
  readonly all: boolean;
  /** Row of a popup all of whose places are shown. */
  readonly fresh: string | undefined;
  /** Those that are shown in any case. */
  readonly places: ReadonlySet<string>;
}

/** The places of all values outside of the lists, or of the first row of a list, in the printed order; of popups field by field. */
function placesIn(document: Declaration, list: RowsOf | undefined, wanted: Wanted): readonly string[] {
  const fields = list ? fieldsOf(list) : HEAD_SECTIONS.flatMap(section => fieldsOf(section));
  return fields
    .filter(({ parent }) => parent === undefined)
    .flatMap(field => placesOf(field, document, list ? [list, 0] : [], wanted));
}

function placesOf(field: Field, document: Declaration, around: Steps, wanted: Wanted): readonly string[] {
  const { direction } = document;
  const { message } = wanted;
  // What is a view of another place is shown there; what belongs to one declaration alone it gets when it is taken.
  const isShown = isWanted(field, direction, message) && field.kind !== 'computed' && field.use[direction] !== 'S';
  if (!isShown || field.extras.at !== undefined || field.extras.identity !== undefined) return [];
  const steps = [...around, field.name];
  const place = pathOf(steps);
  const value = get(document, steps);
  const inside = insideOf(field, value, steps, wanted).flatMap(([child, at]) => placesOf(child, document, at, wanted));
  const isFresh = wanted.fresh !== undefined && place.startsWith(`${wanted.fresh}.`) && canBeTyped(field, document);
  const isEmptyShown = wanted.all || isFresh;
  const isShownAs = wanted.places.has(place) || (isMissing(value) ? isEmptyShown : canBeTyped(field, document));
  return isShownAs ? [place, ...inside] : inside;
}

function insideOf(field: Field, value: unknown, steps: Steps, { fresh }: Wanted): readonly (readonly [Field, Steps])[] {
  if (field.kind === 'group') return field.children.map(child => [child, steps]);
  if (field.kind !== 'rows') return [];
  const held = Array.isArray(value) ? value.length : 0;
  const count = fresh === pathOf([...steps, held]) ? held + 1 : held;
  return Array.from({ length: count }, (_, row) =>
    field.children.map(child => [child, [...steps, row]] as const),
  ).flat();
}

const canBeTyped = (field: Field, { direction }: Declaration): boolean =>
  editorOf(field, direction).take !== undefined || field.kind === 'flag';

/** Where the values in view stand. */
export function documentInView({ whole, view, review, opened }: ReviewDialog): Declaration {
  if (view === 'head' && whole) return whole.document;
  const { direction } = review.document;
  const row = review.rows[opened];
  return { direction, containers: [], goods: [], [review.list]: row ? [row.row] : [] };
}

/** What is wrong with the values in view. */
export const faultsInView = ({ whole, view, review, opened }: ReviewDialog): readonly ImportFault[] =>
  (view === 'head' ? whole?.faults : review.rows[opened]?.faults) ?? [];

/** The places in view, those that have a fault or must be filled in among them. */
export function placesInView(dialog: ReviewDialog): readonly string[] {
  const { whole, view, review, empty } = dialog;
  const missing = view === 'head' ? (whole?.missing ?? []) : [];
  const places = new Set([...missing, ...faultsInView(dialog).map(({ path }) => path)]);
  return placesIn(documentInView(dialog), view === 'head' ? undefined : review.list, {
    all: empty,
    places,
    fresh: dialog.fresh,
    message: messageFor(dialog.own, review.document),
  });
}

/** The field of a row that a path leads to, or into the popup of which. */
export const fieldOfRow = (path: string): Field | undefined => fieldAt((parsePath(path) ?? []).slice(0, 3));

/** What a value is edited with; undefined where nothing of the catalogue stands. */
export function contextAt(dialog: ReviewDialog, place: string, world: World): FieldContext | undefined {
  const field = fieldAt(place);
  const steps = parsePath(place);
  if (!field || !steps) return undefined;
  const document = documentInView(dialog);
  const whole = dialog.whole?.document ?? dialog.review.document;
  return {
    field,
    row: (read(document, steps.slice(0, -1)) ?? {}) as Row,
    direction: document.direction,
    world,
    own: dialog.own,
    party: partyOf(whole),
    declared: () => ({
      lines: whole.goods as readonly Row[],
      // Fields that say of themselves which line they stand in are computed, and not in view here.
      current: -1,
      containers: whole.containers as readonly Row[],
    }),
  };
}

/** A value as it is shown. */
export function shownAt(context: FieldContext, value: unknown): string {
  const { field, direction } = context;
  if (typeof value === 'string' && Number(sizeOf(field, direction).max) > MAX_READABLE) {
    return `${Math.ceil((value.length * 3) / 4 / 1024)} KB`;
  }
  return cleanLine(editorOf(field, direction).shown(value, context));
}

/** Labels on the way to a place, rows of popups with their numbers: `企业资质1 资质编号`. */
export function labelOf(place: string): string {
  const steps = parsePath(place) ?? [];
  return steps
    .flatMap((step, depth) => {
      if (typeof step === 'number') return [];
      const label = fieldAt(steps.slice(0, depth + 1))?.label;
      const row = steps[depth + 1];
      return label === undefined ? [] : [typeof row === 'number' ? `${label}${row + 1}` : label];
    })
    .join(' ');
}

/** Where a value comes from, in words, as its cell, or as its element. */
export function originText({ whole, view, review, opened }: ReviewDialog, place: string): string {
  if (view === 'head') {
    if (!whole || isMissing(get(whole.document, place))) return whole?.missing.includes(place) ? '必填' : '';
    const { from, at, element } = originOf(whole, place);
    return from === 'file' ? sourceText(at, element) || '文件' : ORIGINS[from];
  }
  const row = review.rows[opened];
  const field = fieldOfRow(place);
  if (!row || !field) return '';
  if (row.added) return ORIGINS.added;
  const { cellOf, elementOf } = row.read;
  const [, , ...inside] = parsePath(place) ?? [];
  const [before, now] = [read(row.read.row, inside), read(row.row, inside)];
  if (!row.changed.has(field.id) || (now !== undefined && JSON.stringify(before) === JSON.stringify(now))) {
    return sourceText(cellOf({ path: place }), elementOf?.(place));
  }
  const isNew = typeof inside.at(-2) === 'number' && read(row.read.row, inside.slice(0, -1)) === undefined;
  return isNew ? ORIGINS.added : ORIGINS.people;
}

const sourceText = (at: CellRef | undefined, element: string | undefined): string =>
  cleanLine(at ? `${at.sheet}!${at.cell}` : (element ?? ''));

const ORIGINS = {
  people: '改过',
  added: '新加',
  party: '收发货人资料',
  registration: '默认值',
  derived: '带出',
} as const;
