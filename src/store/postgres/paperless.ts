import { REPAIR, storeError } from '../../disk/failure.ts';
import { sha256 } from '../../disk/json-bytes.ts';
import { monthOf } from '../../local/entry-number.ts';
import type { AuditSource } from '../audit-source.ts';
import type { Paperless } from '../paperless.ts';
import { emptyFolder, type PaperlessFolder, shapeFolder, sumsOf } from '../paperless-folder.ts';
import { noting, type PgAudit } from './audit.ts';
import { newId } from './ids.ts';
import type { Ask, Line } from './line.ts';

export interface PgPaperlessOptions {
  readonly line: Line;
  readonly audit: PgAudit;
  /** What the audit says of a change. */
  readonly describe: AuditSource<never>['paperless'];
}

/** The documents that go with declarations: a list each, and a row a file. */
export class PgPaperless implements Paperless {
  readonly #options: PgPaperlessOptions;

  constructor(options: PgPaperlessOptions) {
    this.#options = options;
  }

  of(entryNo: string): Promise<PaperlessFolder> {
    return folderIn(this.#options.line.ask, entryNo);
  }

  async update(
    entryNo: string,
    change: (folder: PaperlessFolder) => PaperlessFolder | Promise<PaperlessFolder>,
    files: readonly Uint8Array[] = [],
  ): Promise<PaperlessFolder> {
    const { line, audit, describe } = this.#options;
    return await line.transact(async ask => {
      await ask('select pg_advisory_xact_lock(hashtextextended($1, 4))', [entryNo]);
      const before = await folderIn(ask, entryNo);
      const after = await change(before);
      if (after === before) return before;
      const wanted = sumsOf(after);
      for (const bytes of files) {
        const sum = sha256(bytes);
        if (!wanted.has(sum)) continue;
        // A copy that is damaged gives way to one that is added again.
        await ask(
          `insert into paperless_files (entry_no, sum, bytes) values ($1, $2, $3)
           on conflict (entry_no, sum) do update set bytes = $3`,
          [entryNo, sum, Buffer.from(bytes)],
        );
      }
      await ask(
        'insert into paperless (entry_no, body) values ($1, $2) on conflict (entry_no) do update set body = $2',
        [entryNo, JSON.stringify(after)],
      );
      await ask('delete from paperless_files where entry_no = $1 and not (sum = any($2))', [entryNo, [...wanted]]);
      const told = describe(before, after);
      await ask(noting(1), audit.told(told && { ...told, entryNo }, newId()));
      return after;
    });
  }

  async file(entryNo: string, sum: string): Promise<Buffer> {
    const { rows } = await this.#options.line.ask(
      'select bytes from paperless_files where entry_no = $1 and sum = $2',
      [entryNo, sum],
    );
    const bytes = rows[0]?.bytes as Buffer | undefined;
    if (bytes === undefined)
      throw storeError('store.paperless-gone', `附件的副本不在了：${entryNo} ${sum}`, ['删去这份单据再添加一次']);
    if (sha256(bytes) !== sum)
      throw storeError('store.broken', `附件的副本已损坏，与添加时不同：${entryNo} ${sum}`, [REPAIR]);
    return bytes;
  }
}

async function folderIn(ask: Ask, entryNo: string): Promise<PaperlessFolder> {
  monthOf(entryNo);
  const { rows } = await ask('select body from paperless where entry_no = $1', [entryNo]);
  return rows[0] === undefined
    ? emptyFolder(entryNo)
    : shapeFolder(JSON.parse(String(rows[0].body)), `paperless ${entryNo}`);
}
