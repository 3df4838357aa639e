import type { ServerRole } from '../../accounts/permissions.ts';
import { storeError } from '../../disk/failure.ts';
import { Bug } from '../../errors.ts';
import { isBare } from './failure.ts';
import type { Ask, Line } from './line.ts';
import { grantRoles, isServerRole, ROLE_NOW } from './roles.ts';
import { STEPS } from './schema.ts';

interface Held {
  readonly schema: number;
  readonly records: number;
  /** What the names of the groups begin with; null as long as there are none. */
  readonly roles: string | null;
  readonly role: ServerRole;
}

/**
 * Makes the tables of a bare database, brings those of an older program forward, and refuses those of a newer one. Gives what the
 * server lets us do.
 */
export async function openSchema(line: Line, records: number): Promise<ServerRole> {
  const held = await stateOf(line.ask);
  if (held !== undefined && held.schema === STEPS.length && held.records === records) {
    if (held.role === 'owner' && held.roles === null) await line.transact(grantRoles);
    return held.role;
  }
  if (held !== undefined && (held.schema > STEPS.length || held.records > records)) {
    throw storeError('store.newer', `数据库已由更新版本的程序使用：${line.place}`, ['升级报检台后再打开']);
  }
  if (held !== undefined && held.role !== 'owner') {
    throw storeError('store.older', `数据库还是旧版本程序的，只有它的所有者能升级：${line.place}`, [
      '请管理员用建库的用户运行一次 baojian store check',
    ]);
  }
  await line.transact(async ask => {
    // Of several programs that are started at once one does it, and the others find it done.
    await ask(`select pg_advisory_xact_lock(hashtextextended('baojian.schema', 0))`);
    const now = await stateOf(ask);
    for (const step of STEPS.slice(now?.schema ?? 0)) await ask(step);
    await ask(
      'insert into store (schema, records) values ($1, $2) on conflict (one) do update set schema = $1, records = $2',
      [STEPS.length, records],
    );
    await grantRoles(ask);
  });
  return 'owner';
}

async function stateOf(ask: Ask): Promise<Held | undefined> {
  const there = await ask(`select to_regclass('store') is not null as there`);
  if (there.rows[0]?.there !== true) return undefined;
  try {
    const { rows } = await ask(
      `select schema, records, to_jsonb(store)->>'roles' as roles, ${ROLE_NOW} as role from store`,
    );
    const [row] = rows;
    if (row === undefined) return undefined;
    if (!isServerRole(row.role)) throw new Bug(`Not a role: ${String(row.role)}`);
    return row as unknown as Held;
  } catch (error) {
    if (isBare(error)) return undefined;
    throw error;
  }
}
