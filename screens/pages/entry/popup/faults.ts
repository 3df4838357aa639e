import { type Field, fieldOf, LIST_NAMES, SECTIONS } from '../../../../src/catalogue/catalogue.ts';
import type { Fault } from '../../../../src/catalogue/fault.ts';
import { isMissing, valueFaults } from '../../../../src/declaration/check.ts';
import { checksIn } from '../../../contract/checks.ts';
import type { World } from '../../../contract/world.ts';
import { ENTERED, LINE_FIELDS, MAIN_LIST } from '../../../layout/entry.ts';
import { declaredIn, effectiveRows } from '../effective-rows.ts';
import { type EntryPage, stopAt } from '../state.ts';
import { focusedField, pathOfField, valueAt } from '../value-path.ts';
import { frontPopup } from './pending-row.ts';

/** A path of the form as the declaration has it; undefined while its row stands nowhere yet. */
function ofForm(page: EntryPage, path: string): string | undefined {
  const list = LIST_NAMES.find(name => path.startsWith(`${name}[0]`));
  const taken = list && page.lists[list].editingIndex;
  return list && taken !== undefined ? `${list}[${taken}]${path.slice(`${list}[0]`.length)}` : undefined;
}

/** Where the value of an open popup stands in the declaration; undefined while it stands nowhere yet. */
function pathOfPopup(page: EntryPage, depth: number): string | undefined {
  const state = page.popups[depth];
  if (!state || state.draft === 'document') return state?.path;
  if (state.draft === 'form') return ofForm(page, state.path);
  const above = page.popups[depth - 1];
  const path = pathOfPopup(page, depth - 1);
  if (!above || above.editingIndex === undefined || path === undefined) return undefined;
  return `${path}[${above.editingIndex}]${state.path.slice(`${above.path}[0]`.length)}`;
}

/** Where a row of the list of the popup in front stands in the declaration. */
export function pathOfRow(page: EntryPage, index: number): string | undefined {
  const open = frontPopup(page);
  if (!open) return undefined;
  if (!open.spec.across) {
    const path = pathOfPopup(page, page.popups.length - 1);
    return path === undefined ? undefined : `${path}[${index}]`;
  }
  const { name } = fieldOf(open.spec.value);
  let left = index;
  for (const [line, { row }] of effectiveRows(page, MAIN_LIST).entries()) {
    const held = row[name];
    const count = Array.isArray(held) ? held.length : 0;
    if (left < count)
      return line < page.drafts.document[MAIN_LIST].length ? `${MAIN_LIST}[${line}].${name}[${left}]` : undefined;
    left -= count;
  }
  return undefined;
}

/** Where a field of the popup in front stands in the declaration. */
function declaredPath(page: EntryPage, field: Field): string | undefined {
  const open = frontPopup(page);
  if (!open) return undefined;
  const { draft: on, path } = pathOfField(page, field.id);
  if (open.spec.form === 'live') return on === 'form' ? ofForm(page, path) : path;
  const row = open.state.editingIndex === undefined ? undefined : pathOfRow(page, open.state.editingIndex);
  return row && open.spec.form === 'row' ? `${row}.${field.name}` : row;
}

/** Where the focus stands in the declaration; a row that is not in its list yet stands behind the last one. */
export function placeOfFocus(page: EntryPage): string {
  const field = focusedField(page);
  const depth = page.popups.length;
  if (depth > 0) return (field && declaredPath(page, field)) ?? pathOfPopup(page, depth - 1) ?? pathInForm(page);
  return pathInForm(page);
}

function pathInForm(page: EntryPage): string {
  const { section, id } = stopAt(page);
  const { rows: list } = SECTIONS[section];
  if (!list) return id;
  const { editingIndex, index } = page.lists[list];
  const row = page.focus.list ? index : (editingIndex ?? page.drafts.document[list].length);
  return `${list}[${row}].${fieldOf(id).name}`;
}

/** What is wrong with a field of the popup in front: what the last check found, else what its value says by itself and beside the other rows. */
export function popupFault(page: EntryPage, field: Field, world: World): Fault | undefined {
  const {
    focus: { session },
  } = page;
  if (session && focusedField(page)?.id === field.id && session.text.text !== session.before) return undefined;
  const value = valueAt(page, field.id);
  const at = declaredPath(page, field);
  const found = page.faults?.find(({ path }) => path === at);
  if (found && !(found.code === 'required' && !isMissing(value))) return found;
  if (isMissing(value) || field.kind === 'rows' || field.kind === 'group') return undefined;
  const { path } = pathOfField(page, field.id);
  return (
    valueFaults(field, value, path, page.drafts.document.direction, checksIn(world))[0] ??
    lineFault(page, field, value, path) ??
    numberFault(page, field, value, path)
  );
}

function lineFault(page: EntryPage, { id }: Field, value: unknown, path: string): Fault | undefined {
  const rule = LINE_FIELDS[id];
  if (!rule || rule.always) return undefined;
  const { length } = declaredIn(page).lines;
  if (Number(value) >= 1 && Number(value) <= length) return undefined;
  return { code: 'write-off.no-line', path, level: 'error', params: { line: String(value), lines: length } };
}

function numberFault(page: EntryPage, { id }: Field, value: unknown, path: string): Fault | undefined {
  const rule = ENTERED[id];
  if (!rule) return undefined;
  const { name } = fieldOf(rule.numbers);
  const known = declaredIn(page).containers.some(row => {
    const held = row[name];
    return Array.isArray(held) && held.includes(value);
  });
  return known ? undefined : { code: 'link.no-container', path, level: 'error', params: { number: String(value) } };
}
