import { spawn } from 'node:child_process';
import { cleanLine } from '../text.ts';
import type { Office } from './office.ts';

/** How a program ended that was given something to read. */
export interface Ended {
  readonly ok: boolean;
  /** The end of what it wrote, or why it could not run; one clean line. */
  readonly text: string;
}

/** What a program sees of the environment: nothing in which somebody may keep a password. */
const PASSED_ON = ['PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'TMPDIR'];

/** Milliseconds after its end in which what it wrote last may still come. */
const LAST_WORDS = 500;

const MAX_KEPT = 4096;
const MAX_TEXT = 200;

/**
 * Runs a program, by no shell, with a text on its standard input. It and all that it started are ended when the time is over; of what it writes only the
 * last few kilobytes are kept, and it never waits for somebody to read them.
 */
export async function runProgram(
  { env }: Pick<Office, 'env'>,
  [program = '', ...words]: readonly string[],
  input: string,
  milliseconds: number,
): Promise<Ended> {
  const seen = Object.fromEntries(PASSED_ON.flatMap(name => (env[name] === undefined ? [] : [[name, env[name]]])));
  return await new Promise(resolve => {
    let kept = Buffer.alloc(0);
    let isLate = false;
    const child = spawn(program, words, { env: seen, cwd: '/', stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    const end = (ok: boolean, why: string): void => {
      clearTimeout(timer);
      const said = cleanLine(kept.toString('utf8')).trim();
      const text = [why, said.length > MAX_TEXT ? `…${said.slice(-MAX_TEXT)}` : said].filter(Boolean).join('：');
      // Others may still hold what it wrote to.
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
      resolve({ ok, text });
    };
    const timer = setTimeout(() => {
      isLate = true;
      killGroup(child.pid);
    }, milliseconds);
    const keep = (chunk: Buffer): void => {
      kept = Buffer.concat([kept, chunk]).subarray(-MAX_KEPT);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error: NodeJS.ErrnoException) => end(false, whyNot(error)));
    child.once('exit', (code, signal) => {
      const ended = (): void => {
        if (isLate) end(false, `${milliseconds / 1000} 秒还没有结束，已中止`);
        else end(code === 0, code === 0 ? '' : signal === null ? `以 ${code} 结束` : `被 ${signal} 中止`);
      };
      clearTimeout(timer);
      // What it wrote may be read after its end is known, and what it left running in the background may keep that open for ever.
      const late = setTimeout(ended, LAST_WORDS);
      child.once('close', () => {
        clearTimeout(late);
        ended();
      });
    });
    // A program need not read what it is given.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

function whyNot({ code }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return '没有这个程序';
  return code === 'EACCES' ? '不能执行这个程序' : `不能启动（${code}）`;
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
