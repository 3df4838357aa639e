import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Accounts, Member } from '../../../src/accounts/member.ts';
import type { ServerRole } from '../../../src/accounts/permissions.ts';
import { addressOf } from '../../../src/store/postgres/address.ts';
import { openPgStore } from '../../../src/store/postgres/open-store.ts';
import type { PgStore } from '../../../src/store/postgres/pg-store.ts';
import { type PostgresServer, startPostgres } from '../../run/postgres-server.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { lacksPostgres } from '../kinds.ts';
import { AUDIT, entryNo, PARTIES, type Paper, type PaperRow, paper, paperOptions } from '../paper.ts';
import { userError } from '../stage.ts';

/*
 * What the server lets whom do, whatever program asks it.
 */

let server: PostgresServer;
beforeAll(async () => {
  if (!lacksPostgres) server = await startPostgres();
});

type Papers = PgStore<Paper, PaperRow>;

const GROUPS = ['administrator', 'declarant', 'reader'] as const;
type Group = (typeof GROUPS)[number];

async function open(address: string): Promise<Papers> {
  const store = await openPgStore<Paper, PaperRow>({
    ...paperOptions(temporaryFolder()),
    address: addressOf(address, { seen: false }),
    audit: AUDIT,
    recalls: { parties: PARTIES },
    actor: () => ({ user: '李静' }),
  });
  onTestFinished(() => store.close());
  return store;
}

/** An office that its owner has opened once. */
async function office(): Promise<{ address: string; owner: Papers }> {
  const address = server.newDatabase();
  return { address, owner: await open(address) };
}

/** What is allowed of INSERT, UPDATE, DELETE and TRUNCATE, by their first letters: of administrators, declarants, readers. */
// biome-ignore format: table
const TABLES: Readonly<Record<string, readonly [administrator: string, declarant: string, reader: string]>> = {
  store:           ['',    '',    ''],
  declarations:    ['IU',  'IU',  ''],
  trash:           ['IUD', 'IUD', ''],
  numbers:         ['U',   'U',   ''],
  outbox:          ['IUD', 'IUD', ''],
  receipts:        ['IU',  'IU',  ''],
  documents:       ['IU',  'IU',  ''],
  open_documents:  ['',    '',    ''],
  files:           ['IUD', '',    ''],
  secrets:         ['IUD', '',    ''],
  paperless:       ['IU',  'IU',  ''],
  paperless_files: ['IUD', 'IUD', ''],
  recalls:         ['IUD', 'IUD', ''],
  recall_sources:  ['IUD', 'IUD', ''],
  runs:            ['IUD', 'IUD', ''],
  locks:           ['IU',  'IU',  ''],
  audit_new:       ['I',   'I',   ''],
  audit:           ['',    '',    ''],
  audit_head:      ['',    '',    ''],
};

/** Statements that change nothing where they are allowed. */
const STATEMENTS: readonly (readonly [letter: string, sql: (table: string, column: string) => string])[] = [
  ['I', table => `insert into ${table} select * from ${table} where false`],
  ['U', (table, column) => `update ${table} set ${column} = ${column} where false`],
  ['D', table => `delete from ${table} where false`],
  ['T', table => `truncate ${table}`],
];

const generated = new Set(['declarations', 'audit_new']);

