import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { broughtForward } from '../declaration/bring-forward.ts';
import { UserError } from '../errors.ts';
import { dayOf } from './clock.ts';
import { importDeclaration, readInput } from './import-declarations.ts';
import type { Office } from './office.ts';
import { type Enterprise, keepEnterprise, keepParties, type Party } from './own-lists.ts';
import { startPracticeBureau } from './practice.ts';

/**
 * Makes an empty office one to practise in: an enterprise, parties and sample declarations that are nobody's (data/practice),
 * and a practice bureau that runs. To do it again changes nothing. Resolves with the reason when all is there but the bureau cannot run.
 */
export async function setUpPractice(office: Office): Promise<UserError | undefined> {
  const folder = join(office.dataFolder, 'practice');
  const json = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(folder, name), 'utf8'));
  const enterprise = (await json('enterprise.json')) as Enterprise;
  await keepEnterprise(office, enterprise, enterprise.number);
  await keepParties(office, (await json('parties.json')) as readonly Party[]);
  for (const name of (await readdir(join(folder, 'declarations'))).sort()) {
    const file = join(folder, 'declarations', name);
    for (const found of await readInput(office, { name: basename(file), bytes: await readFile(file) }))
      await importDeclaration(office, { ...found, document: broughtForward(found.document, dayOf(office.now())) });
  }
  try {
    await startPracticeBureau(office);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
