import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Declaration } from '../../src/catalogue/document.ts';
import { UserError } from '../../src/errors.ts';
import { declarationsIn, importDeclaration } from '../../src/jobs/import-declarations.ts';
import { bookOf, type Office, type OfficeOptions, openOffice } from '../../src/jobs/office.ts';
import { DOCKET_FILE } from '../../src/practice/docket.ts';
import { folderOf } from '../../src/practice/own-folder.ts';
import { type Practice, type PracticeOptions, startPractice } from '../../src/practice/server.ts';
import { inbound } from '../practice/declarations.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { type Clock, DATA, officeOptions } from './office-options.ts';

/** 2017-10-24 10:00 in Beijing. */
const DAY = Date.UTC(2017, 9, 24, 2);

/** Steps of sending after which a program is killed, and the milliseconds for which the message is held back: what is not held is begun in one step. */
export const SENDING_STEPS = [
  ['marked', 1],
  ['enqueued', 1],
  ['begun', 0],
  ['answered', 0],
  ['settled', 0],
] as const;

export interface TestOffice {
  readonly home: string;
  readonly clock: Clock;
  readonly office: Office;
  /** The same home opened once more, as another process would. */
  openAgain(changes?: Partial<OfficeOptions>): Promise<Office>;
}

/** An office in a home of its own with the code tables that the program carries; closed and removed when the test ends. */
export async function openTestOffice(place: { readonly inMemory?: boolean } = {}): Promise<TestOffice> {
  const home = temporaryFolder(place);
  const clock: Clock = { now: DAY };
  const openAgain = async (changes: Partial<OfficeOptions> = {}) => {
    const office = await openOffice({ ...officeOptions(home, clock), ...changes });
    onTestFinished(() => office.close());
    return office;
  };
  return { home, clock, office: await openAgain(), openAgain };
}

/** The practice bureau of that home, in this process, whose receipts are due at once. */
export async function startTestBureau(
  { home, clock, office }: TestOffice,
  options: Partial<PracticeOptions> = {},
): Promise<Practice> {
  const practice = await startPractice({
    folder: folderOf(home),
    now: () => clock.now,
    random: Math.random,
    book: bookOf(office.codes),
    dataFolder: DATA,
    pace: 0,
    seed: 20171024,
    ...options,
  });
  onTestFinished(() => practice.stop());
  return practice;
}

/** Every message that the bureau of a home has taken, oldest first. */
export function casesOf(home: string): readonly { readonly messageId: string; readonly entryNo: string }[] {
  const lines = readFileSync(join(folderOf(home), DOCKET_FILE), 'utf8')
    .split('\n')
    .filter(Boolean);
  return lines.flatMap(line => JSON.parse(line).taken ?? []);
}

/** Imports so many good declarations, each with a contract and a bill of lading of its own, and gives their entry numbers. */
export async function importGood(office: Office, count: number, more: Partial<Declaration> = {}): Promise<string[]> {
  const entryNos: string[] = [];
  for (let at = 1; at <= count; at += 1) {
    const [found] = await declarationsIn(office, jsonFile(good(at, more)));
    const imported = await importDeclaration(office, await (found as NonNullable<typeof found>).read());
    if (imported.outcome !== 'saved') throw new Error(JSON.stringify(imported.faults));
    entryNos.push(imported.entryNo);
  }
  return entryNos;
}

/** The contents of a declaration in which nothing is wrong. */
export function good(serial = 1, more: Partial<Declaration> = {}): Omit<Declaration, 'entryNo'> {
  const { entryNo: _, ...contents } = inbound('', undefined, {
    contractNo: `HT-${serial}`,
    billOfLadingNo: `BL-${serial}`,
    ...more,
  });
  return contents;
}

export function jsonFile(json: unknown, name = 'one.json') {
  return { name, bytes: new TextEncoder().encode(JSON.stringify(json)) };
}

/** The `UserError` that work ends with. */
export async function userError(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof UserError) return error;
  throw error ?? new Error('No error came');
}

/** Paths of all files below a folder that hold one of the texts as UTF-8. */
export function filesWith(folder: string, ...texts: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => {
    const file = join(folder, path);
    if (!statSync(file).isFile()) return false;
    const bytes = readFileSync(file);
    return texts.some(text => bytes.includes(text));
  });
}
