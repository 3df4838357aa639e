import * as v from 'valibot';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { writeNewFile } from './new-file.ts';
import type { Office } from './office.ts';
import { PART_NAMES, type PartName, partOf, type SettingsPart, unknownSetting } from './settings-parts.ts';
import {
  type Leaf,
  leavesIn,
  listsForObjects,
  nameOfIssue,
  namesBelow,
  stepsTo,
  strangersIn,
  valueAt,
  withValue,
} from './settings-places.ts';

/** All settings of an office but the secrets, as one JSON document. */
export interface SettingsFile {
  readonly format: typeof FORMAT;
  readonly version: 1;
  /** By the names of SETTINGS_PARTS; a part that is not there is left as it is by an import. */
  readonly settings: Readonly<Partial<Record<PartName, unknown>>>;
}
const FORMAT = 'baojian.settings';

/** One value that became another; undefined: it was or is not set. */
export interface SettingsChange {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

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

/** All settings but the secrets. */
export async function exportSettings(office: Office): Promise<SettingsFile> {
  const shown = await Promise.all(PART_NAMES.map(async name => [name, await shownOf(office, partOf(name))]));
  return { format: FORMAT, version: 1, settings: Object.fromEntries(shown) };
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
  const shown = await shownOf(office, part);
  const secrets = await Promise.all(
    Object.entries(part.secrets)
      .filter(([secret]) => rest === '' || rest === secret)
      .map(async ([secret, kept]) => ({ name: `${first}.${secret}`, set: await office.store.secrets.has(kept) })),
  );
  if (rest !== '' && secrets.length > 0) return { name, value: undefined, leaves: [], secrets };
  const steps = stepsTo(part, shown, rest);
  if (!steps) throw unknownIn(first, part, shown, rest);
  const whole = (leaf: Leaf) => ({ ...leaf, name: leaf.name === '' ? first : `${first}.${leaf.name}` });
  const leaves = leavesIn(part, shown)
    .map(whole)
    .filter(leaf => leaf.name === name || leaf.name.startsWith(`${name}.`));
  return { name, value: valueAt(part, shown, steps), leaves, secrets };
}

/** The name that a secret has among the secrets, or undefined: all else may be written anywhere. */
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
  return await change(office, [first], ([shown]) => {
    const steps = stepsTo(part, shown, rest);
    if (!steps) throw unknownIn(first, part, shown, rest);
    const meanings = meaningsOf(text).map(meant => {
      return { meant, ...judge(office, first, withValue(part, shown, steps, meant)) };
    });
    const taken = meanings.find(({ faults }) => faults.length === 0);
    if (taken) return [taken.shown];
    // Who wrote a group as JSON wants to know what is wrong in it, not that its text is no group.
    const told = meanings.find(({ meant }) => typeof meant === 'object' && meant !== null) ?? meanings.at(-1);
    throw told?.faults[0];
  });
}

/**
 * Takes a settings file in: each part that it has replaces the one that is there, all of them or, when anything is wrong, none.
 * Throws `settings.file` with all that is wrong.
 */
export async function importSettings(office: Office, json: unknown): Promise<readonly SettingsChange[]> {
  const given = partsOf(json);
  const names = PART_NAMES.filter(name => Object.hasOwn(given, name));
  const strange = Object.keys(given).filter(name => !names.includes(name as PartName));
  return await change(office, names, () => {
    const judged = names.map(name => judge(office, name, cleaned(given[name])));
    const faults = [
      ...strange.map(name => unknownSetting(cleanLine(name), PART_NAMES)),
      ...judged.flatMap(({ faults }) => faults),
    ];
    if (faults.length > 0) throw wrongFile(faults);
    return judged.map(({ shown }) => shown);
  });
}

/** The JSON of a settings file. Throws `settings.json`. */
export function readSettingsFile(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new UserError('settings.json', '不是完整的 JSON 文件', {
      exit: 'faults',
      next: ['用 settings export 写出的文件导入；检查文件是否完整，并存为 UTF-8 编码'],
      cause,
    });
  }
}

const shownOf = async (office: Office, part: SettingsPart) =>
  part.show(office, await office.store.settings.read(part.document));

function placeOf(name: string): { readonly first: PartName; readonly part: SettingsPart; readonly rest: string } {
  const [first = '', ...rest] = name.split('.');
  return { part: partOf(cleanLine(first)), first: first as PartName, rest: rest.join('.') };
}

function unknownIn(first: string, part: SettingsPart, shown: unknown, rest: string): UserError {
  const known = [...namesBelow(part, shown), ...Object.keys(part.secrets)].map(name => `${first}.${name}`);
  return unknownSetting(cleanLine(`${first}.${rest}`), known.slice(0, MOST_TOLD));
}

const MOST_TOLD = 30;

