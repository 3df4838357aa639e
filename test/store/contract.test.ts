import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Member, NO_ACCOUNTS, type Role } from '../../src/accounts/member.ts';
import { sha256 } from '../../src/disk/json-bytes.ts';
import { UserError } from '../../src/errors.ts';
import type { NewMessage } from '../../src/store/outbox.ts';
import { MOST_RECEIPTS } from '../../src/store/receipts.ts';
import type { SettingsDocument } from '../../src/store/settings.ts';
import { StoreConflict } from '../../src/store/store.ts';
import type { PostgresServer } from '../run/postgres-server.ts';
import { json, lacksPostgres, postgresOf, startPostgres } from './kinds.ts';
import { entryNo, type Paper, paper } from './paper.ts';
import { userError } from './stage.ts';

/*
 * What every kind of store promises: the same tests for each.
 */

let server: PostgresServer;
beforeAll(async () => {
  if (!lacksPostgres) server = await startPostgres();
});

const NO = entryNo(1);
const BYTES = Buffer.from('<?xml version="1.0" encoding="UTF-8"?><名>義</名>\r\n');
const message = (messageId = 'm-1', bytes: Uint8Array = BYTES): NewMessage => ({
  ...{ messageId, entryNo: NO, channel: 'practice', bytes },
});
const receipt = (identity: string, entry: string | null = NO, raw = '回执') => ({
  ...{ identity, entryNo: entry, raw, receivedAt: 1_000 },
});
interface Switches {
  readonly loud: boolean;
}
const SWITCHES: SettingsDocument<Switches> = {
  name: 'switches',
  shape: value => value as Switches,
  initial: { loud: false },
};
const COLOURS: SettingsDocument<readonly string[]> = {
  name: 'colours',
  shape: value => value as string[],
  initial: [],
};
const AS_UNKNOWN = [SWITCHES, COLOURS] as unknown as readonly SettingsDocument<unknown>[];

const member = (id: string, role: Role): Member => ({
  ...{ id, user: `u${id}`, name: `人${id}`, mobile: '', role, state: 'active', devices: [] },
  ...{ created: '2026-11-27T00:00:00.000Z', failures: 0, lockedUntil: 0 },
  password: { scheme: 'scrypt', N: 1024, r: 8, p: 1, salt: '', hash: '' },
});

async function listOf<T>(all: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const each of all) found.push(each);
  return found;
}

