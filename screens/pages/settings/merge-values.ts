import { UserError } from '../../../src/errors.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Values } from '../../fields/form/state.ts';

interface Merged {
  readonly values: Values;
  /** Changed here and by others, and not to the same: they stay as they are here. */
  readonly both: readonly string[];
}

/** What was changed here since `base`, on top of what others have made of it meanwhile; '' is none. */
export function mergeValues(base: Values, mine: Values, theirs: Values): Merged {
  const keys = [...new Set([...Object.keys(theirs), ...Object.keys(mine), ...Object.keys(base)])];
  const at = (values: Values, key: string): string => values[key] ?? '';
  const isMine = (key: string): boolean => at(mine, key) !== at(base, key);
  return {
    values: Object.fromEntries(keys.map(key => [key, at(isMine(key) ? mine : theirs, key)])),
    both: keys.filter(key => isMine(key) && at(theirs, key) !== at(base, key) && at(theirs, key) !== at(mine, key)),
  };
}

/** The word of what two people have changed at once. */
export const CHANGED_MEANWHILE = 'settings.changed';

/** The same, for what is about to be kept. Throws `settings.changed`, so that what others kept is seen before it goes. */
export function mergedOrThrow(base: Values, mine: Values, theirs: Values, labelOf: (key: string) => string): Values {
  const { values, both } = mergeValues(base, mine, theirs);
  if (both.length === 0) return values;
  const changes = both.map(key => `${labelOf(key)}改成了${theirs[key] ? `“${theirs[key]}”` : '空'}`);
  throw new UserError(CHANGED_MEANWHILE, cleanLine(`没有保存：别人刚把${changes.join('、')}；再按一次用这里的`), {
    exit: 'store',
    next: ['再按一次用这里的'],
  });
}
