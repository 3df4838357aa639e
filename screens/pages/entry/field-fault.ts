import { type Field, type FieldId, fieldOf, SECTIONS } from '../../../src/catalogue/catalogue.ts';
import type { Fault } from '../../../src/catalogue/fault.ts';
import { isMissing, valueFaults } from '../../../src/declaration/check.ts';
import type { Row } from '../../../src/declaration/path.ts';
import { checksIn } from '../../contract/checks.ts';
import type { World } from '../../contract/world.ts';
import { TYPED_ROWS } from '../../layout/entry.ts';
import { gridOf } from './grid/place.ts';
import { faultInFocus } from './grid/view.ts';
import type { EntryPage } from './state.ts';
import { focusedField, pathOnPage, valueOnPage } from './value-path.ts';

/** What is wrong with a field of the page: what the last check found, else what its value says by itself. */
export function faultOf(page: EntryPage, id: FieldId, world: World): Fault | undefined {
  const {
    focus: { session },
  } = page;
  if (session && focusedField(page)?.id === id && session.text.text !== session.before) return undefined;
  const field = fieldOf(id);
  const { rows: list } = SECTIONS[field.section];
  if (list && gridOf(page) === list) return faultInFocus(page, list, world);
  const taken = list ? page.lists[list].editingIndex : undefined;
  if (page.faults && (!list || taken !== undefined)) {
    const found = foundAt(page.faults, list ? `${list}[${taken}].${field.name}` : field.name);
    // The form of a taken row may have been changed since the check: a value that is there is no longer missing.
    if (found && !(found.code === 'required' && !isMissing(valueOnPage(page, id)))) return found;
  }
  return strangeCode(page, field, world) ?? ownFault(page, field, valueOnPage(page, id), pathOnPage(id).path, world);
}

function ownFault(page: EntryPage, field: Field, value: unknown, path: string, world: World): Fault | undefined {
  return valueFaults(field, value, path, page.drafts.document.direction, checksIn(world))[0];
}

/** A code that was typed for a row and that nobody knows. */
function strangeCode(page: EntryPage, { id }: Field, world: World): Fault | undefined {
  const rule = TYPED_ROWS[id];
  const rows = rule && valueOnPage(page, id);
  if (!rule || !Array.isArray(rows)) return undefined;
  const code = fieldOf(rule.code);
  for (const [index, row] of (rows as readonly Row[]).entries()) {
    const fault = ownFault(page, code, row[code.name], `${id}[${index}].${code.name}`, world);
    if (fault?.level === 'error') return fault;
  }
  return undefined;
}

const byPlace = new WeakMap<readonly Fault[], ReadonlyMap<string, Fault>>();

/** The first fault of a field of the page or of what is inside it. */
function foundAt(faults: readonly Fault[], place: string): Fault | undefined {
  let index = byPlace.get(faults);
  if (!index) {
    const made = new Map<string, Fault>();
    for (const fault of [...faults].sort((a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'))) {
      const [at = ''] = /^(?:(?:goods|containers)\[\d+\]\.)?\w+/u.exec(fault.path) ?? [];
      if (!made.has(at)) made.set(at, fault);
    }
    index = made;
    byPlace.set(faults, index);
  }
  return index.get(place);
}
