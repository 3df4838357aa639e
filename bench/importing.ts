import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { declarationsIn, importDeclaration } from '../src/jobs/import-declarations.ts';
import type { Office } from '../src/jobs/office.ts';
import { takeStill } from '../src/jobs/watch-folder.ts';
import { type Look, openWatched } from '../src/jobs/watched-files.ts';
import { inbound } from '../test/practice/declarations.ts';
import { DATA } from './bundle.ts';
import { type Figure, figure, median, timed } from './figure.ts';
import { openBenchOffice } from './office.ts';

const FILES = 100;

/**
 * One declaration of JSON after the other: imported, and taken out of a watched folder with its result and its line in the log. The floor
 * is what a disk needs to have the bytes of one.
 */
export async function bench(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'baojian-bench-'));
  const office = await openBenchOffice({ home: join(folder, 'home'), dataFolder: DATA });
  try {
    const imported: number[] = [];
    const bare: number[] = [];
    for (let at = 0; at < FILES; at += 1) {
      const text = declaration(`IMPORT-${at}`);
      imported.push(await timed(() => take(office, text)));
      bare.push(await timed(() => onDisk(join(folder, `${at}.json`), text)));
    }
    const watched = await watchedIn(office, await mkdtemp(join(folder, 'watched-')));
    const floor = median(bare);
    return [
      figure('importing.json.p50', median(imported), 'ms', floor),
      figure('importing.watch.p50', median(watched), 'ms', floor),
    ];
  } finally {
    await office.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function declaration(contractNo: string): string {
  const { entryNo: _, ...document } = inbound('', undefined, { contractNo });
  return JSON.stringify(document);
}

async function take(office: Office, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  for (const input of await declarationsIn(office, { name: 'one.json', bytes })) {
    const { outcome } = await importDeclaration(office, await input.read());
    if (outcome !== 'saved') throw new Error(`One was ${outcome}`);
  }
}

async function onDisk(path: string, text: string): Promise<void> {
  const file = await open(path, 'w');
  await file.writeFile(text);
  await file.sync();
  await file.close();
}

/** Milliseconds between one file and the next. */
async function watchedIn(office: Office, folder: string): Promise<readonly number[]> {
  for (let at = 0; at < FILES; at += 1) await writeFile(join(folder, `${at}.json`), declaration(`WATCH-${at}`));
  const files = await openWatched(folder);
  const { signal } = new AbortController();
  const times: number[] = [];
  let before: Look | undefined;
  while (times.length < FILES) {
    const now = await files.look(before);
    let since = performance.now();
    await takeStill(office, now, { send: false, signal, files }, ({ file, ok }) => {
      if (!ok) throw new Error(`${file} has failed`);
      times.push(performance.now() - since);
      since = performance.now();
    });
    before = now;
  }
  return times;
}
