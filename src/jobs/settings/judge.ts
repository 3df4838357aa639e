import * as v from 'valibot';
import { UserError } from '../../errors.ts';
import { cleanLine } from '../../text.ts';
import type { Office } from '../office.ts';
import { type Known, type PartName, partOf, type SettingsPart, unknownSetting } from './parts.ts';
import { listsForObjects, nameOfIssue, strangersIn } from './places.ts';

/** The secrets below a part that are set; what cannot be opened is as good as not set. */
export async function secretsOf(office: Office, name: PartName): Promise<Known['secrets']> {
  const found = await Promise.all(
    Object.entries(partOf(name).secrets).map(async ([secret, kept]) => [
      secret,
      await office.store.secrets.get(kept).catch(() => undefined),
    ]),
  );
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

/** What a part would be, and all that is wrong with it. */
export function judge(
  office: Office,
  name: PartName,
  given: unknown,
  known: Known,
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
  return { shown, faults: [...strange, ...doubled(name, part, shown), ...part.faults(shown, office, known)] };
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

/** JSON from outside with every text in it made safe. */
export function cleaned(json: unknown): unknown {
  if (typeof json === 'string') return cleanLine(json);
  if (Array.isArray(json)) return json.map(cleaned);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, cleaned(value)]));
}

function wrongValue(place: string, what: string): UserError {
  return new UserError('settings.value', `${place}：${what}`, {
    exit: 'usage',
    next: [`settings get ${place.split('.')[0]} 列出现在的值`],
  });
}

export function secretRefused(place: string): UserError {
  return new UserError('settings.secret', `${place} 是密码，不能写在命令行或设置文件里`, {
    exit: 'usage',
    next: [`从标准输入读取：baojian settings set ${place} - < 密码文件`],
  });
}
