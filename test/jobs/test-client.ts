import { onTestFinished } from 'vitest';
import { codesOf } from '../../src/jobs/compose-message.ts';
import { openBureau } from '../../src/practice/bureau.ts';
import { type Docket, openDocket } from '../../src/practice/docket.ts';
import { NO_FAULTS } from '../../src/practice/faults.ts';
import { type ImportClient, openImportClient } from '../../src/practice/import-client.ts';
import { openPaperRoom } from '../../src/practice/paper-room.ts';
import type { TestOffice } from './office.ts';

/** The import client that the practice bureau plays in the folders below `root`; what it has taken is kept in `place`. */
export async function openTestClient(
  { office, clock }: Pick<TestOffice, 'office' | 'clock'>,
  { root, place }: { readonly root: string; readonly place: string },
): Promise<{ readonly client: ImportClient; readonly docket: Docket }> {
  const docket = await openDocket(place);
  onTestFinished(() => docket.close());
  const now = () => clock.now;
  const bureau = openBureau({
    ...{ docket, room: openPaperRoom(place), book: office.book, now, pace: 0, accounts: [], sampleEvery: 5 },
    faults: () => NO_FAULTS,
  });
  const { dataFolder } = office;
  return { docket, client: await openImportClient({ root, bureau, dataFolder, codes: codesOf(office), now }) };
}
