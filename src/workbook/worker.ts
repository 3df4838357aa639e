import { parentPort, workerData } from 'node:worker_threads';
import { parseWorkbook, type Task } from './parse-workbook.ts';

// The parser says on the console what it does not know in a file; on the terminal that would stand in the middle of a page.
for (const say of ['log', 'warn', 'error'] as const) console[say] = () => undefined;

// The entry of the reading thread: what may go out of hand, goes out of hand here.
parentPort?.postMessage(await parseWorkbook(workerData as Task));
