import { dayOf } from '../../../src/jobs/clock.ts';
import type { ContextName } from '../../../src/keys/table.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { areaOf } from '../../contract/area.ts';
import type { Action, ActionContext, Actions, Change } from '../../contract/change.ts';
import type { Message } from '../../contract/message.ts';
import type { PagePart } from '../../contract/part.ts';
import type { World } from '../../contract/world.ts';
import { type Editor, NO_LISTS, type Spot } from '../../fields/field-editor.ts';
import {
  CHOICE_MOVES,
  choiceFills,
  type Fill,
  handContexts,
  isOpen,
  putDown,
  retyped,
  takeUp,
  typedText,
  withChoices,
} from '../../fields/field-session.ts';
import { TEXT_MOVES, type TextState } from '../../widgets/text-state.ts';
import { formLines, lineWith } from './form-lines.ts';
import type { FormField, FormState } from './form-state.ts';
import type { SettingsPage } from './state.ts';

/*
 * A form of texts: registrations, parties, headings of a workbook. Which fields it has is data; what is typed, chosen, checked and
 * drawn is the same for all of them, by the same engine as a field of a declaration.
 */

const REQUIRED = '必填，尚未填写';

export function spotOf({ field, direction }: FormField, world: World): Spot {
  return { field, row: {}, direction, world, own: NO_LISTS };
}

/** What is wrong with the value of a field; nothing is said of one that is being typed. */
export function faultOf(each: FormField, { values }: FormState, world: World): ReturnType<FormField['fault']> {
  const value = values[each.key] ?? '';
  return value === '' ? undefined : each.fault(value, world);
}

/** The first field that must be mended before the form can be kept. */
export function firstWrong(
  form: FormState,
  fields: readonly FormField[],
  world: World,
): { readonly stop: number; readonly text: string } | undefined {
  for (const [stop, each] of fields.entries()) {
    const missing = each.required && (form.values[each.key] ?? '').trim() === '';
    const fault = missing ? { text: REQUIRED, level: 'error' } : faultOf(each, form, world);
    if (fault?.level === 'error') return { stop, text: `${each.field.label}：${fault.text}` };
  }
  return undefined;
}

/** The form with the field of this index in hand. */
export function takeUpAt(form: FormState, fields: readonly FormField[], stop: number, world: World): FormState {
  const at = Math.max(0, Math.min(fields.length - 1, stop));
  const each = fields[at];
  const editor = each && takeUp(form.values[each.key] ?? '', spotOf(each, world));
  return { ...form, stop: at, editor };
}

/** The form with what was typed among its values, and no field in hand. A text that is refused is given up: none of these fields does. */
export function putDownIn(form: FormState, fields: readonly FormField[], world: World): FormState {
  const each = fields[form.stop];
  if (!each || !form.editor) return { ...form, editor: undefined };
  const down = putDown(form.editor, spotOf(each, world));
  return { ...filled(form, fields, each, down.fills ?? []), editor: undefined };
}

/** Values by their fields; those of the same section are meant, and what is on no form is left out. */
function filled(form: FormState, fields: readonly FormField[], from: FormField, fills: readonly Fill[]): FormState {
  const given = fills.flatMap(({ id, value }) => {
    const to = fields.find(({ field, section }) => field.id === id && section === from.section);
    return to ? [[to.key, value === undefined ? '' : String(value)]] : [];
  });
  return { ...form, values: { ...form.values, ...Object.fromEntries(given) } };
}

/** Where a form stands on the page. */
export interface FormHost {
  readonly fields: readonly FormField[];
  /** Columns that it uses at most. */
  readonly widest?: number;
  get(page: SettingsPage): FormState;
  set(page: SettingsPage, form: FormState): SettingsPage;
  /** Enter behind the last field, Tab behind it, and what leads out before the first. The form has no field in hand then. */
  readonly submit: Action<SettingsPage>;
  readonly after: Action<SettingsPage>;
  readonly before: Action<SettingsPage>;
  /** F4 where there are no codes to choose from. */
  readonly open: Action<SettingsPage>;
}

/** The contexts of the field in hand. */
export function formContexts({ fields, get }: FormHost, page: SettingsPage, world: World): readonly ContextName[] {
  const { editor, stop } = get(page);
  const each = fields[stop];
  return each ? handContexts(editor, spotOf(each, world)) : [];
}

/** What the message line says of the field in hand. */
export function formNote({ fields, get }: FormHost, page: SettingsPage, world: World): Message | undefined {
  const form = get(page);
  const each = fields[form.stop];
  if (!each || !form.editor) return undefined;
  const fault = form.editor.text.text === form.editor.before ? faultOf(each, form, world) : undefined;
  if (fault) return { tone: fault.level, text: `${each.field.label}：${fault.text}` };
  return { tone: 'quiet', text: each.help };
}

const moving =
  ({ fields, get, set }: FormHost, place: (form: FormState, context: ActionContext) => number): Action<SettingsPage> =>
  (page, context) => {
    const left = putDownIn(get(page), fields, context.world);
    return { state: set(page, takeUpAt(left, fields, place(left, context), context.world)) };
  };

