import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sealed } from '../../../src/disk/json-bytes.ts';
import type { JsonStore } from '../../../src/store/json/json-store.ts';
import { entryNo, type Paper, type PaperRow, paper } from '../paper.ts';
import { openPapers, userError } from '../stage.ts';

const MONTH = join('declarations', '2017-10');
const fileOf = (place: number): string => join(MONTH, `${entryNo(place)}.json`);

function changeIn(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'latin1');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to), 'latin1');
}

async function filled(): Promise<JsonStore<Paper, PaperRow>> {
  const store = await openPapers();
  for (const place of [1, 2, 3]) await store.save(paper(entryNo(place), '甲', place), { expect: 0 });
  await store.save(paper(entryNo(4)), { expect: 0 });
  await store.remove(entryNo(4));
  await store.nextEntryNo('WI');
  await store.outbox.enqueue({ messageId: 'm', entryNo: entryNo(1), channel: 'p', bytes: Buffer.from('x') });
  await store.receipts.keep([{ identity: 'r', entryNo: entryNo(1), raw: '', receivedAt: 1 }]);
  await store.settings.update({ name: 'switches', shape: json => json, initial: {} }, () => ({}));
  await store.secrets.set('channel', 'x');
  store.local.journals.append(entryNo(1), 1);
  return store;
}

test('a sound store has no problems', async () => {
  const store = await filled();
  expect(await store.check()).toEqual({ declarations: 3, problems: [] });
});

const receipt = (home: string): string => join('receipts', 'new', readdirSync(join(home, 'receipts', 'new'))[0] ?? '');

// What is harmed, the problems that a check finds, and the rows that are left after the repair.
const harms: [what: string, harm: (home: string) => void, codes: string[], rows: number][] = [
  ['a cut off declaration', home => writeFileSync(join(home, fileOf(2)), '{"ver'), ['store.broken'], 2],
  [
    'a declaration of another shape',
    home => writeFileSync(join(home, fileOf(2)), sealed(JSON.stringify({ ...paper(entryNo(2)), count: '7' }, null, 1))),
    ['paper.shape'],
    2,
  ],
  [
    'a declaration with another letter',
    home => changeIn(join(home, fileOf(2)), '"count": 2', '"count": 3'),
    ['store.broken'],
    2,
  ],
  [
    'a declaration under another name',
    home => renameSync(join(home, fileOf(2)), join(home, fileOf(6))),
    ['store.broken', 'check.index', 'check.audit-gone'],
    2,
  ],
  ['a declaration that vanished', home => rmSync(join(home, fileOf(2))), ['check.index', 'check.audit-gone'], 2],
  [
    'a declaration that was put there',
    home =>
      writeFileSync(join(home, fileOf(6)), JSON.stringify({ ...paper(entryNo(6)), revision: 1 }), { mode: 0o600 }),
    ['check.index'],
    4,
  ],
  [
    'a declaration that was edited by hand',
    home => writeFileSync(join(home, fileOf(2)), JSON.stringify({ ...paper(entryNo(2)), revision: 1, count: 99 })),
    ['check.index', 'check.audit-changed'],
    3,
  ],
  [
    'a cut off one in the trash',
    home => writeFileSync(join(home, 'trash', `${entryNo(4)}.json`), '{'),
    ['store.broken'],
    3,
  ],
  [
    'a temporary file',
    home => writeFileSync(join(home, `${fileOf(2)}.tmp`), '{', { mode: 0o600 }),
    ['check.leftover'],
    3,
  ],
  ['an open folder', home => chmodSync(join(home, MONTH), 0o755), ['check.mode'], 3],
  ['an open file', home => chmodSync(join(home, fileOf(2)), 0o644), ['check.mode'], 3],
  ['an outbox entry of nonsense', home => writeFileSync(join(home, 'outbox', 'm.json'), '{}'), ['store.broken'], 3],
  ['an outbox entry without bytes', home => rmSync(join(home, 'outbox', 'm.message')), ['check.outbox-no-bytes'], 3],
  [
    'an outbox entry with another letter',
    home => changeIn(join(home, 'outbox', 'm.json'), '"channel": "p"', '"channel": "q"'),
    ['store.broken'],
    3,
  ],
  ['a message with another byte', home => writeFileSync(join(home, 'outbox', 'm.message'), 'y'), ['store.broken'], 3],
  [
    'a receipt with another letter',
    home => changeIn(join(home, receipt(home)), '"raw": ""', '"raw": "x"'),
    ['store.broken'],
    3,
  ],
  [
    'a receipt whose seal is damaged',
    home => changeIn(join(home, receipt(home)), '"sha256"', '"sha25v"'),
    ['store.broken'],
    3,
  ],
  [
    'numbers with another digit',
    home => changeIn(join(home, 'numbers.json'), '"last": 1', '"last": 2'),
    ['store.broken'],
    3,
  ],
  [
    'a declaration that is no text',
    home => changeIn(join(home, fileOf(2)), '"party": "', '"party": "\xff'),
    ['store.broken'],
    2,
  ],
  [
    'settings that are no text',
    home =>
      writeFileSync(
        join(home, 'settings', 'switches.json'),
        Buffer.from('{"version":1,"value":{"a":"\xff"}}', 'latin1'),
      ),
    ['store.broken'],
    3,
  ],
  ['a receipt of nonsense', home => writeFileSync(join(home, receipt(home)), '{"version":1}'), ['store.broken'], 3],
  [
    'a settings file of nonsense',
    home => writeFileSync(join(home, 'settings', 'switches.json'), 'no'),
    ['store.broken'],
    3,
  ],
  ['numbers of nonsense', home => writeFileSync(join(home, 'numbers.json'), 'no'), ['store.broken'], 3],
  ['a broken snapshot', home => writeFileSync(join(home, 'index', 'snapshot'), 'no'), ['check.index-broken'], 3],
];

