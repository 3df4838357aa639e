import type { Migrations, RecordForm } from '../../record.ts';
import type { StoredRecord } from '../../store.ts';
import { type Piece, piecesIn } from './pieces.ts';

/** How many there are of each kind of thing. */
export type Contents = Readonly<Partial<Record<Piece<never>['kind'], number>>>;

/** What lies in a home; ends with the path of what cannot be read. */
export function contentsOf<R extends StoredRecord>(
  folder: string,
  options: { readonly shape: RecordForm<R>['shape']; readonly version?: number; readonly migrations?: Migrations },
): Contents {
  const { shape, version = 1, migrations = {} } = options;
  const counts: Partial<Record<Piece<R>['kind'], number>> = {};
  for (const { kind } of piecesIn(folder, { shape, version, migrations })) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
