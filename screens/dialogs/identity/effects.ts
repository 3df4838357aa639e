import type { Captcha } from '../../../src/accounts/captcha.ts';
import { type CodePurpose, RESEND_AFTER } from '../../../src/accounts/sms-code.ts';
import { UserError } from '../../../src/errors.ts';
import { newCaptcha } from '../../../src/jobs/accounts/captcha.ts';
import {
  askAgain,
  askToRecover,
  askToRegister,
  demandSame,
  joiningOf,
  proveNumber,
  recoverPassword,
  register,
} from '../../../src/jobs/accounts/identity.ts';
import { accountsState } from '../../../src/jobs/accounts/members.ts';
import { isPractisingSms } from '../../../src/jobs/accounts/send-code.ts';
import { hasMembers } from '../../../src/jobs/accounts/turn-on.ts';
import type { Office } from '../../../src/jobs/office.ts';
import type { Change, Effect, Tools } from '../../contract/change.ts';
import { good, info, warn } from '../../contract/message.ts';
import { replyToApp, replyToDialog } from '../../contract/reply.ts';
import { emptyText } from '../../widgets/text-state.ts';
import { openDevices } from '../devices.ts';
import { atStep, type FieldName, fieldsOf, type IdentityDialog, inField } from './state.ts';

/** Opens a course at its first step. */
export const openIdentity = (course: CodePurpose): Effect => ({
  async run({ office }) {
    const joining = await joiningOf(office);
    const practice = await isPractisingSms(office);
    const types = office.codes.table('enterprise-types').rows.map(({ code, name }) => ({ code, name }));
    const open: IdentityDialog = {
      ...{ kind: 'identity', course, joining, practice, types, type: 0, values: {}, index: 0, text: emptyText() },
      step: course === 'register' ? 'type' : 'mobile',
      captcha: newCaptcha(office),
      ...{ mobile: '', resendAt: 0, doneAt: 0, first: 0, seated: false, outcome: '' },
    };
    return replyToApp(() => ({ open }));
  },
});

/** What there is to do about one's own account: the first person of an office registers, who has logged in sees their devices. */
export const openAccount: Effect = {
  async run({ office }) {
    if ((await accountsState(office)).on) return replyToApp(() => ({ effects: [openDevices] }));
    if (!(await hasMembers(office))) return replyToApp(() => ({ effects: [openIdentity('register')] }));
    return replyToApp(() => info('以前启用过帐户，由当时的管理员在通讯录（Alt+K）里再启用'));
  },
};

type Then = (now: IdentityDialog) => Change<IdentityDialog>;

/** A job of a step. What is refused is said at the foot, and the picture, which was asked about, gives way to another. */
function working(label: string, work: (tools: Tools) => Promise<Then>): Effect {
  return {
    label,
    async run(tools) {
      try {
        const then = await work(tools);
        return replyToDialog<IdentityDialog>('identity', then);
      } catch (error) {
        if (!(error instanceof UserError) || tools.signal.aborted) throw error;
        const { message, next, code } = error;
        const captcha = newCaptcha(tools.office);
        return replyToDialog<IdentityDialog>('identity', now => ({
          state: refused(now, captcha, code),
          ...warn([message, ...next].join('；')),
        }));
      }
    },
  };
}

/** The focus is where what was refused is typed anew. */
function refused(now: IdentityDialog, captcha: Captcha, code: string): IdentityDialog {
  const fields = fieldsOf(now);
  if (now.step === 'mobile') {
    const fresh = { ...now, captcha, values: { ...now.values, captcha: '' } };
    return inField(fresh, fields.indexOf(code === 'account.mobile' ? 'mobile' : 'captcha'));
  }
  const { code: _code, password: _password, again: _again, ...values } = now.values;
  return inField({ ...now, values }, Math.max(0, fields.indexOf(AT_FAULT[code] ?? 'password')));
}

const AT_FAULT: Readonly<Record<string, FieldName>> = {
  'account.user': 'user',
  'account.user-taken': 'user',
  'account.name': 'name',
  'account.enterprise': 'enterprise',
};

/** The code is on its way: from now on it can be typed, and in a minute asked for again. */
const sent = (office: Office, mobile: string, beside: Effect[] = []): Then => {
  const resendAt = office.now() + RESEND_AFTER;
  return now => ({ state: { ...atStep(now, 'code'), mobile, resendAt }, effects: beside });
};

/** Delivers what nobody waits for. */
const besides = (work: (signal: AbortSignal) => Promise<void>): Effect => ({
  async run({ signal }) {
    await work(signal);
    return undefined;
  },
});

export const asking = ({ course, captcha, values }: IdentityDialog): Effect =>
  working('正在发送验证码', async ({ office, signal }) => {
    const asked = { mobile: values.mobile ?? '', captcha, read: values.captcha ?? '' };
    if (course === 'register') return sent(office, await askToRegister(office, asked, signal));
    const { mobile, beside } = await askToRecover(office, asked);
    return sent(office, mobile, [besides(beside)]);
  });

export const askingAgain = ({ course, mobile }: IdentityDialog): Effect =>
  working('正在发送验证码', async ({ office }) => {
    const beside = await askAgain(office, course, mobile);
    const then = sent(office, mobile, [besides(beside)]);
    return now => ({ ...then(now), ...good('已重新发送，以新的验证码为准') });
  });

export const proving = ({ course, mobile, values }: IdentityDialog): Effect =>
  working('正在核对', async ({ office }) => {
    await proveNumber(office, course, mobile, values.code ?? '');
    return now => ({ state: atStep(now, course === 'register' ? 'agreement' : 'password') });
  });

export const registering = ({ mobile, values, types, type }: IdentityDialog): Effect =>
  working('正在登记', async ({ office }) => {
    const { user = '', name = '', password = '', again = '', enterprise = '', enterpriseCode = '' } = values;
    demandSame(password, again);
    const company = { type: types[type]?.code ?? '', name: enterprise, code: enterpriseCode };
    const { state } = await register(office, { user, name, mobile, password }, company);
    const outcome =
      state === 'active'
        ? '注册成功：帐户已启用，您是管理员，已经登录。'
        : '已登记，还不能登录：管理员批准以后，用刚才的用户名和密码登录。';
    const seated = state === 'active';
    const then = finished(office, outcome, seated);
    // The first one is at work from now on, and stands in the title.
    return now => ({ ...then(now), ...(seated && { session: { member: { name } } }) });
  });

export const recovering = ({ mobile, values: { password = '', again = '' } }: IdentityDialog): Effect =>
  working('正在改密码', async ({ office }) => {
    demandSame(password, again);
    const user = await recoverPassword(office, mobile, password);
    return finished(office, `密码已改。用户名是 ${user}。`);
  });

function finished(office: Office, outcome: string, seated = false): Then {
  const doneAt = office.now();
  return now => ({ state: { ...atStep(now, 'done'), values: {}, outcome, seated, doneAt }, storeChanged: true });
}

export const drawingAnew: Effect = {
  run: ({ office }) => {
    const captcha = newCaptcha(office);
    return replyToDialog<IdentityDialog>('identity', now => {
      const fresh = { ...now, captcha, values: { ...now.values, captcha: '' } };
      return { state: inField(fresh, now.index) };
    });
  },
};
