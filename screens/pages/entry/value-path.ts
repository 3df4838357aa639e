import { type Field, type FieldId, fieldOf, onForm, SECTIONS } from '../../../src/catalogue/catalogue.ts';
import { bookFor } from '../../../src/catalogue/code-book.ts';
import { partyOf } from '../../../src/declaration/articles.ts';
import { get, parsePath, pathOf, type Row, read, type Steps } from '../../../src/declaration/path.ts';
import type { World } from '../../contract/world.ts';
import type { FieldContext } from '../../fields/field-editor.ts';
import { LINE_FIELDS } from '../../layout/entry.ts';
import { POPUPS } from '../../layout/popups.ts';
import { type DraftName, draftAt } from './drafts.ts';
import { declaredIn } from './effective-rows.ts';
import { cellSteps, type InGrid } from './grid/place.ts';
import type { PopupState } from './popup/state.ts';
import { type EntryPage, popupOf, stopAt } from './state.ts';

/** Where a value is held. */
export interface ValuePath {
  readonly draft: DraftName;
  readonly steps: Steps;
  readonly path: string;
}

const at = (draft: DraftName, steps: Steps): ValuePath => ({ draft, steps, path: pathOf(steps) });

/** Where the value of a field on the page lives: in the declaration itself, or in the form of its list. */
export function pathOnPage(id: FieldId): ValuePath {
  const field = fieldOf(id);
  const { rows } = SECTIONS[field.section];
  return rows ? at('form', [rows, 0, field.name]) : at('document', [field.name]);
}

/** The same, in the row that has the focus where the list is shown as a grid. */
function pathInView(page: InGrid, id: FieldId): ValuePath {
  const steps = cellSteps(page, fieldOf(id));
  return steps ? at('document', steps) : pathOnPage(id);
}

/** The draft that holds the row being filled in in the popup in front. */
export function popupDraft({ popups }: Pick<EntryPage, 'popups'>): number {
  return Math.max(0, popups.length - 1);
}

/** Where the row that is being filled in in the popup in front stands. */
export function pendingRowPath(page: Pick<EntryPage, 'popups'>, { popup, path }: PopupState): ValuePath {
  // The document that holds it has nothing else: each row on the way is its first.
  const steps = (parsePath(path) ?? []).map(step => (typeof step === 'number' ? 0 : step));
  return at(popupDraft(page), POPUPS[popup].form === 'items' ? steps.slice(0, -1) : [...steps, 0]);
}

/** Where the value of a field lives that stands in the popup in front, or else on the page. */
export function pathOfField(page: InGrid & Pick<EntryPage, 'popups'>, id: FieldId): ValuePath {
  const popup = popupOf(page);
  if (!popup || !POPUPS[popup.popup].fields.includes(id)) return pathInView(page, id);
  const { form } = POPUPS[popup.popup];
  const { name, parent } = fieldOf(id);
  if (form !== 'live') {
    const { draft, steps } = pendingRowPath(page, popup);
    return at(draft, [...steps, name]);
  }
  if (!parent) return pathInView(page, id);
  const steps = parsePath(popup.path) ?? [];
  return at(popup.draft, parent.kind === 'rows' ? [...steps, popup.editingIndex ?? 0, name] : [...steps, name]);
}

type Documents = InGrid & Pick<EntryPage, 'popups'>;

export function valueAt(page: Documents, id: FieldId): unknown {
  const { draft, steps } = pathOfField(page, id);
  return get(draftAt(page.drafts, draft), steps);
}

/** The value of a field of the page itself, whatever is in front of it. */
export function valueOnPage(page: Pick<EntryPage, 'drafts'>, id: FieldId): unknown {
  const { draft, steps } = pathOnPage(id);
  return get(draftAt(page.drafts, draft), steps);
}

/** A field of the page, or of the popup in front, with what is around it. */
export function fieldContextOf(page: Documents & Pick<EntryPage, 'own'>, field: Field, world: World): FieldContext {
  const { document } = page.drafts;
  const { draft, steps } = pathOfField(page, field.id);
  const row = (read(draftAt(page.drafts, draft), steps.slice(0, -1)) ?? {}) as Row;
  return {
    field,
    row,
    direction: document.direction,
    world:
      page.own.channel?.routes === undefined && document.sentAs === undefined
        ? world
        : { ...world, book: bookFor(world.book, document) },
    own: page.own,
    party: partyOf(document),
    declared: () => declaredIn(page),
  };
}

/** The fields of a popup that can be typed into or opened, in order. */
export function popupStops(
  {
    drafts: {
      document: { direction },
    },
  }: Pick<EntryPage, 'drafts'>,
  { popup }: Pick<PopupState, 'popup'>,
): readonly FieldId[] {
  return POPUPS[popup].fields.filter(id => {
    const field = fieldOf(id);
    const isShown = field.use[direction] === 'S' || field.kind === 'computed';
    return onForm(field, direction) && (!isShown || LINE_FIELDS[id] !== undefined);
  });
}

/** The field that has the focus; undefined while a list or something to tick has it. */
export function focusedField(page: EntryPage): Field | undefined {
  const popup = popupOf(page);
  if (!popup) return page.focus.list === undefined ? fieldOf(stopAt(page).id) : undefined;
  const id = popup.zone === 'fields' ? popupStops(page, popup)[popup.stop] : undefined;
  return id && fieldOf(id);
}
