import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { INSTALLED } from './bundle.ts';

type Versions = Readonly<Record<string, string>>;

export interface Manifest {
  readonly dependencies?: Versions;
  readonly devDependencies?: Versions;
}

interface LockedPackage extends Manifest {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
}

export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** What is wrong with the package as it would be installed: `npm ci` takes unchecked what has no integrity, and users get all dependencies. */
export function packageFaults(manifest: Manifest, lock: LockFile): readonly string[] {
  const { '': root = {}, ...locked } = lock.packages;
  const faults = Object.entries(locked).flatMap(([path, { integrity, resolved }]) => [
    ...(integrity ? [] : [`package-lock.json: ${path} has no integrity`]),
    ...(resolved ? [`package-lock.json: ${path} names a server (${resolved})`] : []),
  ]);
  for (const part of ['dependencies', 'devDependencies'] as const)
    if (!isDeepStrictEqual(root[part], manifest[part]))
      faults.push(`package-lock.json: its ${part} are not those of package.json`);
  for (const name of Object.keys(manifest.dependencies ?? {}))
    if (!INSTALLED.includes(name)) faults.push(`package.json: ${name} is bundled, so it is a devDependency`);
  for (const name of INSTALLED)
    if (!manifest.dependencies?.[name]) faults.push(`package.json: ${name} is not bundled, so it is a dependency`);
  return faults;
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

/** Of the files as they are. */
export const packageFaultsHere = (): readonly string[] =>
  packageFaults(read('package.json'), read('package-lock.json'));
