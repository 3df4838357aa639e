import type { Declaration } from '../catalogue/document.ts';
import type { Former } from '../catalogue/rules/index.ts';
import { SUMMARY } from '../catalogue/summary.ts';
import type { CheckContext } from '../declaration/check.ts';
import { get } from '../declaration/path.ts';
import { knownArticles } from './known-articles.ts';
import { checkContext, type Office } from './office.ts';
import { lastFewOfParty } from './party-memory.ts';

/** Declarations of a party that are looked at for the prices it had. */
const DECLARATIONS = 8;
/** Parties that are remembered at once: the pages that people have open. */
const PARTIES = 20;

const NONE: readonly Former[] = [];

/** What the parties of open declarations had before. */
export interface FormerPrices {
  /** What is known of the party of a declaration, the newest first; nothing until it was read. */
  of(document: Declaration): readonly Former[];
  /** Reads what its party had declared. */
  refresh(document: Declaration): Promise<void>;
}

export function formerPrices(office: Office): FormerPrices {
  const known = new Map<string, readonly Former[]>();
  return {
    of: document => known.get(keyOf(document)) ?? NONE,
    async refresh(document) {
      const key = keyOf(document);
      const formers = await formersOf(office, document);
      known.delete(key);
      known.set(key, formers);
      const [oldest] = known.keys();
      if (known.size > PARTIES && oldest !== undefined) known.delete(oldest);
    },
  };
}

/** What checks of this declaration are made against, its party's earlier ones among it. */
export async function checkContextFor(office: Office, document: Declaration): Promise<CheckContext> {
  const [formers, articles] = await Promise.all([formersOf(office, document), knownArticles(office)]);
  return { ...checkContext(office), former: () => formers, articles };
}

const partyIn = (document: Declaration): string => {
  const party = get(document, SUMMARY.party[document.direction]);
  return typeof party === 'string' ? party.trim() : '';
};

const keyOf = (document: Declaration): string => `${document.direction} ${partyIn(document)}`;

async function formersOf(office: Office, document: Declaration): Promise<readonly Former[]> {
  const found = await lastFewOfParty(office, document.direction, partyIn(document), DECLARATIONS, document.entryNo);
  return found.map(({ entryNo, document: earlier }) => ({ entryNo, document: earlier }));
}