describe.skipIf(lacksPostgres)('the roles of a database', () => {
  test('every table says what each of them may do, and the server does as it says', async () => {
    const { address } = await office();
    const columns = server.run(
      address,
      `select table_name || ' ' || min(column_name) from information_schema.columns where table_schema = 'public'
         and is_generated = 'NEVER' and is_identity = 'NO' group by table_name order by 1`,
    );
    const found = new Map(columns.split('\n').map(line => line.split(' ') as [string, string]));
    expect([...found.keys()].sort()).toEqual(Object.keys(TABLES).sort());
    for (const [at, group] of GROUPS.entries()) {
      const person = server.as(group, address);
      const allowed = [...found].map(([table, column]) => {
        const letters = STATEMENTS.filter(([letter, sql]) => {
          const columnsOf = letter === 'I' && generated.has(table) ? ` (${column}) select ${column}` : undefined;
          const text = columnsOf ? `insert into ${table}${columnsOf} from ${table} where false` : sql(table, column);
          return !refused(person, text);
        });
        return [table, letters.map(([letter]) => letter).join('')];
      });
      expect([group, Object.fromEntries(allowed)]).toEqual([
        group,
        Object.fromEntries(Object.entries(TABLES).map(([table, rights]) => [table, rights[at]])),
      ]);
    }
    // A program of its own for each of some hundred statements.
  }, 240_000);

  test('nobody but the owner changes, takes out or lets go of a line of the audit, or makes a table', async () => {
    const { address, owner } = await office();
    await owner.save(paper(entryNo(1)), { expect: 0 });
    expect((await owner.audit.verify()).lines).toBe(1);
    for (const group of GROUPS) {
      const person = server.as(group, address);
      const sql = [
        `update audit set line = replace(line, '李静', '王五')`,
        'delete from audit',
        `update audit_head set hash = ''`,
        `select drop_audit('2999')`,
        'create table secrets2 (a text)',
        'drop table audit',
        'alter table audit disable trigger all',
        'drop trigger guard on documents',
        `insert into audit (seq, at, save_id, line) values (9, '', gen_random_uuid(), '')`,
      ];
      expect(sql.filter(text => !refused(person, text))).toEqual([]);
    }
    expect(await owner.audit.verify()).toMatchObject({ lines: 1, faults: [] });
  });

  test('a table that somebody makes for the time of a connection gives them nothing', async () => {
    const { address } = await office();
    const person = server.as('declarant', address);
    const trick = `create temp table secrets (a text); insert into documents (name, body) values ('settings.rules', '{}')`;
    expect(refused(person, trick)).toBe(true);
  });

  test.each<[Group, ServerRole]>([
    ['administrator', 'administrator'],
    ['declarant', 'declarant'],
    ['reader', 'reader'],
  ])('%s: the program knows, and does what there is to do', async (group, role) => {
    const { address, owner } = await office();
    await owner.save(paper(entryNo(1)), { expect: 0 });
    const store = await open(server.as(group, address));
    expect([store.role, store.readOnly]).toEqual([role, group === 'reader']);
    await store.recall('parties').refresh();
    expect([store.rows().length, store.recall('parties').held.size]).toEqual([1, 1]);
    if (group === 'reader') {
      for (const work of [
        () => store.save(paper(entryNo(2)), { expect: 0 }),
        () => store.update(entryNo(1), held => ({ ...held, count: 9 })),
        () => store.remove(entryNo(1)),
        () => store.nextEntryNo('WI'),
        () => store.outbox.enqueue({ messageId: 'm-1', entryNo: entryNo(1), channel: '09', bytes: Buffer.from('x') }),
        () => store.receipts.keep([{ identity: 'r', entryNo: entryNo(1), raw: '', receivedAt: 1 }]),
        () => store.settings.update(RULES, () => ({ a: 1 })),
        () => store.secrets.set('channel', 'x'),
      ])
        expect(await userError(work)).toMatchObject({ code: 'store.read-only', exit: 'store' });
    } else {
      await store.save(paper(entryNo(2)), { expect: 0 });
      await store.update(entryNo(1), held => ({ ...held, count: 9 }));
      await store.remove(entryNo(1));
      await store.restore(entryNo(1));
      expect(await store.nextEntryNo('WI')).toMatch(/^WI/u);
      const message = { messageId: 'm-1', entryNo: entryNo(1), channel: '09', bytes: Buffer.from('x') };
      await store.outbox.enqueue(message);
      await (await store.outbox.claim('m-1'))?.settle({ state: 'sent', code: 'accepted', text: '' });
      await store.receipts.keep([{ identity: 'r', entryNo: entryNo(1), raw: '', receivedAt: 1 }]);
      await store.alone('import', '李静', async () => {});
    }
    expect((await store.audit.verify()).faults).toEqual([]);
    expect((await store.check()).problems).toEqual([]);
  });

  test('what only administrators may do a declarant is refused by the program, and by the server when it is gone around', async () => {
    const { address } = await office();
    const person = server.as('declarant', address);
    const store = await open(person);
    const refusal = { code: 'account.not-allowed', exit: 'login', next: [expect.stringContaining('请管理员来做')] };
    expect(await userError(store.settings.update(RULES, () => ({ a: 1 })))).toMatchObject({
      ...refusal,
      message: '报检员没有“修改共用的设置”的权限',
    });
    expect(await userError(store.secrets.set('channel', 'x'))).toMatchObject({
      ...refusal,
      message: '报检员没有“修改通讯的密码和口令”的权限',
    });
    expect(await userError(store.members.update(held => ({ ...held, on: true })))).toMatchObject({
      ...refusal,
      message: '报检员没有“管理人员”的权限',
    });
    for (const sql of [
      `insert into documents (name, body) values ('settings.rules', '{}')`,
      `insert into documents (name, body) values ('accounts.members', '{"on":true,"members":[],"strangers":{}}')`,
      `insert into secrets (name, body, key_id) values ('channel', '', '')`,
    ])
      expect(refused(person, sql)).toBe(true);
    const boss = await open(server.as('administrator', address));
    await boss.settings.update(RULES, () => ({ a: 2 }));
    await boss.secrets.set('channel', 'x');
    expect(refused(person, `update documents set name = 'settings.templates' where name = 'settings.rules'`)).toBe(
      true,
    );
    expect(await boss.settings.read(RULES)).toEqual({ a: 2 });
  });

  test('of a document with fields of both a declarant changes theirs, also when it was never kept', async () => {
    const { address } = await office();
    const [boss, clerk] = [
      await open(server.as('administrator', address)),
      await open(server.as('declarant', address)),
    ];
    await clerk.settings.update(SWITCHES, held => ({ ...held, grid: true }));
    expect(await boss.settings.read(SWITCHES)).toEqual({ grid: true, hold: 5 });
    await boss.settings.update(SWITCHES, held => ({ ...held, hold: 9 }));
    await clerk.settings.update(SWITCHES, held => ({ ...held, grid: false }));
    expect(await boss.settings.read(SWITCHES)).toEqual({ grid: false, hold: 9 });
    expect((await userError(clerk.settings.update(SWITCHES, held => ({ ...held, hold: 1 })))).code).toBe(
      'account.not-allowed',
    );
  });

  // biome-ignore format: table
  test.each<[string, boolean, (held: Accounts) => Accounts]>([
    ['counts a wrong password',            true,  held => withFirst(held, { failures: 3, lockedUntil: 9 })],
    ['counts one of an administrator',     true,  held => withLast(held, { failures: 3 })],
    ['counts one of nobody',               true,  held => ({ ...held, strangers: { a: { failures: 1, lockedUntil: 0 } } })],
    ['changes a password',                 true,  held => withFirst(held, { password: SECOND })],
    ['joins',                              true,  held => ({ ...held, members: [...held.members, person('c', 'declarant', 'pending')] })],
    ['changes that of an administrator',   false, held => withLast(held, { password: SECOND })],
    ['makes themselves an administrator',  false, held => withFirst(held, { role: 'administrator' })],
    ['joins as an administrator',          false, held => ({ ...held, members: [...held.members, person('c', 'administrator', 'pending')] })],
    ['joins without waiting',              false, held => ({ ...held, members: [...held.members, person('c', 'declarant', 'active')] })],
    ['changes a name',                     false, held => withFirst(held, { name: '王五' })],
    ['takes somebody out',                 false, held => ({ ...held, members: held.members.slice(0, 1) })],
    ['turns logging in off',               false, held => ({ ...held, on: false })],
  ])('a declarant %s: %s', async (_what, allowed, change) => {
    const { address, owner } = await office();
    const members = [person('a\u0000', 'declarant', 'active'), person('b', 'administrator', 'active')];
    await owner.members.update(() => ({ on: true, members, strangers: {} }));
    const clerk = await open(server.as('declarant', address));
    const work = clerk.members.update(change);
    if (allowed) await work;
    else expect((await userError(work)).code).toBe('account.not-allowed');
    expect(await owner.members.read()).toEqual(allowed ? change({ on: true, members, strangers: {} }) : { on: true, members, strangers: {} });
  });

  test('without the right to make roles an owner works on, and those whom somebody else has made get theirs at the next start', async () => {
    const address = server.newDatabase();
    const database = new URL(address).pathname.slice(1);
    server.run(address, `create role ${database}_boss login; alter database ${database} owner to ${database}_boss`);
    const boss = address.replace('//owner@', `//${database}_boss@`);
    const first = await open(boss);
    expect([first.role, server.run(address, 'select roles is null from store')]).toEqual(['owner', 't']);
    for (const group of GROUPS) server.run(address, `create role ${database}_${group}`);
    await open(boss);
    expect((await open(server.as('declarant', address))).role).toBe('declarant');
  });

  test('a database of an older program is brought forward by its owner alone', async () => {
    const { address } = await office();
    const person = server.as('administrator', address);
    server.run(address, 'update store set records = 0');
    expect(await userError(open(person))).toMatchObject({ code: 'store.older', exit: 'store' });
    await open(address);
    expect((await open(person)).role).toBe('administrator');
  });

  test('who belongs to no group is refused', async () => {
    const { address } = await office();
    server.run(address, 'create role stranger login');
    expect((await userError(open(address.replace('//owner@', '//stranger@')))).code).toBe('store.denied');
  });
});

