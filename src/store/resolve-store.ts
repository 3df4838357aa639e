import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';

/** Where the database of an office is. */
export interface Database {
  readonly address: string;
  /** The address could be read by others of the machine, as arguments of a program can. */
  readonly seen: boolean;
}

export interface StoreQuestion {
  /** `--store`. */
  readonly flag?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The database of `--store` or `BAOJIAN_STORE`; none where the declarations lie in the home. */
export function resolveStore({ flag, env }: StoreQuestion): Database | undefined {
  const address = flag || env.BAOJIAN_STORE || '';
  if (address === '') return undefined;
  if (/^postgres(?:ql)?:\/\//iu.test(address)) return { address, seen: Boolean(flag) };
  // What stands before the colon is no secret; the rest could be one.
  const [scheme = ''] = address.split(':', 1);
  throw new UserError('store.address', `不认识的数据库地址：${cleanLine(scheme).slice(0, 20)}…`, {
    exit: 'usage',
    next: ['写成 postgres://用户@主机:5432/数据库', '数据放在目录里时用 --home 目录'],
  });
}
