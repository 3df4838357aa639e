import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Line } from '../test/pty/killed.ts';
import type { Stage } from './stage.ts';

const SSHD = '/usr/sbin/sshd';

/** Why there is no SSH server to be had; undefined when there is one. */
export function lacksSshd(): string | undefined {
  if (!existsSync(SSHD)) return 'no sshd here';
  return spawnSync('ssh', ['-V']).error ? 'no ssh here' : undefined;
}

/** An SSH server on the loopback with keys of its own, and lines through it. */
export interface SshServer {
  readonly line: Line;
  close(): void;
}

export async function openSshServer(stage: Stage): Promise<SshServer> {
  const folder = stage.folder('ssh');
  for (const name of ['host', 'client'])
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)]);
  writeFileSync(join(folder, 'authorized'), readFileSync(join(folder, 'client.pub')));
  const port = await freePort();
  // The place into which a server of root gives up its rights; init makes it where there is one.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const config = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${join(folder, 'host')}`,
    `AuthorizedKeysFile ${join(folder, 'authorized')}`,
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'PermitRootLogin yes',
    'PidFile none',
  ];
  writeFileSync(join(folder, 'config'), `${config.join('\n')}\n`);
  const server: ChildProcess = spawn(SSHD, ['-D', '-e', '-f', join(folder, 'config')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await listening(server);
  const target = `${userInfo().username}@127.0.0.1`;
  const options = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR', 'IdentitiesOnly=yes'];
  return {
    line: {
      command: (main, home) => [
        'ssh',
        '-tt',
        '-p',
        String(port),
        '-i',
        join(folder, 'client'),
        ...options.flatMap(option => ['-o', option]),
        target,
        `LC_ALL=C.UTF-8 exec ${process.execPath} ${main} --home ${home}`,
      ],
      ended: async home => await gone(home),
    },
    close: () => server.kill('SIGTERM'),
  };
}

function listening(server: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', () => reject(new Error(`sshd ended: ${said}`)));
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Server listening')) resolve();
    });
  });
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** How long a program may live on without its line, in milliseconds, on a machine with other work. */
const LINGERS = 20_000;

/** Resolves when no program runs any more in a home. */
async function gone(home: string): Promise<void> {
  const end = performance.now() + LINGERS;
  while (runsIn(home)) {
    if (performance.now() > end) throw new Error('the program lives on without its line');
    await pause(20);
  }
}

function runsIn(home: string): boolean {
  return readdirSync('/proc')
    .filter(name => /^\d+$/u.test(name))
    .some(pid => {
      try {
        const words = readFileSync(join('/proc', pid, 'cmdline'), 'utf8').split('\0');
        // The practice bureau has no terminal and lives on.
        return words.includes(home) && words[0] === process.execPath && !words.includes('practice-serve');
      } catch {
        return false;
      }
    });
}
