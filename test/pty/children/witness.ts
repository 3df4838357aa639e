import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';

// Starts a program on the same terminal and writes into a file how it ended, whatever became of the terminal.
const [, , file = '', session, ...command] = process.argv;
process.on('SIGHUP', () => {});
const [program = '', ...args] = command;
// In a session of its own a program hears of the end of its terminal by no signal, only by reading.
const child = spawn(program, args, { stdio: 'inherit', detached: session === 'own-session' });
child.on('exit', (code, signal) => {
  writeFileSync(file, JSON.stringify({ code, signal }));
  // An exit would set the modes of a terminal that may be gone.
  process.kill(process.pid, 'SIGKILL');
});
