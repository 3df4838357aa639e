import * as v from 'valibot';
import { ENTERPRISE_FIELDS, ENTERPRISE_IDENTITY } from '../catalogue/carry.ts';
import { FIELDS, findField, onForm } from '../catalogue/catalogue.ts';
import { bookFor } from '../catalogue/code-book.ts';
import { messageIn } from '../catalogue/dialect-in-force.ts';
import type { Declaration } from '../catalogue/document.ts';
import { DIRECTIONS, type Direction } from '../catalogue/row.ts';
import { wordingOf } from '../catalogue/wording.ts';
import { valueFaults } from '../declaration/check.ts';
import type { Defaults } from '../declaration/create.ts';
import type { OfficeKnows } from '../declaration/fill-empty.ts';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { PARTY_COLUMN_IDS, PARTY_COLUMNS, type PartyRow, partyFault } from '../workbook/party-columns.ts';
import { keepIn, removeFrom } from './list-entries.ts';
import { checkContext, type Office } from './office.ts';
import { settingsDocument, text } from './settings/document.ts';

const texts = () => v.record(v.string(), text());

const ENTERPRISE = v.object({
  /** Registration number; each enterprise of the office has another one. */
  number: text(),
  name: text(),
  /** Defaults by field, for every form and for one form. */
  defaults: v.object({ all: texts(), in: texts(), out: texts(), pack: texts() }),
});

const PARTY = v.object({
  code: text(),
  name: text(),
  nameEn: text(),
  address: text(),
  contact: text(),
});

/** A registration of the office with its defaults (S1). */
export type Enterprise = Readonly<Omit<v.InferOutput<typeof ENTERPRISE>, 'defaults'>> & { readonly defaults: Defaults };
/** A consignee or consignor that the office knows (S6). */
export type Party = PartyRow;

const KNOWN = new Set<string>(FIELDS.map(({ id }) => id));
const known = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).filter(([id]) => KNOWN.has(id)));

const enterprises = settingsDocument<readonly Enterprise[]>('enterprises', v.array(ENTERPRISE), []);
export const ENTERPRISES = {
  ...enterprises,
  // Defaults of fields that the catalogue no longer has are dropped.
  shape: (json: unknown, file: string): readonly Enterprise[] =>
    enterprises.shape(json, file).map(enterprise => {
      const { all, in: inbound, out, pack } = enterprise.defaults as Record<keyof Defaults, Record<string, string>>;
      return withIdentity({
        ...enterprise,
        defaults: { all: known(all), in: known(inbound), out: known(out), pack: known(pack) },
      });
    }),
};

/** Its own number and name are always among its defaults: without them a declaration would begin under those of another one. */
export function withIdentity(enterprise: Enterprise): Enterprise {
  const { number, name, defaults } = enterprise;
  const own = { [ENTERPRISE_IDENTITY.number]: number, [ENTERPRISE_IDENTITY.name]: name };
  return { ...enterprise, defaults: { ...defaults, all: { ...own, ...defaults.all, ...own } } };
}

export const PARTIES = settingsDocument<readonly Party[]>('parties', v.array(PARTY), [], 'parties');

/** The registrations of the office; new declarations use the first one. */
export async function enterprisesOf(office: Office): Promise<readonly Enterprise[]> {
  return await office.store.settings.read(ENTERPRISES);
}

/**
 * Keeps a registration where it stands, a new one at the end; `was` is the number that it had before, when it was changed: without it
 * the registration is new. `merge` makes of the one that is held what is kept in its place. Throws the first of `enterpriseFaults`, and
 * `enterprises.taken` when another one has the number.
 */
export async function keepEnterprise(
  office: Office,
  enterprise: Enterprise,
  was?: string,
  merge: (held: Enterprise) => Enterprise = () => enterprise,
): Promise<void> {
  const [fault] = enterpriseFaults(office, enterprise);
  if (fault) throw fault;
  await keepIn(office, ENTERPRISES, enterprise, {
    ...{ keyOf: ({ number }) => number, was, merge },
    taken: ({ number, name }) => taken('enterprises.taken', `报检登记号 ${number}`, name),
  });
}

/** Makes a registration the first one. False when there is none of that number. */
export async function preferEnterprise(office: Office, number: string): Promise<boolean> {
  let there = false;
  await office.store.settings.update(ENTERPRISES, held => {
    const wanted = held.filter(enterprise => enterprise.number === number);
    there = wanted.length > 0;
    return [...wanted, ...held.filter(enterprise => enterprise.number !== number)];
  });
  return there;
}

/** Removes registrations and returns those of these numbers that there were. */
export async function removeEnterprises(office: Office, numbers: readonly string[]): Promise<readonly Enterprise[]> {
  const gone = new Set(numbers);
  return await removeFrom(office, ENTERPRISES, ({ number }) => gone.has(number));
}

