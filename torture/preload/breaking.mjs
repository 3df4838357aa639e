/*
 * Loaded before the program: counts what it changes on the disk and, at the operation that it is told, kills the process, kills it with
 * half of the bytes written, or lets this operation fail. `BAOJIAN_BREAK` is `kill:7`, `torn:7`, `EIO:7`, or `ENOSPC:7+` for all from
 * the seventh on; `BAOJIAN_BREAK_LOG` names the file in which the operations are written down when the process ends.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

const [how = '', place = ''] = (process.env.BAOJIAN_BREAK ?? '').split(':');
const from = Number.parseInt(place, 10) || 0;
const on = place.endsWith('+');
const log = process.env.BAOJIAN_BREAK_LOG;
const MESSAGES = {
  ENOSPC: 'no space left on device',
  EIO: 'i/o error',
  EROFS: 'read-only file system',
  EDQUOT: 'quota exceeded',
};
const NUMBERS = { ENOSPC: -28, EIO: -5, EROFS: -30, EDQUOT: -122 };
/** What a full disk still lets happen. */
const FREE = new Set([
  'rename',
  'unlink',
  'rm',
  'rmdir',
  'chmod',
  'fchmod',
  'fsync',
  'fdatasync',
  'sync',
  'datasync',
  'truncate',
  'ftruncate',
]);

const operations = [];
let count = 0;

const { O_WRONLY, O_RDWR, O_CREAT } = fs.constants;
const writes = flags =>
  typeof flags === 'number' ? (flags & (O_WRONLY | O_RDWR | O_CREAT)) !== 0 : /[wa+]/u.test(flags ?? 'r');

/** Whether this operation is the one, or one of those, that breaks. */
function breaks(name, args) {
  if (name === 'open' && !writes(args[1])) return false;
  count += 1;
  operations.push(`${name} ${typeof args[0] === 'string' ? args[0] : ''}`.trimEnd());
  return from > 0 && (on ? count >= from && !FREE.has(name) : count === from);
}

function die() {
  process.kill(process.pid, 'SIGKILL');
}

const errorOf = name =>
  Object.assign(new Error(`${how}: ${MESSAGES[how]}, ${name}`), { code: how, errno: NUMBERS[how], syscall: name });

/** The arguments with half of the bytes that they would write. */
function halved(args) {
  const at = args.findIndex((arg, place) => ArrayBuffer.isView(arg) || (typeof arg === 'string' && place > 0));
  if (at < 0) return undefined;
  const { buffer, byteOffset, byteLength } = typeof args[at] === 'string' ? Buffer.from(args[at]) : args[at];
  const [offset = 0, length = byteLength - offset] = args.slice(at + 1).filter(arg => typeof arg === 'number');
  const half = Buffer.from(buffer, byteOffset + offset, length >> 1);
  // What stands behind the bytes says how many they are, and where in the file they go: at its end, in all that we know.
  return [...args.slice(0, at), half, ...args.slice(at + 1).filter(arg => typeof arg !== 'number')];
}

/** Breaks a function; `kind` says how it tells of an error. */
function broken(name, real, kind) {
  const wrapper = function (...args) {
    if (!breaks(name, args)) return real.apply(this, args);
    if (how === 'kill') die();
    if (how === 'torn') {
      const half = /write|append/iu.test(name) ? halved(args) : undefined;
      if (half === undefined) die();
      if (kind === 'promise') return real.apply(this, half).then(die);
      const callback = half.at(-1);
      const done = real.apply(this, typeof callback === 'function' ? half.with(-1, die) : half);
      if (typeof callback === 'function') return done;
      die();
    }
    if (kind === 'promise') return Promise.reject(errorOf(name));
    if (kind === 'sync') throw errorOf(name);
    return void process.nextTick(args.at(-1), errorOf(name));
  };
  return Object.defineProperties(wrapper, Object.getOwnPropertyDescriptors(real));
}

// biome-ignore format: table
const NAMES = ['open', 'write', 'writev', 'rename', 'unlink', 'mkdir', 'mkdtemp', 'rm', 'rmdir', 'truncate', 'ftruncate', 'link', 'symlink',
  'chmod', 'fchmod', 'fsync', 'fdatasync', 'writeFile', 'appendFile', 'copyFile', 'cp', 'utimes', 'futimes'];
const HANDLE_NAMES = ['write', 'writev', 'writeFile', 'appendFile', 'truncate', 'sync', 'datasync', 'chmod'];

if (isMainThread && !process.argv.includes('practice-serve')) {
  const { writeFileSync } = fs;
  const probe = join(tmpdir(), `.breaking-${process.pid}`);
  const handle = await fs.promises.open(probe, 'w');
  const proto = Object.getPrototypeOf(handle);
  await handle.close();
  fs.unlinkSync(probe);
  for (const name of NAMES) {
    fs[`${name}Sync`] &&= broken(name, fs[`${name}Sync`], 'sync');
    fs[name] &&= broken(name, fs[name], 'callback');
    fs.promises[name] &&= broken(name, fs.promises[name], 'promise');
  }
  for (const name of HANDLE_NAMES) proto[name] = broken(name, proto[name], 'promise');
  syncBuiltinESMExports();
  if (log) {
    process.on('exit', () => {
      writeFileSync(log, JSON.stringify({ operations, memory: process.resourceUsage().maxRSS * 1024 }));
    });
  }
}
