import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Case, DOCKET_FILE, openDocket } from '../../src/practice/docket.ts';
import { cannotMount } from '../need.ts';
import { mountSmall } from '../run/small-disk.ts';
import { makeFolder } from '../run/temporary-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = makeFolder();
});
afterEach(() => rm(folder, { recursive: true }));

const caseOf = (messageId: string, more: Partial<Case> = {}): Case => ({
  messageId,
  entryNo: `WI-${messageId}`,
  account: '',
  digest: 'd',
  serial: 1,
  taken: 0,
  outcome: 'released',
  receipts: [1, 2].map(index => ({
    ...{ identity: `${messageId}.${index}`, due: index * 100, code: '1000', text: 't', dealNo: '' },
  })),
  ...more,
});
const waitingIn = (docket: Awaited<ReturnType<typeof openDocket>>, now = 1000, entryNos: string[] = []) =>
  docket.waiting({ account: '', entryNos, now }).map(({ identity }) => identity);

describe('the docket', () => {
  it('gives receipts when they are due, until they are acknowledged', async () => {
    const docket = await openDocket(folder);
    await docket.keep(caseOf('a'));
    await docket.keep(caseOf('b'));
    expect(waitingIn(docket, 99)).toEqual([]);
    expect(waitingIn(docket, 100)).toEqual(['a.1', 'b.1']);
    expect(waitingIn(docket)).toEqual(['a.1', 'a.2', 'b.1', 'b.2']);
    expect(waitingIn(docket, 1000, ['WI-b'])).toEqual(['b.1', 'b.2']);
    await docket.acknowledge(['a.1', 'b.2', 'no-such']);
    expect(waitingIn(docket)).toEqual(['a.2', 'b.1']);
    await docket.acknowledge(['a.1']);
    expect(waitingIn(docket)).toEqual(['a.2', 'b.1']);
    await docket.close();
  });

  it('keeps the receipts of accounts apart', async () => {
    const docket = await openDocket(folder);
    await docket.keep(caseOf('a', { account: 'one' }));
    expect(docket.waiting({ account: 'two', entryNos: [], now: 1000 })).toEqual([]);
    expect(docket.waiting({ account: 'two', entryNos: ['WI-a'], now: 1000 })).toEqual([]);
    expect(docket.waiting({ account: 'one', entryNos: [], now: 1000 })).toHaveLength(2);
    await docket.close();
  });

  it('knows everything again after a restart, also when the last line was cut off', async () => {
    const first = await openDocket(folder);
    await Promise.all([
      first.keep(caseOf('a', { serial: first.nextSerial() })),
      first.keep(caseOf('b', { serial: first.nextSerial() })),
    ]);
    await first.acknowledge(['a.1']);
    await first.close();
    await appendFile(join(folder, DOCKET_FILE), '{"taken":{"messageId":"cut o');

    const second = await openDocket(folder);
    expect(second.count()).toBe(2);
    expect(waitingIn(second)).toEqual(['a.2', 'b.1', 'b.2']);
    expect(second.nextSerial()).toBe(3);
    await second.keep(caseOf('c'));
    await second.close();
    expect(
      (await readFile(join(folder, DOCKET_FILE), 'utf8'))
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line)),
    ).toHaveLength(4);

    const third = await openDocket(folder);
    expect(third.byEntry('WI-c')?.messageId).toBe('c');
    await third.close();
  });

  it('takes nothing that it could not keep', async () => {
    const docket = await openDocket(folder);
    await docket.close();
    await expect(docket.keep(caseOf('a'))).rejects.toThrow();
    expect(docket.byMessage('a')).toBeUndefined();
    expect(docket.byEntry('WI-a')).toBeUndefined();
    expect(waitingIn(docket)).toEqual([]);
  });

  it('passes over lines that are none of its own, such as one that was cut off and written on', async () => {
    const first = await openDocket(folder);
    await first.keep(caseOf('a'));
    await first.close();
    const file = join(folder, DOCKET_FILE);
    await appendFile(
      file,
      '{"taken":{"messageId":"cut o{"acknowledged":["a.1"]}\nnull\n{"taken":{"messageId":1}}\n\u0000\n',
    );
    const second = await openDocket(folder);
    await second.keep(caseOf('b'));
    await second.close();
    const third = await openDocket(folder);
    expect(waitingIn(third)).toEqual(['a.1', 'a.2', 'b.1', 'b.2']);
    await third.close();
  });

  it.skipIf(cannotMount())('on a full disk it refuses, keeps what it has, and goes on when there is room', async () => {
    const disk = mountSmall(256);
    const docket = await openDocket(disk);
    await docket.keep(caseOf('a'));
    const filler = join(disk, 'filler');
    await expect(writeFile(filler, Buffer.alloc(1024 * 1024))).rejects.toMatchObject({ code: 'ENOSPC' });
    // Some of it still fits into the last block of the file: a line is torn.
    const refused = [];
    for (let round = 0; round < 40; round += 1)
      refused.push(
        await docket.keep(caseOf(`full-${round}`)).then(
          () => false,
          () => true,
        ),
      );
    expect(refused.at(-1)).toBe(true);
    await rm(filler);
    await docket.keep(caseOf('b'));
    const taken = docket.count();
    await docket.close();
    const lines = (await readFile(join(disk, DOCKET_FILE), 'utf8')).trimEnd().split('\n');
    expect(lines.map(line => typeof JSON.parse(line).taken.messageId)).toEqual(Array(taken).fill('string'));
    const again = await openDocket(disk);
    expect([again.count(), again.byMessage('b')?.messageId]).toEqual([taken, 'b']);
    await again.close();
  });

  it('forgets everything when it is cleared, for good', async () => {
    const docket = await openDocket(folder);
    await docket.keep(caseOf('a'));
    await docket.clear();
    expect([docket.count(), waitingIn(docket), docket.nextSerial()]).toEqual([0, [], 1]);
    await docket.keep(caseOf('b'));
    await docket.close();
    const again = await openDocket(folder);
    expect([again.count(), again.byMessage('a')]).toEqual([1, undefined]);
    await again.close();
  });
});
