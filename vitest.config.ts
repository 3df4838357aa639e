import { defineConfig } from 'vitest/config';
import { INLINE, shippedInk } from './test/shipped-ink.ts';

export default defineConfig({
  plugins: [shippedInk()],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: 'Asia/Shanghai' },
    maxWorkers: 2,
    isolate: false,
    execArgv: ['--max-semi-space-size=32'],
    server: { deps: { inline: [INLINE] } },
  },
});