test.each(harms)('%s is found, and repaired without losing its text', async (_what, harm, codes, rows) => {
  const store = await filled();
  harm(store.home);
  const found = (await store.check()).problems;
  expect(found.map(problem => problem.code).sort()).toEqual([...codes].sort());
  if (codes[0] === 'check.index-broken') return;
  expect(found.every(problem => !problem.repaired && problem.text !== '' && !problem.file.startsWith('/'))).toBe(true);
  const repaired = (await store.check({ repair: true })).problems;
  expect(repaired.every(problem => problem.repaired)).toBe(true);
  expect((await store.check()).problems).toEqual([]);
  expect(store.rows().length).toBe(rows);
  expect([...(await openPapers(store.home)).rows()]).toEqual([...store.rows()]);
  for (const { code, file, movedTo } of repaired) {
    const isMoved = /^(?:store\.|paper\.|check\.outbox)/u.test(code);
    expect([code, movedTo]).toEqual([code, isMoved ? join('damaged', file) : undefined]);
    if (movedTo !== undefined) expect(existsSync(join(store.home, movedTo))).toBe(true);
  }
});

test('two damaged files of one name are both kept', async () => {
  const store = await filled();
  const places: (string | undefined)[] = [];
  for (const text of ['one', 'two']) {
    writeFileSync(join(store.home, 'settings', 'switches.json'), text, { mode: 0o600 });
    places.push(...(await store.check({ repair: true })).problems.map(({ movedTo }) => movedTo));
  }
  const place = join('damaged', 'settings', 'switches.json');
  expect(places).toEqual([place, `${place}.2`]);
  const folder = join(store.home, 'damaged', 'settings');
  expect(
    readdirSync(folder)
      .map(name => readFileSync(join(folder, name), 'utf8'))
      .sort(),
  ).toEqual(['one', 'two']);
});

test('what is of a newer program or not ours is told and not touched', async () => {
  const store = await filled();
  writeFileSync(join(store.home, 'settings', 'next.json'), '{"version":2}', { mode: 0o600 });
  writeFileSync(join(store.home, 'notes.txt'), 'mine', { mode: 0o600 });
  mkdirSync(join(store.home, 'lost+found'));
  const { problems } = await store.check({ repair: true });
  expect(problems.map(problem => [problem.code, problem.repaired])).toEqual([
    ['check.foreign', false],
    ['store.newer', false],
  ]);
  expect(statSync(join(store.home, 'notes.txt')).size).toBe(4);
});

