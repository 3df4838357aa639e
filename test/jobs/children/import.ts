// Imports JSON from the command line and says what became of each declaration: HOME JSON
import { importDeclaration, readInput } from '../../../src/jobs/import-declarations.ts';
import { openAndWait, say } from './office.ts';

const [home = '', json = ''] = process.argv.slice(2);
const office = await openAndWait(home);
for (const found of await readInput(office, { name: '-', bytes: new TextEncoder().encode(json) }))
  say((await importDeclaration(office, found)).outcome);
await office.close();
process.exit();
