import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOCKET_FILE } from '../../../src/practice/docket.ts';
import { folderOf } from '../../../src/practice/own-folder.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';

/** A PDF of about so many bytes, whose contents follow from a word. */
export function pdf(word = '合同', size = 600, inTrailer = ''): Buffer {
  const line = createHash('sha256').update(word).digest('hex');
  const stream = line.repeat(Math.ceil(size / line.length)).slice(0, size);
  const body = `%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n2 0 obj\nstream\n${stream}\nendstream\nendobj\n`;
  const trailer = `xref\n0 1\ntrailer\n<< /Root 1 0 R ${inTrailer}>>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + trailer, 'latin1');
}

/** A file of this name in a folder of its own. */
export function fileOf(name: string, bytes: Uint8Array = pdf(name)): string {
  const path = join(temporaryFolder({ inMemory: true }), name);
  writeFileSync(path, bytes);
  return path;
}

export const sumOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The sums of all files that the bureau of a home has wholly. */
export function filesAt(home: string): readonly string[] {
  const folder = join(folderOf(home), 'paperless');
  return readdirSync(folder)
    .filter(name => !name.endsWith('.part'))
    .map(name => sumOf(readFileSync(join(folder, name))))
    .sort();
}

/** Every report that the bureau of a home has taken, oldest first. */
export function reportsAt(home: string): readonly { readonly messageId: string; readonly outcome: string }[] {
  const lines = readFileSync(join(folderOf(home), DOCKET_FILE), 'utf8')
    .split('\n')
    .filter(Boolean);
  return lines.flatMap(line => JSON.parse(line).reported ?? []);
}
