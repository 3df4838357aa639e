import { dayOf } from '../../../src/jobs/clock.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { areaOf } from '../../contract/area.ts';
import type { Action, ActionContext, Actions } from '../../contract/change.ts';
import { info, warn } from '../../contract/message.ts';
import type { PagePart } from '../../contract/part.ts';
import type { FieldSession } from '../../fields/field-editor.ts';
import { CHOICE_MOVES, refusedTyping, retyped, typedText, withChoices } from '../../fields/field-session.ts';
import { TEXT_MOVES, type TextState } from '../../widgets/text-state.ts';
import {
  choose as chooseMatch,
  commitFocused,
  commitOrDiscard,
  editFocused,
  focusedContext,
  journalTyping,
  setValue,
} from './focus.ts';
import { focusNext } from './focus-next.ts';
import { gridOf, isFresh } from './grid/place.ts';
import { openPopup } from './popup/open.ts';
import { action, afterCommit, editAction, telling } from './run-action.ts';
import { type EntryPage, lockedBecause } from './state.ts';
import { focusedField, valueAt } from './value-path.ts';

const text = (make: (session: FieldSession, page: EntryPage, context: ActionContext) => TextState): Action<EntryPage> =>
  action((page, context) => {
    const {
      focus: { session },
    } = page;
    const fieldContext = focusedContext(page, context.world);
    if (!session || !fieldContext) return page;
    const state = make(session, page, context);
    if (state.text === session.text.text)
      return { ...page, focus: { ...page.focus, session: { ...session, text: state } } };
    const reason = lockedBecause(page);
    return reason
      ? warn(reason)
      : journalTyping(
          { ...page, focus: { ...page.focus, session: retyped(session, state, fieldContext) } },
          context.world,
        );
  });

const inChoices = (move: (session: FieldSession, today: string, area: Size) => FieldSession): Action<EntryPage> =>
  action((page, { ui, world }) =>
    page.focus.session
      ? { ...page, focus: { ...page.focus, session: move(page.focus.session, dayOf(world.now()), areaOf(ui)) } }
      : page,
  );

const choose = action((page, context) => {
  const row = page.focus.session?.matches?.rows[page.focus.session.matches.index];
  if (!row) return page;
  return focusNext(
    chooseMatch({ ...page, focus: { ...page.focus, session: undefined } }, row, context.world),
    context.world,
  );
});

/** A page that may only be read opens popups to be read, too. */
const openField = action((page, context) => {
  const { world } = context;
  const fieldContext = focusedContext(page, world);
  if (!fieldContext) return page;
  const { popup: named } = fieldContext.field.extras;
  // Inside its own popup the field is typed into; the popup does not open in itself.
  const popup = named === page.popups.at(-1)?.popup ? undefined : named;
  const locked = lockedBecause(page);
  if (locked !== undefined) return popup ? openPopup(commitOrDiscard(page, world), popup, world) : warn(locked);
  const session = page.focus.session && withChoices(page.focus.session, fieldContext, dayOf(world.now()));
  if (session) return { ...page, focus: { ...page.focus, session } };
  if (!popup) return info('这一栏直接输入，没有弹窗');
  const left = commitFocused(page, world);
  if (!left.page) return { message: { tone: 'error', text: left.refused ?? '' } };
  const list = page.popups.length > 0 ? undefined : gridOf(left.page);
  if (list && isFresh(left.page, list)) return info('这一行还没有内容：先填一格');
  return telling(page, left, openPopup(left.page, popup, world), context);
});

const toggle = editAction((page, { world }) => {
  const field = focusedField(page);
  if (field?.kind !== 'flag') return page;
  return editFocused(setValue(page, field.id, valueAt(page, field.id) !== true, world), world);
});

/** What keys do in the field being edited: its text, its matches, its calendar (E3-E6). */
export const FIELD: Actions<EntryPage> = {
  'field.open': openField,
  'field.toggle': toggle,
  'field.restore': action((page, { world }) =>
    editFocused({ ...page, focus: { ...page.focus, session: undefined } }, world),
  ),
  'matches.choose': choose,
  'calendar.choose': afterCommit((page, { world }) => focusNext(page, world)),
  ...Object.fromEntries(Object.entries(CHOICE_MOVES).map(([name, move]) => [name, inChoices(move)])),
  ...Object.fromEntries(Object.entries(TEXT_MOVES).map(([name, move]) => [name, text(({ text }) => move(text))])),
};

/** What is typed or pasted into the field being edited. */
export const typing: NonNullable<PagePart<EntryPage>['type']> = (page, typed, context, pasted) => {
  const fieldContext = focusedContext(page, context.world);
  const refused = fieldContext && !pasted && page.focus.session ? refusedTyping(typed, fieldContext) : undefined;
  if (refused !== undefined && lockedBecause(page) === undefined) return warn(refused);
  return text((session, now, { world }) => {
    const fieldContext = focusedContext(now, world);
    return fieldContext ? typedText(session, typed, fieldContext, pasted) : session.text;
  })(page, context);
};
