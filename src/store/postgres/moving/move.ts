import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { storeError } from '../../../disk/failure.ts';
import { Bug } from '../../../errors.ts';
import type { RecordForm } from '../../record.ts';
import { keyOf } from '../../sealing.ts';
import type { Backup, StoredRecord, StoredRow } from '../../store.ts';
import type { PgParts, PgStoreOptions } from '../parts.ts';
import type { Brought } from '../secrets.ts';
import { demandEmpty } from './empty.ts';
import { type Piece, piecesIn } from './pieces.ts';
import { Putting } from './put-pieces.ts';
import { writeHome } from './write-home.ts';

/** Where the key lies in a home, and in that of a machine. */
const keyIn = (home: string): string => join(home, 'secrets', 'key');

const formOf = <R extends StoredRecord, Row extends StoredRow>(options: PgStoreOptions<R, Row>): RecordForm<R> => ({
  shape: options.shape,
  version: options.version ?? 1,
  migrations: options.migrations ?? {},
});

/** Writes the archive that a home would write: what lies in the database at one moment becomes the files of a home, which is packed. */
export async function backUp<R extends StoredRecord, Row extends StoredRow>(
  { line, audit }: PgParts<R, Row>,
  options: PgStoreOptions<R, Row>,
  { file, withKey }: { readonly file: string; readonly withKey: boolean },
): Promise<Backup> {
  const { pack } = options;
  if (pack === undefined) throw new Bug('Nothing packs a home here');
  if (existsSync(resolve(file)))
    throw storeError('store.backup-exists', `备份文件已经存在：${resolve(file)}`, ['换一个文件名，或先移走它']);
  const folder = await mkdtemp(join(tmpdir(), 'baojian-backup-'));
  try {
    const home = join(folder, 'home');
    await audit.seal();
    await line.transact(async ask => {
      await ask('set transaction isolation level repeatable read, read only');
      await writeHome(ask, { folder: home, records: options.version ?? 1, now: options.now() });
    });
    if (withKey && existsSync(keyIn(options.home))) {
      mkdirSync(dirname(keyIn(home)), { recursive: true, mode: 0o700 });
      copyFileSync(keyIn(options.home), keyIn(home));
    }
    return await pack(home, file, withKey);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Takes in what lies in a home, all of it in one commit or nothing; only into a database that holds nothing yet. Gives how many things. */
export async function takeIn<R extends StoredRecord, Row extends StoredRow>(
  { line, secrets }: PgParts<R, Row>,
  options: PgStoreOptions<R, Row>,
  folder: string,
): Promise<number> {
  if (line.role !== 'owner')
    throw storeError('store.denied', `恢复到数据库要用它的所有者的用户：${line.place}`, [
      '请管理员用建库的用户来做，见 docs/OFFICE-SERVER.md',
    ]);
  const form = formOf(options);
  const pieces = (): Iterable<Piece<R>> => piecesIn(folder, form);
  const brought = existsSync(keyIn(folder)) ? keyOf(readFileSync(keyIn(folder)), keyIn(folder)) : undefined;
  const some: Brought[] = [];
  for (const piece of pieces()) if (piece.kind === 'secret') some.push(piece);
  const key = await secrets.adopting(brought, some);
  const { summarise, rows = form.version } = options;
  return await line.transact(async ask => {
    await demandEmpty(ask, line.place);
    const putting = new Putting<R, Row>({ ask, summarise, rows, key });
    let count = 0;
    for (const piece of pieces()) {
      await putting.put(piece);
      count += 1;
    }
    await putting.end();
    return count;
  });
}
