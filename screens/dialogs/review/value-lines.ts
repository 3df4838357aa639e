import { type Field, fieldsOf, HEAD_SECTIONS, isWanted, sizeOf } from '../../../src/catalogue/catalogue.ts';
import type { MessageName } from '../../../src/catalogue/dialect.ts';
import type { Declaration } from '../../../src/catalogue/document.ts';
import { isMissing } from '../../../src/declaration/check.ts';
import { fieldAt, get, parsePath, pathOf, type Row, read, type Steps } from '../../../src/declaration/path.ts';
import type { ImportFault, RowsOf } from '../../../src/jobs/read-workbooks.ts';
import { originOf } from '../../../src/jobs/review-declaration.ts';
import { cleanLine } from '../../../src/text.ts';
import type { World } from '../../contract/world.ts';
import type { FieldContext } from '../../fields/field-editor.ts';
import { editorOf } from '../../fields/index.ts';
import type { ReviewDialog } from './state.ts';

/** Above that a value is a file, and no text that anybody reads. */
const MAX_READABLE = 100_000;

interface Wanted {
  /** The form of the message that is sent, where that has fields of its own. */
  readonly message: MessageName | undefined;
  /** Those that are empty, too. */
  readonly all: boolean;
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
  const inside = insideOf(field, value, steps).flatMap(([child, at]) => placesOf(child, document, at, wanted));
  const isShownAs = wanted.places.has(place) || (isMissing(value) ? wanted.all : canBeTyped(field, document));
  return isShownAs ? [place, ...inside] : inside;
}

function insideOf(field: Field, value: unknown, steps: Steps): readonly (readonly [Field, Steps])[] {
  if (field.kind === 'group') return field.children.map(child => [child, steps]);
  if (field.kind !== 'rows' || !Array.isArray(value)) return [];
  return value.flatMap((_, row) => field.children.map(child => [child, [...steps, row]] as const));
}

const canBeTyped = (field: Field, { direction }: Declaration): boolean =>
  editorOf(field, direction).take !== undefined || field.kind === 'flag';

/** Where the values in view stand. */
function documentInView({ whole, view, review, opened }: ReviewDialog): Declaration {
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
    message: dialog.own.messages?.[review.document.direction],
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

/** Where a value comes from, in words or as its cell. */
export function originText({ whole, view, review, opened }: ReviewDialog, place: string): string {
  if (view === 'head') {
    if (!whole || isMissing(get(whole.document, place))) return whole?.missing.includes(place) ? '必填' : '';
    const { from, at } = originOf(whole, place);
    return ORIGINS[from] ?? (at ? cleanLine(`${at.sheet}!${at.cell}`) : '文件');
  }
  const row = review.rows[opened];
  const field = fieldOfRow(place);
  if (!row || !field) return '';
  if (row.changed.has(field.id)) return ORIGINS.people;
  const { sheet, cell } = row.read.cellOf({ path: place }) ?? {};
  return cell === undefined ? '' : cleanLine(`${sheet}!${cell}`);
}

const ORIGINS: Readonly<Record<string, string>> & { readonly people: string } = {
  people: '改过',
  party: '收发货人资料',
  registration: '默认值',
  derived: '带出',
};
