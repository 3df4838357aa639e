import { ASK_AN_ADMINISTRATOR, notAllowed, type Right, type ServerRole } from '../../accounts/permissions.ts';
import { storeError } from '../../disk/failure.ts';
import { UserError } from '../../errors.ts';
import { cleanLine } from '../../text.ts';
import { onlyReads } from '../store.ts';

const LOST =
  /^(?:08|57P0[123])|^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/u;
const LOST_WORDS =
  /terminated|Connection ended|not queryable|timeout exceeded when|socket disconnected|after calling end/iu;

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');

/** The line to the server is broken: what was asked may have come to pass or not. */
export const isLost = (error: unknown): boolean =>
  error instanceof Error && (LOST.test(codeOf(error)) || LOST_WORDS.test(error.message));

/** Two who changed the same at once: what was asked has not come to pass and can be asked again. */
export const isRace = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error));

/** The table is not there: nobody has set this database up yet. */
export const isBare = (error: unknown): boolean => codeOf(error) === '42P01';

// biome-ignore format: table
const CAUSES: Readonly<Record<string, readonly [code: string, text: string, next: string]>> = {
  '53100': ['store.full',      '数据库的磁盘已满，写不进去',         '请管理员腾出空间后再试；已经保存的内容没有受影响'],
  '53300': ['store.busy',      '数据库的连接都被占用了',             '稍后再试；一直如此时请管理员调大 max_connections'],
  '28P01': ['store.denied',    '数据库不接受这个用户或密码',         '核对用户、PGPASSWORD 或 ~/.pgpass'],
  '28000': ['store.denied',    '数据库不接受这个用户',               '请管理员核对 pg_hba.conf 和用户名'],
  '3D000': ['store.no-database', '没有这个数据库',                   '核对地址里的数据库名，或请管理员建立'],
  '42501': ['store.denied',    '数据库没有给这个用户所需的权限',     '请管理员按 docs/OFFICE-SERVER.md 授权'],
  '55P03': ['store.locked',    '别人正在改同一处，等了太久',         '稍后再试'],
  '57014': ['store.timeout',   '数据库太久没有回答',                 '稍后再试'],
  '25006': ['store.read-only', '数据库现在只能读（可能正在切换）',   '稍后再试，或连到主库'],
};

/** An error of the database as something that people can act on; any other as it is. */
export function explain(error: unknown, place: string, role: ServerRole): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  if (role === 'reader' && ['42501', '25006'].includes(codeOf(error))) return onlyReads(place);
  const right = rightAskedFor(error);
  if (right !== undefined && role === 'declarant') return notAllowed(role, right, [ASK_AN_ADMINISTRATOR]);
  const cause = CAUSES[codeOf(error)];
  if (cause !== undefined) return storeError(cause[0], `${cause[1]}：${place}`, [cause[2]], error);
  if (!isLost(error) && !isCertificate(error)) return error;
  const why = cleanLine(error.message);
  return isCertificate(error)
    ? storeError(
        'store.certificate',
        `数据库的证书核对不上：${place}（${why}）`,
        ['核对 sslrootcert，或请管理员换证书'],
        error,
      )
    : storeError(
        'store.unreachable',
        `连不上数据库：${place}（${why}）`,
        ['正在录入的内容都在本机，连上以后再保存'],
        error,
      );
}

/** What the server has refused, as the guard of the documents says it, or by the table. */
function rightAskedFor(error: Error): Right | undefined {
  if (codeOf(error) !== '42501') return undefined;
  const [, guarded] = /^baojian (members|settings\.shared)$/u.exec(error.message) ?? [];
  if (guarded !== undefined) return guarded as Right;
  return /\bsecrets\b/u.test(error.message) ? 'secrets' : undefined;
}

const isCertificate = (error: Error): boolean =>
  /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/u.test(codeOf(error)) || /does not support SSL/iu.test(error.message);
