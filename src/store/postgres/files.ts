import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '../../disk/failure.ts';
import { sha256 } from '../../disk/json-bytes.ts';
import type { Modes } from '../../disk/modes.ts';
import type { OfficeFiles } from '../files.ts';
import type { Demand } from '../members.ts';
import { newId } from './ids.ts';
import type { Ask, Line } from './line.ts';

/** What the names of imported code tables begin with. */
export const CODES = 'codes/';

export interface PgFilesOptions {
  readonly line: Line;
  readonly demand: Demand;
  /** The folder of this machine where they are kept to be read; it can be fetched again, and several programs may do so at once. */
  readonly folder: string;
  readonly modes: Modes;
}

/** When a file was changed last, as the server says it, by its name. */
type Times = ReadonlyMap<string, string>;

const TIMES = `select substr(name, ${CODES.length + 1}) as name, changed_at::text as changed from files where name like '${CODES}%' order by 1`;
/** Says of the files in the folder when they were changed and what they are. */
const HELD = 'held.json';

interface Held {
  readonly changed: string;
  readonly sum: string;
}

/** Imported code tables in the table `files`, and on each machine as files. */
export class PgFiles implements OfficeFiles {
  readonly folder: string;
  readonly #options: PgFilesOptions;
  #known: Times | undefined;

  constructor(options: PgFilesOptions) {
    this.#options = options;
    this.folder = options.folder;
  }

  async refresh(): Promise<boolean> {
    const { rows } = await this.#options.line.ask(TIMES);
    const times = new Map(rows.map(({ name, changed }) => [String(name), String(changed)]));
    const known = this.#known;
    if (known !== undefined && isSame(known, times)) return false;
    const fetched = await this.#fetch(times);
    this.#known = times;
    return fetched || known !== undefined;
  }

  async change<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const { line, demand } = this.#options;
    await demand('codes');
    const folder = await mkdtemp(join(tmpdir(), 'baojian-codes-'));
    try {
      const made = await line.transact(async ask => {
        await ask(`select pg_advisory_xact_lock(hashtextextended('${CODES}', 4))`);
        for (const name of await readdir(folder)) await rm(join(folder, name));
        const before = await filesIn(ask);
        for (const [name, bytes] of before) await writeFile(join(folder, name), bytes);
        const value = await work(folder);
        await keepChanged(ask, folder, before);
        return value;
      });
      await this.refresh();
      return made;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Brings the folder to what the server has; true when anything in it was another. */
  async #fetch(times: Times): Promise<boolean> {
    const { line, modes } = this.#options;
    const held = await this.#sound();
    const stale = [...times].filter(([name, changed]) => held.get(name)?.changed !== changed).map(([name]) => name);
    const gone = [...held.keys()].filter(name => !times.has(name));
    if (stale.length === 0 && gone.length === 0) return false;
    try {
      await mkdir(this.folder, { recursive: true, mode: modes.folder });
      for (const name of stale) {
        const { rows } = await line.ask('select bytes, changed_at::text as changed from files where name = $1', [
          `${CODES}${name}`,
        ]);
        const bytes = rows[0]?.bytes as Buffer | undefined;
        if (bytes === undefined) continue;
        await this.#put(name, bytes);
        held.set(name, { changed: String(rows[0]?.changed), sum: sha256(bytes) });
      }
      for (const name of gone) {
        await rm(join(this.folder, name), { force: true });
        held.delete(name);
      }
      await this.#put(HELD, Buffer.from(JSON.stringify(Object.fromEntries(held))));
    } catch (error) {
      throw explain(error, this.folder);
    }
    return true;
  }

  /** In one step, whoever else does the same. */
  async #put(name: string, bytes: Buffer): Promise<void> {
    const temp = join(this.folder, `${name}.${newId()}.tmp`);
    await writeFile(temp, bytes, { mode: this.#options.modes.file });
    await rename(temp, join(this.folder, name));
  }

  /** What lies in the folder and is what it is said to be. */
  async #sound(): Promise<Map<string, Held>> {
    const sound = new Map<string, Held>();
    try {
      const said = JSON.parse(await readFile(join(this.folder, HELD), 'utf8')) as Record<string, Held>;
      for (const [name, held] of Object.entries(said)) {
        const file = join(this.folder, name);
        if (isName(name) && existsSync(file) && sha256(await readFile(file)) === held.sum) sound.set(name, held);
      }
    } catch {
      // Whatever is wrong with it, it is fetched again.
    }
    return sound;
  }
}

const isName = (name: string): boolean => /^[a-z0-9][a-z0-9.-]*\.tsv$/u.test(name);

const isSame = (one: Times, other: Times): boolean =>
  one.size === other.size && [...one].every(([name, changed]) => other.get(name) === changed);

async function filesIn(ask: Ask): Promise<ReadonlyMap<string, Buffer>> {
  const { rows } = await ask(
    `select substr(name, ${CODES.length + 1}) as name, bytes from files where name like '${CODES}%'`,
  );
  return new Map(rows.flatMap(({ name, bytes }) => (isName(String(name)) ? [[String(name), bytes as Buffer]] : [])));
}

async function keepChanged(ask: Ask, folder: string, before: ReadonlyMap<string, Buffer>): Promise<void> {
  const names = (await readdir(folder)).filter(isName);
  for (const name of names) {
    const bytes = await readFile(join(folder, name));
    if (before.get(name)?.equals(bytes) === true) continue;
    await ask(
      `insert into files (name, bytes) values ($1, $2)
       on conflict (name) do update set bytes = $2, changed_at = clock_timestamp()`,
      [`${CODES}${name}`, bytes],
    );
  }
  for (const name of before.keys())
    if (!names.includes(name)) await ask('delete from files where name = $1', [`${CODES}${name}`]);
}
