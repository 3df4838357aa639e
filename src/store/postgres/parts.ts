import { join } from 'node:path';
import { type Actor, grantedTo } from '../../accounts/permissions.ts';
import { modesOf } from '../../disk/modes.ts';
import { placeWord, RowImage } from '../../local/row-image.ts';
import type { AuditSource } from '../audit-source.ts';
import { type Demand, demandOf } from '../members.ts';
import type { Piece } from '../piece.ts';
import type { RecallSource } from '../recall.ts';
import type { Migrations, RecordForm } from '../record.ts';
import type { Backup, StoredRecord, StoredRow } from '../store.ts';
import type { Address } from './address.ts';
import { PgAudit } from './audit.ts';
import { PgDeclarations } from './declarations.ts';
import { PgDocuments, PgMembers, PgSettings } from './documents.ts';
import { PgFiles } from './files.ts';
import { Line } from './line.ts';
import { PgOutbox } from './outbox.ts';
import { PgPaperless } from './paperless.ts';
import { PgRecall } from './recall.ts';
import { PgReceipts } from './receipts.ts';
import { RowsFeed } from './rows-feed.ts';
import { Run } from './runs.ts';
import { PgSecrets } from './secrets.ts';

export interface PgStoreOptions<R extends StoredRecord, Row extends StoredRow> {
  readonly address: Address;
  /** The folder of this machine: the key of the secrets lies there. */
  readonly home: string;
  readonly shared?: boolean;
  readonly shape: RecordForm<R>['shape'];
  readonly summarise: (record: R) => Row | Promise<Row>;
  readonly recalls?: Readonly<Record<string, RecallSource<R>>>;
  readonly audit?: AuditSource<R>;
  readonly version?: number;
  readonly rows?: number;
  readonly migrations?: Migrations;
  readonly now: () => number;
  readonly actor: () => Actor;
  /** Milliseconds for which a broken line is tried again. */
  readonly patience?: number;
  /** Packs what lies here into an archive, for backups. */
  readonly pack?: Pack<R>;
}

/** Gets the pieces of one moment for as long as its work takes, and packs them when it is over: no transaction waits for that. */
export type Pack<R> = (
  read: (work: (pieces: AsyncIterable<Piece<R>>) => Promise<void>) => Promise<void>,
  options: { readonly file: string; readonly withKey: boolean },
) => Promise<Backup>;

/** Each part of a store in a database, on one line to it. */
export interface PgParts<R extends StoredRecord, Row extends StoredRow> {
  readonly line: Line;
  readonly run: Run;
  readonly feed: RowsFeed<Row>;
  readonly declarations: PgDeclarations<R, Row>;
  readonly recalls: ReadonlyMap<string, PgRecall<R>>;
  readonly outbox: PgOutbox;
  readonly receipts: PgReceipts;
  readonly paperless: PgPaperless;
  readonly settings: PgSettings;
  readonly secrets: PgSecrets;
  readonly members: PgMembers;
  readonly codeFiles: PgFiles;
  readonly audit: PgAudit;
  readonly demand: Demand;
}

export function partsOf<R extends StoredRecord, Row extends StoredRow>(
  options: PgStoreOptions<R, Row>,
): PgParts<R, Row> {
  const { address, home, shared = false, now, actor, audit: source, version = 1, rows = version } = options;
  const line = new Line({
    address,
    name: 'baojian',
    ...(options.patience !== undefined && { patience: options.patience }),
  });
  const run = new Run(line);
  const modes = modesOf(shared);
  const image = new RowImage({ home, place: line.place, modes });
  const feed = new RowsFeed<Row>({ line, image, version: rows, now });
  const audit = new PgAudit({ line, now, actor });
  const documents = new PgDocuments({ line, audit });
  const members = new PgMembers({ documents, describe: source?.members ?? (() => undefined) });
  const demand = demandOf(members, () => grantedTo(actor(), line.role));
  const recalls = new Map<string, PgRecall<R>>();
  const declarations = new PgDeclarations<R, Row>({
    ...{ line, audit, demand, now, rows, version, feed },
    shape: options.shape,
    migrations: options.migrations ?? {},
    summarise: options.summarise,
    describe: source?.record,
    remember: async (record, before) => {
      for (const recall of recalls.values()) await recall.add(record, before);
    },
  });
  const all = () => declarations.records.all(() => {});
  for (const [name, of] of Object.entries(options.recalls ?? {}))
    recalls.set(name, new PgRecall({ line, name, source: of, all }));
  const keyFile = join(home, 'secrets', 'key');
  return {
    ...{ line, run, feed, declarations, recalls, members, audit, demand },
    settings: new PgSettings({ documents, demand, describe: source?.document ?? (() => undefined) }),
    secrets: new PgSecrets({ line, audit, demand, keyFile, modes, noted: source !== undefined }),
    codeFiles: new PgFiles({ line, demand, modes, folder: join(home, 'index', `codes-${placeWord(line.place)}`) }),
    outbox: new PgOutbox({ line, run, now }),
    receipts: new PgReceipts({ line, documents }),
    paperless: new PgPaperless({ line, audit, describe: source?.paperless ?? (() => undefined) }),
  };
}
