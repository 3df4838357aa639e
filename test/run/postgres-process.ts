import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real server, on a socket in a folder of its own; it does not wait for the disk unless told. */
export interface PostgresServer {
  /** The address of a new, empty database. */
  newDatabase(): string;
  /** SQL in a database of this server, as the user of the address. */
  run(address: string, sql: string): string;
  /** The address with which a new person of a group of an office logs in, once its owner has opened it. */
  as(group: 'administrator' | 'declarant' | 'reader', address: string): string;
  /** Ends the server and all connections at once, as a crash does: the next start has to recover. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends it for good. */
  end(): Promise<void>;
}

/** Nobody but the root of a machine is refused by the server. */
function owner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** `more`: settings beside those of a server of the tests, such as `ssl=on`; `prepare` puts files into its folder of data before it starts. */
export interface LaunchOptions {
  readonly durable?: boolean;
  readonly port?: number;
  readonly more?: readonly string[];
  readonly prepare?: (data: string, own: (file: string) => void) => void;
}

export async function launchPostgres({
  durable = false,
  port = 5432,
  more = [],
  prepare,
}: LaunchOptions = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'bj-pg-'));
  const who = owner();
  if (who) chownSync(folder, who.uid, who.gid);
  const [data, socket] = [join(folder, 'data'), join(folder, 's')];
  mkdirSync(socket);
  if (who) chownSync(socket, who.uid, who.gid);
  const made = spawnSync(
    'initdb',
    ['-D', data, '-A', 'trust', '-U', 'owner', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8'],
    { ...who, encoding: 'utf8', cwd: folder },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  prepare?.(data, file => who && chownSync(file, who.uid, who.gid));
  const psql = (database: string, sql: string, user = 'owner') =>
    execFileSync(
      'psql',
      [
        '-h',
        socket,
        '-p',
        String(port),
        '-U',
        user,
        '-d',
        database,
        '-X',
        '-A',
        '-t',
        '-v',
        'ON_ERROR_STOP=1',
        '-c',
        sql,
      ],
      // What it says of a refusal is for whoever asked.
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    ).trim();
  const isUp = () =>
    spawnSync('pg_isready', ['-h', socket, '-p', String(port), '-U', 'owner', '-d', 'postgres']).status === 0;
  let server: ChildProcess | undefined;
  const start = async () => {
    const options = durable ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];
    server = spawn(
      'postgres',
      [
        '-D',
        data,
        '-k',
        socket,
        '-p',
        String(port),
        '-c',
        'listen_addresses=',
        ...options,
        ...more.flatMap(setting => ['-c', setting]),
      ],
      {
        ...who,
        cwd: folder,
        stdio: 'ignore',
      },
    );
    const died = new Promise<never>((_, reject) =>
      server?.once('exit', code => reject(new Error(`postgres: ${code}`))),
    );
    died.catch(() => {});
    while (!isUp()) await Promise.race([died, new Promise(resolve => setImmediate(resolve))]);
  };
  await start();
  let count = 0;
  return {
    newDatabase: () => {
      count += 1;
      psql('postgres', `create database office${count}`);
      return `postgres://owner@localhost/office${count}?host=${encodeURIComponent(socket)}`;
    },
    run: (address, sql) => psql(new URL(address).pathname.slice(1), sql, new URL(address).username),
    as: (group, address) => {
      const database = new URL(address).pathname.slice(1);
      count += 1;
      psql(database, `create role person${count} login in role ${database}_${group}`);
      return address.replace('//owner@', `//person${count}@`);
    },
    stop: async () => {
      const gone = new Promise(resolve => server?.once('exit', resolve));
      server?.kill('SIGQUIT');
      await gone;
    },
    start,
    end: async () => {
      const gone = new Promise(resolve => server?.once('exit', resolve));
      if (server?.exitCode === null && server.kill('SIGQUIT')) await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