describe.each([json, postgresOf(() => server)])('$name', kind => {
  const it = test.skipIf(kind.name === 'postgres' && lacksPostgres);

  describe('declarations', () => {
    it('one that was saved is read back as it was, whatever characters it has', async () => {
      const store = await kind.office().open();
      const strange = 'NUL\u0000 \ud800 “引号” \\ 1.10 \u2028';
      const saved = await store.save(paper(NO, strange, 1.1), { expect: 0 });
      expect(saved).toEqual({ ...paper(NO, strange, 1.1), revision: 1 });
      expect(await store.get(NO)).toEqual(saved);
      expect([...store.rows()]).toEqual([{ entryNo: NO, party: strange, count: 1.1 }]);
    });

    it('a save on top of another revision is refused and carries both versions', async () => {
      const store = await kind.office().open();
      const first = await store.save(paper(NO, '甲'), { expect: 0 });
      await store.save({ ...first, party: '乙' }, { expect: 1 });
      const error = await userError(store.save({ ...first, party: '丙' }, { expect: 1 }));
      expect(error).toBeInstanceOf(StoreConflict);
      const { mine, theirs } = error as StoreConflict<Paper>;
      expect([mine.party, theirs?.party, theirs?.revision]).toEqual(['丙', '乙', 2]);
      expect((await userError(store.save(paper(NO, '丁'), { expect: 0 }))).message).toContain('已经存在');
      expect((await store.get(NO)).party).toBe('乙');
    });

    it('one that is not there, or that somebody removed, is told', async () => {
      const store = await kind.office().open();
      expect((await userError(store.get(NO))).code).toBe('store.missing');
      expect((await userError(store.update(NO, each => each))).code).toBe('store.missing');
      const saved = await store.save(paper(NO), { expect: 0 });
      await store.remove(NO);
      const error = (await userError(store.save(saved, { expect: 1 }))) as StoreConflict<Paper>;
      expect([error.code, error.theirs]).toEqual(['store.conflict', undefined]);
    });

    it('nothing that is not an entry number is one', async () => {
      const store = await kind.office().open();
      expect((await userError(store.save(paper('../x'), { expect: 0 }))).code).toBe('store.entry-no');
      expect((await userError(store.get('../x'))).code).toBe('store.entry-no');
    });

    it('a change that throws leaves all as it was; 40 changes in two programs are 40', async () => {
      const office = kind.office();
      const [one, two] = [await office.open(), await office.open()];
      await one.save(paper(NO, '甲'), { expect: 0 });
      const refuse = (): Paper => {
        throw new Error('no');
      };
      await expect(one.update(NO, refuse)).rejects.toThrow('no');
      const more = (held: Paper) => ({ ...held, count: held.count + 1 });
      await Promise.all(Array.from({ length: 40 }, (_, at) => (at % 2 ? one : two).update(NO, more)));
      expect(await two.get(NO)).toMatchObject({ party: '甲', count: 40, revision: 41 });
    });

    it('removal goes to the trash and back, with a new revision', async () => {
      const store = await kind.office().open();
      await store.save(paper(NO, '甲'), { expect: 0 });
      await store.save(paper(entryNo(2), '乙'), { expect: 0 });
      const stale = await userError(store.remove(NO, { expect: 7 }));
      expect(stale.code).toBe('store.conflict');
      await store.remove(NO, { expect: 1, stamp: held => ({ ...held, count: 9 }) });
      expect((await userError(store.get(NO))).code).toBe('store.missing');
      expect([...store.rows()].map(row => row.entryNo)).toEqual([entryNo(2)]);
      expect([await store.trash(), (await store.trashed(NO))?.count]).toEqual([[NO], 9]);
      expect(await store.restore(NO, held => ({ ...held, count: 0 }))).toMatchObject({
        party: '甲',
        count: 0,
        revision: 2,
      });
      expect([await store.trash(), await store.trashed(NO)]).toEqual([[], undefined]);
      expect((await userError(store.restore(NO))).code).toBe('store.missing');
      expect([...store.rows()].map(row => row.entryNo)).toEqual([entryNo(2), NO]);
    });

    it('rows are newest first, by the digits, and another program’s changes come in', async () => {
      const office = kind.office();
      const [one, two] = [await office.open(), await office.open()];
      await one.save(paper(entryNo(1), '甲'), { expect: 0 });
      await one.save(paper(entryNo(3, 'WE'), '丙'), { expect: 0 });
      await one.save(paper(entryNo(2, 'WP'), '乙'), { expect: 0 });
      expect(await two.refresh()).toBe(true);
      expect([...two.rows()].map(row => row.party)).toEqual(['丙', '乙', '甲']);
      await one.update(entryNo(1), held => ({ ...held, party: '新' }));
      await one.remove(entryNo(2, 'WP'));
      expect(await two.refresh()).toBe(true);
      expect([...two.rows()].map(row => row.party)).toEqual(['丙', '新']);
      expect([...(await office.open()).rows()]).toEqual([...one.rows()]);
    });

    it('a change of another program is told by itself', async () => {
      const office = kind.office();
      const [one, two] = [await office.open(), await office.open()];
      const told = new Promise<void>(resolve => {
        two.onChange(() => {
          if (two.rows().indexOf(NO) >= 0) resolve();
        });
      });
      await one.save(paper(NO), { expect: 0 });
      await told;
      expect(two.rows().at(0)?.entryNo).toBe(NO);
    });

    it('numbers are given once, also by two programs in one millisecond', async () => {
      const office = kind.office();
      const choices = { now: () => 1_507_627_158_000 };
      const [one, two] = [await office.open(choices), await office.open(choices)];
      await one.save(paper('WI150762715800003'), { expect: 0 });
      const numbers = await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 ? one : two).nextEntryNo('WI')));
      expect(new Set(numbers).size).toBe(20);
      expect(numbers).not.toContain('WI150762715800003');
      expect(numbers.every(each => /^WI\d{15}$/u.test(each))).toBe(true);
    });

    it('rows of an older program are made anew, a newer program’s office is refused', async () => {
      const office = kind.office();
      await (await office.open()).save(paper(NO, '甲', 3), { expect: 0 });
      const renewed = await office.open({
        rows: 2,
        summarise: ({ entryNo: no, party, count }) => ({ entryNo: no, party: `${party}！`, count }),
      });
      expect([...renewed.rows()].map(row => row.party)).toEqual(['甲！']);
      const newer = kind.office();
      await (await newer.open({ version: 9 })).save({ ...paper(NO), version: 9 }, { expect: 0 });
      expect((await userError(newer.open())).code).toBe('store.newer');
    });
  });

  describe('outbox', () => {
    it('a message goes out once: claimed with its exact bytes, settled, no longer due', async () => {
      const office = kind.office();
      const [one, two] = [await office.open({ now: () => 1_000 }), await office.open({ now: () => 1_000 })];
      await one.outbox.enqueue(message());
      expect((await two.outbox.due(1_000)).map(each => each.messageId)).toEqual(['m-1']);
      expect(await two.outbox.due(999)).toEqual([]);
      const claim = await one.outbox.claim('m-1');
      expect([claim?.task, Buffer.from(claim?.bytes ?? []).equals(BYTES)]).toEqual(['send', true]);
      expect([await one.outbox.claim('m-1'), await two.outbox.claim('m-1')]).toEqual([null, null]);
      expect((await userError(two.outbox.cancel('m-1'))).code).toBe('store.outbox-busy');
      await claim?.settle({ state: 'sent', code: 'accepted', text: '已接收', acknowledged: 'A-77' });
      expect([await two.outbox.claim('m-1'), await two.outbox.list()]).toEqual([null, []]);
      expect(await two.outbox.list({ done: true })).toMatchObject([
        { state: 'sent', acknowledged: 'A-77', attempts: [{ at: 1_000, code: 'accepted', text: '已接收' }] },
      ]);
      expect(await two.outbox.find('m-1')).toMatchObject({ state: 'sent' });
    });

    it('the same message again is the same; another under its id, or under none, is refused', async () => {
      const store = await kind.office().open();
      const first = await store.outbox.enqueue(message());
      expect(await store.outbox.enqueue(message())).toEqual(first);
      expect((await userError(store.outbox.enqueue(message('m-1', Buffer.from('x'))))).code).toBe('store.message-id');
      await expect(store.outbox.enqueue(message('../m'))).rejects.toThrow();
      const never = { ...message('m-2'), demand: async () => Promise.reject(new Error('no')) };
      await expect(store.outbox.enqueue(never)).rejects.toThrow('no');
      expect(await store.outbox.find('m-2')).toBeUndefined();
    });

    it('a try without an outcome is asked about; one that was given up is tried anew by hand', async () => {
      const store = await kind.office().open();
      await store.outbox.enqueue(message());
      await (await store.outbox.claim('m-1'))?.settle({ state: 'asking', code: 'timeout', text: '', nextTry: 0 });
      const asked = await store.outbox.claim('m-1');
      expect(asked?.task).toBe('ask');
      await asked?.release();
      expect((await userError(store.outbox.cancel('m-1'))).code).toBe('store.outbox-sent');
      await (await store.outbox.claim('m-1'))?.settle({ state: 'failed', code: 'refused', text: '' });
      expect(await store.outbox.claim('m-1')).toBeNull();
      expect(await store.outbox.retry('m-1')).toMatchObject({ state: 'waiting' });
      await store.outbox.cancel('m-1');
      expect((await userError(store.outbox.retry('m-1'))).code).toBe('store.outbox-missing');
    });

    it('a change and the message that goes with it are one, in hand for its first try, or neither', async () => {
      const office = kind.office();
      const [one, two] = [await office.open(), await office.open()];
      await one.save(paper(NO), { expect: 0 });
      const message = { messageId: 'm-1', channel: '09', bytes: BYTES };
      const changed = (found: Paper) => ({ ...found, count: 7 });
      const refused = one.begin(
        NO,
        () => {
          throw new UserError('send.changed', '不发了', { exit: 'faults' });
        },
        message,
      );
      expect((await userError(refused)).code).toBe('send.changed');
      expect([(await one.get(NO)).revision, await one.outbox.find('m-1')]).toEqual([1, undefined]);
      const { record, claim } = await one.begin(NO, changed, message);
      expect([record.count, record.revision, (await two.get(NO)).count]).toEqual([7, 2, 7]);
      expect([claim?.task, claim?.entry.state, claim?.entry.attempts.map(({ code }) => code)]).toEqual([
        'send',
        'asking',
        ['began'],
      ]);
      expect(Buffer.from(claim?.bytes ?? []).equals(BYTES)).toBe(true);
      expect([await one.outbox.claim('m-1'), await two.outbox.claim('m-1')]).toEqual([null, null]);
      expect((await userError(two.begin(NO, changed, message))).code).toBe('store.message-id');
      expect((await one.get(NO)).revision).toBe(2);
      await claim?.settle({ state: 'sent', code: 'accepted', text: '' });
      expect((await two.outbox.find('m-1'))?.state).toBe('sent');
    });

    it('30 messages in two programs are each claimed once', async () => {
      const office = kind.office();
      const [one, two] = [await office.open(), await office.open()];
      const ids = Array.from({ length: 30 }, (_, at) => `m-${at}`);
      for (const id of ids) await one.outbox.enqueue(message(id));
      const claims = await Promise.all([...ids, ...ids].map((id, at) => (at % 2 ? one : two).outbox.claim(id)));
      const held = claims.flatMap(claim => claim?.entry.messageId ?? []);
      expect(held.toSorted()).toEqual(ids.toSorted());
      for (const claim of claims) await claim?.settle({ state: 'sent', code: 'accepted', text: '' });
      expect(await two.outbox.list()).toEqual([]);
    });
  });

  describe('receipts', () => {
    it('one is kept once, waits until it is applied, and is told with its declaration', async () => {
      const store = await kind.office().open();
      await store.save(paper(NO), { expect: 0 });
      expect(await store.receipts.keep([receipt('r-1')])).toEqual(['new']);
      expect(await store.receipts.keep([receipt('r-1')])).toEqual(['known']);
      expect(await store.receipts.keep([receipt('r-2', entryNo(9))])).toEqual(['new']);
      expect(await store.receipts.keep([receipt('r-3', null)])).toEqual(['new']);
      const waiting = await store.receipts.unapplied();
      expect(waiting.map(({ identity, matched }) => [identity, matched])).toEqual([
        ['r-1', true],
        ['r-2', false],
        ['r-3', false],
      ]);
      await store.receipts.markApplied([receipt('r-1')]);
      await store.receipts.markApplied([receipt('r-1')]);
      expect(await store.receipts.of(NO)).toMatchObject([
        { identity: 'r-1', raw: '回执', applied: true, matched: true },
      ]);
      expect((await store.receipts.unapplied()).length).toBe(2);
    });

    it('a declaration has no end of them', async () => {
      const store = await kind.office().open();
      const kept = await store.receipts.keep(Array.from({ length: MOST_RECEIPTS + 1 }, (_, at) => receipt(`r-${at}`)));
      expect([kept.filter(each => each === 'new').length, kept.at(-1)]).toEqual([MOST_RECEIPTS, 'refused']);
    });

    it('what is owed is told oldest first, rests after a refusal, and is paid', async () => {
      const { receipts } = await kind.office().open();
      await receipts.owed.owe('09', ['b'], 1_000);
      await receipts.owed.owe('09', ['a', 'b'], 2_000);
      expect(await receipts.owed.of('09', 2_000)).toEqual(['b', 'a']);
      await receipts.owed.refused('09', 2_000);
      expect(await receipts.owed.of('09', 3_000)).toEqual([]);
      await receipts.owed.paid('09', ['b']);
      expect(await receipts.owed.of('09', 3_000)).toEqual(['a']);
      expect(await receipts.owed.untold(['甲[1]', '乙'], '2026-11-27')).toEqual(['甲[1]', '乙']);
      expect(await receipts.owed.untold(['甲[2]', '丙'], '2026-11-27')).toEqual(['丙']);
    });
  });

  describe('documents of the office', () => {
    it('settings are changed one by one and several at once, all or none, and seen by others', async () => {
      const office = kind.office();
      const [one, two] = [await office.open(), await office.open()];
      expect(await one.settings.read(SWITCHES)).toEqual({ loud: false });
      expect(await one.settings.update(SWITCHES, held => ({ ...held, loud: true }))).toEqual({ loud: true });
      expect(await two.settings.read(SWITCHES)).toEqual({ loud: true });
      await two.settings.updateAll(AS_UNKNOWN, ([switches, colours]) => [switches, [...(colours as string[]), '红']]);
      const refuse = (): readonly unknown[] => {
        throw new Error('no');
      };
      await expect(two.settings.updateAll(AS_UNKNOWN, refuse)).rejects.toThrow('no');
      expect(await one.settings.read(COLOURS)).toEqual(['红']);
      const add = (at: number) => (held: readonly string[]) => [...held, `${at}`];
      await Promise.all(Array.from({ length: 10 }, (_, at) => (at % 2 ? one : two).settings.update(COLOURS, add(at))));
      expect((await one.settings.read(COLOURS)).length).toBe(11);
    });

    it('a secret comes back, does not open under another name, and goes', async () => {
      const office = kind.office();
      const [one, two] = [await office.open(), await office.open()];
      await one.secrets.set('channel.password', '密码 123');
      await one.secrets.set('other', 'x');
      expect([await two.secrets.get('channel.password'), await two.secrets.has('other')]).toEqual(['密码 123', true]);
      expect(await two.secrets.unreadable()).toEqual([]);
      await two.secrets.remove('other');
      expect([await one.secrets.has('other'), await one.secrets.get('other')]).toEqual([false, undefined]);
    });

    it('a member is asked about at each save: whoever is switched off, or may less from now on, is refused from the next one on', async () => {
      const office = kind.office();
      const boss = { ...member('1', 'administrator'), name: '王主任' };
      const own = await office.open();
      await own.members.update(() => ({ ...NO_ACCOUNTS, on: true, members: [boss, member('2', 'administrator')] }));
      const actor = (id: string) => ({ actor: () => ({ user: 'x', member: { id, name: id }, sitting: 1 }) });
      const [one, two] = [await office.open(actor('1')), await office.open(actor('2'))];
      const saved = await two.save(paper(NO, 'a'), { expect: 0 });
      await two.settings.update(SWITCHES, () => ({ loud: true }));
      const become = (change: Partial<Member>) =>
        one.members.update(held => ({
          ...held,
          members: held.members.map(each => (each.id === '2' ? { ...each, ...change } : each)),
        }));

      await become({ role: 'declarant' });
      const again = await two.save({ ...saved, party: 'b' }, { expect: 1 });
      expect((await userError(two.settings.update(SWITCHES, () => ({ loud: false })))).code).toBe(
        'account.not-allowed',
      );
      expect((await userError(two.codeFiles.change(async () => {}))).code).toBe('account.not-allowed');

      await become({ state: 'disabled' });
      const refused = { code: 'account.not-active', exit: 'login' };
      expect(await userError(two.save({ ...again, party: 'c' }, { expect: 2 }))).toMatchObject(refused);
      expect(await userError(two.update(NO, held => ({ ...held, party: 'c' })))).toMatchObject(refused);
      expect(await userError(two.begin(NO, held => held, message()))).toMatchObject(refused);
      expect(await userError(two.remove(NO))).toMatchObject(refused);
      expect(await one.get(NO)).toMatchObject({ party: 'b', revision: 2 });
      expect(await one.outbox.list()).toEqual([]);

      await become({ state: 'active' });
      expect(await two.save({ ...again, party: 'c' }, { expect: 2 })).toMatchObject({ revision: 3 });
    });

    it('files are changed with nobody in between, seen by all as they are now, and left as they were by work that fails', async () => {
      const office = kind.office();
      const [one, two] = [await office.open(), await office.open()];
      const seen = async (store: typeof one) => {
        await store.codeFiles.refresh();
        const names = await readdir(store.codeFiles.folder).catch(() => []);
        const tables = names.filter(name => name.endsWith('.tsv'));
        return Object.fromEntries(
          await Promise.all(
            tables.map(async name => [name, await readFile(join(store.codeFiles.folder, name), 'utf8')] as const),
          ),
        );
      };
      const put = (store: typeof one, name: string, text: string) =>
        store.codeFiles.change(async folder => {
          await mkdir(folder, { recursive: true });
          await writeFile(join(folder, `${name}.new`), text);
          await rename(join(folder, `${name}.new`), join(folder, name));
        });
      expect(await two.codeFiles.refresh()).toBe(false);
      await put(one, 'ports.tsv', '一');
      expect(await two.codeFiles.refresh()).toBe(true);
      expect(await two.codeFiles.refresh()).toBe(false);
      expect(await seen(two)).toEqual({ 'ports.tsv': '一' });
      await Promise.all([put(one, 'units.tsv', '1'), put(two, 'trades.tsv', '2')]);
      await put(two, 'ports.tsv', '二');
      const all = { 'ports.tsv': '二', 'trades.tsv': '2', 'units.tsv': '1' };
      expect(await seen(one)).toEqual(all);
      await one.codeFiles.change(folder => rm(join(folder, 'trades.tsv')));
      expect(await seen(two)).toEqual({ 'ports.tsv': '二', 'units.tsv': '1' });
      const failed = one.codeFiles.change(async () => {
        throw new UserError('codes.empty', '空的', { exit: 'faults', next: [] });
      });
      expect((await userError(failed)).code).toBe('codes.empty');
      expect(await seen(await office.open())).toEqual({ 'ports.tsv': '二', 'units.tsv': '1' });
    });

    it('members are changed with nobody in between', async () => {
      const office = kind.office();
      const [one, two] = [await office.open(), await office.open()];
      expect(await one.members.read()).toEqual(NO_ACCOUNTS);
      const enterprise = { type: '1', name: '甲公司', code: '' };
      expect(await one.members.update(held => ({ ...held, enterprise }))).toMatchObject({ enterprise });
      expect(await two.members.read()).toMatchObject({ on: false, enterprise });
    });

    it('files of a declaration are kept with its list, and go with it', async () => {
      const store = await kind.office().open();
      const bytes = Buffer.from('%PDF-1.7');
      const file = { sum: sha256(bytes), name: '合同.pdf', size: bytes.length };
      const document = { id: 1, kind: '1', number: 'C-1', name: '合同', note: '', files: [file] };
      expect((await store.paperless.of(NO)).documents).toEqual([]);
      await store.paperless.update(NO, held => ({ ...held, documents: [document], lastId: 1 }), [bytes]);
      expect((await store.paperless.of(NO)).documents).toEqual([document]);
      expect((await store.paperless.file(NO, file.sum)).equals(bytes)).toBe(true);
      await store.paperless.update(NO, held => ({ ...held, documents: [] }));
      expect((await userError(store.paperless.file(NO, file.sum))).code).toBe('store.paperless-gone');
    });

    it('what records have said is recalled, also what another program stores later', async () => {
      const office = kind.office();
      const [one, two] = [await office.open(), await office.open()];
      await one.save(paper(entryNo(1), '甲', 5), { expect: 0 });
      const recall = two.recall('parties');
      expect(recall.held.size).toBe(0);
      await recall.refresh();
      expect([...recall.held]).toEqual([['甲', { value: { count: 5 }, count: 1, last: 5 }]]);
      await one.save(paper(entryNo(2), '甲', 7), { expect: 0 });
      await one.update(entryNo(1), held => ({ ...held, party: '乙', count: 6 }));
      expect(await recall.refresh()).toBe(true);
      expect([...recall.held].toSorted()).toEqual([
        ['乙', { value: { count: 6 }, count: 1, last: 6 }],
        ['甲', { value: { count: 7 }, count: 2, last: 7 }],
      ]);
    });
  });

  describe('audit', () => {
    it('every change has its line, with who, what and what it was before, in one chain', async () => {
      const office = kind.office();
      const [one, two] = [await office.open({ user: '李静' }), await office.open({ user: '王五' })];
      await one.save(paper(NO, '甲', 1), { expect: 0 });
      await two.update(NO, held => ({ ...held, count: 2 }));
      await one.settings.update(SWITCHES, () => ({ loud: true }));
      await two.secrets.set('channel.password', '不写进去');
      await one.audit.note({ what: 'printed', entryNo: NO, text: '入境货物报检单' });
      await two.remove(NO);
      const lines = await listOf(one.audit.read());
      expect(lines.map(({ by, what, entryNo: no, revision }) => [by, what, no, revision])).toEqual([
        ['王五', 'removed', NO, 2],
        ['李静', 'printed', NO, undefined],
        ['王五', 'secret', undefined, undefined],
        ['李静', 'setting', undefined, undefined],
        ['王五', 'changed', NO, 2],
        ['李静', 'created', NO, 1],
      ]);
      expect(lines[4]?.changes).toEqual([{ path: 'count', before: '1', after: '2' }]);
      expect(JSON.stringify(lines)).not.toContain('不写进去');
      expect((await listOf(one.audit.read({ entryNo: NO }))).length).toBe(4);
      expect(await listOf(one.audit.read({ until: '2000-01-01' }))).toEqual([]);
      expect(await two.audit.verify()).toMatchObject({
        lines: 6,
        faults: [],
        first: { what: 'created' },
        head: { what: 'removed' },
      });
    });

    it('a change that was refused has none', async () => {
      const store = await kind.office().open();
      const saved = await store.save(paper(NO), { expect: 0 });
      await store.update(NO, held => held);
      await userError(store.save(saved, { expect: 1 }));
      await userError(store.remove(entryNo(2)));
      expect((await listOf(store.audit.read())).map(({ what }) => what)).toEqual(['changed', 'created']);
    });

    it('the chain holds where all lines are old, and what is let go again is nothing', async () => {
      const office = kind.office();
      const old = await office.open({ now: () => Date.UTC(2025, 0, 5) });
      await old.save(paper(NO), { expect: 0 });
      await old.update(NO, held => held);
      const store = await office.open({ now: () => Date.UTC(2026, 5, 5) });
      await store.audit.drop('2026-01');
      expect((await store.audit.verify()).faults).toEqual([]);
      await store.update(NO, held => held);
      await store.audit.drop('2026-01');
      expect((await store.audit.verify()).faults).toEqual([]);
      expect((await listOf(store.audit.read())).filter(({ what }) => what === 'audit-dropped')).toHaveLength(1);
    });

    it('old months are let go with a line that says so, and the chain holds', async () => {
      const office = kind.office();
      const old = await office.open({ now: () => Date.UTC(2025, 0, 5) });
      await old.save(paper(NO), { expect: 0 });
      await old.update(NO, held => held);
      const store = await office.open({ now: () => Date.UTC(2026, 5, 5) });
      await store.update(NO, held => held);
      await store.audit.drop('2026-01');
      const lines = await listOf(store.audit.read());
      expect(lines.map(({ what, at }) => [what, at.slice(0, 7)])).toEqual([
        ['audit-dropped', '2026-06'],
        ['changed', '2026-06'],
      ]);
      expect((await store.audit.verify()).faults).toEqual([]);
    });
  });

  it('work that one program does at a time waits for the other', async () => {
    const office = kind.office();
    const [one, two] = [await office.open(), await office.open()];
    const seen: string[] = [];
    let second: Promise<void> | undefined;
    await one.alone('import', '李静', async () => {
      second = two.alone('import', '王五', async () => {
        seen.push(`two sees ${two.rows().length}`);
      });
      seen.push('one begins');
      await one.save(paper(NO), { expect: 0 });
      seen.push('one ends');
    });
    await second;
    expect(seen).toEqual(['one begins', 'one ends', 'two sees 1']);
  });

  it('a sound store has no problems', async () => {
    const store = await kind.office().open();
    await store.save(paper(NO), { expect: 0 });
    await store.settings.update(SWITCHES, () => ({ loud: true }));
    await store.secrets.set('a', 'b');
    expect(await store.check()).toEqual({ declarations: 1, problems: [] });
  });
});
