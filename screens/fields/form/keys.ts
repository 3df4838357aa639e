import { dayOf } from '../../../src/jobs/clock.ts';
import type { ContextName } from '../../../src/keys/table.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { areaOf } from '../../contract/area.ts';
import type { Action, ActionContext, Actions, Change } from '../../contract/change.ts';
import type { Message } from '../../contract/message.ts';
import type { World } from '../../contract/world.ts';
import { within } from '../../widgets/list-moves.ts';
import { TEXT_MOVES } from '../../widgets/text-state.ts';
import type { FieldContext, FieldSession } from '../field-editor.ts';
import {
  CHOICE_MOVES,
  choiceAssignments,
  ledToMatches,
  retyped,
  sessionContexts,
  typedText,
  withChoices,
} from '../field-session.ts';
import { commitField, faultOf, filled, focusField, spotOf } from './edit.ts';
import { formLines, lineWith } from './lines.ts';
import type { FormField, FormState } from './state.ts';

/** Where a form stands on the page or in the dialog that holds it. */
export interface FormHost<S> {
  readonly fields: readonly FormField[] | ((state: S) => readonly FormField[]);
  /** Columns that it has; all of the page unless given. */
  columns?(area: Size): number;
  get(state: S): FormState;
  set(state: S, form: FormState): S;
  /** Enter behind the last field, Tab behind it, and what leads out before the first. The form has no field that is edited then. */
  readonly submit: Action<S>;
  readonly after: Action<S>;
  readonly before: Action<S>;
  /** F4 where there are no codes to choose from. */
  readonly open: Action<S>;
}

const fieldsIn = <S>({ fields }: FormHost<S>, state: S): readonly FormField[] =>
  typeof fields === 'function' ? fields(state) : fields;

/** The contexts of the field being edited. */
export function formContexts<S>(host: FormHost<S>, state: S, world: World): readonly ContextName[] {
  const form = host.get(state);
  const each = fieldsIn(host, state)[form.stop];
  return each ? sessionContexts(form.session, spotOf(each, form, world)) : [];
}

/** What the message line says of the field being edited. */
export function formNote<S>(host: FormHost<S>, state: S, world: World): Message | undefined {
  const form = host.get(state);
  const each = fieldsIn(host, state)[form.stop];
  if (!each || !form.session) return undefined;
  const fault = form.session.text.text === form.session.before ? faultOf(each, form, world) : undefined;
  if (fault) return { tone: fault.level, text: `${each.field.label}：${fault.text}` };
  return { tone: 'quiet', text: each.help };
}

/** Goes to the field of another index. */
const going =
  <S>(host: FormHost<S>, place: (form: FormState, fields: readonly FormField[]) => number): Action<S> =>
  (state, { world }) => {
    const fields = fieldsIn(host, state);
    const left = commitField(host.get(state), fields, world);
    return { state: host.set(state, focusField(left, fields, place(left, fields), world)) };
  };

/** Leaves the field, and then does what leads out of the form. */
const leavingBy =
  <S>(host: FormHost<S>, act: Action<S>): Action<S> =>
  (state, context) =>
    act(host.set(state, commitField(host.get(state), fieldsIn(host, state), context.world)), context);

/** The next field, and behind the last one what leads out. */
const onward =
  <S>(host: FormHost<S>, out: Action<S>): Action<S> =>
  (state, context) =>
    host.get(state).stop + 1 < fieldsIn(host, state).length
      ? going(host, ({ stop }) => stop + 1)(state, context)
      : leavingBy(host, out)(state, context);

const back =
  <S>(host: FormHost<S>): Action<S> =>
  (state, context) =>
    host.get(state).stop > 0
      ? going(host, ({ stop }) => stop - 1)(state, context)
      : leavingBy(host, host.before)(state, context);

