import { emptyText, type TextState } from '../../widgets/text-state.ts';

/** Where people say who they are; nothing else works before (A3). */
export interface LoginPage {
  readonly kind: 'login';
  readonly id: 'login';
  readonly user: TextState;
  readonly password: TextState;
  readonly field: 'user' | 'password';
  /** Why somebody did not get in, or is out again. */
  readonly wrong: readonly string[];
  /** A password is being looked at. */
  readonly checking: boolean;
}

export const newLogin = (wrong: readonly string[] = []): LoginPage => ({
  kind: 'login',
  id: 'login',
  user: emptyText(),
  password: emptyText(),
  field: 'user',
  wrong,
  checking: false,
});
