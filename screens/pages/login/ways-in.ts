import type { Change } from '../../contract/change.ts';
import type { LoginPage } from './state.ts';

/** Another way in than name and password. */
interface WayIn {
  /** The action of the key table that it runs. */
  readonly run: `login.${string}`;
  readonly label: string;
  open(page: LoginPage): Change<LoginPage>;
}

/** Below the password, in this order. */
export const WAYS_IN: readonly WayIn[] = [];
