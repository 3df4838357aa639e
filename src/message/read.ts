import type { Declaration } from '../catalogue/document.ts';
import { DIRECTIONS, type Direction } from '../catalogue/row.ts';
import { UserError } from '../errors.ts';
import { documentOf } from './document.ts';
import type { Form } from './form.ts';
import { SENT } from './forms.ts';
import { type GroupPlan, headSlot, type Plan, planOf } from './plan.ts';
import { type Problem, problemList, type Report } from './problem.ts';
import type { Group } from './tree.ts';
import { DECLARATION_LIMITS, type Element, messageText, readXml } from './xml.ts';

export interface ReadDeclaration {
  readonly document: Declaration;
  /** Empty if the message gives none. */
  readonly messageId: string;
  readonly problems: readonly Problem[];
}

/**
 * Reads a declaration message. What the message cannot be taken for at all is a UserError `message.*`; what of it cannot be taken is a problem;
 * account data is passed over. Values are kept as the message gives them: whether they are right is for the check to say.
 */
export function readDeclaration(xml: Uint8Array | string, form: Form = SENT): ReadDeclaration {
  const root = readXml(xml, DECLARATION_LIMITS);
  const plan = planOf(form);
  if (root.name !== form.root) throw notUnderstood(`根元素不是 ${form.root}`);
  const { problems, report } = problemList();
  for (const child of root.children) {
    if (!plan.groups.some(({ name }) => name === child.name)) report(stranger(child, ''));
  }
  const groups = groupsOf(root, plan.groups, '', report);
  const heads = groups.filter(group => group.plan === plan.head);
  const [head] = heads;
  if (!head || heads.length > 1) throw notUnderstood(`应有且只有一个${plan.head.title}`);
  const kind = head.texts.get(headSlot(plan, 'direction').name);
  const direction = directionOf(plan, kind);
  if (!direction) throw notUnderstood(kind ? '出入境类别不认识' : '没有出入境类别');
  return {
    document: documentOf(groups, direction, report),
    messageId: head.texts.get(headSlot(plan, 'messageId').name) ?? '',
    problems,
  };
}

function notUnderstood(text: string): UserError {
  return new UserError('message.not-understood', `不是报检申报报文：${text}`, {
    exit: 'faults',
    next: ['请确认文件是 e-CIQ 申报报文'],
  });
}

function directionOf(plan: Plan, code: string | undefined): Direction | undefined {
  const { source } = headSlot(plan, 'direction');
  return source.from === 'direction' ? DIRECTIONS.find(direction => source.codes[direction] === code) : undefined;
}

function groupsOf(element: Element, plans: readonly GroupPlan[], path: string, report: Report): Group[] {
  return element.children.flatMap(child => {
    const plan = plans.find(({ name }) => name === child.name);
    return plan ? [groupOf(child, plan, path, report)] : [];
  });
}

function groupOf(element: Element, plan: GroupPlan, path: string, report: Report): Group {
  const here = `${path}${plan.name}/`;
  const texts = new Map<string, string>();
  for (const child of element.children) {
    if (plan.inner.some(({ name }) => name === child.name)) continue;
    const slot = plan.slots.find(({ name }) => name === child.name);
    if (!slot || child.children.length > 0) report(stranger(child, here));
    else if (texts.has(child.name)) {
      const text = `${child.name}：出现多次，只取第一个`;
      report({ code: 'message.repeated', path: '', element: `${here}${child.name}`, text });
    } else {
      const text = messageText(child.text).trim();
      // What only says that there is no value is no value.
      if (slot.source.from !== 'field' || text !== slot.source.empty) texts.set(child.name, text);
    }
  }
  return { plan, texts, inner: groupsOf(element, plan.inner, here, report) };
}

const stranger = ({ name }: Element, path: string): Problem => ({
  code: 'message.unknown-element',
  path: '',
  element: `${path}${name}`,
  text: `${name}：标准报文没有这个元素，未取用`,
});