/** The field below or above, in the same column as far as there is one. */
const byLine =
  <S>(host: FormHost<S>, way: 1 | -1): Action<S> =>
  (state, context) => {
    const area = areaOf(context.ui);
    const lines = formLines(fieldsIn(host, state), host.columns?.(area) ?? area.columns);
    const { stop } = host.get(state);
    const at = lineWith(lines, stop);
    const place = lines[at]?.stops.indexOf(stop) ?? 0;
    let to = at + way;
    while (lines[to]?.stops.length === 0) to += way;
    const stops = lines[to]?.stops;
    if (!stops) return way < 0 ? leavingBy(host, host.before)(state, context) : {};
    return going(host, () => stops[Math.min(place, stops.length - 1)] ?? 0)(state, context);
  };

const bySection = <S>(host: FormHost<S>, way: 1 | -1): Action<S> =>
  going(host, ({ stop }, fields) => {
    const begins = fields.flatMap(({ section }, at) => (section === fields[at - 1]?.section ? [] : [at]));
    const now = begins.findLastIndex(at => at <= stop);
    if (way < 0 && stop > (begins[now] ?? 0)) return begins[now] ?? 0;
    return begins[within(now + way, begins.length)] ?? 0;
  });

/** An action on the field being edited; without one nothing happens. */
const onField =
  <S>(
    host: FormHost<S>,
    make: (session: FieldSession, fieldContext: FieldContext, context: ActionContext) => FieldSession | undefined,
    otherwise: Action<S> = () => ({}),
  ): Action<S> =>
  (state, context) => {
    const form = host.get(state);
    const each = fieldsIn(host, state)[form.stop];
    const session = form.session && each && make(form.session, spotOf(each, form, context.world), context);
    return session ? { state: host.set(state, { ...form, session }) } : otherwise(state, context);
  };

/** Enter: a text that several codes fit leads into their list. */
const next = <S>(host: FormHost<S>): Action<S> =>
  onField(host, (session, fieldContext) => ledToMatches(session, fieldContext), onward(host, host.submit));

const choose =
  <S>(host: FormHost<S>): Action<S> =>
  (state, context) => {
    const form = host.get(state);
    const fields = fieldsIn(host, state);
    const each = fields[form.stop];
    const row = form.session?.matches?.rows[form.session.matches.index];
    if (!each || !row) return {};
    const chosen = filled(form, fields, each, choiceAssignments(row, spotOf(each, form, context.world)));
    return onward(host, host.after)(host.set(state, { ...chosen, session: undefined }), context);
  };

/** Actions of the form: moving, text, choices. */
export function formActions<S>(host: FormHost<S>): Actions<S> {
  const all = <M>(moves: Readonly<Record<string, M>>, action: (move: M) => Action<S>): Actions<S> =>
    Object.fromEntries(Object.entries(moves).map(([name, move]) => [name, action(move)]));
  return {
    'form.next': next(host),
    'form.pass': onward(host, host.after),
    'form.previous': back(host),
    'form.up': byLine(host, -1),
    'form.down': byLine(host, 1),
    'form.next-section': bySection(host, 1),
    'form.previous-section': bySection(host, -1),
    'field.open': onField(
      host,
      (session, fieldContext, { world }) => withChoices(session, fieldContext, dayOf(world.now())),
      (state, context) => host.open(state, context),
    ),
    'matches.choose': choose(host),
    'calendar.choose': onward(host, host.after),
    ...all(CHOICE_MOVES, move =>
      onField(host, (session, _spot, { ui, world }) => move(session, dayOf(world.now()), areaOf(ui))),
    ),
    ...all(TEXT_MOVES, move =>
      onField(host, (session, fieldContext) => retyped(session, move(session.text), fieldContext)),
    ),
  };
}

/** What is typed or pasted into the field being edited. */
export const formTyping =
  <S>(host: FormHost<S>) =>
  (state: S, typed: string, context: ActionContext, pasted: boolean): Change<S> =>
    onField(host, (session, fieldContext) =>
      retyped(session, typedText(session, typed, fieldContext, pasted), fieldContext),
    )(state, context);
