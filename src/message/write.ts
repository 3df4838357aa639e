import { codesIn, type Field } from '../catalogue/catalogue.ts';
import type { Declaration } from '../catalogue/document.ts';
import { type Row, read } from '../declaration/path.ts';
import { UserError } from '../errors.ts';
import { add, isNumber } from '../kinds/number.ts';
import { type Codes, codeForForm, hasOwnCodes } from './codes.ts';
import { documentOf } from './document.ts';
import type { Form } from './form.ts';
import { SENT } from './forms.ts';
import { ENTRY_NUMBER, type GroupPlan, headSlot, type Plan, planOf, type Slot, type Target } from './plan.ts';
import { type Problem, problemList, type Report } from './problem.ts';
import { branchOf, type Group } from './tree.ts';
import { type Unsent, unsentOf } from './unsent.ts';
import { itemsIn, textOf } from './value.ts';
import { messageText, writeXml } from './xml.ts';

export interface WriteContext extends Codes {
  /** Fixed before the first try to send: the bureau takes a message id once (`EntUuid`). */
  readonly messageId: string;
  /** The organisation code of the declaring enterprise (`techRegCode`, settings S4). */
  readonly organisationCode?: string;
  /** What the platform has registered this program as (`SoftType`); left out where it has not. */
  readonly software?: string;
}

export interface Written {
  readonly xml: string;
  /** Every value of the document that the message does not carry as it is held; worked out when it is first asked for, which sending does not. */
  readonly unsent: readonly Unsent[];
  /** What the form needs and the document has no code for: such a message must not leave. */
  readonly faults: readonly Problem[];
}

/** A row on the way to a group; `path` as faults say it. */
interface Place {
  readonly row: Row;
  readonly path: string;
  readonly number: number;
  readonly item?: string;
}
/** The rows on the way to a group, the document first. */
type Places = readonly Place[];

/** What is being written, and of what. */
interface Writing {
  readonly document: Declaration;
  readonly context: WriteContext;
  readonly form: Form;
  readonly report: Report;
  /** What the form must have and no value is for: of rows it is told once. */
  readonly told: Set<Slot>;
}

/**
 * The message of a document in a form: the same bytes for the same document and context, without account data. Throws UserError
 * `message.no-form` if the form has none for this kind of declaration. Elements without a value are left out, but for those that always say something. Whether the document is fit to be sent is for the check and the schema to say.
 */
export function writeDeclaration(document: Declaration, context: WriteContext, form: Form = SENT): Written {
  const plan = planOf(form);
  if (!hasForm(plan, document)) throw noForm(form);
  const { problems: faults, report } = problemList();
  const writing = { document, context, form, report, told: new Set<Slot>() };
  const groups = groupsOf(plan.groups, [{ row: document, path: '', number: 1 }], writing);
  let unsent: readonly Unsent[] | undefined;
  return {
    xml: writeXml(branchOf(plan, groups), form.namespace),
    // Reading back what was written takes as long as half of writing it.
    get unsent() {
      const reading = { form, direction: document.direction, codes: context, own: true };
      unsent ??= unsentOf(document, documentOf(groups, reading), form);
      return unsent;
    },
    faults,
  };
}

function hasForm(plan: Plan, { direction }: Declaration): boolean {
  const { source } = headSlot(plan, 'direction');
  return source.from === 'direction' && source.codes[direction] !== undefined;
}

function noForm({ title }: Form): UserError {
  return new UserError('message.no-form', `没有这种报检单的${title}`, {
    exit: 'faults',
    next: ['出境包装只有 e-CIQ 报检报文'],
  });
}

function groupsOf(plans: readonly GroupPlan[], places: Places, writing: Writing): Group[] {
  return plans
    .filter(plan => plan.used[writing.document.direction])
    .flatMap(plan =>
      rowsOf(plan, places).map(at => ({
        plan,
        texts: textsOf(plan, at, writing),
        inner: groupsOf(plan.inner, at, writing),
      })),
    );
}

