import * as v from 'valibot';
import { UserError } from '../../errors.ts';
import type { SettingsDocument } from '../../store/settings.ts';

/** A document of the settings, with the schema that says what is in it. */
export interface CheckedDocument<T> extends SettingsDocument<T> {
  readonly schema: v.GenericSchema<unknown, T>;
}

/** A document whose file is refused with `settings.shape` when it does not fit the schema. What the schema does not name is dropped. */
export function settingsDocument<T>(
  name: string,
  schema: v.GenericSchema<unknown, T>,
  initial: T,
  right?: SettingsDocument<T>['right'],
): CheckedDocument<T> {
  return {
    name,
    schema,
    initial,
    ...(right !== undefined && { right }),
    shape(json, file) {
      const parsed = v.safeParse(schema, json);
      if (parsed.success) return parsed.output;
      const [issue] = parsed.issues;
      throw new UserError('settings.shape', `设置文件 ${file} 的内容不对：${v.getDotPath(issue) ?? ''}`, {
        exit: 'store',
        next: ['改正该文件，或删除它以恢复默认设置'],
      });
    },
  };
}

/** Yes or no, one of some words, and text, saying in Chinese what they should have been. */
export const yesNo = () => v.boolean('应为 true 或 false');
export const oneOf = <const W extends readonly string[]>(...words: W) =>
  v.picklist(words, `应为 ${words.slice(0, -1).join('、')} 或 ${words.at(-1)}`);
export const text = () => v.string('应为文字');
