import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sealedJson } from '../../../disk/json-file.ts';
import { isEntryNo, monthOf } from '../../../local/entry-number.ts';
import type { Answer, Ask } from '../line.ts';
import { entryOf } from '../outbox.ts';
import { MEMBERS, OWED } from './pieces.ts';

export interface HomeToWrite {
  readonly folder: string;
  /** Version of the records. */
  readonly records: number;
  readonly now: number;
}

type RowOf = Answer['rows'][number];

/** The layout in which the files are written; a program of a newer one brings it forward. */
const LAYOUT = 4;
const PAGE = 200;

const plain = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
const sealedText = (json: string): Buffer => sealedJson(JSON.parse(json) as object);

/** Writes what an office keeps in a database as the files of a home. The transaction that asks sees one moment. */
export async function writeHome(ask: Ask, { folder, records, now }: HomeToWrite): Promise<void> {
  const put = (path: string, bytes: Uint8Array | string) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, bytes, { mode: 0o600 });
  };
  const created = new Date(now).toISOString();
  put('store.json', plain({ version: LAYOUT, records, shared: false, created }));
  await eachRow(ask, 'select entry_no, record from declarations', 'entry_no', 'not gone', row => {
    const entryNo = String(row.entry_no);
    put(`declarations/${monthOf(entryNo)}/${entryNo}.json`, sealedText(String(row.record)));
  });
  await eachRow(ask, 'select entry_no, record from trash', 'entry_no', 'true', row =>
    put(`trash/${String(row.entry_no)}.json`, sealedText(String(row.record))),
  );
  await eachRow(ask, 'select * from outbox', 'message_id', 'true', row => {
    const place = row.state === 'sent' ? 'outbox/done' : 'outbox';
    put(`${place}/${String(row.message_id)}.message`, row.bytes as Buffer);
    put(`${place}/${String(row.message_id)}.json`, sealedJson(entryOf(row)));
  });
  await eachRow(ask, 'select * from receipts', 'identity', 'true', row => {
    const entryNo = row.entry_no === null ? null : String(row.entry_no);
    const ours = entryNo !== null && isEntryNo(entryNo);
    const word = ours ? entryNo : 'none';
    const place = row.applied === true ? `applied/${ours ? monthOf(entryNo) : 'none'}` : 'new';
    const name = createHash('sha256').update(String(row.identity)).digest('hex').slice(0, 40);
    const { identity, raw, received_at: receivedAt } = row;
    put(`receipts/${place}/${word}_${name}.json`, sealedJson({ version: 1, identity, entryNo, raw, receivedAt }));
  });
  await eachRow(ask, 'select name, body from documents', 'name', 'true', ({ name, body }) =>
    putDocument(put, String(name), JSON.parse(String(body))),
  );
  await writePaperless(ask, put);
  await writeAudit(ask, put);
  await writeRest(ask, put);
}

type Put = (path: string, bytes: Uint8Array | string) => void;

function putDocument(put: Put, name: string, body: unknown): void {
  if (name === MEMBERS.name) put(MEMBERS.path, sealedJson({ ...(body as object), version: 1 }));
  else if (name === OWED.name) put(OWED.path, plain(body));
  else if (name.startsWith('settings.'))
    put(`settings/${name.slice('settings.'.length)}.json`, plain({ version: 1, value: body }));
}

async function writePaperless(ask: Ask, put: Put): Promise<void> {
  await eachRow(ask, 'select entry_no, body from paperless', 'entry_no', 'true', async ({ entry_no, body }) => {
    const entryNo = String(entry_no);
    const place = `paperless/${monthOf(entryNo)}/${entryNo}`;
    const { rows } = await ask('select sum from paperless_files where entry_no = $1', [entryNo]);
    for (const { sum } of rows) {
      const found = await ask('select bytes from paperless_files where entry_no = $1 and sum = $2', [
        entryNo,
        String(sum),
      ]);
      put(`${place}/${String(sum)}`, found.rows[0]?.bytes as Buffer);
    }
    put(`${place}/documents.json`, sealedText(String(body)));
  });
}

async function writeAudit(ask: Ask, put: Put): Promise<void> {
  let month = '';
  let lines: string[] = [];
  const flush = () => {
    if (lines.length > 0) put(`audit/${month}.jsonl`, `${lines.join('\n')}\n`);
    lines = [];
  };
  await eachRow(ask, 'select seq, at, line from audit', 'seq', 'true', ({ at, line }) => {
    // A clock that was set back must not bring lines out of order.
    const next = [String(at).slice(0, 7), month].sort().at(-1) ?? month;
    if (next !== month) flush();
    month = next;
    lines.push(String(line));
  });
  flush();
}

async function writeRest(ask: Ask, put: Put): Promise<void> {
  const secrets = await ask('select name, body from secrets order by name');
  const items = secrets.rows.map(({ name, body }) => [String(name), JSON.parse(String(body)) as unknown] as const);
  if (items.length > 0) put('secrets/secrets.json', plain({ version: 1, items: Object.fromEntries(items) }));
  const numbers = await ask('select last from numbers');
  const last = Number(numbers.rows[0]?.last ?? 0);
  if (last > 0) put('numbers.json', sealedJson({ version: 1, last }));
  await eachRow(ask, 'select name, bytes from files', 'name', 'true', ({ name, bytes }) =>
    put(String(name), bytes as Buffer),
  );
  for (const { name, version } of (await ask('select name, version from recall_sources')).rows) {
    const lines: string[] = [];
    const of = `name = '${String(name).replaceAll("'", "''")}'`;
    await eachRow(ask, 'select key, value, count, last from recalls', 'key', of, row => {
      const [count, at] = [Number(row.count), Number(row.last)];
      const value = JSON.parse(String(row.value)) as unknown;
      lines.push(JSON.stringify({ key: row.key, value, at, ...(count > 1 && { count }) }));
    });
    const text = lines.map(line => `${line}\n`).join('');
    put(`recall/${String(name)}.log`, `${headOf(Number(version), Buffer.byteLength(text))}${text}`);
  }
}

const HEAD_LENGTH = 64;
const headOf = (version: number, length: number): string =>
  `${`baojian-recall ${version} id database base ${HEAD_LENGTH + length}`.padEnd(HEAD_LENGTH - 1)}\n`;

/** All rows of a query in the order of a column, some at a time. */
async function eachRow(
  ask: Ask,
  query: string,
  key: string,
  where: string,
  work: (row: RowOf) => void | Promise<void>,
): Promise<void> {
  for (let after: string | number | undefined; ; ) {
    const more = after === undefined ? where : `${where} and ${key} > $1`;
    const { rows } = await ask(
      `${query} where ${more} order by ${key} limit ${PAGE}`,
      after === undefined ? [] : [after],
    );
    for (const row of rows) await work(row);
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.[key] as string | number;
  }
}