const taken = (code: string, what: string, by: string): UserError =>
  new UserError(code, cleanLine(`${what} 已经是 ${by}`), { exit: 'usage', next: ['换一个，或修改原来的那一条'] });

const NUMBER_MAX = 20;
const NAME_MAX = 100;

/** All that is wrong with a registration: `enterprises.number`, `enterprises.name`, and of its defaults `enterprises.field`, `enterprises.value`. */
export function enterpriseFaults(office: Office, { number, name, defaults }: Enterprise): readonly UserError[] {
  const wrong = (code: string, message: string, next: string) =>
    new UserError(code, message, { exit: 'usage', next: [next] });
  const size = (value: string, max: number) => value.trim() !== '' && [...value].length <= max;
  const called = cleanLine(number) || cleanLine(name);
  return [
    ...(size(number, NUMBER_MAX)
      ? []
      : [wrong('enterprises.number', `${called} 的报检登记号没有填写或太长`, `最多 ${NUMBER_MAX} 个字`)]),
    ...(size(name, NAME_MAX)
      ? []
      : [wrong('enterprises.name', `${called} 的企业中文名没有填写或太长`, `最多 ${NAME_MAX} 个字`)]),
    ...SIDES.flatMap(side =>
      Object.entries(defaults[side]).flatMap(([id, value]) => {
        const field = (ENTERPRISE_FIELDS[side] as readonly string[]).includes(id) ? findField(id) : undefined;
        if (!field)
          return [
            wrong(
              'enterprises.field',
              `${called} 的默认值里没有这一栏：${side}.${cleanLine(id)}`,
              '栏位名见 data/fields.tsv',
            ),
          ];
        const form = side === 'all' ? DIRECTIONS.find(direction => onForm(field, direction)) : side;
        return valueFaults(field, value, id, form ?? 'in', checkContext(office))
          .filter(({ level }) => level === 'error')
          .map(fault =>
            wrong('enterprises.value', `${called} 的默认值 ${field.label}：${wordingOf(fault)}`, '改正后再保存'),
          );
      }),
    ),
  ];
}

const SIDES: readonly ('all' | Direction)[] = ['all', ...DIRECTIONS];

export async function partiesOf(office: Office): Promise<readonly Party[]> {
  return await office.store.settings.read(PARTIES);
}

/** Keeps parties, each in place of the one with the same code. */
export async function keepParties(office: Office, parties: readonly Party[]): Promise<void> {
  await office.store.settings.update(PARTIES, held => withParties(held, parties));
}

/** The list with these parties in it: the same code is replaced where it stands, new ones come at the end. */
export function withParties(held: readonly Party[], parties: readonly Party[]): readonly Party[] {
  const wanted = new Map(parties.map(party => [party.code, party]));
  const replaced = held.map(party => wanted.get(party.code) ?? party);
  const codes = new Set(held.map(({ code }) => code));
  return [...replaced, ...[...wanted.values()].filter(({ code }) => !codes.has(code))];
}

/**
 * Keeps one party; `was` is the code that it had before, when it was changed: without it the party is new.
 * `merge` makes of the one that is held what is kept in its place. Throws the first of `partyFaults`, and `parties.taken` when another
 * party has the code.
 */
export async function keepParty(
  office: Office,
  party: Party,
  was?: string,
  merge: (held: Party) => Party = () => party,
): Promise<void> {
  const tidied = (one: Party) => Object.fromEntries(PARTY_COLUMN_IDS.map(id => [id, cleanLine(one[id])])) as Party;
  const tidy = tidied(party);
  const [fault] = partyFaults(tidy);
  if (fault) throw fault;
  await keepIn(office, PARTIES, tidy, {
    ...{ keyOf: ({ code }) => code, was, merge: there => tidied(merge(there)) },
    taken: ({ code, name }) => taken('parties.taken', `代码 ${code}`, name),
  });
}

/** Removes parties and returns those of these codes that there were. */
export async function removeParties(office: Office, codes: readonly string[]): Promise<readonly Party[]> {
  const gone = new Set(codes);
  return await removeFrom(office, PARTIES, ({ code }) => gone.has(code));
}

/** All that is wrong with a party: `parties.value`. */
export function partyFaults(party: Party): readonly UserError[] {
  return PARTY_COLUMN_IDS.flatMap(id => {
    const fault = partyFault(id, party[id]);
    if (!fault) return [];
    const place = cleanLine(`${party.code} ${PARTY_COLUMNS[id].title}`);
    return [new UserError('parties.value', `${place}：${wordingOf(fault)}`, { exit: 'usage', next: ['改正后再保存'] })];
  });
}

/** What the office knows that a declaration from outside may leave out. */
export async function knownFor(office: Office, document: Declaration): Promise<OfficeKnows> {
  const [enterprises, parties] = await Promise.all([enterprisesOf(office), partiesOf(office)]);
  return { enterprises, parties, message: messageIn(bookFor(office.book, document), document.direction) };
}
