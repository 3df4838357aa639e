import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sealed } from '../../../src/disk/json-bytes.ts';
import { TEMP } from '../../../src/disk/json-file.ts';
import type { JsonStore } from '../../../src/store/json/json-store.ts';
import { restoreStore } from '../../../src/store/json/open-store.ts';
import { RECORD } from '../../../src/store/json/settings-commit.ts';
import { cannotMount } from '../../need.ts';
import { contentsOf } from '../../run/contents-of.ts';
import { mountReadOnly } from '../../run/small-disk.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { entryNo, type Paper, type PaperRow, paper } from '../paper.ts';
import { openPapers, userError } from '../stage.ts';

const SWITCHES = { name: 'switches', shape: (json: unknown) => json, initial: 0 };

/** A home with two declarations, opened again where nothing can be written. */
async function readOnly(harm: (home: string) => void = () => {}) {
  const store = await openPapers();
  for (const place of [1, 2]) await store.save(paper(entryNo(place), '甲', place), { expect: 0 });
  await store.settings.update(SWITCHES, () => 7);
  await store.secrets.set('channel', 'hunter2');
  await store.receipts.keep([{ identity: 'r', entryNo: entryNo(1), raw: 'x', receivedAt: 1 }]);
  store.local.journals.append(entryNo(2), 1);
  await store.close();
  harm(store.home);
  return { own: store.home, store: await openPapers(mountReadOnly(store.home)) };
}

type Papers = JsonStore<Paper, PaperRow>;

const CHANGES: readonly [what: string, work: (store: Papers) => Promise<unknown> | (() => unknown)][] = [
  ['a new number', store => store.nextEntryNo('WI')],
  ['a new declaration', store => store.save(paper(entryNo(3)), { expect: 0 })],
  ['a change', store => store.update(entryNo(1), record => record)],
  ['a removal', store => store.remove(entryNo(1))],
  ['a setting', store => store.settings.update(SWITCHES, () => 8)],
  ['a secret', store => store.secrets.set('channel', 'x')],
  ['a receipt', store => store.receipts.keep([{ identity: 's', entryNo: entryNo(1), raw: '', receivedAt: 2 }])],
  [
    'a message',
    store => store.outbox.enqueue({ messageId: 'm', entryNo: entryNo(1), channel: 'p', bytes: Buffer.of(1) }),
  ],
  ['an edit', store => () => store.local.journals.append(entryNo(1), 1)],
  ['a repair', store => store.check({ repair: true })],
];

describe.skipIf(cannotMount())('a home where nothing can be written', () => {
  it('opens for reading, and nothing in it changes', async () => {
    const { own, store } = await readOnly();
    const before = contentsOf(own);
    expect(store.readOnly).toBe(true);
    expect(store.rows().column('entryNo')).toEqual([entryNo(2), entryNo(1)]);
    expect(await store.get(entryNo(1))).toMatchObject({ count: 1 });
    expect(await store.settings.read(SWITCHES)).toBe(7);
    expect(await store.secrets.get('channel')).toBe('hunter2');
    expect(await store.receipts.of(entryNo(1))).toHaveLength(1);
    expect(await store.refresh()).toBe(false);
    expect(await store.check()).toEqual({ declarations: 2, problems: [] });
    store.local.openPages.note([{ open: 1 }]);
    await store.local.journals.purge(Number.POSITIVE_INFINITY);
    await store.local.openPages.purge(Number.POSITIVE_INFINITY);
    await store.close();
    expect(contentsOf(own)).toEqual(before);
  });

  it.each(CHANGES)('refuses %s and says what to do', async (_what, work) => {
    const { own, store } = await readOnly();
    const before = contentsOf(own);
    const error = await userError(work(store));
    expect(error).toMatchObject({ code: 'store.read-only', exit: 'store' });
    expect(error.message).toContain('数据目录只能读');
    expect(error.next.length).toBeGreaterThan(0);
    expect(contentsOf(own)).toEqual(before);
  });

  it.each<[string, (home: string) => void]>([
    ['is missing', home => rmSync(join(home, 'index'), { recursive: true })],
    ['is damaged', home => writeFileSync(join(home, 'index', 'snapshot'), 'x')],
    ['lacks a line', home => cutJournal(home)],
  ])('has all rows though its index %s', async (_what, harm) => {
    const { store } = await readOnly(harm);
    expect(store.rows().column('entryNo')).toEqual([entryNo(2), entryNo(1)]);
    expect(await store.refresh()).toBe(false);
    expect((await store.check()).problems.every(({ repaired }) => !repaired)).toBe(true);
  });

  it('reads settings as a change of several that broke off meant them, which nobody can finish here', async () => {
    const { store } = await readOnly(home => {
      const file = join(home, 'settings', 'switches.json');
      writeFileSync(`${file}${TEMP}`, JSON.stringify({ version: 1, value: 9 }));
      writeFileSync(
        join(home, 'settings', RECORD),
        sealed(JSON.stringify({ version: 1, names: ['switches'] }, null, 1)),
      );
    });
    expect(await store.settings.read(SWITCHES)).toBe(9);
  });

  it('follows what others write who can', async () => {
    const { own, store } = await readOnly();
    const writer = await openPapers(own);
    await writer.save(paper(entryNo(3)), { expect: 0 });
    expect(await store.refresh()).toBe(true);
    expect(store.rows().length).toBe(3);
  });

  it('can be backed up', async () => {
    const { own, store } = await readOnly();
    const file = join(temporaryFolder(), 'backup.tar.gz');
    await store.backup(file, { withKey: true });
    const into = join(temporaryFolder(), 'home');
    await restoreStore(file, { into, now: () => 0, random: () => 0.5 });
    const again = await openPapers(into);
    expect(again.rows().length).toBe(2);
    expect(await again.secrets.get('channel')).toBe('hunter2');
    expect(existsSync(join(own, 'locks', 'frozen'))).toBe(false);
  });
});

function cutJournal(home: string): void {
  const name = readdirSync(join(home, 'index')).find(each => each.startsWith('journal-')) ?? '';
  writeFileSync(join(home, 'index', name), '');
}
