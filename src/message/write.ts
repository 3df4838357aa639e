import { codesOf, type Field } from '../catalogue/catalogue.ts';
import type { CodeBook } from '../catalogue/code-book.ts';
import type { Declaration } from '../catalogue/document.ts';
import { type Row, read } from '../declaration/path.ts';
import { add, isNumber } from '../kinds/number.ts';
import { documentOf } from './document.ts';
import type { Form } from './form.ts';
import { SENT } from './forms.ts';
import { ENTRY_NUMBER, type GroupPlan, planOf, type Slot, type Target } from './plan.ts';
import { branchOf, type Group } from './tree.ts';
import { type Unsent, unsentOf } from './unsent.ts';
import { textOf } from './value.ts';
import { messageText, writeXml } from './xml.ts';

export interface WriteContext {
  /** Fixed before the first try to send: the bureau takes a message id once (`EntUuid`). */
  readonly messageId: string;
  readonly book: CodeBook;
  /** The organisation code of the declaring enterprise (`techRegCode`, settings S4). */
  readonly organisationCode?: string;
  /** What the platform has registered this program as (`SoftType`); left out where it has not. */
  readonly software?: string;
}

export interface Written {
  readonly xml: string;
  /** Every value of the document that the message does not carry as it is held. */
  readonly unsent: readonly Unsent[];
}

/** The rows on the way to a group, the document first. */
type Places = readonly { readonly row: Row; readonly number: number; readonly item?: string }[];

/**
 * The e-CIQ declaration message of a document: the same bytes for the same document and context, without account data.
 * Elements without a value are left out, but for those that always say something. Whether the document is fit to be sent is for the check and the schema to say.
 */
export function writeDeclaration(document: Declaration, context: WriteContext, form: Form = SENT): Written {
  const groups = groupsOf(planOf(form).groups, document, [{ row: document, number: 1 }], context);
  return {
    xml: writeXml(branchOf(form, groups)),
    unsent: unsentOf(document, documentOf(groups, document.direction), form),
  };
}

function groupsOf(plans: readonly GroupPlan[], document: Declaration, places: Places, context: WriteContext): Group[] {
  return plans
    .filter(plan => plan.used[document.direction])
    .flatMap(plan =>
      rowsOf(plan, document, places).map(at => ({
        plan,
        texts: textsOf(plan, document, at, context),
        inner: groupsOf(plan.inner, document, at, context),
      })),
    );
}

/** What the elements of one group say, in their order; most of a group's many elements say nothing. */
function textsOf({ slots }: GroupPlan, document: Declaration, places: Places, context: WriteContext) {
  const texts = new Map<string, string>();
  for (const slot of slots) {
    const text = slotText(slot, document, places, context);
    if (text !== '') texts.set(slot.name, text);
  }
  return texts;
}

/** One list of places for every time that the group stands in the message. */
function rowsOf({ rows }: GroupPlan, document: Declaration, places: Places): Places[] {
  if (rows === 'document') return [places];
  const parent = places.at(-1)?.row ?? {};
  const held = typeof rows === 'string' ? document[rows] : parent[rows.name];
  if (!Array.isArray(held)) return [];
  return held.map((row: unknown, index) => [
    ...places,
    typeof row === 'string' ? { row: {}, number: index + 1, item: row } : { row: row as Row, number: index + 1 },
  ]);
}

function slotText(slot: Slot, document: Declaration, places: Places, context: WriteContext): string {
  const { source } = slot;
  const target = slot.target[document.direction];
  switch (source.from) {
    case 'field':
      return target ? textAt(target, places) || (source.empty ?? '') : '';
    case 'unit':
      return target && belongs(slot, document, places, context) === source.is ? textAt(target, places) : '';
    case 'column':
      return target ? columnOf(target, places).join(',').replace(/^,+$/u, '') : '';
    case 'texts':
      return target ? derived(slot, [...new Set(columnOf(target, places).filter(Boolean))].join(',')) : '';
    case 'names':
      return target
        ? derived(
            slot,
            columnOf(target, places)
              .map(code => nameOf(target.field, code, document, context) ?? code)
              .filter(Boolean)
              .join(','),
          )
        : '';
    case 'name':
      return target ? derived(slot, nameOf(target.field, textAt(target, places), document, context) ?? '') : '';
    case 'total':
      return target && slot.unit ? totalOf(target, slot.unit, source.code, document) : '';
    case 'key':
      return [textOf(ENTRY_NUMBER, read(document, [ENTRY_NUMBER.name])), ...numbers(places, slot.depth)]
        .filter(part => part !== '')
        .join('-');
    case 'number':
      return String(places[slot.depth]?.number ?? '');
    case 'item':
      return messageText(places.at(-1)?.item ?? '');
    case 'first':
      return places.at(-1)?.number === 1 ? '1' : '0';
    case 'direction':
      return source.codes[document.direction];
    case 'messageId':
      return messageText(context.messageId);
    case 'organisation':
      return messageText(context.organisationCode ?? '');
    case 'software':
      return messageText(context.software ?? '');
    case 'account':
    case 'nowhere':
      return '';
  }
}

function textAt({ field, depth, steps }: Target, places: Places): string {
  return textOf(field, read(places[depth]?.row, steps));
}

const numbers = (places: Places, depth: number) => places.slice(1, depth + 1).map(place => place.number);

/** The texts of one field in all rows of its list. */
function columnOf({ field, depth, steps }: Target, places: Places): string[] {
  const rows = read(places[depth]?.row, steps.slice(0, -1));
  return Array.isArray(rows) ? rows.map(row => textOf(field, read(row, steps.slice(-1)))) : [];
}

/** Text that only repeats what codes say is cut to what the element holds; what the user wrote never is. */
function derived({ hint }: Slot, text: string): string {
  const clean = messageText(text);
  return typeof hint === 'number' ? [...clean].slice(0, hint).join('') : clean;
}

function nameOf(field: Field, code: string, { direction }: Declaration, { book }: WriteContext): string | undefined {
  const table = codesOf(field, direction);
  return table && code ? book.find(table, code)?.name : undefined;
}

function belongs({ source, unit }: Slot, { direction }: Declaration, places: Places, { book }: WriteContext): boolean {
  if (source.from !== 'unit' || !unit) return false;
  const table = codesOf(unit.field, direction);
  const code = textAt(unit, places);
  return table !== undefined && code !== '' && book.find(table, code)?.extra.group === source.group;
}

/** The exact sum, or nothing if there is no line, or one of another unit or without a number. */
function totalOf(value: Target, unit: Target, code: string, document: Declaration): string {
  const values: string[] = [];
  for (const row of document.goods) {
    const text = textOf(value.field, read(row, value.steps.slice(1)));
    if (!isNumber(text) || textOf(unit.field, read(row, unit.steps.slice(1))) !== code) return '';
    values.push(text);
  }
  return values.length > 0 ? values.reduce(add) : '';
}
