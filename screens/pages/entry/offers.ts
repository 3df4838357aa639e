import { FOLLOWING, MOSTLY_SAME, QUANTITY } from '../../../src/catalogue/amounts.ts';
import { type Field, type FieldId, fieldOf, SECTIONS } from '../../../src/catalogue/catalogue.ts';
import { isMissing } from '../../../src/declaration/check.ts';
import { followingAmount } from '../../../src/declaration/follow-amounts.ts';
import { type Row, valueIn } from '../../../src/declaration/path.ts';
import type { World } from '../../contract/world.ts';
import { allowed, tableFor } from '../../fields/coded.ts';
import type { FieldContext } from '../../fields/field-editor.ts';
import { type Assignment, offering } from '../../fields/field-session.ts';
import { UNITS } from '../../layout/entry.ts';
import { gridOf } from './grid/place.ts';
import { type EntryPage, formHolds, formRow, lockedBecause, stopAt, stopsFor } from './state.ts';
import { fieldContextOf } from './value-path.ts';

/** The page with the value offered that follows from what is there already, where the field that was entered has one. */
export function withOffer(page: EntryPage, world: World): EntryPage {
  const { session } = page.focus;
  if (!session || page.popups.length > 0 || lockedBecause(page) !== undefined) return page;
  const { section, id } = stopAt(page);
  const context = fieldContextOf(page, fieldOf(id), world);
  const { rows: list } = SECTIONS[section];
  const before = list && (page.drafts.document[list].at(-1) as Row | undefined);
  const offer = followingCode(context, before) ?? amountFor(context, page);
  return offer === undefined || offer === session.before
    ? page
    : { ...page, focus: { ...page.focus, session: offering(session, offer, false) } };
}

/** What the form of a new line gets on the way to another stop: the units and amounts that can only be those of its quantity. */
export function certainOnTheWay(page: EntryPage, to: number, world: World): readonly Assignment[] {
  const { rows: list } = SECTIONS[fieldOf(QUANTITY.value).section];
  if (!list || page.popups.length > 0 || gridOf(page) || lockedBecause(page) !== undefined) return [];
  if (page.lists[list].editingIndex !== undefined || !formHolds(page, list)) return [];
  const given: Assignment[] = [];
  let row = formRow(page, list);
  for (const { id } of stopsFor(page).slice(page.focus.stop + 1, to)) {
    const field = fieldOf(id);
    if (SECTIONS[field.section].rows !== list || !isMissing(valueIn(row, field))) continue;
    const value = certainAt({ ...fieldContextOf(page, field, world), row });
    if (value === undefined) continue;
    given.push({ id, value });
    row = { ...row, [field.name]: value };
  }
  return given;
}

/** What a field of a new line can only be, from the line alone: a price is people's own, and another line says nothing certain. */
function certainAt(context: FieldContext): string | undefined {
  const { id } = context.field;
  if (FOLLOWING[id]?.total) return undefined;
  return (
    followingCode(context, undefined) ??
    followingAmount(id, context.row, { before: undefined }) ??
    inUnitToCome(context, context.row)
  );
}

function amountFor(context: FieldContext, page: EntryPage): string | undefined {
  const { id, section } = context.field;
  const { rows: list } = SECTIONS[section];
  if (!list) return undefined;
  const { editingIndex, pristine } = page.lists[list];
  const row = formRow(page, list);
  // A new line is held against the one before it.
  const before = page.drafts.document[list].at(-1) as Row | undefined;
  return (
    followingAmount(id, row, editingIndex === undefined ? { before } : { was: pristine }) ??
    (editingIndex === undefined ? inUnitToCome(context, row) : undefined)
  );
}

/** A weight without a unit yet is the quantity, where the unit of that is one of weight. */
function inUnitToCome(context: FieldContext, row: Row): string | undefined {
  const unit = UNITS[context.field.id];
  const field = unit && fieldOf(unit);
  if (!field?.extras.group || !isMissing(valueIn(row, context.field)) || !isMissing(valueIn(row, field)))
    return undefined;
  const quantity = valueIn(row, fieldOf(QUANTITY.value));
  return mayBe(codeIn(row, QUANTITY.unit), field, context) && typeof quantity === 'string' ? quantity : undefined;
}

const codeIn = (row: Row, id: FieldId): string | undefined => {
  const value = valueIn(row, fieldOf(id));
  return typeof value === 'string' ? value : undefined;
};

/** Whether the field can have this code. */
function mayBe(code: string | undefined, field: Field, context: FieldContext): boolean {
  const at = { ...context, field };
  const row = code === undefined ? undefined : tableFor(at)?.get(code);
  return row !== undefined && allowed(at)(row);
}

/** An empty code that mostly is that of another field; the unit of a number only where the number is there. */
function followingCode(context: FieldContext, before: Row | undefined): string | undefined {
  const { field, row } = context;
  const sources = MOSTLY_SAME[field.id];
  if (!sources || !isMissing(valueIn(row, field))) return undefined;
  const measured = Object.keys(UNITS).find(id => UNITS[id as FieldId] === field.id) as FieldId | undefined;
  if (measured && isMissing(valueIn(row, fieldOf(measured)))) return undefined;
  const codes = [...sources.map(id => codeIn(row, id)), before && codeIn(before, field.id)];
  return codes.find(code => mayBe(code, field, context));
}
