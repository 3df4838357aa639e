import type { Office } from '../../../src/jobs/office.ts';
import type { Values } from '../../fields/form/state.ts';
import { within } from '../../widgets/list-moves.ts';
import { mergeValues } from './merge-values.ts';
import type { Register } from './register-access.ts';
import type { RegisterSpec } from './register-spec.ts';
import { foundItems, type Item } from './register-state.ts';
import type { SettingsPage } from './state.ts';

/** What is kept now, on top of which what was changed in the form stays. */
export async function readRegister(register: Register, office: Office): Promise<(page: SettingsPage) => SettingsPage> {
  const { initialsOf } = await import('../../../src/codes/initials.ts');
  const entries = await register.spec.read(office);
  return page => {
    const before = register.of(page);
    const items = itemsOf(entries, before.items, register.spec, initialsOf);
    const kept = new Set(items.map(register.keyOf));
    const { taken, form } = before;
    const held = taken === undefined ? undefined : items.find(item => register.keyOf(item) === taken)?.values;
    const state = register.with(page, {
      items,
      fields: register.spec.wanted?.(office),
      form: held ? { ...form, pristine: held, values: mergeValues(form.pristine, form.values, held).values } : form,
      marks: new Set([...before.marks].filter(one => kept.has(one))),
    });
    return register.with(state, { index: within(before.index, foundItems(register.of(state)).length) });
  };
}

/** The entries with what they are found by. An entry that is as it was before keeps it: initials of 10,000 names take a moment. */
function itemsOf(
  entries: readonly Values[],
  before: readonly Item[],
  { key, found }: RegisterSpec,
  initialsOf: (text: string) => string,
): readonly Item[] {
  const known = new Map(before.map(item => [item.values[key], item]));
  return entries.map(values => {
    const held = known.get(values[key]);
    if (held && Object.keys(values).every(each => held.values[each] === values[each])) return held;
    const texts = found.map(each => values[each] ?? '');
    return { values, words: [...texts, ...texts.map(initialsOf)].join('\n').toLowerCase() };
  });
}
