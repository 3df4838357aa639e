import type { Direction } from '../catalogue/row.ts';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import type { Office } from './office.ts';
import { nameOf, REJECTIONS, type RejectionSaying, rejectionSaying } from './rejection-recall.ts';
import { FORGOTTEN } from './settings/forgotten-rejections.ts';

/** A reason that the bureau has given, and how often. */
export interface Rejection extends RejectionSaying {
  readonly name: string;
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly last: number;
}

/** Of whom and what a field is being filled. */
export interface Rejectable {
  readonly direction: Direction;
  readonly field: string;
  readonly party: string;
  /** The HS code of the goods line; nothing elsewhere. */
  readonly code: string;
}

/** What the bureau has sent declarations back for. */
export interface RejectionMemory {
  /** The reasons given for a field, those of the same party and code first, then the newest. */
  of(at: Rejectable): readonly Rejection[];
  /** Takes in what was said and forgotten since. */
  refresh(): Promise<void>;
}

/** Opens the memory, empty until the first `refresh`. */
export function rejectionMemory(office: Pick<Office, 'store'>): RejectionMemory {
  let byField: ReadonlyMap<string, readonly Rejection[]> = new Map();
  return {
    of(at) {
      const rank = ({ party, code }: Rejection): number =>
        Number(party !== '' && party === at.party) * 2 + Number(code !== '' && code === at.code);
      const found = byField.get(`${at.direction} ${at.field}`) ?? [];
      return found.toSorted((a, b) => rank(b) - rank(a) || b.last - a.last);
    },
    async refresh() {
      const known = await rejectionsOf(office);
      const next = new Map<string, Rejection[]>();
      for (const each of known) {
        if (each.field === '') continue;
        const key = `${each.direction} ${each.field}`;
        const others = next.get(key);
        if (others) others.push(each);
        else next.set(key, [each]);
      }
      byField = next;
    },
  };
}

/** All reasons that are remembered, the newest first. */
export async function rejectionsOf({ store }: Pick<Office, 'store'>): Promise<readonly Rejection[]> {
  const recall = store.recall(REJECTIONS);
  const [, forgotten] = await Promise.all([recall.refresh(), store.settings.read(FORGOTTEN)]);
  const until = new Map(forgotten.map(({ name, at }) => [name, at]));
  const found = [...recall.held].flatMap(([key, { value, count, last }]): Rejection[] => {
    const saying = rejectionSaying(value);
    const name = nameOf(key);
    return saying && last > (until.get(name) ?? -1) ? [{ ...saying, name, count, last }] : [];
  });
  return found.sort((a, b) => b.last - a.last);
}

/** Forgets a reason for all, until the bureau gives it again. Throws `rejections.none`. */
export async function forgetRejection(office: Pick<Office, 'store' | 'now'>, name: string): Promise<Rejection> {
  const found = (await rejectionsOf(office)).find(each => each.name === name);
  if (!found)
    throw new UserError('rejections.none', `没有这个编号的退单原因：${cleanLine(name)}`, {
      exit: 'usage',
      next: ['rejections list 列出记得的'],
    });
  const at = Math.max(office.now(), found.last);
  await office.store.settings.update(FORGOTTEN, held => [...held.filter(each => each.name !== name), { name, at }]);
  return found;
}

/** A reason as it is told at the field that it names: when, of whom, and what. */
export function rejectionText({ day, party, code, text, count }: Rejection, at: Rejectable): string {
  const same = [
    ...(party !== '' && party === at.party ? ['同一收发货人'] : []),
    ...(code !== '' && code === at.code ? [`同一 HS 编码`] : []),
  ].join('、');
  return `曾退单 ${day.slice(5)}${count > 1 ? ` 等 ${count} 次` : ''}${same && `（${same}）`}：${text}`;
}
