import { appendFileSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';

// Loaded into a program before all else: what anybody on the machine can see of it, and of what it starts, is noted in a file.

const note = what => appendFileSync(process.env.RECORDED_IN, `${JSON.stringify(what)}\n`);

note({ argv: process.argv, execArgv: process.execArgv, title: process.title, env: process.env });

const children = createRequire(import.meta.url)('node:child_process');
const { spawn } = children.ChildProcess.prototype;
children.ChildProcess.prototype.spawn = function spawnNoted(options) {
  note({ starts: options.file, args: options.args, env: options.envPairs });
  return spawn.call(this, options);
};
for (const name of ['spawnSync', 'execSync', 'execFileSync']) {
  const run = children[name];
  children[name] = (...args) => {
    note({ starts: args });
    return run(...args);
  };
}
syncBuiltinESMExports();
