import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { changeChannel } from '../../src/jobs/channel.ts';
import { importCodes, revertCodes } from '../../src/jobs/codes.ts';
import { checkStore } from '../../src/jobs/keep-store.ts';
import { keyboardAtStart } from '../../src/jobs/keyboard-at-start.ts';
import { bookOf, type Office, openOffice } from '../../src/jobs/office.ts';
import { sendDeclaration, unsent } from '../../src/jobs/send-declarations.ts';
import { changeParts } from '../../src/jobs/settings/change.ts';
import { changeSwitches } from '../../src/jobs/switches.ts';
import { folderOf } from '../../src/practice/own-folder.ts';
import { startPractice } from '../../src/practice/server.ts';
import { openPlainDoor } from '../practice/plain-door.ts';
import { runTogether, startChild } from '../run/child.ts';
import { type PostgresServer, startPostgres } from '../run/postgres-server.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { lacksPostgres } from '../store/kinds.ts';
import { casesOf, importGood, SENDING_STEPS } from './office.ts';
import { DATA, officeOptions } from './office-options.ts';

/*
 * An office with two servers, each with a home of its own, one database, and one bureau that both send to.
 */

let server: PostgresServer;
beforeAll(async () => {
  if (!lacksPostgres) server = await startPostgres({ durable: true });
});

async function opened(home: string, address: string): Promise<Office> {
  const office = await openOffice({
    ...officeOptions(home, { now: Date.now() }),
    database: { address, seen: false },
  });
  onTestFinished(() => office.close());
  return office;
}

/** The second server has the key of the first, and the bureau is on neither. */
async function twoServers(declarations: number) {
  const address = server.newDatabase();
  const [first, second, away] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  const office = await opened(first, address);
  const bureau = await startPractice({
    folder: folderOf(away),
    now: Date.now,
    random: Math.random,
    book: bookOf(office.codes),
    dataFolder: DATA,
    pace: 0,
    seed: 20171024,
    accounts: [{ user: 'broker', password: 'right' }],
  });
  onTestFinished(() => bureau.stop());
  const channel = { platform: '02', sendUrl: (await openPlainDoor(bureau)).url, user: 'broker' } as const;
  await changeChannel(office, channel, 'right');
  const key = (home: string) => join(home, 'secrets', 'key');
  mkdirSync(dirname(key(second)), { recursive: true });
  copyFileSync(key(first), key(second));
  return { address, first, second, away, entryNos: await importGood(office, declarations) };
}

const arrived = (away: string): string[] =>
  casesOf(away)
    .map(({ entryNo }) => entryNo)
    .sort();

describe.skipIf(lacksPostgres)('two servers of one office', () => {
  test('a code table that one imports is what the other searches, checks and shows from then on, and so is its revert', async () => {
    const address = server.newDatabase();
    const [first, second] = [temporaryFolder(), temporaryFolder()];
    const [one, two] = [await opened(first, address), await opened(second, address)];
    const named = (office: Office) => office.codes.table('customs-offices').get('2248')?.name;
    const shipped = named(two);
    const bytes = Buffer.from('代码\t名称\n2248\t洋山海关新名\n');
    await importCodes(one, { table: 'customs-offices', name: 'offices.tsv', bytes, replace: true });
    expect(named(one)).toBe('洋山海关新名');
    await two.readLevels();
    expect(named(two)).toBe('洋山海关新名');
    expect(two.codes.list(['customs-offices'])).toMatchObject([{ origin: 'imported', source: 'offices.tsv' }]);
    expect(existsSync(join(second, 'codes'))).toBe(false);
    expect((await checkStore(two, false)).problems).toEqual([]);

    // A program that starts has it from the machine, and from the server where what lies there is no longer what it was.
    const [folder = ''] = readdirSync(join(second, 'index')).filter(name => name.startsWith('codes-'));
    writeFileSync(join(second, 'index', folder, 'customs-offices.tsv'), 'broken');
    expect(named(await opened(second, address))).toBe('洋山海关新名');
    await revertCodes(two, 'customs-offices', true);
    await one.readLevels();
    expect(named(one)).toBe(shipped);
    const declarant = await opened(temporaryFolder(), server.as('declarant', address));
    await expect(
      importCodes(declarant, { table: 'customs-offices', name: 'offices.tsv', bytes, replace: true }),
    ).rejects.toThrow('没有“修改代码表”的权限');
  });

  test('the keyboard switch of the office is known to a machine before it has asked the database', async () => {
    const address = server.newDatabase();
    const [first, second] = [temporaryFolder(), temporaryFolder()];
    const office = await opened(first, address);
    expect(keyboardAtStart(first, true)).toBe('auto');
    await changeSwitches(office, held => ({ ...held, keyboard: 'off' }));
    expect(keyboardAtStart(first, true)).toBe('off');
    expect(keyboardAtStart(first, false)).toBe('auto');
    const other = await opened(second, address);
    expect(keyboardAtStart(second, true)).toBe('off');
    await changeParts(other, ['switches'], ([shown]) => [{ ...(shown as object), keyboard: 'on' }]);
    expect(keyboardAtStart(second, true)).toBe('on');
  });

  test('one is killed after any step of sending: the other finishes it, and the bureau has it once', async () => {
    const { address, first, second, away, entryNos } = await twoServers(SENDING_STEPS.length);
    await Promise.all(
      SENDING_STEPS.map(async ([step, hold], at) => {
        const child = await startChild('jobs/send', [
          `${first}#${address}`,
          entryNos[at] as string,
          step,
          String(hold),
        ]);
        child.stdin?.end('go\n');
        expect([step, ...(await once(child, 'close'))]).toEqual([step, null, 'SIGKILL']);
      }),
    );
    expect(arrived(away)).toEqual(entryNos.slice(3));

    const office = await opened(second, address);
    // What is in the hands of a program that has just died is left alone until it has been silent for ten seconds.
    const early = await Promise.all(entryNos.map(entryNo => sendDeclaration(office, entryNo)));
    expect(early.map(({ outcome }) => outcome)).toEqual(['taken', 'taken', 'waiting', 'waiting', 'already']);
    server.run(address, `update runs set beat = beat - interval '1 minute'`);
    const late = await Promise.all(entryNos.map(entryNo => sendDeclaration(office, entryNo)));
    expect(late.map(({ outcome }) => outcome)).toEqual(['already', 'already', 'taken', 'taken', 'already']);
    expect(arrived(away)).toEqual(entryNos);
    expect(await unsent(office)).toEqual([]);
    expect((await office.store.audit.verify()).faults).toEqual([]);
  });

  test('both send the same declarations at the same moment: the bureau has each once', async () => {
    const { address, first, second, away, entryNos } = await twoServers(6);
    await runTogether('jobs/send', [
      [`${first}#${address}`, entryNos.join()],
      [`${second}#${address}`, entryNos.toReversed().join()],
    ]);
    const office = await opened(second, address);
    for (const entryNo of entryNos) await sendDeclaration(office, entryNo);
    expect(arrived(away)).toEqual(entryNos);
    expect(await office.store.outbox.list()).toEqual([]);
  });
});
