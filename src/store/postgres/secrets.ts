import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { explain } from '../../disk/failure.ts';
import { readOrNothing } from '../../disk/json-file.ts';
import type { Modes } from '../../disk/modes.ts';
import { nodeDisk } from '../../disk/node-disk.ts';
import type { AuditEntry } from '../audit-line.ts';
import type { Demand } from '../members.ts';
import { keyBytes, keyError, keyOf, newKey, type Sealed, seal, unseal } from '../sealing.ts';
import type { Secrets } from '../secrets.ts';
import { noting, type PgAudit } from './audit.ts';
import { newId } from './ids.ts';
import type { Line } from './line.ts';

export interface PgSecretsOptions {
  readonly line: Line;
  readonly audit: PgAudit;
  readonly demand: Demand;
  /** The file of the key on this machine: whoever has the database alone reads no secret. */
  readonly keyFile: string;
  readonly modes: Modes;
  readonly noted: boolean;
}

/** A secret of another place. */
export interface Brought {
  readonly name: string;
  readonly sealed: Sealed;
}

interface Adopted {
  /** Tells the key that they are under here; empty when that is none. */
  readonly id: string;
  readonly under: (secret: Brought) => Sealed;
}

/** Passwords under a key that stays on the servers of the office; each says by a digest which key it is under. */
export class PgSecrets implements Secrets {
  readonly #options: PgSecretsOptions;

  constructor(options: PgSecretsOptions) {
    this.#options = options;
  }

  async set(name: string, value: string): Promise<void> {
    const { demand, line, audit, noted } = this.#options;
    await demand('secrets');
    const others = await line.ask(`select key_id from secrets where name <> $1 and key_id <> '' limit 1`, [name]);
    const key = await this.#keyOrNew(others.rows.length === 0);
    const known = others.rows[0]?.key_id;
    if (known !== undefined && known !== idOf(key))
      throw keyError('这台机器的密钥与办公室的不是同一个', this.#options.keyFile);
    const entry: AuditEntry | undefined = noted ? { what: 'secret', about: name } : undefined;
    await line.ask(
      `with kept as (insert into secrets (name, body, key_id) values ($1, $2, $3)
         on conflict (name) do update set body = $2, key_id = $3)
       ${noting(4)}`,
      [name, JSON.stringify(seal(key, name, value)), idOf(key), ...audit.told(entry, newId())],
    );
  }

  async get(name: string): Promise<string | undefined> {
    const { line, keyFile } = this.#options;
    const { rows } = await line.ask('select body from secrets where name = $1', [name]);
    if (rows[0] === undefined) return undefined;
    const key = await this.#key();
    if (key === undefined) throw keyError('密钥文件不见了', keyFile);
    return unseal(key, name, JSON.parse(String(rows[0].body)) as Sealed, keyFile);
  }

  async has(name: string): Promise<boolean> {
    return (await this.#options.line.ask('select from secrets where name = $1', [name])).rows.length > 0;
  }

  async remove(name: string): Promise<void> {
    const { demand, line, audit, noted } = this.#options;
    await demand('secrets');
    await line.ask(
      `with gone as (delete from secrets where name = $1 returning name) ${noting(2, 'exists (select from gone)')}`,
      [name, ...audit.told(noted ? { what: 'secret-removed', about: name } : undefined, newId())],
    );
  }

  async unreadable(): Promise<string[]> {
    const { line, keyFile } = this.#options;
    const { rows } = await line.ask('select name, body from secrets order by name');
    const key = rows.length > 0 ? await this.#key().catch(() => undefined) : undefined;
    return rows.flatMap(({ name, body }) => (opens(key, String(name), String(body), keyFile) ? [] : [String(name)]));
  }

  /**
   * How secrets that are brought here, with their key or without it, become those of this machine: under its own key where it has one.
   * Those whose key is not known keep their place, and say so until they are entered anew.
   */
  async adopting(brought: Buffer | undefined, some: readonly Brought[]): Promise<Adopted> {
    const { keyFile } = this.#options;
    const own = await this.#key();
    const from = brought ?? own;
    if (from === undefined || some.some(({ name, sealed }) => !opens(from, name, JSON.stringify(sealed), keyFile)))
      return { id: '', under: ({ sealed }) => sealed };
    const key = own ?? from;
    if (own === undefined) this.#keep(key);
    const id = idOf(key);
    if (key.equals(from)) return { id, under: ({ sealed }) => sealed };
    return { id, under: ({ name, sealed }) => seal(key, name, unseal(from, name, sealed, keyFile)) };
  }

  async #key(): Promise<Buffer | undefined> {
    const { keyFile } = this.#options;
    const bytes = await readOrNothing(nodeDisk, keyFile).catch((error: unknown) => {
      throw explain(error, keyFile);
    });
    return bytes && keyOf(bytes, keyFile);
  }

  // A new key beside secrets under another one would make them unreadable on one of the two.
  async #keyOrNew(first: boolean): Promise<Buffer> {
    const known = await this.#key();
    if (known !== undefined) return known;
    if (!first) throw keyError('这台机器还没有办公室的密钥', this.#options.keyFile);
    const key = newKey();
    this.#keep(key);
    return key;
  }

  #keep(key: Buffer): void {
    const { keyFile, modes } = this.#options;
    try {
      mkdirSync(dirname(keyFile), { recursive: true, mode: modes.folder });
      writeFileSync(keyFile, keyBytes(key), { mode: modes.file, flag: 'wx' });
      chmodSync(keyFile, modes.file);
    } catch (error) {
      throw explain(error, keyFile);
    }
  }
}

const idOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 16);

function opens(key: Buffer | undefined, name: string, body: string, keyFile: string): boolean {
  try {
    return key !== undefined && unseal(key, name, JSON.parse(body) as Sealed, keyFile) !== undefined;
  } catch {
    return false;
  }
}
