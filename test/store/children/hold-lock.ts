// Takes the lock of a store and keeps it until it is killed: HOME
import { StoreLock } from '../../../src/disk/lock.ts';

const [file = ''] = process.argv.slice(2);
const lock = new StoreLock({ file, mode: 0o600, holder: '张三的窗口', wait: 1000, random: Math.random });
await lock.run(async () => {
  process.stdout.write('held\n');
  await new Promise(resolve => setInterval(resolve, 60_000));
});
