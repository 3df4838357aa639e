import type { World } from '../../contract/world.ts';
import { commitField, focusField } from '../../fields/form/edit.ts';
import { beginForm, type FormField, type Values } from '../../fields/form/state.ts';
import type { RegisterSpec } from './register-spec.ts';
import { foundItems, type Item, type RegisterState } from './register-state.ts';
import type { SettingsPage } from './state.ts';

/** A register as its actions know it: where it is kept on the page, what its entries are called, where the focus is. */
export interface Register {
  readonly spec: RegisterSpec;
  /** The fields of the form, as far as they are wanted. */
  fields(page: SettingsPage): readonly FormField[];
  of(page: SettingsPage): RegisterState;
  with(page: SettingsPage, state: Partial<RegisterState>): SettingsPage;
  keyOf(item: Item): string;
  called(entry: { readonly values: Values }): string;
  /** The selected entry of those that are found. */
  selected(page: SettingsPage): Item | undefined;
  /** The page with nothing in the form. */
  cleared(page: SettingsPage): SettingsPage;
  /** The page with what is typed among the values of the form, and no field edited. */
  committed(page: SettingsPage, world: World): SettingsPage;
  /** The page with the focus in the form, at the field of this index; where it was unless given. */
  inForm(page: SettingsPage, world: World, stop?: number): SettingsPage;
}

export function registerOf(spec: RegisterSpec): Register {
  const { key, name } = spec;
  const of = ({ registers }: SettingsPage): RegisterState => registers[spec.tab];
  const withState = (page: SettingsPage, state: Partial<RegisterState>): SettingsPage => ({
    ...page,
    registers: { ...page.registers, [spec.tab]: { ...of(page), ...state } },
  });
  const fields = (page: SettingsPage) => of(page).fields ?? spec.fields;
  return {
    spec,
    of,
    fields,
    with: withState,
    keyOf: ({ values }) => values[key] ?? '',
    called: ({ values }) => spec.called?.(values) ?? `${values[key] ?? ''} ${values[name] ?? ''}`.trim(),
    selected: page => foundItems(of(page))[of(page).index],
    cleared: page => withState(page, { form: beginForm({}), taken: undefined }),
    committed: (page, world) => withState(page, { form: commitField(of(page).form, fields(page), world) }),
    inForm: (page, world, stop = of(page).form.stop) =>
      withState(page, { zone: 'form', form: focusField(of(page).form, fields(page), stop, world) }),
  };
}
