import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Declaration } from '../../src/catalogue/document.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import type { DeclarationRecord } from '../../src/declaration/record.ts';
import { adoptDocument, keepDraft, saveOrKeep } from '../../src/jobs/keep-declarations.ts';
import type { Office } from '../../src/jobs/office.ts';
import type { TestProgram } from '../journeys/program.ts';
import type { Walk } from './gallery.ts';

export type Begin = NonNullable<Walk['begin']>;

const DECLARATIONS = join(import.meta.dirname, '../../fixtures/declarations');

/** What a case of fixtures/declarations declares. */
export function example(name: string): Declaration {
  return JSON.parse(readFileSync(join(DECLARATIONS, name, 'declaration.json'), 'utf8'));
}

/** Stores a declaration: saved when nothing is wrong with it, else as a draft. */
export async function stored(
  office: Office,
  document: Declaration,
  more: Partial<DeclarationRecord> = {},
): Promise<string> {
  const { record } = await saveOrKeep(office, await adoptDocument(office, document));
  if (Object.keys(more).length > 0) await office.store.update(record.entryNo, found => ({ ...found, ...more }));
  return record.entryNo;
}

export async function draft(office: Office, document: Declaration): Promise<string> {
  return (await keepDraft(office, await adoptDocument(office, document))).entryNo;
}

/** The key of a kind, on the first page and in the question for a new one. */
const KEY: Readonly<Record<Direction, string>> = { in: '1', out: '2', pack: '3' };

/** A new declaration of a kind in front. */
export const blank =
  (direction: Direction): Begin =>
  async ({ start }, options) => {
    const program = await start(options);
    await program.press('n', KEY[direction]);
    return program;
  };

/** A stored declaration in front, opened from its list. */
export const opened =
  (document: Declaration, more: Partial<DeclarationRecord> = {}): Begin =>
  async ({ start }, options) => {
    const program = await start(options);
    await stored(program.office, document, more);
    await open(program, document.direction);
    return program;
  };

/** Opens the newest declaration of a kind. */
export async function open(program: TestProgram, direction: Direction): Promise<void> {
  await program.press('<ctrl+g>', KEY[direction], 'list.first', 'list.open');
}
