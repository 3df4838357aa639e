import { spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { lacks } from '../need.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';

/** The scheduler of CUPS drops its rights to this user of Debian's package, so it is root that starts one. */
const OWN_PROGRAMS = '/usr/lib/cups';

/** Whether a test with a real queue must be left out: cupsd or lp is missing, or we may not start a scheduler of our own. */
export const lacksCups =
  process.platform === 'win32' ||
  lacks('cupsd') ||
  lacks('lp') ||
  (process.getuid?.() !== 0 && process.env.BAOJIAN_TEST_ALL !== '1');

/** A job as the printer got it. */
interface Taken {
  readonly title: string;
  readonly copies: string;
  readonly options: string;
  readonly bytes: Buffer;
}

export interface Cups {
  /** What programs must see to find the scheduler. */
  readonly env: Readonly<Record<string, string>>;
  /** The jobs that came out of a queue; waits until there are so many. */
  taken(queue: string, count: number): Promise<readonly Taken[]>;
}

const PRINTER = `#!/bin/sh
[ $# = 0 ] && { echo 'direct keep "Unknown" "Keep"'; exit 0; }
folder=\${DEVICE_URI#keep:}
if [ "$6" ]; then cat "$6"; else cat; fi > "$folder/$1.part"
[ -e "$folder/no-paper" ] && { rm "$folder/$1.part"; echo 'STATE: +media-empty-error' >&2; echo 'ERROR: out of paper' >&2; exit 4; }
printf '%s\\n%s\\n%s\\n' "$3" "$4" "$5" > "$folder/$1.txt"
mv "$folder/$1.part" "$folder/$1.pdf"
echo "$1" >> "$folder/done"
`;

/**
 * A scheduler of CUPS of our own below a temporary folder: `office` (the usual queue), `store-room` without paper and `closed`, which takes
 * nothing. What it prints are files.
 */
export async function startCups(): Promise<Cups> {
  const root = temporaryFolder();
  const at = (...names: readonly string[]) => join(root, ...names);
  const { uid, gid } = userOf('lp');
  for (const name of [
    '',
    'etc',
    'spool',
    'cache',
    'run',
    'tmp',
    'log',
    'bin',
    'bin/backend',
    'office',
    'store-room',
    'closed',
  ]) {
    mkdirSync(at(name), { recursive: true });
    chownSync(at(name), name.startsWith('bin') ? 0 : uid, gid);
    chmodSync(at(name), 0o755);
  }
  for (const name of ['filter', 'daemon', 'monitor', 'notifier', 'cgi-bin'])
    if (existsSync(join(OWN_PROGRAMS, name))) symlinkSync(join(OWN_PROGRAMS, name), at('bin', name));
  const write = (name: string, text: string, mode = 0o644) => {
    writeFileSync(at(name), text);
    chmodSync(at(name), mode);
  };
  write('bin/backend/keep', PRINTER, 0o755);
  write('store-room/no-paper', '');
  write(
    'etc/cups-files.conf',
    [
      'User lp',
      'Group lp',
      'SystemGroup lpadmin',
      `ServerRoot ${at('etc')}`,
      `RequestRoot ${at('spool')}`,
      `CacheDir ${at('cache')}`,
      `StateDir ${at('run')}`,
      `TempDir ${at('tmp')}`,
      `ServerBin ${at('bin')}`,
      ...['Error', 'Access', 'Page'].map(name => `${name}Log ${at('log', name)}`),
      'Sandboxing relaxed',
      '',
    ].join('\n'),
  );
  const socket = at('run', 'socket');
  write(
    'etc/cupsd.conf',
    `Listen ${socket}\nDefaultAuthType None\nWebInterface No\nBrowsing No\n<Location />\nOrder allow,deny\nAllow all\n</Location>\n<Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n`,
  );
  const queue = (name: string, accepting: string, kind = 'Printer') =>
    `<${kind} ${name}>\nDeviceURI keep:${at(name)}\nState Idle\nAccepting ${accepting}\n</Printer>\n`;
  write(
    'etc/printers.conf',
    queue('office', 'Yes', 'DefaultPrinter') + queue('store-room', 'Yes') + queue('closed', 'No'),
    0o600,
  );
  const program = 'cupsd';
  const child = spawn(program, ['-f', '-c', at('etc', 'cupsd.conf'), '-s', at('etc', 'cups-files.conf')], {
    stdio: 'ignore',
  });
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  onTestFinished(async () => {
    child.kill();
    await ended;
  });
  let over = false;
  void ended.then(() => {
    over = true;
  });
  const until = async (what: string, holds: () => boolean) => {
    while (!holds()) {
      if (over) throw new Error(`cupsd ended before ${what}`);
      await new Promise(setImmediate);
    }
  };
  await until('it listened', () => existsSync(socket));
  const done = (name: string) =>
    existsSync(at(name, 'done')) ? readFileSync(at(name, 'done'), 'utf8').split('\n').filter(Boolean) : [];
  return {
    env: { PATH: process.env.PATH ?? '', CUPS_SERVER: socket },
    async taken(name, count) {
      await until('the jobs came', () => done(name).length >= count);
      return done(name).map(job => {
        const [title = '', copies = '', options = ''] = readFileSync(at(name, `${job}.txt`), 'utf8').split('\n');
        return { title, copies, options, bytes: readFileSync(at(name, `${job}.pdf`)) };
      });
    },
  };
}

function userOf(name: string): { readonly uid: number; readonly gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find(each => each.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error(`no user ${name}`);
  return { uid: Number(uid), gid: Number(gid) };
}
