import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Bug } from '../errors.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import type { Answer, Task } from './parse-workbook.ts';
import { cancelled, type Refusal, refusalError, refusalNamed, throwIfCancelled } from './refusal.ts';
import type { Sheet } from './sheet.ts';

export interface ReadSheetsOptions {
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
}

/**
 * The sheets of an .xlsx, .xls or .csv file as cleaned text. The bytes say what it is, the name only appears in messages.
 * Throws UserError `workbook.*` for a broken, huge, hostile or foreign file, and `workbook.cancelled`. The bytes stay the caller's.
 */
export async function readSheets(
  bytes: Uint8Array,
  fileName: string,
  options: ReadSheetsOptions = {},
): Promise<readonly Sheet[]> {
  const { signal } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  throwIfCancelled(signal);
  if (isLockFile(fileName) && bytes.length <= LOCK_BYTES) throw refusalError(fileName, { code: 'workbook.lock' });
  if (bytes.length > limits.fileBytes) {
    const [size, max] = [bytes.length, limits.fileBytes].map(value => Number((value / 1024 / 1024).toFixed(1)));
    throw refusalError(fileName, { code: 'workbook.too-large', params: { size: size ?? 0, max: max ?? 0 } });
  }
  const answer = await inThread({ bytes, limits }, fileName, signal);
  if ('refusal' in answer) throw refusalError(fileName, refusalNamed(fileName, answer.refusal));
  return answer.sheets;
}

/** What Excel and WPS lay beside a workbook that is open: the name of who has it, in a file of about 165 bytes. */
const LOCK_BYTES = 4096;

const isLockFile = (name: string): boolean => basename(name).startsWith('~$');

/** The thread ends with its answer, at its limits, or when the user cancels, whichever comes first. */
function inThread(task: Task, fileName: string, signal: AbortSignal | undefined): Promise<Answer> {
  const { heapMb, milliseconds } = task.limits;
  const worker = new Worker(workerFile(), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 16 },
  });
  const refuse = (refusal: Refusal) => refusalError(fileName, refusal);
  let stop: () => void = () => {};
  return new Promise<Answer>((resolve, reject) => {
    const onAbort = () => reject(cancelled());
    const timer = setTimeout(
      () => reject(refuse({ code: 'workbook.timeout', params: { seconds: milliseconds / 1000 } })),
      milliseconds,
    );
    signal?.addEventListener('abort', onAbort, { once: true });
    stop = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? refuse({ code: 'workbook.memory' })
          : new Bug('the reading thread failed', { cause: error }),
      ),
    );
    // A thread that ends silently must not leave its caller waiting; after an answer this changes nothing.
    worker.once('exit', code => reject(new Bug(`the reading thread ended without an answer (${code})`)));
  }).finally(async () => {
    stop();
    const ended = worker.terminate();
    // A thread in the middle of its work takes a while to end; who has given it up does not wait for that.
    if (!signal?.aborted) await ended;
  });
}

/** The build emits worker.ts as `workbook-worker.js` beside its chunks; from source a loader goes before it. */
function workerFile(): URL {
  return new URL(
    import.meta.url.endsWith('.ts') ? './worker-from-source.mjs' : './workbook-worker.js',
    import.meta.url,
  );
}
