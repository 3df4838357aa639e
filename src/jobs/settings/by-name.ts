import type { UserError } from '../../errors.ts';
import { cleanLine } from '../../text.ts';
import type { Office } from '../office.ts';
import { changeParts, type SettingsChange, shownPart } from './change.ts';
import { cleaned, judge, secretRefused, secretsOf } from './judge.ts';
import { PART_NAMES, type PartName, partOf, type SettingsPart, unknownSetting } from './parts.ts';
import { type Leaf, leavesIn, namesBelow, stepsTo, valueAt, withValue } from './places.ts';

/** A setting, or a group of them. */
export interface Setting {
  readonly name: string;
  /** What a settings file holds in that place. */
  readonly value: unknown;
  /** The single values below it by their whole names. */
  readonly leaves: readonly Leaf[];
  /** Secrets below it: only whether they are set. */
  readonly secrets: readonly { readonly name: string; readonly set: boolean }[];
}

/** A setting by its dotted name, such as `switches.smartMemory`; the empty name is all of them. Throws `settings.unknown`. */
export async function getSetting(office: Office, name: string): Promise<Setting> {
  if (name === '') {
    const parts = await Promise.all(PART_NAMES.map(part => getSetting(office, part)));
    return {
      name,
      value: Object.fromEntries(parts.map(part => [part.name, part.value])),
      leaves: parts.flatMap(({ leaves }) => leaves),
      secrets: parts.flatMap(({ secrets }) => secrets),
    };
  }
  const { first, part, rest } = placeOf(name);
  const shown = await shownPart(office, part);
  const secrets = await Promise.all(
    Object.entries(part.secrets)
      .filter(([secret]) => rest === '' || rest === secret || secret.startsWith(`${rest}.`))
      .map(async ([secret, kept]) => ({ name: `${first}.${secret}`, set: await office.store.secrets.has(kept) })),
  );
  if (Object.hasOwn(part.secrets, rest)) return { name, value: undefined, leaves: [], secrets };
  const steps = stepsTo(part, shown, rest);
  if (!steps) throw unknownIn(first, part, shown, rest);
  const whole = (leaf: Leaf) => ({ ...leaf, name: leaf.name === '' ? first : `${first}.${leaf.name}` });
  const leaves = leavesIn(part, shown)
    .map(whole)
    .filter(leaf => leaf.name === name || leaf.name.startsWith(`${name}.`));
  return { name, value: valueAt(part, shown, steps), leaves, secrets };
}

/** The name under which a secret setting is kept; undefined for a setting that is no secret. */
export function secretOf(name: string): string | undefined {
  const { part, rest } = placeOf(name);
  return Object.hasOwn(part.secrets, rest) ? part.secrets[rest] : undefined;
}

/** Keeps a secret; an empty one is removed. Throws `settings.unknown` for what is no secret. */
export async function setSecret(office: Office, name: string, value: string): Promise<void> {
  const kept = secretOf(name);
  if (kept === undefined) throw unknownSetting(cleanLine(name), []);
  if (value === '') await office.store.secrets.remove(kept);
  else await office.store.secrets.set(kept, value);
}

/**
 * Changes the setting of a dotted name to what a text means there: itself, `true` and the like, or JSON for a group. The empty text takes it
 * away, back to its default. Throws `settings.unknown`, `settings.value`, `settings.secret`, and what the part finds wrong.
 */
export async function setSetting(office: Office, name: string, text: string): Promise<readonly SettingsChange[]> {
  const { first, part, rest } = placeOf(name);
  if (secretOf(name) !== undefined) throw secretRefused(name);
  const secrets = await secretsOf(office, first);
  return await changeParts(office, [first], ([shown]) => {
    const steps = stepsTo(part, shown, rest);
    if (!steps) throw unknownIn(first, part, shown, rest);
    const meanings = meaningsOf(text).map(meant => {
      return { meant, ...judge(office, first, withValue(part, shown, steps, meant), { before: shown, secrets }) };
    });
    const taken = meanings.find(({ faults }) => faults.length === 0);
    if (taken) return [part.withMore(taken.shown, shown)];
    // Of a text that is written as JSON people want to know what is wrong with it, not that it is no group; and of a group what is wrong in it.
    const isOfSort = ({ faults }: (typeof meanings)[number]) => faults[0]?.code !== 'settings.value';
    const told =
      meanings.find(isOfSort) ??
      meanings.find(({ meant }) => typeof meant === 'object' && meant !== null) ??
      meanings.at(-1);
    throw told?.faults[0];
  });
}

function placeOf(name: string): { readonly first: PartName; readonly part: SettingsPart; readonly rest: string } {
  const [first = '', ...rest] = name.split('.');
  return { part: partOf(cleanLine(first)), first: first as PartName, rest: rest.join('.') };
}

function unknownIn(first: string, part: SettingsPart, shown: unknown, rest: string): UserError {
  const known = [...namesBelow(part, shown), ...Object.keys(part.secrets)].map(name => `${first}.${name}`);
  return unknownSetting(cleanLine(`${first}.${rest}`), known.slice(0, MAX_TOLD));
}

const MAX_TOLD = 30;

/** What a text may mean, the likeliest last; which of them a place takes, its schema says. */
function meaningsOf(text: string): readonly unknown[] {
  if (text === '') return [undefined, ''];
  const word = WORDS.get(text.trim().toLowerCase());
  return [...jsonIn(text), ...(word === undefined ? [] : [word]), cleanLine(text)];
}
// biome-ignore format: table
const WORDS: ReadonlyMap<string, boolean> = new Map([
  ['是', true],  ['开', true],  ['on', true],   ['yes', true], ['1', true],
  ['否', false], ['关', false], ['off', false], ['no', false], ['0', false],
]);

function jsonIn(text: string): readonly unknown[] {
  try {
    return [cleaned(JSON.parse(text))];
  } catch {
    return [];
  }
}
