import { storeError } from '../../disk/failure.ts';
import { isBare } from './failure.ts';
import type { Ask, Line } from './line.ts';
import { STEPS } from './schema.ts';

/** Makes the tables of a bare database, brings those of an older program forward, and refuses those of a newer one. */
export async function openSchema(line: Line, records: number): Promise<void> {
  const held = await stateOf(line.ask);
  if (held !== undefined && held.schema === STEPS.length && held.records === records) return;
  if (held !== undefined && (held.schema > STEPS.length || held.records > records)) {
    throw storeError('store.newer', `数据库已由更新版本的程序使用：${line.place}`, ['升级报检台后再打开']);
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
  });
}

async function stateOf(ask: Ask): Promise<{ readonly schema: number; readonly records: number } | undefined> {
  const there = await ask(`select to_regclass('store') is not null as there`);
  if (there.rows[0]?.there !== true) return undefined;
  try {
    const { rows } = await ask('select schema, records from store');
    return rows[0] as { schema: number; records: number } | undefined;
  } catch (error) {
    if (isBare(error)) return undefined;
    throw error;
  }
}
