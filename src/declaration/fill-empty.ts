import {
  AGREEING,
  ENTERPRISE_FIELDS,
  ENTERPRISE_IDENTITY,
  PARTY_FIELDS,
  type PartyColumn,
} from '../catalogue/carry.ts';
import { type FieldId, fieldOf, isWanted, SECTIONS } from '../catalogue/catalogue.ts';
import type { MessageName } from '../catalogue/dialect.ts';
import type { Declaration } from '../catalogue/document.ts';
import { isMissing } from './check.ts';
import type { Defaults } from './create.ts';
import { applyAll } from './edit.ts';
import { get, pathTo } from './path.ts';

/** What an office knows that a declaration from outside may leave out. */
export interface OfficeKnows {
  readonly enterprises: readonly { readonly number: string; readonly name: string; readonly defaults: Defaults }[];
  readonly parties: readonly Readonly<Record<PartyColumn, string>>[];
  /** The form of the message that it is sent in, where that has fields of its own. */
  readonly message?: MessageName | undefined;
}

export interface Filled {
  readonly document: Declaration;
  /** The places that were empty: those of the parties, then field after field. */
  readonly filled: readonly string[];
}

/**
 * A declaration with what it leaves empty from the defaults of its registration (S1) and from the parties that it names by code or by name. What
 * is there stays; so do places that `isKept` names, which are empty only since they could not be read.
 */
export function fillEmpty(
  document: Declaration,
  knows: OfficeKnows,
  isKept: (path: string) => boolean = () => false,
): Filled {
  const { direction } = document;
  const filled: string[] = [];
  let at = document;
  const fill = (id: FieldId, path: string, value: string | undefined): void => {
    if (!value || !isWanted(fieldOf(id), direction, knows.message) || !isMissing(get(at, path)) || isKept(path)) return;
    at = applyAll(at, [{ op: 'set', path, value }]).document;
    filled.push(path);
  };
  for (const { columns, values } of partiesIn(document, knows.parties)) {
    for (const [column, id] of columns) fill(id, id, values[column]);
  }
  const defaults = registrationOf(document, knows.enterprises)?.defaults;
  if (!defaults) return { document: at, filled };
  const defaultOf = (id: FieldId): string | undefined => defaults[direction][id] ?? defaults.all[id];
  const fields = [...new Set([...ENTERPRISE_FIELDS.all, ...ENTERPRISE_FIELDS[direction]])];
  // What was there before counts, not what has just been filled in.
  const fits = (id: FieldId, pathAt: (id: FieldId) => string): boolean =>
    (AGREEING.find(ids => ids.includes(id)) ?? []).every(other => {
      const there = get(document, pathAt(other));
      return (isMissing(there) && !isKept(pathAt(other))) || there === defaultOf(other);
    });
  for (const id of fields) {
    const { rows } = SECTIONS[fieldOf(id).section];
    const count = rows ? document[rows].length : 1;
    for (let row = 0; row < count; row += 1) {
      const pathAt = (other: FieldId) => (rows ? pathTo(other, row) : other);
      if (fits(id, pathAt)) fill(id, pathAt(id), defaultOf(id));
    }
  }
  return { document: at, filled };
}

/** The registration under which it stands: the first one where it names none, none where it names a strange one. */
function registrationOf<E extends OfficeKnows['enterprises'][number]>(
  document: Declaration,
  enterprises: readonly E[],
): E | undefined {
  const number = get(document, ENTERPRISE_IDENTITY.number);
  const name = get(document, ENTERPRISE_IDENTITY.name);
  if (!isMissing(number)) return enterprises.find(each => each.number === number);
  return isMissing(name) ? enterprises[0] : enterprises.find(each => each.name === name);
}

/** The parties that it names and the office knows, with the fields that tell of each. Where code and name are of two parties, neither is meant. */
function partiesIn(document: Declaration, parties: OfficeKnows['parties']) {
  return PARTY_FIELDS.flatMap(fields => {
    const columns = Object.entries(fields) as [PartyColumn, FieldId][];
    const code = spelled(get(document, fields.code));
    const name = spelled(get(document, fields.name));
    if (code === '' && name === '') return [];
    const found = parties.filter(
      each => (code === '' || spelled(each.code) === code) && (name === '' || spelled(each.name) === name),
    );
    const [values] = found;
    return values && found.length === 1 ? [{ columns, values }] : [];
  });
}

const spelled = (value: unknown): string =>
  typeof value === 'string' ? value.normalize('NFKC').trim().toLowerCase() : '';
