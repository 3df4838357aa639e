import type { Declaration } from '../catalogue/document.ts';
import { DIRECTIONS, type Direction } from '../catalogue/row.ts';
import type { Steps } from '../declaration/path.ts';
import { UserError } from '../errors.ts';
import type { Codes } from './codes.ts';
import { documentOf } from './document.ts';
import type { Form } from './form.ts';
import { SENT } from './forms.ts';
import { type GroupPlan, headSlot, type Plan, planOf, type Slot } from './plan.ts';
import { type Problem, problemList, type Report } from './problem.ts';
import type { Group } from './tree.ts';
import { Sources } from './value-sources.ts';
import { DECLARATION_LIMITS, type Element, messageText, readXml } from './xml.ts';

export interface ReadDeclaration {
  readonly form: Form;
  readonly document: Declaration;
  /** Empty if the message gives none. */
  readonly messageId: string;
  readonly problems: readonly Problem[];
  /** The element that gave the value at a place. */
  readonly elementOf: (steps: Steps) => string | undefined;
}

/**
 * Reads a declaration message of a form. What the message cannot be taken for at all is a UserError `message.*`; what of it cannot be taken
 * is a problem; account data is passed over. Values are kept as the message gives them: whether they are right is for the check to say.
 */
export function readDeclaration(xml: Uint8Array | string, form: Form = SENT, codes?: Codes): ReadDeclaration {
  return declarationIn(readXml(xml, DECLARATION_LIMITS), form, codes);
}

/** The declaration in the root element of a message. */
export function declarationIn(root: Element, form: Form, codes?: Codes): ReadDeclaration {
  const plan = planOf(form);
  if (root.name !== form.root) throw notUnderstood(`根元素不是 ${form.root}`);
  const { problems, report } = problemList();
  const outer = outerGroups(root, plan, report);
  const heads = outer.filter(({ name }) => name === plan.head.name);
  const [head] = heads;
  if (!head || heads.length > 1) throw notUnderstood(`应有且只有一个${plan.head.title}`);
  const kind = textIn(head, headSlot(plan, 'direction').name);
  const direction = directionOf(plan, kind);
  if (!direction) throw notUnderstood(kind ? '出入境类别不认识' : '没有出入境类别');
  const groups = groupsOf(outer, plan.groups, '', { form, direction, report });
  const sources = new Sources();
  const document = documentOf(groups, { form, direction, codes }, report, sources);
  return {
    form,
    document,
    elementOf: steps => sources.elementOf(document, steps),
    messageId: textIn(head, plan.head.slots.find(({ source }) => source.from === 'messageId')?.name ?? ''),
    problems,
  };
}

const textIn = ({ children }: Element, element: string) =>
  messageText(children.find(({ name }) => name === element)?.text ?? '').trim();

/**
 * The elements of the outer groups, under the names of the form. Some programs put the other groups into the head group, and elements of the
 * head group into the root.
 */
function outerGroups(root: Element, { form, groups, head }: Plan, report: Report): readonly Element[] {
  const meant = (name: string) => (Object.hasOwn(form.also, name) ? form.also[name] : undefined);
  const named = (element: Element) => ({ ...element, name: meant(element.name) ?? element.name });
  const isOuter = ({ name }: Element) => groups.some(group => group.name === name);
  const children = unwrapped(root.children, groups).map(named);
  const loose = children.filter(({ name }) => meant(`/${name}`));
  for (const child of children) {
    if (isOuter(child) || meant(`/${child.name}`) !== undefined) continue;
    const title = form.apart && Object.hasOwn(form.apart, child.name) ? form.apart[child.name] : undefined;
    if (title === undefined) report(stranger(child, ''));
    else if (child.children.length > 0) report(apart(child, title));
  }
  return children.filter(isOuter).flatMap(group => {
    if (group.name !== head.name) return [group];
    const own = group.children.map(named);
    const moved = loose.map(element => ({ ...element, name: meant(`/${element.name}`) ?? '' }));
    return [{ ...group, children: [...own.filter(child => !isOuter(child)), ...moved] }, ...own.filter(isOuter)];
  });
}

function notUnderstood(text: string): UserError {
  return new UserError('message.not-understood', `不是报检申报报文：${text}`, {
    exit: 'faults',
    next: ['请确认文件是 e-CIQ 申报报文'],
  });
}

function directionOf(plan: Plan, code: string | undefined): Direction | undefined {
  const { source } = headSlot(plan, 'direction');
  if (source.from !== 'direction' || code === undefined) return undefined;
  return DIRECTIONS.find(direction => source.codes[direction] === code) ?? source.also?.[code];
}

interface Reading {
  readonly form: Form;
  readonly direction: Direction;
  readonly report: Report;
}

function groupsOf(elements: readonly Element[], plans: readonly GroupPlan[], path: string, reading: Reading): Group[] {
  return unwrapped(elements, plans).flatMap(child => {
    const plan = plans.find(({ name }) => name === child.name);
    return plan ? [groupOf(child, plan, path, reading)] : [];
  });
}

function groupOf(element: Element, plan: GroupPlan, path: string, reading: Reading): Group {
  const { form, direction, report } = reading;
  const here = `${path}${plan.name}/`;
  const texts = new Map<string, string>();
  const others = Object.keys(form.also).some(key => key.startsWith(`${plan.name}/`));
  for (const child of element.children) {
    const name = (others ? form.also[`${plan.name}/${child.name}`] : undefined) ?? child.name;
    if (name === '' || plan.inner.some(inner => inner.name === name || inner.within === name)) continue;
    const slot = slotNamed(plan, name);
    if (!slot || child.children.length > 0) {
      report(stranger(child, here));
      continue;
    }
    const text = messageText(child.text).trim();
    // What only says that there is no value is no value.
    if (text === emptyOf(slot, direction)) continue;
    if (!texts.has(slot.name)) texts.set(slot.name, text);
    else if (texts.get(slot.name) !== text || name === child.name) {
      const text = `${child.name}：出现多次，只取第一个`;
      report({ code: 'message.repeated', path: '', element: `${here}${child.name}`, text });
    }
  }
  return { plan, texts, inner: groupsOf(element.children, plan.inner, here, reading) };
}

/** The slot of an element; where it is another place of a second element, that of the second. */
function slotNamed({ slots }: GroupPlan, name: string): Slot | undefined {
  const slot = slots.find(each => each.name === name);
  const { source } = slot ?? {};
  return source?.from === 'other' ? slots.find(each => each.name === source.element) : slot;
}

function emptyOf({ source }: Slot, direction: Direction): string | undefined {
  if (source.from === 'field') return source.empty?.[direction];
  return source.from === 'nowhere' ? source.empty : undefined;
}

/** What stands in an element around all groups of a plan, in its place. */
const unwrapped = (elements: readonly Element[], plans: readonly GroupPlan[]): readonly Element[] =>
  elements.flatMap(each => (plans.some(({ within }) => within === each.name) ? each.children : [each]));

const apart = ({ name }: Element, title: string): Problem => ({
  code: 'message.not-kept',
  path: '',
  element: name,
  text: `${title}：报检单没有这些，未取用`,
});

const stranger = ({ name }: Element, path: string): Problem => ({
  code: 'message.unknown-element',
  path: '',
  element: `${path}${name}`,
  text: `${name}：标准报文没有这个元素，未取用`,
});
