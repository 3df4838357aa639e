import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { openBenchOffice } from '../bench/office.ts';
import type { Office } from '../src/jobs/office.ts';
import type { Problem } from '../src/store/store.ts';
import { type Found, lost, twice, wrong } from './attack.ts';
import type { Stage } from './stage.ts';

/** What a home holds, each thing as a text in which entry numbers, times and revisions do not stand. */
export interface HomeState {
  readonly things: readonly string[];
  /** Entry numbers of all declarations, and of those in the trash. */
  readonly entryNos: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/** Does something with a home by the program's own means. */
export async function inHome<T>(stage: Stage, home: string, work: (office: Office) => Promise<T> | T): Promise<T> {
  const { platform } = process;
  const office = await openBenchOffice({ home, dataFolder: stage.data, user: 'torture', platform });
  try {
    return await work(office);
  } finally {
    await office.close();
  }
}

/** What the check finds in a store, but for what is told as `usual`. */
export async function problemsIn({ store }: Office, usual: readonly string[] = []): Promise<Found[]> {
  const { problems } = await store.check();
  return problems.flatMap(({ code, file }) => (usual.includes(code) ? [] : [wrong(`${code} ${file}`)]));
}

/** Whether the audit tells of every save that a declaration says it has had, each once and in one chain. */
export async function auditOf({ store }: Office, entryNos: Iterable<string>): Promise<Found[]> {
  const { faults } = await store.audit.verify();
  const found = faults.map(({ file, line, text }) => wrong(`${file} ${line} ${text}`));
  const revisions = new Map<string, number[]>();
  for await (const { entryNo = '', revision, gone } of store.audit.read())
    if (revision !== undefined && !gone) revisions.set(entryNo, [...(revisions.get(entryNo) ?? []), revision]);
  for (const entryNo of entryNos) {
    const { revision } = await store.get(entryNo);
    const told = revisions.get(entryNo) ?? [];
    for (let wanted = 1; wanted <= revision; wanted += 1) {
      const count = told.filter(each => each === wanted).length;
      if (count === 0) found.push(lost(`the audit of save ${wanted} of ${entryNo}`));
      if (count > 1) found.push(twice(`save ${wanted} of ${entryNo} in the audit`));
    }
  }
  return found;
}

/** Reads all of a home by the program's own means. */
export function stateOf(stage: Stage, home: string): Promise<HomeState> {
  return inHome(stage, home, async ({ store }) => {
    const things: string[] = [];
    const entryNos = new Set<string>();
    for (const { entryNo } of store.rows()) {
      entryNos.add(entryNo);
      const { document, status } = await store.get(entryNo);
      // Nor does the number that the bureau gives it, once it has.
      const { entryNo: _, declarationNo: __, ...contents } = document;
      things.push(`declaration ${sentOr(status)} ${sorted(contents)}`);
    }
    for (const entryNo of await store.trash()) {
      entryNos.add(entryNo);
      things.push('trash');
    }
    for (const entry of await store.outbox.list({ done: true })) things.push(`outbox ${entry.entryNo}`);
    things.push(...filesOf(join(home, 'settings')), ...filesOf(join(home, 'codes')));
    const { problems } = await store.check();
    return { things: things.toSorted(), entryNos, problems };
  });
}

/** How far the bureau is with it depends on the time. */
const sentOr = (status: string): string => (status === 'draft' || status === 'saved' ? status : 'sent');

function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    name => !/\.tmp$|\.lock$/u.test(name),
  );
  return names
    .map(name => [name, join(folder, name)] as const)
    .filter(([, file]) => statSync(file).isFile())
    .map(([name, file]) => `${name} ${textOf(file)}`);
}

function textOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  // The first line of a code table says when it was imported.
  return file.endsWith('.json') ? sorted(JSON.parse(text)) : text.replace(/^#.*\n/u, '');
}

/** JSON with its keys in order; what counts revisions and times is left out. */
function sorted(json: unknown): string {
  return JSON.stringify(json, (key, value) => {
    if (/^(at|by|revision|created|updated|updatedBy|savedAt|kept|keptAt|usedAt|sha256|hash|digest)$/u.test(key))
      return undefined;
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** How many times each thing is there. */
function counted(things: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return counts;
}

const short = (thing: string): string => (thing.length > 160 ? `${thing.slice(0, 160)}…` : thing);

/** Whether each thing is as it was or as it was to become: nothing gone that stays, nothing more often than it may be, nothing else. */
export function between(before: HomeState, now: HomeState, after: HomeState): Found[] {
  const [old, is, next] = [counted(before.things), counted(now.things), counted(after.things)];
  const found: Found[] = [];
  for (const [thing, count] of old) {
    const stays = Math.min(count, next.get(thing) ?? 0);
    if ((is.get(thing) ?? 0) < stays) found.push(lost(short(thing)));
  }
  for (const [thing, count] of is) {
    const most = Math.max(old.get(thing) ?? 0, next.get(thing) ?? 0);
    if (most === 0) found.push(wrong(`neither old nor new: ${short(thing)}`));
    else if (count > most) found.push(twice(short(thing)));
  }
  return found;
}

/** Whether all is as it was to become. */
export function became(now: HomeState, after: HomeState): Found[] {
  if (isDeepStrictEqual(now.things, after.things)) return [];
  const [is, next] = [counted(now.things), counted(after.things)];
  const found: Found[] = [];
  for (const [thing, count] of next)
    if ((is.get(thing) ?? 0) < count) found.push(lost(`after another run: ${short(thing)}`));
  for (const [thing, count] of is) {
    if (count > (next.get(thing) ?? 0)) found.push(twice(`after another run: ${short(thing)}`));
  }
  return found;
}

/** Entry numbers that a command has printed and that are nowhere. */
export function unkept(printed: string, state: HomeState): Found[] {
  const numbers = new Set(printed.match(/W[IEP][0-9]{13,15}/gu));
  return [...numbers].filter(entryNo => !state.entryNos.has(entryNo)).map(entryNo => lost(`${entryNo} was told`));
}
