import { defineConfig } from 'vitest/config';
import { INLINE, shippedInk } from './test/shipped-ink.ts';
import { shippedWorker } from './test/shipped-worker.ts';

export default defineConfig({
  plugins: [shippedInk(), shippedWorker()],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: 'Asia/Shanghai' },
    globalSetup: 'test/run-folder.ts',
    maxWorkers: 2,
    isolate: false,
    execArgv: ['--max-semi-space-size=32'],
    server: { deps: { inline: [INLINE] } },
  },
});
