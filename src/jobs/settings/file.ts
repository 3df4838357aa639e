import * as v from 'valibot';
import { UserError } from '../../errors.ts';
import { cleanLine } from '../../text.ts';
import { writeNewFile } from '../new-file.ts';
import type { Office } from '../office.ts';
import { changeParts, type SettingsChange, shownPart } from './change.ts';
import { cleaned, judge, secretsOf } from './judge.ts';
import { PART_NAMES, type PartName, partOf, unknownSetting } from './parts.ts';

/** All settings of an office but the secrets, as one JSON document. */
export interface SettingsFile {
  readonly format: typeof FORMAT;
  readonly version: 1;
  /** By the names of SETTINGS_PARTS; a part that is not there is left as it is by an import. */
  readonly settings: Readonly<Partial<Record<PartName, unknown>>>;
}
const FORMAT = 'baojian.settings';

/** All settings but the secrets. */
export async function exportSettings(office: Office): Promise<SettingsFile> {
  const shown = await Promise.all(PART_NAMES.map(async name => [name, await shownPart(office, partOf(name))]));
  return { format: FORMAT, version: 1, settings: Object.fromEntries(shown) };
}

/**
 * Takes a settings file in: each part that it has replaces the one that is there, all of them or, when anything is wrong, none.
 * Throws `settings.file` with all that is wrong.
 */
export async function importSettings(office: Office, json: unknown): Promise<readonly SettingsChange[]> {
  const given = partsOf(json);
  const names = PART_NAMES.filter(name => Object.hasOwn(given, name));
  const strange = Object.keys(given).filter(name => !names.includes(name as PartName));
  const secrets = await Promise.all(names.map(name => secretsOf(office, name)));
  return await changeParts(office, names, held => {
    const judged = names.map((name, at) =>
      judge(office, name, cleaned(given[name]), { before: held[at], secrets: secrets[at] ?? {} }),
    );
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

/** Writes a settings file; one that is there stays as it is. Throws `export.write`. */
export async function writeSettings(file: string, settings: SettingsFile): Promise<void> {
  await writeNewFile(file, new TextEncoder().encode(`${JSON.stringify(settings, null, 2)}\n`));
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

function wrongFile(faults: readonly UserError[]): UserError {
  const told = faults.slice(0, MAX_TOLD).map(({ message }) => message);
  const more = faults.length > told.length ? `；另有 ${faults.length - told.length} 处` : '';
  return new UserError('settings.file', `设置文件有 ${faults.length} 处不对，没有改动：${told.join('；')}${more}`, {
    exit: 'faults',
    next: ['改正后再导入'],
  });
}

const MAX_TOLD = 30;
