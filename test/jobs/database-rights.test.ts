import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PART_NAMES, partOf } from '../../src/jobs/settings/parts.ts';
import { ARTICLES_STEP, GUARD_STEP } from '../../src/store/postgres/roles.ts';

const JOBS = new URL('../../src/jobs/', import.meta.url).pathname;

/** Names of the documents that the sources of the jobs define, each with the word for its right, where one is written. */
function documentsInSources(): ReadonlyMap<string, string> {
  const sources = readdirSync(JOBS, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => readFileSync(join(JOBS, name), 'utf8'));
  const found = new Map<string, string>();
  for (const source of sources) {
    for (const [, call = ''] of source.matchAll(/= settingsDocument(?:<[^;]*?>)?\(([^;]*)\);/gu)) {
      const [, name = ''] = /^\s*'([a-z-]+)'/u.exec(call) ?? [];
      const [, right = 'settings.shared'] = /(?:'([a-z.-]+)'|\{ of: \w+ \}),?\s*$/u.exec(call) ?? [];
      found.set(name, /\{ of: \w+ \}\s*$/u.test(call) ? 'by field' : right);
    }
    const [, view, right = ''] = /name: '([a-z-]+)',\n\s*right: '([a-z.]+)' as const/u.exec(source) ?? [];
    if (view !== undefined) found.set(view, right);
  }
  return found;
}

/** Rights that declarants have. */
const OPEN = ['anybody', 'templates', 'parties', 'articles', 'import-memory', 'settings.own'];

test('the server of a database takes of declarants the documents that the program lets them change, and no other', () => {
  const documents = documentsInSources();
  for (const name of PART_NAMES) expect([...documents.keys()]).toContain(partOf(name).document.name);
  expect(documents.size).toBeGreaterThanOrEqual(20);
  const open = [...documents].filter(([, right]) => OPEN.includes(right) || right === 'by field');
  const listed = [...`${GUARD_STEP}${ARTICLES_STEP}`.matchAll(/\('settings\.([a-z-]+)', (null|'\{[a-z,]+\}')\)/gu)];
  expect(listed.map(([, name]) => name).sort()).toEqual(open.map(([name]) => name).sort());
  const byField = listed.filter(([, , fields]) => fields !== 'null').map(([, name]) => name);
  expect(byField).toEqual(open.filter(([, right]) => right === 'by field').map(([name]) => name));
});
