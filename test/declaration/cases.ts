import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { readDocument } from '../../src/declaration/read.ts';

export const FOLDER = fileURLToPath(new URL('../../fixtures/declarations/', import.meta.url));
/** The golden declarations, by the name of their folder. */
export const CASES = readdirSync(FOLDER, { withFileTypes: true }).flatMap(entry =>
  entry.isDirectory() ? [entry.name] : [],
);

export function jsonOf(name: string): unknown {
  return JSON.parse(readFileSync(`${FOLDER}${name}/declaration.json`, 'utf8'));
}

/** The document of a case as it stands in its file. */
export function documentOf(name: string) {
  return readDocument(jsonOf(name)).document;
}

/** Compares with the golden file; `UPDATE_GOLDEN=1` writes it anew, to be read before it is committed. */
export function agreesText(file: string, text: string): void {
  if (process.env.UPDATE_GOLDEN) writeFileSync(`${FOLDER}${file}`, text);
  expect(text).toBe(
    existsSync(`${FOLDER}${file}`) ? readFileSync(`${FOLDER}${file}`, 'utf8') : `no such file: ${file}`,
  );
}

export function agrees(file: string, value: unknown): void {
  agreesText(file, `${JSON.stringify(value, null, 2)}\n`);
}