/** Whether the server refuses a statement; any other error is one of the test. */
function refused(address: string, sql: string): boolean {
  try {
    server.run(address, sql);
    return false;
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    if (/permission denied|must be owner|baojian /u.test(String(stderr))) return true;
    throw error;
  }
}

const RULES = { name: 'rules', shape: (json: unknown) => json as Record<string, number>, initial: {} };

interface Switches {
  readonly grid: boolean;
  readonly hold: number;
}
const SWITCHES = {
  name: 'switches',
  shape: (json: unknown) => ({ grid: false, hold: 5, ...(json as Partial<Switches>) }),
  initial: { grid: false, hold: 5 },
  right: {
    of: (before: Switches, after: Switches) =>
      before.hold === after.hold ? ('settings.own' as const) : ('settings.shared' as const),
  },
};

const FIRST: Member['password'] = { scheme: 'scrypt', N: 1, r: 1, p: 1, salt: 'a', hash: 'b' };
const SECOND: Member['password'] = { ...FIRST, hash: 'c' };

const person = (user: string, role: Member['role'], state: Member['state']): Member => ({
  ...{ id: user, user, name: user, mobile: '', role, state, password: FIRST },
  ...{ devices: [], created: '2026-01-01', failures: 0, lockedUntil: 0 },
});

const withFirst = (held: Accounts, change: Partial<Member>): Accounts => withMember(held, 0, change);
const withLast = (held: Accounts, change: Partial<Member>): Accounts => withMember(held, 1, change);

const withMember = (held: Accounts, at: number, change: Partial<Member>): Accounts => ({
  ...held,
  members: held.members.map((member, place) => (place === at ? { ...member, ...change } : member)),
});
