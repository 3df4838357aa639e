import { defineConfig } from 'vitest/config';
import { INLINE, shippedInk } from './test/run/shipped-ink.ts';
import { shippedWorker } from './test/run/shipped-worker.ts';
import { SlowFirst } from './test/run/slow-first.ts';

export default defineConfig({
  plugins: [shippedInk(), shippedWorker()],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: 'Asia/Shanghai' },
    globalSetup: 'test/run/folder.ts',
    sequence: { sequencer: SlowFirst },
    // Both cores of a small machine; each worker keeps its modules from file to file.
    maxWorkers: 2,
    isolate: false,
    // Each key makes a picture and forgets it: with room for a few hundred of them little is collected.
    execArgv: ['--max-semi-space-size=32'],
    server: { deps: { inline: [INLINE] } },
  },
});
