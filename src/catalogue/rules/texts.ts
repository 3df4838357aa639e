import type { Declaration } from '../document.ts';
import type { Fault } from '../fault.ts';
import { fault, type Rule } from './rule.ts';

type Visit = (text: string, path: string) => readonly Fault[];

/** Files are no texts that people read. */
const UNREAD: ReadonlySet<string> = new Set(['markFiles']);

/** What is found in every text of a value; codes and numbers in lists are no texts. */
function inTexts(value: unknown, path: string, visit: Visit): readonly Fault[] {
  if (typeof value === 'string') return visit(value, path);
  if (Array.isArray(value)) {
    return value.flatMap((row: unknown, index) =>
      typeof row === 'string' ? [] : inTexts(row, `${path}[${index}]`, visit),
    );
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) =>
    UNREAD.has(name) ? [] : inTexts(child, path === '' ? name : `${path}.${name}`, visit),
  );
}

const WIDE = /[Ａ-Ｚａ-ｚ０-９]+/u;

/** Letters and digits are half as wide as characters, as the bureau's system searches them. */
export const halfWidth: Rule = document =>
  inTexts(document, '', (text, path) => {
    const [wide] = WIDE.exec(text) ?? [];
    return wide === undefined ? [] : [fault('text.full-width', path, { text: wide })];
  });

const CHINESE = /\p{Script=Han}/u;

/** The fields whose values are in a foreign language, in the head and in a goods line. */
const FOREIGN_HEAD = ['consigneeNameEn', 'consignorNameEn'] as const;

/** Names in a foreign language are in Latin letters. */
export const foreignInLatin: Rule = document => [
  ...FOREIGN_HEAD.flatMap(name => (CHINESE.test(document[name] ?? '') ? [fault('text.not-latin', name)] : [])),
  ...document.goods.flatMap(({ nameEn = '' }, line) =>
    CHINESE.test(nameEn) ? [fault('text.not-latin', `goods[${line}].nameEn`)] : [],
  ),
];

/** The names of the parties. */
const NAMES = [
  'consigneeName',
  'consigneeNameEn',
  'consignorName',
  'consignorNameEn',
] as const satisfies readonly (keyof Declaration)[];
/** What people write for a name that there is none of. */
const NONE = /^(无|沒有|没有|无名称|不详|none|null|nil|n\.?\/?a\.?|[-—/\\.]+|\*{1,2})$/iu;

/** A name that there is none of is three stars. */
export const nameThereIsNone: Rule = document =>
  NAMES.flatMap(name => {
    const text = document[name] ?? '';
    return NONE.test(text) ? [fault('name.none', name, { text })] : [];
  });

/** Somebody gets what is sent abroad: the name is there in Chinese or in a foreign language. */
export const consigneeAbroad: Rule = ({ consigneeName, consigneeNameEn }) =>
  consigneeName || consigneeNameEn ? [] : [fault('consignee.missing', 'consigneeName')];
