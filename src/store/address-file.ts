import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { dirname, posix, win32 } from 'node:path';
import { isMissing } from '../disk/disk.ts';
import { UserError } from '../errors.ts';
import { OPEN, openFile } from '../open-file.ts';
import { cleanLine } from '../text.ts';

/** Where the settings of a machine are looked for. */
export interface MachinePlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** The user's own folder. */
  readonly userFolder: string;
  /** The folder of settings for everybody on this machine. */
  readonly machineFolder?: string;
}

/** In place of an address: the data lies in the home, whatever is set for everybody. */
export const NO_DATABASE = 'none';

const NAME = 'store';
/** No address is longer; what is, is another file. */
const MOST = 10_000;

/** The file of a user, and that for everybody on this machine where there can be one; the first that is there counts. */
export function addressFiles({ env, platform, userFolder, machineFolder }: MachinePlace): {
  readonly own: string;
  readonly everybody: string | undefined;
} {
  const everybody = machineFolder === undefined ? undefined : posix.join(machineFolder, NAME);
  if (platform === 'win32')
    return {
      own: win32.join(env.APPDATA || win32.join(userFolder, 'AppData', 'Roaming'), 'baojian-config', NAME),
      everybody: undefined,
    };
  if (platform === 'darwin')
    return { own: posix.join(userFolder, 'Library', 'Application Support', 'baojian-config', NAME), everybody };
  const config = env.XDG_CONFIG_HOME;
  // The XDG standard tells programs to ignore a relative path.
  const folder = config?.startsWith('/') ? config : posix.join(userFolder, '.config');
  return { own: posix.join(folder, 'baojian', NAME), everybody };
}

/** What a file says: an address or `none`; undefined when it is not there. Empty lines and those that begin with `#` are for people. */
export function readAddressFile(file: string, platform: string): string | undefined {
  let text: string;
  let facts: Stats;
  try {
    const fd = openFile(file, OPEN.read);
    try {
      facts = fstatSync(fd);
      text = facts.size > MOST ? '' : readFileSync(fd, 'utf8');
    } finally {
      closeSync(fd);
    }
  } catch (cause) {
    if (isMissing(cause) || (cause as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw wrong(file, '读不了', '检查它是不是普通文件、是否有读权限', cause);
  }
  if (platform !== 'win32') checkHands(file, facts);
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
  const [address, ...more] = lines;
  if (address === undefined || more.length > 0) throw wrong(file, '里应当正好有一行地址', SET_ANEW);
  if (platform !== 'win32' && hasPassword(address) && (facts.mode & 0o077) !== 0)
    throw wrong(file, '里有密码，别人也能读', `chmod 600 ${file}，并请管理员换掉这个密码`);
  return address;
}

const SET_ANEW = '重新设：baojian store use 地址；不用数据库：baojian store use --none';

/** Who can change the file sends everything that is typed to a server of their own. */
function checkHands(file: string, { mode, uid }: Stats): void {
  const us = process.getuid?.() ?? uid;
  if (uid !== us && uid !== 0) throw wrong(file, '是别人的文件', '删去它，再用 baojian store use 设一次');
  if ((mode & 0o022) !== 0) throw wrong(file, '别人也能改', `chmod go-w ${file}`);
}

/** Whether there is a password in an address, whatever else may be wrong with it. */
const hasPassword = (address: string): boolean => /^[a-z+]+:\/\/[^/?#]*:[^/?#]*@/iu.test(address);

/** Writes an address so that nobody else can read it at any moment; that for everybody can be read by everybody. */
export function writeAddressFile(file: string, address: string, { everybody }: { readonly everybody: boolean }): void {
  const temp = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: everybody ? 0o755 : 0o700 });
    rmSync(temp, { force: true });
    const fd = openSync(temp, 'wx', everybody ? 0o644 : 0o600);
    try {
      writeFileSync(fd, `${address}\n`);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temp, file);
  } catch (cause) {
    throw wrong(file, '写不了', '检查这个目录能不能写；写给整台机器的要用 root', cause);
  }
}

export function removeAddressFile(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch (cause) {
    throw wrong(file, '删不掉', '检查这个目录能不能写', cause);
  }
}

const wrong = (file: string, what: string, next: string, cause?: unknown): UserError =>
  new UserError('store.address-file', `数据库地址的文件${what}：${cleanLine(file)}`, {
    exit: 'usage',
    next: [cleanLine(next)],
    ...(cause !== undefined && { cause }),
  });
