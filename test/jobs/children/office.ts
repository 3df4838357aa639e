import { once } from 'node:events';
import { type Office, openOffice } from '../../../src/jobs/office.ts';
import { officeOptions } from '../office-options.ts';

/** Opens the home of the test that started this process, `HOME#DATABASE` on a database, says that it is ready, and waits for the word to go. */
export async function openAndWait(place: string): Promise<Office> {
  const [home = '', address] = place.split('#');
  const office = await openOffice({
    ...officeOptions(home, { now: Date.now() }),
    ...(address !== undefined && { database: { address, seen: false } }),
  });
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  return office;
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
