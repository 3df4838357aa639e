import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type LockFile, type Manifest, packageFaults } from '../../tools/package-faults.ts';
import { bundledPackages } from '../../tools/third-party.ts';

const DEPENDENCIES = { 'fs-native-extensions': '1.5.1', 'libxml2-wasm': '0.7.2' };
const GOOD: Manifest = { dependencies: DEPENDENCIES, devDependencies: { got: '14.6.6' } };

const locked = (manifest: Manifest, more: LockFile['packages'] = {}): LockFile => ({
  packages: { '': manifest, 'node_modules/got': { version: '14.6.6', integrity: 'sha512-eA==' }, ...more },
});

const withGot: Manifest = { dependencies: { ...DEPENDENCIES, got: '14.6.6' }, devDependencies: {} };
const withoutLibxml: Manifest = { dependencies: { 'fs-native-extensions': '1.5.1' }, devDependencies: {} };

// biome-ignore format: table
const CASES: readonly (readonly [name: string, Manifest, LockFile, faults: readonly string[]])[] = [
  ['good',              GOOD, locked(GOOD), []],
  ['no integrity',      GOOD, locked(GOOD, { 'node_modules/ms': { version: '2.1.3' } }), ['package-lock.json: node_modules/ms has no integrity']],
  ['a server',          GOOD, locked(GOOD, { 'node_modules/ms': { integrity: 'sha512-eA==', resolved: 'https://a.example/ms.tgz' } }),
    ['package-lock.json: node_modules/ms names a server (https://a.example/ms.tgz)']],
  ['another version',   { ...GOOD, devDependencies: { got: '14.6.5' } }, locked(GOOD), ['package-lock.json: its devDependencies are not those of package.json']],
  ['bundled, installed', withGot, locked(withGot), ['package.json: got is bundled, so it is a devDependency']],
  ['neither',           withoutLibxml, locked(withoutLibxml), ['package.json: libxml2-wasm is not bundled, so it is a dependency']],
];

test.each(CASES)('package and lock: %s', (_, manifest, lock, faults) => {
  expect(packageFaults(manifest, lock)).toEqual(faults);
});

test('the notices name every package that is bundled, with its text', async () => {
  const notices = readFileSync('THIRD-PARTY.md', 'utf8');
  const bundled = await bundledPackages();
  expect(bundled.length).toBeGreaterThan(80);
  for (const { name, version, text } of bundled) {
    expect(notices).toContain(`- ${name} ${version} (`);
    expect(notices).toContain(text);
  }
});
