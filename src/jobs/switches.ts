import type { Office } from './office.ts';
import { SWITCHES, type Switches } from './settings/switches.ts';

export { MAX_HOLD, SWITCHES, type Switches } from './settings/switches.ts';

export async function switchesOf(office: Office): Promise<Switches> {
  return await office.store.settings.read(SWITCHES);
}

/** Milliseconds for one exchange with the bureau. */
export const patienceOf = async (office: Office): Promise<number> => (await switchesOf(office)).patienceSeconds * 1000;

export async function changeSwitches(office: Office, change: (held: Switches) => Switches): Promise<Switches> {
  const made = await office.store.settings.update(SWITCHES, change);
  if (office.database !== undefined) office.local.keepKeyboard(made.keyboard);
  return made;
}
