import type { DeclarationRecord } from '../declaration/record.ts';
import { stampOf } from './clock.ts';
import type { Office } from './office.ts';

/** Milliseconds after which nobody waits for an answer any more. */
const PATIENCE = 30 * 60_000;

/** Who asks to go on with a declaration now; undefined where nobody does, or only whoever is at work. */
export function wantedBy({ wanted }: DeclarationRecord, me: string, now: number): string | undefined {
  if (!wanted || wanted.by === me || now - Date.parse(wanted.at) > PATIENCE) return undefined;
  return wanted.by;
}

/** Asks whoever has it open to hand a declaration over. */
export async function askFor(office: Office, entryNo: string): Promise<DeclarationRecord> {
  const wanted = { by: office.user, at: stampOf(office.now()) };
  return await office.store.update(entryNo, record => ({ ...record, wanted }));
}

/** Lets whoever has asked go on with a declaration. */
export async function handOver(office: Office, entryNo: string): Promise<DeclarationRecord> {
  return await office.store.update(entryNo, ({ wanted: _, ...record }) => record);
}
