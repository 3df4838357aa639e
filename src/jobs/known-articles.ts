import type { KnownArticles } from '../catalogue/rules/index.ts';
import { type Decision, type Decisions, nameKey } from '../declaration/articles.ts';
import type { Office } from './office.ts';
import { ARTICLES } from './settings/articles.ts';

/** The confirmed articles as checks ask for them. */
export function confirmedIn(decisions: Decisions): KnownArticles {
  const byName = new Map<string, { readonly code: string; readonly number: string }[]>();
  for (const decision of Object.values(decisions)) {
    if (!isOffered(decision)) continue;
    const entry = { code: decision.code, number: decision.number ?? '' };
    const key = nameKey(decision);
    const others = byName.get(key);
    if (others) others.push(entry);
    else byName.set(key, [entry]);
  }
  return (direction, party, name) => byName.get(nameKey({ direction, party, name })) ?? [];
}

/** Whether people have confirmed it, and nobody has dropped it since. */
export const isOffered = ({ confirmed, dropped }: Decision): boolean =>
  confirmed !== undefined && dropped === undefined;

interface Held {
  readonly at: number;
  readonly known: KnownArticles;
}

const held = new WeakMap<Office, Held>();

/** Checks of many declarations in a row need not read a large document for each; what this program changes counts at once. */
const MILLISECONDS = 2000;

/** The confirmed articles of the office, as they were a moment ago. */
export async function knownArticles(office: Office): Promise<KnownArticles> {
  const before = held.get(office);
  if (before && Math.abs(office.now() - before.at) < MILLISECONDS) return before.known;
  return knowArticles(office, await office.store.settings.read(ARTICLES));
}

/** Checks are made against these from now on. */
export function knowArticles(office: Office, decisions: Decisions): KnownArticles {
  const known = confirmedIn(decisions);
  held.set(office, { at: office.now(), known });
  return known;
}
