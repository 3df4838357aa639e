import { storeError } from '../../../disk/failure.ts';
import type { Piece, Pieces } from '../../piece.ts';
import type { RecordForm } from '../../record.ts';
import type { StoredRecord, StoredRow } from '../../store.ts';
import type { PgParts, PgStoreOptions } from '../parts.ts';
import type { Brought } from '../secrets.ts';
import { demandEmpty } from './empty.ts';
import { Putting } from './put-pieces.ts';
import { piecesIn } from './read-pieces.ts';

const formOf = <R extends StoredRecord, Row extends StoredRow>(options: PgStoreOptions<R, Row>): RecordForm<R> => ({
  shape: options.shape,
  version: options.version ?? 1,
  migrations: options.migrations ?? {},
});

/** Work on all that lies in the database at one moment. */
export async function withPieces<R extends StoredRecord, Row extends StoredRow, T>(
  { line, audit }: PgParts<R, Row>,
  options: PgStoreOptions<R, Row>,
  work: (pieces: AsyncIterable<Piece<R>>) => Promise<T>,
): Promise<T> {
  await audit.seal();
  return await line.transact(async ask => {
    await ask('set transaction isolation level repeatable read, read only');
    return await work(piecesIn(ask, formOf(options)));
  });
}

/** Takes in all that an office keeps, in one commit or nothing; only into a database that holds nothing yet. Gives how many things. */
export async function takeIn<R extends StoredRecord, Row extends StoredRow>(
  { line, secrets }: PgParts<R, Row>,
  options: PgStoreOptions<R, Row>,
  pieces: Pieces<R>,
): Promise<number> {
  if (line.role !== 'owner')
    throw storeError('store.denied', `恢复到数据库要用它的所有者的用户：${line.place}`, [
      '请管理员用建库的用户来做，见 docs/OFFICE-SERVER.md',
    ]);
  const some: Brought[] = [];
  for await (const piece of pieces.all()) if (piece.kind === 'secret') some.push(piece);
  const key = await secrets.adopting(pieces.key, some);
  const { summarise, version = 1, rows = version } = options;
  return await line.transact(async ask => {
    await demandEmpty(ask, line.place);
    const putting = new Putting<R, Row>({ ask, summarise, rows, key });
    let count = 0;
    for await (const piece of pieces.all()) {
      await putting.put(piece);
      count += 1;
    }
    await putting.end();
    return count;
  });
}
