import { FIRST_QUESTIONS, type FirstQuestion } from '../../src/catalogue/carry.ts';
import { type Field, type FieldId, fieldOf } from '../../src/catalogue/catalogue.ts';
import { wordingOf } from '../../src/catalogue/wording.ts';
import { valueFaults } from '../../src/declaration/check.ts';
import { keepFirstAnswers } from '../../src/jobs/first-steps.ts';
import type { Size } from '../../src/terminal/cells.ts';
import type { Action, Change, Effect } from '../contract/change.ts';
import { checksIn } from '../contract/checks.ts';
import { good } from '../contract/message.ts';
import type { DialogPart } from '../contract/part.ts';
import { replyToApp, replyToDialog } from '../contract/reply.ts';
import type { World } from '../contract/world.ts';
import { line } from '../draw/line.ts';
import { boxed, centred, wrapped } from '../draw/picture.ts';
import { commitField, firstWrong, focusField } from '../fields/form/edit.ts';
import { type FormHost, formActions, formContexts, formNote, formTyping } from '../fields/form/keys.ts';
import { beginForm, type FormField, type FormState } from '../fields/form/state.ts';
import { drawForm, withChoices } from '../fields/form/view.ts';
import { orSaid } from './or-said.ts';

/** What a new office is asked for its first declaration, all of it on one form (S9). */
export interface FirstFormDialog {
  readonly kind: 'firstForm';
  readonly form: FormState;
  readonly wrong: readonly string[];
}

/** Given here, not looked for among registrations; two questions may be about one field. */
function askedField({ id, key, label }: FirstQuestion): Field {
  const { own: _searched, ...extras } = fieldOf(id).extras;
  return { ...fieldOf(id), extras, ...(label !== undefined && { label }), id: key as FieldId, name: key };
}

const FIELDS: readonly FormField[] = FIRST_QUESTIONS.map(question => {
  const { key, direction, help, required, id } = question;
  const field = askedField(question);
  return {
    key,
    field,
    direction,
    section: '',
    wide: true,
    help,
    ...(required && { required }),
    fault(value, world) {
      const [fault] = valueFaults(fieldOf(id), value, id, direction, checksIn(world));
      return fault && { text: wordingOf(fault), level: fault.level };
    },
  };
});

export function openFirstForm(world: World): FirstFormDialog {
  return { kind: 'firstForm', form: focusField(beginForm({}), FIELDS, 0, world), wrong: [] };
}

/** Asks at the first start. */
export const askFirstForm: Effect = { run: () => replyToApp(({ world }) => ({ open: openFirstForm(world) })) };

const columnsIn = ({ columns }: Size): number => Math.min(72, columns - 6);

const keep: Action<FirstFormDialog> = (dialog, { world }) => {
  const form = commitField(dialog.form, FIELDS, world);
  const wrong = firstWrong(form, FIELDS, world);
  if (wrong) return { state: { ...dialog, form: focusField(form, FIELDS, wrong.stop, world), wrong: [wrong.text] } };
  return {
    state: { ...dialog, form: focusField(form, FIELDS, form.stop, world), wrong: [] },
    effects: [keeping(form)],
  };
};

const keeping = ({ values }: FormState): Effect => ({
  label: '正在保存报检注册',
  run: ({ office }) =>
    orSaid<FirstFormDialog>('firstForm', async () => {
      await keepFirstAnswers(office, values);
      return replyToDialog<FirstFormDialog>('firstForm', () => ({
        close: true,
        storeChanged: true,
        ...good(`${values.number} ${values.name} 已保存；现在新建第一份单证`),
      }));
    }),
});

const around =
  (stop: number): Action<FirstFormDialog> =>
  (dialog, { world }): Change<FirstFormDialog> => ({
    state: { ...dialog, form: focusField(dialog.form, FIELDS, stop, world) },
  });

const HOST: FormHost<FirstFormDialog> = {
  fields: FIELDS,
  columns: columnsIn,
  get: ({ form }) => form,
  set: (dialog, form) => ({ ...dialog, form, wrong: [] }),
  submit: keep,
  after: around(0),
  before: around(FIELDS.length - 1),
  open: () => ({}),
};

const typing = formTyping(HOST);

export const FIRST_FORM: DialogPart<FirstFormDialog> = {
  contexts: (dialog, { world }) => [...formContexts(HOST, dialog, world), 'settingsForm', 'firstForm'],
  actions: {
    ...formActions(HOST),
    'form.clear': (_dialog, { world }) => ({ state: openFirstForm(world) }),
    'first.keep': keep,
    'first.close': () => ({ close: true }),
  },
  type: typing,
  draw(dialog, area, { world }) {
    const columns = columnsIn(area);
    const note = formNote(HOST, dialog, world);
    const said = dialog.wrong.length > 0 ? dialog.wrong : [note?.text ?? ''];
    const look = dialog.wrong.length > 0 ? 'error' : 'panelQuiet';
    const intro = wrapped('第一份单证要用的，填一次，新单证都带出；以后在设置的报检注册里改。', columns);
    const room = Math.max(1, Math.min(FIELDS.length, area.rows - intro.length - 5));
    const form = drawForm(dialog.form, FIELDS, { columns, rows: room }, world);
    const foot = said.flatMap(text => wrapped(text, columns)).map(text => line(text, look));
    const top = intro.length + 1;
    const lines = [...intro.map(text => line(text, 'panel')), [], ...form.lines, [], ...foot];
    const cursor = form.cursor && { x: form.cursor.x, y: form.cursor.y + top };
    // Lists lie inside of the box, above or below their field.
    const inner = withChoices({ lines, cursor }, dialog.form, form, top, { columns, rows: lines.length });
    return centred(boxed('报检注册', inner, columns), area);
  },
};