const KEYS: [what: string, harm: (key: string) => void, key: boolean][] = [
  ['is missing', key => rmSync(key), false],
  ['is cut off', key => writeFileSync(key, readFileSync(key, 'latin1').slice(0, 20)), true],
  ['is nonsense', key => writeFileSync(key, Buffer.from([0, 255, 10])), true],
  ['is empty', key => writeFileSync(key, ''), true],
  ['has something behind it', key => writeFileSync(key, `${readFileSync(key, 'latin1')}!`), true],
  ['is another one', key => writeFileSync(key, `${Buffer.alloc(32).toString('base64')}\n`), false],
];

test.each(KEYS)(
  'when the key %s, the repair sets aside what is lost, and the next secret has a key',
  async (_what, harm, bad) => {
    const store = await filled();
    const file = join(store.home, 'secrets', 'secrets.json');
    const before = readFileSync(file, 'utf8');
    harm(join(store.home, 'secrets', 'key'));
    const codes = [...(bad ? ['store.secret-key'] : []), 'check.secret-key'];
    expect((await store.check()).problems.map(({ code, repaired }) => [code, repaired])).toEqual(
      codes.map(code => [code, false]),
    );
    const { problems } = await store.check({ repair: true });
    expect(problems.map(({ code, repaired }) => [code, repaired])).toEqual(codes.map(code => [code, true]));
    expect(problems.at(-1)).toMatchObject({
      text: expect.stringContaining('“channel”'),
      movedTo: join('damaged', 'secrets', 'secrets.json'),
    });
    expect(readFileSync(join(store.home, 'damaged', 'secrets', 'secrets.json'), 'utf8')).toBe(before);
    expect(existsSync(join(store.home, 'damaged', 'secrets', 'key'))).toBe(bad);
    expect(await store.check()).toMatchObject({ problems: [] });
    expect(await store.secrets.has('channel')).toBe(false);
    await store.secrets.set('channel', '新口令');
    expect(await store.secrets.get('channel')).toBe('新口令');
  },
);

test('only the secrets that cannot be opened are set aside', async () => {
  const store = await filled();
  await store.secrets.set('paperless', 'y');
  const file = join(store.home, 'secrets', 'secrets.json');
  const json = JSON.parse(readFileSync(file, 'utf8'));
  json.items.channel.tag = Buffer.alloc(16).toString('base64');
  writeFileSync(file, JSON.stringify(json));
  expect((await store.check({ repair: true })).problems).toMatchObject([{ code: 'check.secret-key', repaired: true }]);
  expect([await store.secrets.get('paperless'), await store.secrets.has('channel')]).toEqual(['y', false]);
  const aside = readFileSync(join(store.home, 'damaged', 'secrets', 'secrets.json'), 'utf8');
  expect(Object.keys(JSON.parse(aside).items)).toEqual(['channel']);
});

test('what does not belong into the folders of the audit and of the accounts is foreign', async () => {
  const store = await openPapers();
  const { home } = store;
  await store.members.update(held => ({ ...held, on: false }));
  await store.members.updateSessions(0, () => [{ sum: '', member: '', created: '', until: '' }]);
  for (const path of ['audit/2026-11.jsonl', 'audit/notes.txt', 'accounts/notes.json'])
    writeFileSync(join(home, path), '', { mode: 0o600 });
  expect((await store.check()).problems.map(({ code, file }) => [code, file])).toEqual([
    ['check.foreign', join('accounts', 'notes.json')],
    ['check.foreign', join('audit', 'notes.txt')],
  ]);
});

test('a file of accounts that is damaged is told of and stays, so that nobody gets in without logging in', async () => {
  const store = await openPapers();
  const file = join(store.home, 'accounts', 'members.json');
  await store.members.update(held => ({ ...held, on: true }));
  changeIn(file, 'true', 'false');
  expect((await store.check()).problems).toMatchObject([{ code: 'store.broken', repaired: false }]);
  expect((await store.check({ repair: true })).problems).toMatchObject([{ code: 'store.broken', repaired: false }]);
  expect(existsSync(file)).toBe(true);
  expect((await userError(store.demand('declaration.read'))).code).toBe('store.broken');
});
