import { fieldOf } from '../../../src/catalogue/catalogue.ts';
import { bookFor } from '../../../src/catalogue/code-book.ts';
import { isMissing } from '../../../src/declaration/check.ts';
import { mayHold, pastIn, placesOf, type ScannedAround, type ScannedPlace } from '../../../src/declaration/scanned.ts';
import type { World } from '../../contract/world.ts';
import { beginEdit, commitEdit, retyped, typedText } from '../../fields/field-session.ts';
import { textState } from '../../widgets/text-state.ts';
import { fillEdits, focusedContext, journalTyping } from './focus.ts';
import { type ElsewhereOffer, type EntryPage, lockedBecause } from './state.ts';
import { fieldContextOf, focusedField, valueAt } from './value-path.ts';

function aroundOf({ drafts: { document } }: EntryPage, { book, rows }: World): ScannedAround {
  const { direction } = document;
  return { direction, book: bookFor(book, document), past: pastIn(rows(), direction) };
}

/** The better places of a pasted text; undefined where it stays where it was pasted, as everything does that nothing tells what it is. */
export function elsewhereFor(page: EntryPage, pasted: string, world: World): ElsewhereOffer | undefined {
  const { session } = page.focus;
  if (page.popups.length > 0 || page.focus.jump || lockedBecause(page) !== undefined) return undefined;
  // Into the middle of what is typed people paste a piece of it.
  if (session && session.text.text !== session.before && !session.text.suggested) return undefined;
  const around = aroundOf(page, world);
  const places = placesOf(pasted, around);
  const field = focusedField(page);
  if (places.length === 0 || (field && mayHold(field, pasted, places, around))) return undefined;
  const open = places.filter(place => !isHeld(page, place) && isReachable(page, place));
  return open.length > 0 ? { pasted, places: open } : undefined;
}

function isHeld(page: EntryPage, { id, text }: ScannedPlace): boolean {
  const value = valueAt(page, id);
  return Array.isArray(value) ? value.includes(text) : value === text;
}

/** A number of a row inside a line needs the row. */
function isReachable(page: EntryPage, { id }: ScannedPlace): boolean {
  const { parent } = fieldOf(id);
  return parent?.kind !== 'rows' || !isMissing(valueAt(page, (parent.parent ?? parent).id));
}

/** The page with an offer open, in place of whatever lies below the field. */
export function withElsewhere(page: EntryPage, elsewhere: ElsewhereOffer): EntryPage {
  const { session } = page.focus;
  const closed = session && { ...session, matches: undefined, calendar: undefined };
  return { ...page, focus: { ...page.focus, session: closed, elsewhere } };
}

export const withoutElsewhere = (page: EntryPage): EntryPage =>
  page.focus.elsewhere ? { ...page, focus: { ...page.focus, elsewhere: undefined } } : page;

/** The page with what was pasted in the field at the focus, as without the offer. */
export function putHere(page: EntryPage, world: World): EntryPage {
  const { elsewhere } = page.focus;
  if (!elsewhere) return page;
  const closed = withoutElsewhere(page);
  const { session } = closed.focus;
  const context = focusedContext(closed, world);
  if (!session || !context) return closed;
  const text = typedText(session, elsewhere.pasted, context, true);
  return journalTyping({ ...closed, focus: { ...closed.focus, session: retyped(session, text, context) } }, world);
}

/** The edits that give a field the text as if it were typed there; a list gets it behind what it has. */
export function editsThere(page: EntryPage, { id, text }: ScannedPlace, world: World): ReturnType<typeof fillEdits> {
  const field = fieldOf(id);
  const context = fieldContextOf(page, field, world);
  const session = beginEdit(valueAt(page, id), context);
  if (!session) return [];
  const whole = field.kind === 'list' && session.before !== '' ? `${session.before},${text}` : text;
  const taken = commitEdit(retyped(session, textState(whole), context), context);
  return taken.assignments ? fillEdits(page, taken.assignments, world) : [];
}

/** What is offered, in one line. */
export function elsewhereNote(page: EntryPage, { places }: ElsewhereOffer, world: World): string {
  const [first, ...more] = places as readonly [ScannedPlace, ...ScannedPlace[]];
  if (more.length > 0) {
    const choices = places.map(({ id }, at) => `${at + 1} ${fieldOf(id).label}`).join('  ');
    return `→ ${first.text} 是${[...new Set(places.map(({ label }) => label))].join('或')}：${choices}  Esc 放在此处`;
  }
  const field = fieldOf(first.id);
  const before = valueAt(page, first.id);
  const replaced = isMissing(before) || Array.isArray(before) ? '' : `（换掉 ${String(before)}）`;
  const name = field.kind === 'code' ? fieldNameOf(page, first, world) : '';
  return `→ ${field.label}：${first.text}${name}${replaced}  Enter 填入  Esc 放在此处`;
}

function fieldNameOf(page: EntryPage, { id, text }: ScannedPlace, world: World): string {
  const { direction } = page.drafts.document;
  const table = fieldOf(id).codes?.[direction];
  const name = table === undefined ? undefined : world.book.find(table, text)?.name;
  return name === undefined ? '' : ` ${name}`;
}
