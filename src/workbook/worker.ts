import { parentPort, workerData } from 'node:worker_threads';
import { parseWorkbook, type Task } from './parse-workbook.ts';

// The entry of the reading thread: what may go out of hand, goes out of hand here.
parentPort?.postMessage(await parseWorkbook(workerData as Task));
