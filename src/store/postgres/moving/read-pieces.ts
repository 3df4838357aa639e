import { shapeOwed } from '../../owed.ts';
import { shapeFolder } from '../../paperless-folder.ts';
import type { Piece } from '../../piece.ts';
import type { RecallUse } from '../../recall.ts';
import { type RecordForm, recordIn } from '../../record.ts';
import type { Sealed } from '../../sealing.ts';
import type { StoredRecord } from '../../store.ts';
import { accountsOf, MEMBERS, OWED, SETTINGS } from '../documents.ts';
import { CODES } from '../files.ts';
import type { Answer, Ask } from '../line.ts';
import { entryOf } from '../outbox.ts';

type RowOf = Answer['rows'][number];

const PAGE = 200;
/** Rows that hold whole files. */
const FEW = 10;

/** All that an office keeps in a database. The transaction that asks sees one moment. */
export async function* piecesIn<R extends StoredRecord>(ask: Ask, form: RecordForm<R>): AsyncGenerator<Piece<R>> {
  const record = (entryNo: unknown, text: unknown): R =>
    recordIn(JSON.parse(String(text)), `declarations ${String(entryNo)}`, String(entryNo), form);
  for await (const { entry_no, record: text } of rowsOf(ask, 'declarations where not gone', 'entry_no'))
    yield { kind: 'declaration', record: record(entry_no, text) };
  for await (const { entry_no, record: text } of rowsOf(ask, 'trash', 'entry_no'))
    yield { kind: 'trash', record: record(entry_no, text) };
  for await (const row of rowsOf(ask, 'outbox', 'message_id'))
    yield { kind: 'message', entry: entryOf(row), bytes: row.bytes as Buffer };
  for await (const row of rowsOf(ask, 'receipts', 'identity')) yield receiptIn(row);
  for await (const { name, body } of rowsOf(ask, 'documents', 'name'))
    yield* documentIn(String(name), JSON.parse(String(body)));
  for await (const { name, body } of rowsOf(ask, 'secrets', 'name'))
    yield { kind: 'secret', name: String(name), sealed: JSON.parse(String(body)) as Sealed };
  yield* paperlessIn(ask);
  for await (const { line } of rowsOf(ask, 'audit', 'seq')) yield { kind: 'audit', line: String(line) };
  yield* recallsIn(ask);
  for await (const { name, bytes } of rowsOf(ask, 'files', 'name', FEW)) {
    const path = String(name);
    if (path.startsWith(CODES)) yield { kind: 'code', name: path.slice(CODES.length), bytes: bytes as Buffer };
  }
  const [numbers] = (await ask('select last from numbers')).rows;
  if (Number(numbers?.last ?? 0) > 0) yield { kind: 'number', last: Number(numbers?.last) };
}

function receiptIn({ identity, entry_no, raw, received_at, applied }: RowOf): Piece<never> {
  const entryNo = entry_no === null ? null : String(entry_no);
  const receipt = { identity: String(identity), entryNo, raw: String(raw), receivedAt: Number(received_at) };
  return { kind: 'receipt', receipt, applied: applied === true };
}

function* documentIn(name: string, json: unknown): Generator<Piece<never>> {
  if (name === MEMBERS) yield { kind: 'member', accounts: accountsOf(json) };
  else if (name === OWED) yield { kind: 'owed', owed: shapeOwed(json, name) };
  else if (name.startsWith(SETTINGS)) yield { kind: 'setting', name: name.slice(SETTINGS.length), value: json };
}

async function* paperlessIn(ask: Ask): AsyncGenerator<Piece<never>> {
  for await (const { entry_no, body } of rowsOf(ask, 'paperless', 'entry_no')) {
    const entryNo = String(entry_no);
    const { rows } = await ask('select sum from paperless_files where entry_no = $1 order by sum', [entryNo]);
    for (const { sum } of rows) {
      const found = await ask('select bytes from paperless_files where entry_no = $1 and sum = $2', [
        entryNo,
        String(sum),
      ]);
      yield { kind: 'attachment', entryNo, sum: String(sum), bytes: found.rows[0]?.bytes as Buffer };
    }
    yield { kind: 'paperless', folder: shapeFolder(JSON.parse(String(body)), `paperless ${entryNo}`) };
  }
}

async function* recallsIn(ask: Ask): AsyncGenerator<Piece<never>> {
  for (const source of (await ask('select name, version from recall_sources order by name')).rows) {
    const name = String(source.name);
    const uses: RecallUse[] = [];
    const of = `recalls where name = '${name.replaceAll("'", "''")}'`;
    for await (const { key, value, count, last } of rowsOf(ask, of, 'key'))
      uses.push({ key: String(key), value: JSON.parse(String(value)), at: Number(last), count: Number(count) });
    yield { kind: 'recall', name, version: Number(source.version), uses };
  }
}

/** All rows of a table, or of a part of it (`table where …`), in the order of a column, some at a time. */
async function* rowsOf(ask: Ask, from: string, key: string, page = PAGE): AsyncGenerator<RowOf> {
  for (let after: string | number | undefined; ; ) {
    const more = after === undefined ? '' : `${from.includes(' where ') ? ' and' : ' where'} ${key} > $1`;
    const { rows } = await ask(
      `select * from ${from}${more} order by ${key} limit ${page}`,
      after === undefined ? [] : [after],
    );
    yield* rows;
    if (rows.length < page) return;
    after = rows.at(-1)?.[key] as string | number;
  }
}