/** Leaves the field, and then does what leads out of the form. */
const leavingBy =
  ({ fields, get, set }: FormHost, act: Action<SettingsPage>): Action<SettingsPage> =>
  (page, context) =>
    act(set(page, putDownIn(get(page), fields, context.world)), context);

/** Actions of the form: moving, text, choices. */
export function formActions(host: FormHost): Actions<SettingsPage> {
  const { fields, get, set } = host;
  const byLine =
    (steps: 1 | -1): Action<SettingsPage> =>
    (page, context) => {
      const lines = formLines(fields, Math.min(host.widest ?? Number.POSITIVE_INFINITY, areaOf(context.ui).columns));
      const at = lineWith(lines, get(page).stop);
      const place = lines[at]?.stops.indexOf(get(page).stop) ?? 0;
      let to = at + steps;
      while (lines[to]?.stops.length === 0) to += steps;
      const stops = lines[to]?.stops;
      if (!stops) return steps < 0 ? leavingBy(host, host.before)(page, context) : {};
      const stop = stops[Math.min(place, stops.length - 1)] ?? 0;
      return moving(host, () => stop)(page, context);
    };
  const bySection = (steps: 1 | -1): Action<SettingsPage> =>
    moving(host, ({ stop }) => {
      const begins = fields.flatMap(({ section }, at) => (section === fields[at - 1]?.section ? [] : [at]));
      const now = begins.findLastIndex(at => at <= stop);
      if (steps < 0 && stop > (begins[now] ?? 0)) return begins[now] ?? 0;
      return begins[Math.max(0, Math.min(begins.length - 1, now + steps))] ?? 0;
    });

  const onward =
    (out: Action<SettingsPage>): Action<SettingsPage> =>
    (page, context) =>
      get(page).stop + 1 < fields.length
        ? moving(host, form => form.stop + 1)(page, context)
        : leavingBy(host, out)(page, context);

  /** A text that several codes fit leads into their list. */
  const next: Action<SettingsPage> = (page, context) => {
    const { editor, stop } = get(page);
    const each = fields[stop];
    if (editor?.matches && each && isOpen(editor, spotOf(each, context.world))) {
      return { state: withEditor(page, { ...editor, matches: { rows: editor.matches.rows, index: 0 } }) };
    }
    return onward(host.submit)(page, context);
  };

  const withEditor = (page: SettingsPage, editor: Editor): SettingsPage => set(page, { ...get(page), editor });

  const text = (page: SettingsPage, context: ActionContext, make: (editor: Editor, spot: Spot) => TextState) => {
    const { editor, stop } = get(page);
    const each = fields[stop];
    if (!editor || !each) return {};
    const spot = spotOf(each, context.world);
    return { state: withEditor(page, retyped(editor, make(editor, spot), spot)) };
  };

  const inChoices =
    (move: (editor: Editor, today: string, area: Size) => Editor): Action<SettingsPage> =>
    (page, { ui, world }) => {
      const { editor } = get(page);
      return editor ? { state: withEditor(page, move(editor, dayOf(world.now()), areaOf(ui))) } : {};
    };

  const choose: Action<SettingsPage> = (page, context) => {
    const form = get(page);
    const each = fields[form.stop];
    const row = form.editor?.matches?.rows[form.editor.matches.index];
    if (!each || !row) return {};
    const chosen = filled(form, fields, each, choiceFills(row, spotOf(each, context.world)));
    return onward(host.after)(set(page, { ...chosen, editor: undefined }), context);
  };

  const open: Action<SettingsPage> = (page, context) => {
    const { editor, stop } = get(page);
    const each = fields[stop];
    const opened = editor && each && withChoices(editor, spotOf(each, context.world), dayOf(context.world.now()));
    return opened ? { state: withEditor(page, opened) } : host.open(page, context);
  };

  return {
    'form.next': next,
    'form.pass': onward(host.after),
    'form.previous': (page, context) =>
      get(page).stop > 0
        ? moving(host, form => form.stop - 1)(page, context)
        : leavingBy(host, host.before)(page, context),
    'form.up': byLine(-1),
    'form.down': byLine(1),
    'form.next-section': bySection(1),
    'form.previous-section': bySection(-1),
    'field.open': open,
    'matches.choose': choose,
    ...Object.fromEntries(
      Object.entries(CHOICE_MOVES)
        .filter(([name]) => name.startsWith('matches.'))
        .map(([name, move]) => [name, inChoices(move)]),
    ),
    ...Object.fromEntries(
      Object.entries(TEXT_MOVES).map(([name, move]): [string, Action<SettingsPage>] => [
        name,
        (page, context) => text(page, context, editor => move(editor.text)),
      ]),
    ),
  };
}

/** What is typed or pasted into the field in hand. */
export function formTyping({ fields, get, set }: FormHost): NonNullable<PagePart<SettingsPage>['type']> {
  return (page, typed, context, pasted): Change<SettingsPage> => {
    const form = get(page);
    const each = fields[form.stop];
    if (!form.editor || !each) return {};
    const spot = spotOf(each, context.world);
    const editor = retyped(form.editor, typedText(form.editor, typed, spot, pasted), spot);
    return { state: set(page, { ...form, editor }) };
  };
}
