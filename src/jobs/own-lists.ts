import * as v from 'valibot';
import { FIELDS } from '../catalogue/catalogue.ts';
import type { Defaults } from '../declaration/create.ts';
import { UserError } from '../errors.ts';
import type { Office } from './office.ts';

const texts = v.record(v.string(), v.string());

const ENTERPRISE = v.object({
  /** Registration number; each enterprise of the office has another one. */
  number: v.string(),
  name: v.string(),
  /** Defaults by field, for every form and for one form. */
  defaults: v.object({ all: texts, in: texts, out: texts, pack: texts }),
});

const PARTY = v.object({
  code: v.string(),
  name: v.string(),
  nameEn: v.string(),
  address: v.string(),
  contact: v.string(),
});

/** A registration of the office with its defaults (S1). */
export type Enterprise = Omit<v.InferOutput<typeof ENTERPRISE>, 'defaults'> & { readonly defaults: Defaults };
/** A consignee or consignor that the office knows (S6). */
export type Party = Readonly<v.InferOutput<typeof PARTY>>;

const shapeOf =
  <T>(schema: v.GenericSchema<unknown, T>) =>
  (json: unknown, file: string): readonly T[] => {
    const parsed = v.safeParse(v.array(schema), json);
    if (parsed.success) return parsed.output;
    throw new UserError('settings.shape', `设置文件 ${file} 的内容不对：${v.getDotPath(parsed.issues[0]) ?? ''}`, {
      exit: 'store',
      next: ['改正该文件，或删除它'],
    });
  };

const KNOWN = new Set<string>(FIELDS.map(({ id }) => id));
const known = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).filter(([id]) => KNOWN.has(id)));

const ENTERPRISES = {
  name: 'enterprises',
  initial: [] as readonly Enterprise[],
  // Defaults of fields that are no more are dropped, not carried along.
  shape: (json: unknown, file: string): readonly Enterprise[] =>
    shapeOf(ENTERPRISE)(json, file).map(enterprise => {
      const { all, in: inbound, out, pack } = enterprise.defaults;
      return { ...enterprise, defaults: { all: known(all), in: known(inbound), out: known(out), pack: known(pack) } };
    }),
};
const PARTIES = { name: 'parties', initial: [] as readonly Party[], shape: shapeOf(PARTY) };

/** The registrations of the office, the one used last first. */
export async function enterprisesOf(office: Office): Promise<readonly Enterprise[]> {
  return await office.store.settings.read(ENTERPRISES);
}

/** Keeps a registration, in place of the one with the same number, as the one used last. */
export async function keepEnterprise(office: Office, enterprise: Enterprise): Promise<void> {
  await office.store.settings.update(ENTERPRISES, held => [
    enterprise,
    ...held.filter(({ number }) => number !== enterprise.number),
  ]);
}

export async function partiesOf(office: Office): Promise<readonly Party[]> {
  return await office.store.settings.read(PARTIES);
}

/** Keeps parties, each in place of the one with the same code. */
export async function keepParties(office: Office, parties: readonly Party[]): Promise<void> {
  const codes = new Set(parties.map(({ code }) => code));
  await office.store.settings.update(PARTIES, held => [...held.filter(({ code }) => !codes.has(code)), ...parties]);
}
