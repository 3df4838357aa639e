import { chmodSync, cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join, parse } from 'node:path';
import { bundle, releaseIn } from '../../tools/bundle.ts';
import { makeFolder } from './temporary-folder.ts';

/**
 * Programs bundled as the release is. What stands in dist may be older than the sources, and from source a program takes a second
 * longer to start.
 */
export interface Built {
  /** The program itself. */
  readonly main: string;
  readonly data: string;
  /** A program of the tests by its room and name: `store/save-new` is test/store/children/save-new.ts. */
  program(name: string): string;
}

const ROOT = join(import.meta.dirname, '../..');
const ROOMS = ['jobs', 'practice', 'pty', 'store'];

let building: Promise<Built> | undefined;

/** Built when the first test of a worker asks. */
export async function built(): Promise<Built> {
  building ??= build();
  return await building;
}

async function build(): Promise<Built> {
  const folder = makeFolder();
  // Other users start some of them.
  chmodSync(folder, 0o755);
  // As deep as the sources, because the tests say from where they stand where the data is.
  const program = join(folder, 'test');
  const outdir = join(program, 'dist');
  mkdirSync(outdir, { recursive: true });
  await bundle({
    entries: {
      ...releaseIn(ROOT),
      ...Object.fromEntries(ROOMS.flatMap(programsOf)),
    },
    outdir,
  });
  cpSync(join(ROOT, 'package.json'), join(program, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  for (const place of [folder, program]) symlinkSync(join(ROOT, 'data'), join(place, 'data'), 'dir');
  return {
    main: join(outdir, 'main.js'),
    data: join(program, 'data'),
    program: name => join(outdir, `${name.replace('/', '-')}.js`),
  };
}

function programsOf(room: string): [string, string][] {
  const folder = join(ROOT, 'test', room, 'children');
  return readdirSync(folder).map(file => [`${room}-${parse(file).name}`, join(folder, file)]);
}
