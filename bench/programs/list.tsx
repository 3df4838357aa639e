/** The measured program: the real screens on a home whose index is full. Arguments: home, data folder. */
import { setTimeout } from 'node:timers/promises';
import { startProgram } from '../../screens/program.ts';
import { openOffice } from '../../src/jobs/office.ts';
import { openTerminal } from '../../src/terminal/terminal.ts';

const [home = '', dataFolder = ''] = process.argv.slice(2);
const terminal = openTerminal({ stdin: process.stdin, stdout: process.stdout, process, env: process.env });
const office = await openOffice({
  home,
  dataFolder,
  user: 'bench',
  now: Date.now,
  random: Math.random,
  newId: () => String(Math.random()),
  wait: async milliseconds => {
    await setTimeout(milliseconds);
  },
  self: [],
});
startProgram({ terminal, office });
