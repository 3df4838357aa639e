import type { ContextName } from '../../../src/keys/table.ts';
import { areaOf } from '../../contract/area.ts';
import type { Action, Change } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import type { DialogPart } from '../../contract/part.ts';
import { around } from '../../widgets/list-moves.ts';
import { scrolling } from '../../widgets/scrolling.ts';
import { editText, type TextState, typeInto } from '../../widgets/text-state.ts';
import { openDevices } from '../devices.ts';
import { openMailbox } from '../mailbox.ts';
import { asking, askingAgain, drawingAnew, proving, recovering, registering } from './effects.ts';
import { atStep, fieldsOf, type IdentityDialog, inField, stepsOf } from './state.ts';
import { agreementShape, drawIdentity } from './view.ts';

type Move = Action<IdentityDialog>;

/** Milliseconds that the last step of recovering stays before it gives way to the login page (3.9.1). */
const RETURNS_AFTER = 4000;

/** What happens by Enter behind the last field of a step. */
const ONWARD: Readonly<Record<IdentityDialog['step'], Move>> = {
  type: dialog => ({ state: atStep(dialog, 'mobile') }),
  mobile: dialog => ({ effects: [asking(dialog)] }),
  code: dialog => ({ effects: [proving(dialog)] }),
  agreement: dialog => ({ state: atStep(dialog, 'person') }),
  person: dialog => ({ effects: [registering(dialog)] }),
  password: dialog => ({ effects: [recovering(dialog)] }),
  done: () => ({ close: true }),
};

const next: Move = (dialog, context) => {
  const fields = fieldsOf(dialog);
  const empty = fields.findIndex(name => (dialog.values[name] ?? '').trim() === '' && name !== 'enterpriseCode');
  if (dialog.index < fields.length - 1) return { state: inField(dialog, dialog.index + 1) };
  if (empty >= 0) return { state: inField(dialog, empty), ...info('这一栏还没有填写') };
  return ONWARD[dialog.step](dialog, context);
};

/** The agreement is accepted by whoever has seen its end. */
const accept: Move = (dialog, context) => {
  const { lines, rows } = agreementShape(areaOf(context.ui));
  if (dialog.first + rows < lines) return AGREEMENT['agreement.page-down']?.(dialog, context) ?? {};
  return next(dialog, context);
};

const AGREEMENT = scrolling<IdentityDialog>('agreement', (_dialog, area) => agreementShape(area)) as Readonly<
  Record<string, Move>
>;

const back: Move = dialog => {
  const steps = stepsOf(dialog);
  const before = steps[steps.indexOf(dialog.step) - 1];
  if (dialog.step === 'done' || before === undefined) return { close: true };
  // A code that was spent is not asked for again.
  const to = before === 'code' ? 'mobile' : before;
  return { state: atStep(dialog, to), ...(to === 'mobile' && { effects: [drawingAnew] }) };
};

const moving =
  (steps: 1 | -1): Move =>
  dialog => {
    const fields = fieldsOf(dialog);
    return fields.length === 0 ? {} : { state: inField(dialog, around(dialog.index + steps, fields.length)) };
  };

const choosing =
  (steps: 1 | -1): Move =>
  dialog => ({ state: { ...dialog, type: around(dialog.type + steps, Math.max(1, dialog.types.length)) } });

function typed(dialog: IdentityDialog, text: TextState): Change<IdentityDialog> {
  const name = fieldsOf(dialog)[dialog.index];
  return name ? { state: { ...dialog, text, values: { ...dialog.values, [name]: text.text } } } : {};
}

const secondsLeft = (until: number, now: number, most: number): number =>
  Math.max(0, Math.ceil(Math.min(until - now, most) / 1000));

const TYPED = ['identityFields', 'identity', 'text'] as const;

const CONTEXTS: Readonly<Record<IdentityDialog['step'], readonly ContextName[]>> = {
  type: ['identityTypes', 'identity'],
  mobile: TYPED,
  code: TYPED,
  agreement: ['agreement', 'identity'],
  person: TYPED,
  password: TYPED,
  done: ['identity'],
};

export const IDENTITY: DialogPart<IdentityDialog> = {
  contexts: ({ step, practice, seated }) => [
    ...(practice ? (['practising'] as const) : []),
    ...(seated ? (['registered'] as const) : []),
    ...CONTEXTS[step],
  ],
  clock({ step, course, resendAt, doneAt }, now) {
    if (step === 'code') return secondsLeft(resendAt, now, 60_000);
    return step === 'done' && course === 'recover'
      ? secondsLeft(doneAt + RETURNS_AFTER, now, RETURNS_AFTER)
      : undefined;
  },
  onTick({ step, course, doneAt }, { world }) {
    const isOver = step === 'done' && course === 'recover' && world.now() >= doneAt + RETURNS_AFTER;
    return isOver ? { close: true } : {};
  },
  actions: {
    ...editText<IdentityDialog>(dialog => (fieldsOf(dialog).length > 0 ? dialog.text : undefined), typed),
    ...AGREEMENT,
    'agreement.accept': accept,
    'identity.next': next,
    'identity.back': back,
    'identity.up': moving(-1),
    'identity.down': moving(1),
    'identity.previous-type': choosing(-1),
    'identity.next-type': choosing(1),
    'identity.again': {
      cannot({ step, resendAt }, { world }) {
        if (step === 'mobile') return undefined;
        if (step !== 'code') return '这一步没有要重新发送的';
        const left = secondsLeft(resendAt, world.now(), 60_000);
        return left > 0 ? `${left} 秒后才能重新发送` : undefined;
      },
      run: dialog => ({ effects: [dialog.step === 'mobile' ? drawingAnew : askingAgain(dialog)] }),
    },
    'identity.bind': () => ({ close: true, effects: [openDevices] }),
    'identity.mailbox': () => ({ effects: [openMailbox] }),
  },
  type: (dialog, text) => typed(dialog, typeInto(dialog.text, text)),
  draw: drawIdentity,
};
