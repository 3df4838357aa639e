import { storeError } from '../../../disk/failure.ts';
import type { Address } from '../address.ts';
import { type Ask, Line } from '../line.ts';

/** Tables in which anything tells of an office. */
const KEPT = ['declarations', 'trash', 'outbox', 'receipts', 'documents', 'secrets', 'paperless', 'audit', 'audit_new'];

/** `store.not-empty` when an office is there; nobody else begins one before the transaction ends. */
export async function demandEmpty(ask: Ask, place: string): Promise<void> {
  await ask(`lock table ${[...KEPT, 'files'].join(', ')} in exclusive mode`);
  await demandNothingIn(ask, place);
}

async function demandNothingIn(ask: Ask, place: string): Promise<void> {
  const { rows } = await ask(`select ${KEPT.map(table => `exists (select from ${table})`).join(' or ')} as kept`);
  if (rows[0]?.kept === true)
    throw storeError('store.not-empty', `数据库里已有数据，没有覆盖：${place}`, [
      '请管理员另建一个空的数据库，用 --store 指定',
    ]);
}

/** The same without changing anything, also where there are no tables yet. */
export async function demandNoOffice(address: Address): Promise<void> {
  const line = new Line({ address, name: 'baojian' });
  try {
    const { rows } = await line.ask(`select to_regclass('store') is not null as there`);
    if (rows[0]?.there === true) await demandNothingIn(line.ask, line.place);
  } finally {
    await line.close();
  }
}
