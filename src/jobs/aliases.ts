import type { Alias } from '../codes/aliases.ts';
import { fold } from '../codes/fold.ts';
import type { Office } from './office.ts';
import { ALIASES, aliasFaults, keptAliases } from './settings/aliases.ts';

/** A word for a code, with the code's name; `own` are those of the office. */
export interface ShownAlias extends Alias {
  readonly name: string;
  readonly own: boolean;
}

/** All words for the codes of a table, or of all tables: the office's own first, then those that are shipped and still count. */
export async function aliasesOf(office: Office, table?: string): Promise<readonly ShownAlias[]> {
  const own = await office.store.settings.read(ALIASES);
  const key = (alias: Alias) => `${alias.table} ${fold(alias.word)}`;
  const taken = new Set(own.map(key));
  const shown = (alias: Alias, mine: boolean): ShownAlias => ({
    ...alias,
    name: office.codes.table(alias.table).get(alias.code)?.name ?? '',
    own: mine,
  });
  return [
    ...own.map(alias => shown(alias, true)),
    ...office.codes.shippedWords().flatMap(alias => (taken.has(key(alias)) ? [] : [shown(alias, false)])),
  ].filter(alias => table === undefined || alias.table === table);
}

/** Has a word stand for a code from now on. Throws `codes.no-such-table`, `codes.no-such-code`, `codes.word`. */
export async function addAlias(office: Office, alias: Alias): Promise<ShownAlias> {
  await office.store.settings.update(ALIASES, held => {
    const [fault] = aliasFaults([alias], office);
    if (fault) throw fault;
    return keptAliases([...held, alias]);
  });
  await office.readOwnCodes();
  const [kept] = keptAliases([alias]) as [Alias];
  return { ...kept, name: office.codes.table(kept.table).get(kept.code)?.name ?? '', own: true };
}

/** Takes one of the office's own words back. Whether there was one. */
export async function dropAlias(office: Office, table: string, word: string): Promise<boolean> {
  let found = false;
  await office.store.settings.update(ALIASES, held => {
    const left = held.filter(alias => alias.table !== table || fold(alias.word) !== fold(word));
    found = left.length < held.length;
    return left;
  });
  await office.readOwnCodes();
  return found;
}
