import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import type { Codes } from './codes.ts';
import type { Form } from './form.ts';
import { FORMS, SENT } from './forms.ts';
import { headSlot, planOf } from './plan.ts';
import { declarationIn, type ReadDeclaration } from './read.ts';
import { type Element, FILE_LIMITS, readXml } from './xml.ts';

/** What messages travel in: the way from the root of the wrapping to what holds the groups. */
const WRAPPINGS: readonly (readonly string[])[] = [['OBORMessage', 'MessageBody'], ['ROOT']];

/** What else comes from the same authorities, by its root. */
const OTHERS: Readonly<Record<string, string>> = {
  Ciqresult: '检验检疫回执',
  DCL_RESPONSE: 'e-CIQ 回执',
  DxpMsg: '交换平台的传输报文',
};

/**
 * Reads a declaration message of whatever form, as files of other programs have it: in UTF-8, UTF-16 or GB18030, with or without prefixes of
 * a namespace, in a wrapping or bare. Codes of both dialects are taken. Throws as `readDeclaration` does.
 */
export function readMessage(bytes: Uint8Array, codes: Codes): ReadDeclaration {
  const root = unwrapped(withoutPrefixes(readXml(bytes, FILE_LIMITS)));
  const form = formOf(root);
  if (form) return declarationIn(root, form, codes);
  const name = cleanLine(root.name).slice(0, 64);
  const other = Object.hasOwn(OTHERS, name) ? `${OTHERS[name]}（${name}）` : `根元素是 ${name}`;
  throw new UserError('message.not-understood', `不是报检申报报文：${other}`, {
    exit: 'faults',
    next: [
      `请给出${Object.values<Form>(FORMS)
        .map(({ title }) => title)
        .join('，或')}`,
    ],
  });
}

function withoutPrefixes({ name, text, children }: Element): Element {
  return { name: name.slice(name.indexOf(':') + 1), text, children: children.map(withoutPrefixes) };
}

/** The root of the message in a wrapping; groups that lie bare in it stand in a root then. */
function unwrapped(root: Element): Element {
  const path = WRAPPINGS.find(([outer]) => outer === root.name);
  if (!path) return root;
  const [, ...inside] = path;
  const holder = inside.reduce<Element | undefined>((at, step) => at?.children.find(({ name }) => name === step), root);
  const message = holder?.children.find(({ name }) => Object.values(FORMS).some(form => form.root === name));
  return message ?? { name: SENT.root, text: '', children: holder?.children ?? [] };
}

/** The form whose element for the direction stands in the head group. */
function formOf(root: Element): Form | undefined {
  const fitting = Object.values<Form>(FORMS).filter(form => form.root === root.name);
  const told = fitting.find(form => {
    const plan = planOf(form);
    const head = root.children.find(({ name }) => name === plan.head.name);
    return head?.children.some(({ name }) => name === headSlot(plan, 'direction').name);
  });
  return told ?? fitting[0];
}
