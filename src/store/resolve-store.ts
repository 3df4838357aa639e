import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { addressFiles, type MachinePlace, NO_DATABASE, readAddressFile } from './address-file.ts';

/** Where the database of an office is. */
export interface Database {
  readonly address: string;
  /** The address could be read by others of the machine, as arguments of a program can. */
  readonly seen: boolean;
  /** What has said so, for people: an option, a variable, a file. */
  readonly from?: string;
}

export interface StoreQuestion extends MachinePlace {
  /** `--store`. */
  readonly flag?: string | undefined;
}

/**
 * The database of `--store`, of `BAOJIAN_STORE`, of the file of the user, or of that for everybody on this machine, whichever is there first;
 * none where the declarations lie in the home.
 */
export function resolveStore(question: StoreQuestion): Database | undefined {
  const { flag, env, platform } = question;
  if (flag) return databaseAt(flag, { seen: true, from: '--store' });
  if (env.BAOJIAN_STORE) return databaseAt(env.BAOJIAN_STORE, { seen: false, from: 'BAOJIAN_STORE' });
  const { own, everybody } = addressFiles(question);
  for (const file of [own, everybody]) {
    const address = file && readAddressFile(file, platform);
    if (file && address !== undefined) return databaseAt(address, { seen: false, from: file });
  }
  return undefined;
}

/** The database of an address that somebody has written; none for the word that says so. */
export function databaseAt(address: string, told: Pick<Database, 'seen' | 'from'>): Database | undefined {
  if (address === NO_DATABASE) return undefined;
  if (/^postgres(?:ql)?:\/\//iu.test(address)) return { address, ...told };
  // What stands before the colon is no secret; the rest could be one.
  const [scheme = ''] = address.split(':', 1);
  const from = told.from === undefined || told.from.startsWith('--') ? '' : `（${cleanLine(told.from)}）`;
  throw new UserError('store.address', `不认识的数据库地址：${cleanLine(scheme).slice(0, 20)}…${from}`, {
    exit: 'usage',
    next: ['写成 postgres://用户@主机:5432/数据库', '数据放在目录里时用 --home 目录，不用数据库时写 none'],
  });
}
