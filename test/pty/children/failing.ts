/** The program as it is, but for one thing: at F12 it breaks a promise of its own. Arguments: home, data folder. */
import { runScreens } from '../../../screens/run.tsx';
import { openTerminal } from '../../../src/terminal/terminal.ts';

const [home = '', dataFolder = ''] = process.argv.slice(2);
const terminal = openTerminal({ stdin: process.stdin, stdout: process.stdout, process, env: process.env });
terminal.onKey(key => {
  if (key.name === 'f12') throw new Error('故意出错');
});
let ids = 0;
await runScreens({
  terminal,
  office: {
    home,
    dataFolder,
    env: {},
    platform: 'linux',
    user: 'test',
    now: Date.now,
    random: Math.random,
    newId: () => `id-${++ids}`,
    // It ends before there is anything to wait for.
    wait: () => new Promise(() => {}),
    self: [],
  },
});
await terminal.close();
