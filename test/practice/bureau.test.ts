import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBureau } from '../../src/practice/bureau.ts';
import { DOCKET_FILE, type Docket, openDocket } from '../../src/practice/docket.ts';
import { NO_FAULTS } from '../../src/practice/faults.ts';
import { openPaperRoom } from '../../src/practice/paper-room.ts';
import { makeFolder } from '../run/temporary-folder.ts';
import { BOOK, inbound } from './declarations.ts';

let folder: string;
let docket: Docket;
beforeEach(async () => {
  folder = makeFolder();
  docket = await openDocket(folder);
});
afterEach(() => rm(folder, { recursive: true }));

const open = () =>
  openBureau({
    ...{
      docket,
      room: openPaperRoom(folder),
      book: BOOK,
      now: () => 0,
      pace: 0,
      accounts: [],
      sampleEvery: 5,
      faults: () => NO_FAULTS,
    },
  });
const submission = (messageId: string) => ({ messageId, document: inbound(`WI-${messageId}`), user: '' });

describe('what the bureau says is on disk before it is said', () => {
  it('taken, taken before, and known', async () => {
    const bureau = open();
    const onDisk = () => readFileSync(join(folder, DOCKET_FILE), 'utf8').includes('"m1"');
    const said = await Promise.all(
      [bureau.submit(submission('m1')), bureau.submit(submission('m1')), bureau.inquire('m1')].map(async answer => [
        (await answer).outcome,
        onDisk(),
      ]),
    );
    expect(said).toEqual([
      ['taken', true],
      ['again', true],
      ['taken', true],
    ]);
    await docket.close();
  });

  it('what cannot be kept is taken from nobody', async () => {
    const bureau = open();
    await docket.close();
    const both = await Promise.allSettled([bureau.submit(submission('m1')), bureau.submit(submission('m1'))]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await bureau.inquire('m1')).outcome).toBe('unknown');
  });
});
