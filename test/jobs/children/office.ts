import { once } from 'node:events';
import { type Office, openOffice } from '../../../src/jobs/office.ts';
import { officeOptions } from '../office-options.ts';

/** Opens the home of the test that started this process, says that it is ready, and waits for the word to go. */
export async function openAndWait(home: string): Promise<Office> {
  const office = await openOffice(officeOptions(home, { now: Date.now() }));
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  return office;
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
