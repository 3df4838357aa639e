import { UserError } from '../../../src/errors.ts';
import { logIn } from '../../../src/jobs/accounts/log-in.ts';
import type { Action, Actions, Change, Effect } from '../../contract/change.ts';
import { linesOf } from '../../contract/message.ts';
import type { PagePart } from '../../contract/part.ts';
import { replyTo } from '../../contract/reply.ts';
import { bounded } from '../../widgets/prompt.ts';
import { typeSecret } from '../../widgets/secret-text.ts';
import { editText, emptyText, selectedText, type TextState, typeInto } from '../../widgets/text-state.ts';
import type { LoginPage } from './state.ts';
import { drawLogin } from './view.ts';
import { WAYS_IN } from './ways-in.ts';

const checking = (page: LoginPage): Effect => ({
  async run({ office }) {
    try {
      const { name } = await logIn(office, page.user.text, page.password.text);
      return replyTo(page, () => ({ enter: { name } }));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const again = { password: emptyText(), field: 'password', wrong: linesOf(error), checking: false } as const;
      return replyTo(page, now => ({ state: { ...now, ...again } }));
    }
  },
});

const typed = (page: LoginPage, text: TextState): Change<LoginPage> =>
  page.checking ? {} : { state: { ...page, [page.field]: text, wrong: [] } };

const other: Action<LoginPage> = page =>
  page.field === 'user'
    ? { state: { ...page, field: 'password' } }
    : // Typing replaces a name that was wrong.
      { state: { ...page, field: 'user', user: selectedText(page.user.text) } };

const enter: Action<LoginPage> = page => {
  if (page.checking) return {};
  if (page.user.text.trim() === '') return { state: { ...page, field: 'user', wrong: ['先输入用户名'] } };
  if (page.password.text === '') {
    const wrong = page.field === 'password' ? ['先输入密码'] : [];
    return { state: { ...page, field: 'password', wrong } };
  }
  return { state: { ...page, checking: true, wrong: [] }, effects: [checking(page)] };
};

const ways: Actions<LoginPage> = Object.fromEntries(WAYS_IN.map(({ run, open }) => [run, open]));

export const LOGIN: PagePart<LoginPage> = {
  alone: true,
  tab: () => '登录',
  contexts: () => ['login', 'text'],
  actions: {
    ...editText<LoginPage>(page => page[page.field], typed),
    'login.other': other,
    'login.enter': enter,
    'login.quit': () => ({ quit: true }),
    ...ways,
  },
  type: (page, text) =>
    typed(page, page.field === 'password' ? typeSecret(page.password, text) : bounded(typeInto(page.user, text))),
  draw: drawLogin,
  onClose: () => ({}),
};
