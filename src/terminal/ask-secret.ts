import { UserError } from '../errors.ts';
import { graphemes } from './graphemes.ts';

/** What is needed of process.stdin. */
export interface SecretInput {
  setRawMode?(raw: boolean): unknown;
  on(event: 'data' | 'end', listener: (chunk: Buffer | string) => void): unknown;
  off(event: 'data' | 'end', listener: (chunk: Buffer | string) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** The part of `process` that signals come to. */
interface SignalledProcess {
  readonly pid: number;
  on(event: string, listener: () => void): unknown;
  off(event: string, listener: () => void): unknown;
  kill(pid: number, signal: string): unknown;
}

export interface SecretTerminal {
  readonly stdin: SecretInput;
  readonly output: { write(text: string): unknown };
  readonly process: SignalledProcess;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const CTRL_U = '\u0015';
const ENDINGS = ['\r', '\n', CTRL_D];
const ERASING = ['\b', '\u007f'];
/** A paste marked by the terminal; what stands between the marks is meant. */
const PASTE_MARKS = /\u001b\[20[01]~/gu;

/** A key that types nothing, an arrow for instance. */
const SEQUENCE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?/gsu;

/**
 * Asks for a line of which nothing is shown, not even how long it is. However it ends, by Enter, Ctrl+C or a signal, the terminal echoes again.
 * Ctrl+C throws `interrupted`.
 */
export async function askSecret({ stdin, output, process }: SecretTerminal, label: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  output.write(`${label}（不显示）：`);
  stdin.setRawMode?.(true);
  return await new Promise<string>((resolve, reject) => {
    const restore = (): void => {
      stdin.off('data', hear);
      stdin.off('end', gone);
      for (const { signal, listener } of dying) process.off(signal, listener);
      stdin.setRawMode?.(false);
      stdin.pause();
      output.write('\n');
    };
    const dying = SIGNALS.map(signal => ({
      signal,
      listener: () => {
        restore();
        // With nobody listening any more it does what it always does.
        process.kill(process.pid, signal);
      },
    }));
    const gone = (): void => {
      restore();
      reject(interrupted());
    };
    const hear = (chunk: Buffer | string): void => {
      const typed = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
      for (const key of typed.replace(PASTE_MARKS, '').replace(SEQUENCE, '')) {
        if (key === CTRL_C) {
          gone();
          return;
        }
        if (ENDINGS.includes(key)) {
          restore();
          resolve(text);
          return;
        }
        if (ERASING.includes(key)) text = graphemes(text).slice(0, -1).join('');
        else if (key === CTRL_U) text = '';
        else if (key >= ' ') text += key;
      }
    };
    for (const { signal, listener } of dying) process.on(signal, listener);
    stdin.on('data', hear);
    stdin.on('end', gone);
    stdin.resume();
  });
}

const interrupted = () => new UserError('interrupted', '已取消', { exit: 'interrupted' });