/** Changes parts as they are shown, with nobody in between, and says which values became others. */
async function change(
  office: Office,
  names: readonly PartName[],
  make: (shown: readonly unknown[]) => readonly unknown[],
): Promise<readonly SettingsChange[]> {
  const parts = names.map(partOf);
  let changes: readonly SettingsChange[] = [];
  await office.store.settings.updateAll(
    parts.map(({ document }) => document),
    held => {
      const before = parts.map((part, at) => part.show(office, held[at]));
      const kept = make(before).map((shown, at) => parts[at]?.keep(office, shown));
      const found = parts.map((part, at) => changesIn(names[at] ?? '', part, before[at], part.show(office, kept[at])));
      changes = found.flat();
      return held.map((value, at) => (found[at]?.length === 0 ? value : kept[at]));
    },
  );
  return changes;
}

function changesIn(name: string, part: SettingsPart, before: unknown, after: unknown): readonly SettingsChange[] {
  const [from, to] = [before, after].map(shown => new Map(leavesIn(part, shown).map(leaf => [leaf.name, leaf.value])));
  return [...new Set([...(from?.keys() ?? []), ...(to?.keys() ?? [])])].flatMap(leaf => {
    const [was, is] = [from?.get(leaf), to?.get(leaf)];
    return was === is ? [] : [{ name: `${name}.${leaf}`, before: was, after: is }];
  });
}

/** What a part would be, and all that is wrong with it. */
function judge(
  office: Office,
  name: PartName,
  given: unknown,
): { readonly shown: unknown; readonly faults: readonly UserError[] } {
  const part = partOf(name);
  const parsed = v.safeParse(part.schema, given);
  const place = (below: string) => cleanLine(below === '' ? name : `${name}.${below}`);
  if (!parsed.success) {
    return {
      shown: given,
      faults: parsed.issues.map(issue => wrongValue(place(nameOfIssue(part, issue)), wordingOf(issue))),
    };
  }
  const lists = listsForObjects(part, given);
  if (lists.length > 0) {
    return { shown: given, faults: lists.map(below => wrongValue(place(below), AN_OBJECT)) };
  }
  const shown: unknown = parsed.output;
  const strange = strangersIn(given, shown, part).map(below =>
    Object.hasOwn(part.secrets, below) ? secretRefused(place(below)) : unknownSetting(place(below), []),
  );
  return { shown, faults: [...strange, ...doubled(name, part, shown), ...part.faults(office, shown)] };
}

function doubled(name: string, { key }: SettingsPart, shown: unknown): readonly UserError[] {
  if (key === undefined || !Array.isArray(shown)) return [];
  const keys = shown.map((entry: Readonly<Record<string, unknown>>) => String(entry[key]));
  const again = new Set(keys.filter((each, at) => keys.indexOf(each) < at));
  return [...again].map(each => wrongValue(cleanLine(`${name}.${each}`), '重复'));
}

/** What was expected where a value is missing or a group is none; the schemas word all else. */
function wordingOf({ received, type, message }: v.BaseIssue<unknown>): string {
  if (received === 'undefined') return '没有填写';
  return GROUPS[type] ?? message;
}
const AN_OBJECT = '应为对象 {…}';
const GROUPS: Readonly<Record<string, string>> = { object: AN_OBJECT, record: AN_OBJECT, array: '应为列表 […]' };

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

/** Every text in it made safe. */
function cleaned(json: unknown): unknown {
  if (typeof json === 'string') return cleanLine(json);
  if (Array.isArray(json)) return json.map(cleaned);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, cleaned(value)]));
}

const FILE = v.object({
  format: v.literal(FORMAT),
  version: v.number(),
  settings: v.record(v.string(), v.unknown()),
});

function partsOf(json: unknown): Readonly<Record<string, unknown>> {
  const parsed = v.safeParse(FILE, json);
  if (parsed.success && parsed.output.version === 1) return parsed.output.settings;
  throw new UserError('settings.format', parsed.success ? '设置文件是更新版本的程序写的' : '这不是设置文件', {
    exit: 'faults',
    next: [parsed.success ? '升级报检台后再导入' : '用 settings export 写出的文件导入'],
  });
}

function wrongValue(place: string, what: string): UserError {
  return new UserError('settings.value', `${place}：${what}`, {
    exit: 'usage',
    next: [`settings get ${place.split('.')[0]} 列出现在的值`],
  });
}

function secretRefused(place: string): UserError {
  return new UserError('settings.secret', `${place} 是密码，不能写在命令行或设置文件里`, {
    exit: 'usage',
    next: [`从标准输入读取：baojian settings set ${place} - < 密码文件`],
  });
}

function wrongFile(faults: readonly UserError[]): UserError {
  const told = faults.slice(0, MOST_TOLD).map(({ message }) => message);
  const more = faults.length > told.length ? `；另有 ${faults.length - told.length} 处` : '';
  return new UserError('settings.file', `设置文件有 ${faults.length} 处不对，没有改动：${told.join('；')}${more}`, {
    exit: 'faults',
    next: ['改正后再导入'],
  });
}

/** Writes a settings file; one that is there stays as it is. Throws `export.write`. */
export async function writeSettings(file: string, settings: SettingsFile): Promise<void> {
  await writeNewFile(file, new TextEncoder().encode(`${JSON.stringify(settings, null, 2)}\n`));
}
