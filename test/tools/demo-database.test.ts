import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startPostgres } from '../run/postgres-server.ts';
import { lacksPostgres } from '../store/kinds.ts';

const ROOT = join(import.meta.dirname, '..', '..');

test.skipIf(lacksPostgres)('the main job from end to end on a database', async () => {
  const server = await startPostgres();
  const words = [join(ROOT, 'tools', 'demo.ts'), '--store', server.newDatabase()];
  const told = execFileSync(process.execPath, ['--import', 'tsx', ...words], { cwd: ROOT, encoding: 'utf8' });
  expect(told).toContain('练习局收到的正好是三份');
  expect(told.trimEnd().split('\n').at(-1)).toMatch(/^演示完成/u);
});
