import { readFileSync } from 'node:fs';
import type { ClientConfig } from 'pg';
import { storeError } from '../../disk/failure.ts';
import { UserError } from '../../errors.ts';
import { cleanLine } from '../../text.ts';

/** How a database is reached. */
export interface Address {
  readonly config: Pick<ClientConfig, 'host' | 'port' | 'database' | 'user' | 'password' | 'ssl'>;
  /** For people; nothing secret in it. */
  readonly place: string;
}

export interface AddressOptions {
  /** The text could be read by others of the machine, as arguments of a program can. */
  readonly seen: boolean;
}

const PORT = 5432;
const KNOWN: readonly string[] = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'host'];
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/u;

/**
 * What `postgres://user@host:port/database?sslmode=…&sslrootcert=FILE` says; `host=/folder` is a socket. A line beyond this machine is
 * encrypted and its server proved; a password comes from `PGPASSWORD` or the password file of the system, never from an argument.
 */
export function addressOf(text: string, { seen }: AddressOptions): Address {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw wrong('数据库的地址不对', '写成 postgres://用户@主机:5432/数据库');
  }
  const question = url.searchParams;
  const strange = [...question.keys()].find(name => !KNOWN.includes(name));
  if (strange !== undefined)
    throw wrong(`数据库的地址里不认识 ${cleanLine(strange)}`, `可以用的有 ${KNOWN.join('、')}`);
  const host = question.get('host') ?? (decodeURIComponent(url.hostname) || 'localhost');
  const database = decodeURIComponent(url.pathname.slice(1));
  if (database === '') throw wrong('数据库的地址里没有数据库的名字', '写成 postgres://用户@主机:5432/数据库');
  if (seen && url.password !== '') {
    throw wrong(
      '不能把密码写在命令行的地址里：同一台机器上的人都看得到',
      '用 BAOJIAN_STORE、PGPASSWORD 或 ~/.pgpass 给密码',
    );
  }
  const port = url.port === '' ? PORT : Number(url.port);
  const user = decodeURIComponent(url.username);
  const ssl = sslOf(question, host);
  return {
    config: {
      host,
      port,
      database,
      ...(user !== '' && { user }),
      ...(url.password !== '' && { password: decodeURIComponent(url.password) }),
      ssl,
    },
    place: cleanLine(`postgres://${host}:${port}/${database}`),
  };
}

const isHere = (host: string): boolean => host.startsWith('/') || LOOPBACK.test(host);

function sslOf(question: URLSearchParams, host: string): ClientConfig['ssl'] {
  const mode = question.get('sslmode') ?? (isHere(host) ? 'disable' : 'verify-full');
  if (mode === 'disable') {
    if (isHere(host)) return false;
    throw wrong(`到 ${cleanLine(host)} 的线路不能不加密`, '去掉 sslmode=disable；只有本机的数据库可以不加密');
  }
  if (mode !== 'verify-full' && mode !== 'verify-ca') {
    throw wrong(
      `sslmode=${cleanLine(mode)} 不核对服务器的证书，报检台不用它`,
      '用 sslmode=verify-full，办公室自己的证书用 sslrootcert=文件 指明',
    );
  }
  const file = (name: string) => {
    const path = question.get(name);
    return path === null ? undefined : readCertificate(path);
  };
  const [ca, cert, key] = [file('sslrootcert'), file('sslcert'), file('sslkey')];
  return {
    rejectUnauthorized: true,
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    // The name is left to whoever set the certificate up, as libpq does it.
    ...(mode === 'verify-ca' && { checkServerIdentity: () => undefined }),
  };
}

function readCertificate(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw storeError(
      'store.certificate',
      `读不了证书文件：${cleanLine(path)}`,
      ['检查它是否存在、是否有读权限'],
      error,
    );
  }
}

const wrong = (what: string, next: string): UserError =>
  new UserError('store.address', what, { exit: 'usage', next: [next] });
