import type { Change } from '../../contract/change.ts';
import { replyTo } from '../../contract/reply.ts';
import { openIdentity } from '../../dialogs/identity/effects.ts';
import { openScan } from '../../dialogs/scan.ts';
import type { LoginPage } from './state.ts';

/** Another way in than name and password. */
interface WayIn {
  /** The action of the key table that it runs. */
  readonly run: `login.${string}`;
  readonly label: string;
  open(page: LoginPage): Change<LoginPage>;
}

/** Below the password, in this order. */
export const WAYS_IN: readonly WayIn[] = [
  {
    run: 'login.scan',
    label: 'F6 扫码登录',
    open: page => ({ effects: [openScan('login', '', name => replyTo(page, () => ({ enter: { name } })))] }),
  },
  { run: 'login.recover', label: 'F7 忘记密码', open: () => ({ effects: [openIdentity('recover')] }) },
  { run: 'login.register', label: 'F8 注册', open: () => ({ effects: [openIdentity('register')] }) },
];
