import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { GENERATED } from './generated.ts';

/** Writes every generated file, or those that are named; with `--check` tells which one is not up to date and fails. */
const checking = process.argv.includes('--check');
const named = process.argv.slice(2).filter(argument => argument !== '--check');
const stale: string[] = [];
for (const { file, text } of GENERATED) {
  if (named.length > 0 && !named.includes(file)) continue;
  const wanted = await text();
  if (existsSync(file) && readFileSync(file, 'utf8') === wanted) continue;
  stale.push(file);
  if (checking) continue;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, wanted);
}
for (const file of stale) console.log(checking ? `not up to date: ${file} (npm run generate)` : `written: ${file}`);
process.exitCode = checking && stale.length > 0 ? 1 : 0;
