import { Bug, UserError } from '../errors.ts';
import { SENT } from './forms.ts';
import { planOf } from './plan.ts';
import { type Element, withEntities } from './xml.ts';

/**
 * The account of the channel. It enters a message here, on the way to the wire, and nowhere else: messages that are stored, shown or logged
 * are those without it, and no error of this room quotes it.
 */
export interface Account {
  readonly user: string;
  readonly password: string;
  /** 通讯账号认证方式 */
  readonly method?: string;
  /** 通讯证书ID */
  readonly certificate?: string;
}
type Part = keyof Account;

interface Place {
  readonly part: Part;
  readonly element: string;
}

const HEAD = planOf(SENT).head;
/** In a declaration: spare1 to spare4, the last elements of the head group. */
const IN_DECLARATION: readonly Place[] = HEAD.slots.flatMap(({ name, source }) =>
  source.from === 'account' ? [{ part: source.part, element: name }] : [],
);
const HEAD_END = `</${HEAD.name}>`;

/** In the other requests of exchange.ts: `<Account>` with these, first in the root. */
export const ACCOUNT = 'Account';
// biome-ignore format: table
const IN_REQUEST: readonly Place[] = [
  { part: 'user',        element: 'User' },
  { part: 'password',    element: 'Password' },
  { part: 'method',      element: 'Method' },
  { part: 'certificate', element: 'Certificate' },
];

/** The message with the account in its place; an account that it has already gives way. Throws UserError `message.account`, without quoting it. */
export function withAccount(xml: string, account: Account): string {
  const bare = withoutAccount(xml);
  for (const value of Object.values(account)) {
    if (/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/u.test(value)) {
      throw new UserError('message.account', '通讯账号含有报文不能写的字符（控制字符）', {
        exit: 'usage',
        next: ['请在申报通讯设置里重新填写账号和密码'],
      });
    }
  }
  const end = bare.indexOf(HEAD_END);
  if (end >= 0) {
    if (bare.indexOf(HEAD_END, end + 1) >= 0) throw new Bug('two head groups');
    return `${bare.slice(0, end).trimEnd()}\n${lines(IN_DECLARATION, account, '    ')}  ${bare.slice(end)}`;
  }
  const open = /^(?:<\?xml[^>]*\?>)?\s*<[A-Z][A-Za-z]*(\/?)>/u.exec(bare);
  if (!open) throw new Bug('no message to add an account to');
  const box = `\n  <${ACCOUNT}>\n${lines(IN_REQUEST, account, '    ')}  </${ACCOUNT}>`;
  if (!open[1]) return `${open[0]}${box}${bare.slice(open[0].length)}`;
  const name = /<([A-Za-z]+)\/>$/u.exec(open[0])?.[1];
  return `${open[0].slice(0, -2)}>${box}\n</${name}>${bare.slice(open[0].length)}`;
}

function lines(places: readonly Place[], account: Account, indent: string): string {
  return places
    .flatMap(({ part, element }) =>
      account[part] ? [`${indent}<${element}>${withEntities(account[part])}</${element}>\n`] : [],
    )
    .join('');
}

const OPEN = new RegExp(
  `\\s*<(${[...IN_DECLARATION, { element: ACCOUNT }].map(({ element }) => element).join('|')})(?:\\s[^<>]*)?(/?)>`,
  'gu',
);

/** The message without any account data: what may be stored, shown and logged. Takes any text, also a message cut short in the middle of it. */
export function withoutAccount(xml: string): string {
  let kept = '';
  let from = 0;
  OPEN.lastIndex = 0;
  for (let open = OPEN.exec(xml); open; open = OPEN.exec(xml)) {
    kept += xml.slice(from, open.index);
    from = OPEN.lastIndex;
    if (!open[2]) {
      const close = new RegExp(`</${open[1]}\\s*>`, 'gu');
      close.lastIndex = from;
      from = close.exec(xml) ? close.lastIndex : xml.length;
    }
    OPEN.lastIndex = from;
  }
  return kept + xml.slice(from);
}

/** The account that a message which was read came with, for the bureau's side. */
export function accountIn(root: Element): Account | undefined {
  return root.name === SENT.root
    ? accountOf(
        root.children.find(({ name }) => name === HEAD.name),
        IN_DECLARATION,
      )
    : accountOf(
        root.children.find(({ name }) => name === ACCOUNT),
        IN_REQUEST,
      );
}

function accountOf(box: Element | undefined, places: readonly Place[]): Account | undefined {
  const found: Partial<Record<Part, string>> = {};
  for (const { part, element } of places) {
    const text = box?.children.find(({ name }) => name === element)?.text;
    if (text) found[part] = text;
  }
  const { user, password, ...rest } = found;
  return user === undefined && password === undefined
    ? undefined
    : { user: user ?? '', password: password ?? '', ...rest };
}
