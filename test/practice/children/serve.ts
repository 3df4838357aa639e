import { servePractice } from '../../../src/practice/serve.ts';
import { BOOK, DATA } from '../declarations.ts';

// The program that the tests of the daemon start: what the command `practice-serve` is in the real one.
const [, , folder = '', readyFd, port] = process.argv;
try {
  await servePractice({
    folder,
    ...(readyFd && { readyFd: Number(readyFd) }),
    ...(port && { port: Number(port) }),
    ...{ now: Date.now, random: Math.random, book: BOOK, dataFolder: DATA, pace: 0, log: console.log },
  });
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
