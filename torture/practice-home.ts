import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withBureau } from './bureau.ts';
import { inHome } from './home-state.ts';
import type { Ended, Stage } from './stage.ts';

/** A home with something of everything, and the files that commands read. */
export interface PracticeHome {
  readonly home: string;
  readonly inputs: string;
  /** Entry numbers by what they are: `saved`, `other`, `draft`, `trash`, `sent`, `queued`. */
  readonly numbers: Readonly<Record<string, string>>;
}

const DECLARATIONS = join(import.meta.dirname, '..', 'fixtures', 'declarations');
const CODES = join(import.meta.dirname, '..', 'fixtures', 'codes');

/** A declaration of the fixtures. */
export const declaration = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(DECLARATIONS, name, 'declaration.json'), 'utf8'));

async function must(done: Promise<Ended>, ...codes: number[]): Promise<Ended> {
  const ended = await done;
  if (!codes.includes(ended.code ?? -1)) throw new Error(`${ended.words.join(' ')}: ${ended.code} ${ended.err}`);
  return ended;
}

const made = new WeakMap<Stage, Promise<PracticeHome>>();

/** The one of a stage, made when the first attack asks. */
export function practiceHome(stage: Stage): Promise<PracticeHome> {
  const home = made.get(stage) ?? makePracticeHome(stage);
  made.set(stage, home);
  return home;
}

/** Makes the home by the program's own commands. */
async function makePracticeHome(stage: Stage): Promise<PracticeHome> {
  const inputs = stage.folder('inputs');
  const home = join(stage.folder('practice-home'), 'home');
  const file = (name: string, contents: string): string => {
    writeFileSync(join(inputs, name), contents);
    return join(inputs, name);
  };
  const run = (words: readonly string[], input = '') => must(stage.here(home, words, input), 0);
  const numbers: Record<string, string> = {};
  const take = async (name: string, from: Record<string, unknown>, ...more: string[]) => {
    const { out } = await must(stage.here(home, ['import', '-', ...more], JSON.stringify(from)), 0);
    numbers[name] = /W[IEP][0-9]{13,15}/u.exec(out)?.[0] ?? '';
  };
  await take('saved', { ...declaration('in-minimal'), contractNo: 'SAVED' });
  await take('other', { ...declaration('in-full'), contractNo: 'OTHER' });
  await take('draft', { ...declaration('in-minimal'), contractNo: 'DRAFT', billOfLadingNo: 'BL-DRAFT' }, '--draft');
  await take('trash', { ...declaration('pack-minimal'), contractNo: 'TRASH' });
  await take('sent', { ...declaration('out-full'), contractNo: 'SENT' });
  await take('queued', { ...declaration('pack-full'), contractNo: 'QUEUED' });
  await run(['delete', numbers.trash ?? '']);
  await run(['template', 'keep', '常用', numbers.saved ?? '']);
  await run(['settings', 'set', 'shortcuts.in.101003', 'x']);
  await run(['settings', 'set', 'channel.password', '-'], 'secret-of-the-practice-home');
  file('parties.csv', '代码,中文名称\n3101000001,上海甲公司\n3101000002,上海乙公司\n');
  file(
    'three.jsonl',
    ['A', 'B', 'C']
      .map(at =>
        JSON.stringify({ ...declaration('in-minimal'), contractNo: `THREE-${at}`, billOfLadingNo: `BL-${at}` }),
      )
      .join('\n'),
  );
  cpSync(join(import.meta.dirname, '..', 'fixtures', 'workbooks', 'goods.xlsx'), join(inputs, 'goods.xlsx'));
  cpSync(join(CODES, 'currencies-gb18030.csv'), join(inputs, 'currencies.csv'));
  await run(['settings', 'export', join(inputs, 'settings-now.json')]);
  const settings = JSON.parse(readFileSync(join(inputs, 'settings-now.json'), 'utf8'));
  settings.settings.switches.sound = true;
  settings.settings.shortcuts.in['101003'] = 'y';
  file('settings.json', JSON.stringify(settings));
  await withBureau(stage, home, async () => {
    await run(['send', numbers.sent ?? '', '--wait', '5']);
    await run(['send', numbers.queued ?? '', '--hold', '600']);
  });
  await keepJournal(stage, home, numbers.draft ?? '');
  await run(['store', 'backup', join(inputs, 'backup.tar.gz')]);
  return { home, inputs, numbers };
}

/** An edit journal, as a program leaves it that was killed. */
function keepJournal(stage: Stage, home: string, entryNo: string): Promise<void> {
  return inHome(stage, home, ({ local }) => local.journals.append(entryNo, { path: 'contactPerson', to: '王' }));
}

/** Another home like it. */
export function copyHome(stage: Stage, { home }: Pick<PracticeHome, 'home'>): string {
  const copy = join(stage.folder('home'), 'home');
  cpSync(home, copy, { recursive: true });
  return copy;
}

/** Every file below a folder, by its path in it. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
