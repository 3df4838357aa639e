import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Found, lost, twice, wrong } from '../attack.ts';
import type { PracticeHome } from '../practice-home.ts';
import { manners, type Stage } from '../stage.ts';

/** Where a command is tried. */
export interface Place {
  readonly stage: Stage;
  readonly home: string;
  /** An empty folder for what it writes. */
  readonly out: string;
}

/** A command that is broken in its middle. In its words `{draft}` and so on are entry numbers, `{in}` and `{out}` folders. */
export interface Broken {
  readonly name: string;
  readonly words: string;
  /** Commands that come before, in the same home. */
  readonly before?: readonly string[];
  /** Puts into the empty folder what it works on. */
  readonly given?: (out: string, practice: PracticeHome) => void;
  /** Running it again brings to the end what was broken off, and does nothing twice. */
  readonly again?: boolean;
  /** With a practice bureau that answers. */
  readonly bureau?: boolean;
  /** The files that it writes: whatever stands under the name that was asked for is whole. */
  readonly whole?: (place: Place) => Promise<Found[]>;
}

const pdfs = async ({ out }: Place): Promise<Found[]> =>
  readdirSync(out)
    .filter(name => name.endsWith('.pdf') && !readFileSync(join(out, name)).subarray(-1024).includes('%%EOF'))
    .map(name => wrong(`${name} is not a whole PDF`));

async function archive({ stage, out }: Place): Promise<Found[]> {
  const file = join(out, 'backup.tar.gz');
  if (!existsSync(file)) return [];
  const ended = await stage.run(join(stage.folder('restored'), 'home'), ['store', 'restore', file]);
  return ended.code === 0
    ? []
    : [wrong(`the backup cannot be restored: ${ended.err.slice(0, 200)}`), ...manners(ended)];
}

async function json({ out }: Place): Promise<Found[]> {
  const file = join(out, 'settings.json');
  if (!existsSync(file)) return [];
  try {
    JSON.parse(readFileSync(file, 'utf8'));
    return [];
  } catch (error) {
    return [wrong(`settings.json is half written: ${error}`)];
  }
}

/** A file that a folder is given lies in one place of it, whatever breaks, and its results lie beside it. */
async function filedOnce({ out }: Place): Promise<Found[]> {
  const names = readdirSync(out, { recursive: true, encoding: 'utf8' }).map(name => basename(name));
  const places = names.filter(name => name === WATCHED).length;
  if (places === 0) return [lost(`${WATCHED} is nowhere in the folder`)];
  const doubled = names.filter((name, at) => name.startsWith(WATCHED) && names.indexOf(name) !== at);
  return [...new Set(doubled)].map(name => twice(`${name} lies in two places`));
}

const WATCHED = 'three.jsonl';

const DOCKET = 'docket.jsonl';

/** What the bureau has taken: one message for each entry number. */
async function takenOnce({ home }: Place): Promise<Found[]> {
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith(DOCKET));
  const taken = files
    .flatMap(file => readFileSync(join(home, file), 'utf8').split('\n'))
    .flatMap(line => (line.includes('"taken"') ? [String(JSON.parse(line).taken?.entryNo)] : []));
  return taken
    .filter((entryNo, at) => taken.indexOf(entryNo) !== at)
    .map(entryNo => twice(`the bureau took ${entryNo} again`));
}

// biome-ignore format: table
export const COMMANDS: readonly Broken[] = [
  { name: 'import', words: 'import {in}/three.jsonl', again: true },
  { name: 'import --into', words: 'import {in}/goods.xlsx --into {draft} --replace', again: true },
  { name: 'edit', words: 'edit {draft} --set contractNo=EDITED --set consigneeName=改过', again: true },
  { name: 'save', words: 'save {draft}', again: true },
  { name: 'copy', words: 'copy {saved}' },
  { name: 'delete', words: 'delete {saved} {draft}', again: true },
  { name: 'undelete', words: 'undelete {trash}', again: true },
  { name: 'watch', words: 'watch {out} --once', given: (out, { inputs }) => copyFileSync(join(inputs, WATCHED), join(out, WATCHED)), again: true, whole: filedOnce },
  { name: 'send', words: 'send {saved} {other} --sure --wait 5', again: true, bureau: true, whole: takenOnce },
  { name: 'receive', words: 'receive', before: ['send {saved} {other} --sure'], again: true, bureau: true, whole: takenOnce },
  { name: 'outbox cancel', words: 'outbox cancel {queued}', again: true },
  { name: 'outbox deliver', words: 'outbox deliver --now', again: true, bureau: true, whole: takenOnce },
  { name: 'settings set', words: 'settings set shortcuts.in.101003 z', again: true },
  { name: 'settings import', words: 'settings import {in}/settings.json', again: true },
  { name: 'parties import', words: 'parties import {in}/parties.csv', again: true },
  { name: 'template keep', words: 'template keep 另一个 {saved}', again: true },
  { name: 'template use', words: 'template use 常用' },
  { name: 'template delete', words: 'template delete 常用', again: true },
  { name: 'codes import', words: 'codes import {in}/currencies.csv --table currencies --replace' },
  { name: 'codes revert', words: 'codes revert currencies', before: ['codes import {in}/currencies.csv --table currencies --replace'] },
  { name: 'store check --repair', words: 'store check --repair', again: true },
  { name: 'store backup', words: 'store backup {out}/backup.tar.gz', whole: archive },
  { name: 'store restore', words: 'store restore {in}/backup.tar.gz --replace', before: ['delete {saved}', 'copy {other}'], again: true },
  { name: 'print', words: 'print {saved} {other} --folder {out}', again: true, whole: pdfs },
  { name: 'settings export', words: 'settings export {out}/settings.json', whole: json },
];

/** The words of a command as they are typed in a home. */
export function wordsOf(words: string, { inputs, numbers }: PracticeHome, out: string): readonly string[] {
  return words
    .split(' ')
    .map(word =>
      word.replace(/\{(\w+)\}/gu, (_, name: string) =>
        name === 'in' ? inputs : name === 'out' ? out : (numbers[name] ?? ''),
      ),
    );
}