/** What the elements of one group say, in their order; most of a group's many elements say nothing. */
function textsOf({ name, slots }: GroupPlan, places: Places, writing: Writing) {
  const texts = new Map<string, string>();
  for (const slot of slots) {
    const text = slotText(slot, name, places, writing);
    if (text !== '') texts.set(slot.name, text);
  }
  return texts;
}

/** One list of places for every time that the group stands in the message. */
function rowsOf({ path }: GroupPlan, places: Places): readonly Places[] {
  return path.reduce<readonly Places[]>((all, list) => all.flatMap(around => itemsOf(list, around)), [places]);
}

function itemsOf(list: string, places: Places): Places[] {
  const around = places.at(-1);
  const held = read(around?.row, [list]);
  if (!Array.isArray(held)) return [];
  return held.map((row: unknown, index) => {
    const place = { path: `${around?.path && `${around.path}.`}${list}[${index}]`, number: index + 1 };
    return [...places, typeof row === 'string' ? { ...place, row: {}, item: row } : { ...place, row: row as Row }];
  });
}

function slotText(slot: Slot, group: string, places: Places, writing: Writing): string {
  const { source } = slot;
  const { document, context } = writing;
  const target = slot.target[document.direction];
  switch (source.from) {
    case 'field': {
      if (!target) return '';
      const text = shaped(writing.form, target, slot, inForm(target, slot, group, places, writing), places);
      if (source.must && textAt(target, places) === '') missing(slot, group, target, places, writing);
      return text || (source.empty?.[document.direction] ?? '');
    }
    case 'joined': {
      const texts = slot.parts.map(part => textAt(part, places));
      return texts.some(Boolean) ? texts.map(text => text || source.empty).join('') : '';
    }
    case 'fixed':
      return source.text;
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
      return source.codes[document.direction] ?? '';
    case 'messageId':
      return messageText(context.messageId);
    case 'organisation':
      return messageText(context.organisationCode ?? '');
    case 'software':
      return messageText(context.software ?? '');
    case 'nowhere':
    case 'account':
    case 'other':
      return '';
  }
}

function missing(slot: Slot, group: string, { depth, steps }: Target, places: Places, writing: Writing): void {
  if (writing.told.has(slot)) return;
  writing.told.add(slot);
  const path = places[depth]?.path;
  writing.report({
    code: 'message.no-value',
    path: `${path && `${path}.`}${steps.join('.')}`,
    element: `${group}/${slot.name}`,
    text: `${slot.title}：${writing.form.title}必填，没有填`,
  });
}

function textAt({ field, depth, steps }: Target, places: Places): string {
  return textOf(field, read(places[depth]?.row, steps));
}

/** A date as the form writes it, and the end of a value of which it has no more. */
function shaped({ dates }: Form, { field }: Target, { behind }: Slot, text: string, places: Places): string {
  const before = behind ? textAt(behind, places) : '';
  if (before !== '' && text.startsWith(before)) return text.slice(before.length);
  return dates === 'day' && field.kind === 'date' ? text.replace(/^(\d{4})-(\d{2})-(\d{2}).*$/u, '$1$2$3') : text;
}

/** The text of a field in the codes of the form; a code that has none there is a fault, and left out. */
function inForm(target: Target, slot: Slot, group: string, places: Places, writing: Writing): string {
  const { field, depth, steps } = target;
  const text = textAt(target, places);
  const { document, context, form, report } = writing;
  const side = { form, direction: document.direction, codes: context };
  if (text === '' || field.codes === undefined || !hasOwnCodes(slot, side)) return text;
  const path = places[depth]?.path;
  return itemsIn(field, text)
    .flatMap(item => {
      const found = codeForForm(field, slot, item, side);
      if ('code' in found) return [found.code];
      report({
        code: 'message.no-code',
        path: `${path && `${path}.`}${steps.join('.')}`,
        element: `${group}/${slot.name}`,
        text: `${field.label}：${found.none}`,
      });
      return [];
    })
    .join(',');
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
  const table = codesIn(book, field, direction);
  return table && code ? book.find(table, code)?.name : undefined;
}

function belongs({ source, unit }: Slot, { direction }: Declaration, places: Places, { book }: WriteContext): boolean {
  if (source.from !== 'unit' || !unit) return false;
  const table = codesIn(book, unit.field, direction);
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
