import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Bug, UserError } from '../errors.ts';
import { keyName } from '../keys/names.ts';
import { KEYS } from '../keys/table.ts';
import { PAPERS } from '../paper/forms/index.ts';
import { cleanLine } from '../text.ts';
import { shippedExplanations } from './receipt-explanations.ts';

/** What stands below one heading of the guide. Its numbers are those of the manual of 2017, as far as that goes. */
export interface GuideSection {
  /** `3.4.2`. */
  readonly number: string;
  readonly title: string;
  /** Contexts of the key table in which help leads here. */
  readonly contexts: readonly string[];
  readonly parts: readonly GuidePart[];
}

export interface GuideTable {
  readonly kind: 'table';
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export type GuidePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'item'; readonly text: string }
  | { readonly kind: 'code'; readonly lines: readonly string[] }
  | { readonly kind: 'picture'; readonly name: string }
  | GuideTable;

/** What a table of the guide is filled with from elsewhere, by the name that stands between its braces. */
export type GuideTables = Readonly<Record<string, GuideTable>>;

/** Reads the chapters; `tables` beside those that are known here. A table that nobody gives is left out. */
export async function readGuide(dataFolder: string, tables: GuideTables = {}): Promise<readonly GuideSection[]> {
  const folder = join(dataFolder, 'guide');
  const names = (await readdir(folder)).filter(name => name.endsWith('.md'));
  const texts = await Promise.all(names.sort(byNumber).map(name => readFile(join(folder, name), 'utf8')));
  const given = { papers: papersTable(), receipts: await receiptsTable(dataFolder), ...tables };
  return texts.flatMap(text => sectionsOf(text, given));
}

const byNumber = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

/** The section that help leads to, and all below it, by the contexts that are open, innermost first. */
export function sectionFor(guide: readonly GuideSection[], contexts: readonly string[]): GuideSection | undefined {
  for (const context of contexts) {
    const found = guide.find(section => section.contexts.includes(context));
    if (found) return found;
  }
  return undefined;
}

/** A section by its number with those below it, or those whose title has the words. Throws `guide.no-section`. */
export function sectionsNamed(guide: readonly GuideSection[], words: string): readonly GuideSection[] {
  const wanted = words.normalize('NFKC').trim();
  const numbered = guide.filter(({ number }) => number === wanted || number.startsWith(`${wanted}.`));
  if (numbered.length > 0) return numbered;
  const titled = guide.filter(({ title }) => wanted !== '' && title.toLowerCase().includes(wanted.toLowerCase()));
  if (titled.length > 0) return titled;
  throw new UserError('guide.no-section', `手册里没有“${cleanLine(wanted)}”这一节`, {
    exit: 'usage',
    next: ['baojian help all 列出目录；写节号（3.4.3）或标题里的词（打印）'],
  });
}

/** A section as it is read in a terminal: headings begin with `◆`, rows of tables with a tab, which also separates their columns. */
export function sectionLines({ number, title, parts }: GuideSection): readonly string[] {
  return [`◆ ${number} ${title}`, ...parts.flatMap(part => linesOf(part))];
}

function linesOf(part: GuidePart): readonly string[] {
  if (part.kind === 'text') return ['', part.text];
  if (part.kind === 'item') return [`  · ${part.text}`];
  if (part.kind === 'code') return ['', ...part.lines.map(line => `    ${line}`)];
  if (part.kind === 'table') return ['', ...part.rows.map(row => `\t${row.join('\t')}`)];
  return [];
}

const HEADING = /^(#{1,3}) (\S+) (.+)$/u;
const DIRECTIVE = /^\{\{(\S+)(?: (.+))?\}\}$/u;
const ITEM = /^(?:- |\d+\. )(.+)$/u;

function sectionsOf(text: string, tables: GuideTables): readonly GuideSection[] {
  const sections: { number: string; title: string; contexts: string[]; parts: GuidePart[] }[] = [];
  // A blank line ends a paragraph; lines of one belong together, since Chinese has no spaces where they are broken.
  let open: { kind: 'text' | 'item'; text: string } | undefined;
  let code: string[] | undefined;
  for (const line of text.split('\n')) {
    const last = sections.at(-1);
    const [, , number = '', title = ''] = HEADING.exec(line) ?? [];
    const [, name, words = ''] = DIRECTIVE.exec(line) ?? [];
    if (line === '```') {
      if (code) last?.parts.push({ kind: 'code', lines: code });
      code = code ? undefined : [];
    } else if (code) code.push(line);
    else if (number !== '') sections.push({ number, title, contexts: [], parts: [] });
    else if (name === 'f1') last?.contexts.push(...contextsNamed(words));
    else if (name !== undefined) last?.parts.push(...filled(name, words, tables));
    else if (open && line.trim() !== '' && !ITEM.test(line)) {
      open.text = joined(open.text, line.trim());
      continue;
    } else if (line.trim() !== '') {
      const item = ITEM.exec(line)?.[1];
      open = { kind: item === undefined ? 'text' : 'item', text: item ?? line.trim() };
      last?.parts.push(open);
      continue;
    }
    open = undefined;
  }
  return sections;
}

/** Two lines of a paragraph: words of Latin letters keep the space between them. */
const joined = (before: string, line: string): string =>
  /[\w`]$/u.test(before) && /^[\w`]/u.test(line) ? `${before} ${line}` : `${before}${line}`;

function filled(name: string, words: string, tables: GuideTables): readonly GuidePart[] {
  if (name === 'picture') return [{ kind: 'picture', name: words }];
  if (name === 'keys') return [keysTable(contextsNamed(words))];
  const table = tables[name];
  return table ? [table] : [];
}

function contextsNamed(words: string): readonly string[] {
  const names = words.split(' ');
  const unknown = names.find(name => !Object.hasOwn(KEYS.contexts, name));
  if (unknown !== undefined) throw new Bug(`The guide names a context that is not there: ${unknown}`);
  return names;
}

/** Keys that only move the focus, which everybody tries without being told. */
const MOVES: ReadonlySet<string> = new Set(
  'up down left right pageup pagedown home end tab shift+tab alt+tab ctrl+p escape enter space'.split(' '),
);

function keysTable(contexts: readonly string[]): GuideTable {
  const rows = KEYS.bindings.filter(
    ({ in: where, keys, help }) =>
      contexts.includes(where) && (help !== undefined || keys.some(key => !MOVES.has(key))),
  );
  const unique = rows.filter(({ run }, at) => rows.findIndex(other => other.run === run) === at);
  return {
    kind: 'table',
    head: ['按键', '功能', '说明'],
    rows: unique.map(({ keys, label, help = '' }) => [keys.map(keyName).join(' '), label, help]),
  };
}

const papersTable = (): GuideTable => ({
  kind: 'table',
  head: ['单据', '命令里的名称'],
  rows: PAPERS.map(({ title, name }) => [title, name]),
});

const receiptsTable = async (dataFolder: string): Promise<GuideTable> => ({
  kind: 'table',
  head: ['代码', '意思', '怎么办'],
  rows: (await shippedExplanations(dataFolder)).map(({ code, meaning, remedy }) => [code, meaning, remedy]),
});
