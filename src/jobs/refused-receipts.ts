import { MOST_RECEIPTS } from '../store/receipts.ts';
import { cleanLine } from '../text.ts';
import type { Office } from './office.ts';
import type { Delivery } from './wire.ts';

/** Declarations with too many receipts that this program has told of: they come again each time. */
const toldOf = new WeakMap<Office, Set<string>>();

/** What is said of declarations with more receipts than are kept, once in a run. */
export function tooMany(office: Office, refused: readonly Delivery[]): readonly string[] {
  const told = toldOf.get(office) ?? new Set();
  toldOf.set(office, told);
  const names = refused.map(({ receipt: { entryNo } }) => entryNo);
  return [...new Set(names)].flatMap(entryNo => {
    if (told.has(entryNo)) return [];
    told.add(entryNo);
    const count = names.filter(name => name === entryNo).length;
    return [`${entryNo} 的回执已有 ${MOST_RECEIPTS} 条，多出的 ${count} 条没有收下，也没有确认；请与局端核对`];
  });
}

const STRANGERS_SHOWN = 3;

/** What is said of receipts for declarations that were not asked about: whoever sends them has mixed something up, so they are not taken. */
export function strangersIn(deliveries: readonly Delivery[], isOurs: (entryNo: string) => boolean): readonly string[] {
  const names = deliveries.flatMap(({ receipt: { entryNo } }) => (isOurs(entryNo) ? [] : [entryNo]));
  if (names.length === 0) return [];
  const shown = [...new Set(names)].slice(0, STRANGERS_SHOWN).map(name => cleanLine(name).slice(0, 30));
  return [
    `局端给出 ${names.length} 条没有问的单证的回执（${shown.join('、')}${names.length > shown.length ? ' 等' : ''}），没有收下`,
  ];
}
