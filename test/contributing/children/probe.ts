/** Runs in a copy of the tree with every recipe applied and writes what it finds there as JSON: one line, for recipes.test.ts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APP } from '../../../screens/app/actions.ts';
import { actionNames } from '../../../screens/app/registry.ts';
import { replyToApp } from '../../../screens/contract/reply.ts';
import { cellsOf } from '../../../screens/layout/entry.ts';
import { START } from '../../../screens/start/choice.ts';
import type { Declaration } from '../../../src/catalogue/document.ts';
import { wordingOf } from '../../../src/catalogue/wording.ts';
import type { Rim } from '../../../src/cli/context.ts';
import { runCommand } from '../../../src/cli/run.ts';
import { initialsOf } from '../../../src/codes/initials.ts';
import { openCodes } from '../../../src/codes/open-codes.ts';
import { check } from '../../../src/declaration/check.ts';
import { lintKeys } from '../../../src/keys/lint.ts';
import { KEYS } from '../../../src/keys/table.ts';
import { commandsOf, helpOf } from '../../../src/keys/views.ts';
import { commandsDocument } from '../../../tools/commands-document.ts';
import { keysDocument } from '../../../tools/keys-document.ts';
import { fieldsSheet } from '../../../tools/write-fields-sheet.ts';
import { CONTEXT } from '../../declaration/shipped-book.ts';
import { officeOptions } from '../../jobs/office-options.ts';
import { MANUAL_DAY, startTestProgram, type TestProgram } from '../../journeys/program.ts';

const document = keysDocument(KEYS);

/** Where an action stands for people: the help and the palette of a chain of contexts, and the page of keys. */
function shown(contexts: string, run: string) {
  const chain = contexts.split(' ');
  const command = commandsOf(KEYS, chain, 'full', initialsOf).find(each => each.run === run);
  const label = KEYS.bindings.find(binding => binding.run === run)?.label ?? '';
  const help = helpOf(KEYS, chain, 'full').flatMap(({ lines }) => lines);
  return {
    help: help.filter(line => line.label === label).map(({ keys }) => keys),
    palette: command ? [command.initials, ...command.chords] : [],
    document: document.split('\n').filter(line => line.includes(`\`${run}\``)).length,
  };
}

async function played<T>(play: (program: TestProgram) => Promise<T>): Promise<T> {
  const program = await startTestProgram({ ink: false });
  try {
    return await play(program);
  } finally {
    await program.close();
  }
}

/** What a batch command says on standard output, in a home of its own. */
async function said(...words: readonly string[]): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'baojian-recipe-'));
  let text = '';
  const rim: Rim = {
    ...officeOptions(home, { now: MANUAL_DAY }),
    stdout: { write: part => (text += part) },
    stderr: process.stderr,
    readInput: async () => new Uint8Array(),
    env: { BAOJIAN_HOME: home },
    platform: process.platform,
    userFolder: home,
    version: '0.0.0',
    runtime: '20.19.0',
    self: [],
    onInterrupt: () => () => {},
  };
  await runCommand(words, rim);
  rmSync(home, { recursive: true, force: true });
  return text;
}

const messageOf = (program: TestProgram) => program.state().message?.text;

/** A file that is missing is an answer: the recipe was not followed. */
async function aboutDialog(program: TestProgram) {
  const path = '../../../screens/dialogs/about.ts';
  const { openAbout } = await import(path);
  program.program.run({ run: () => replyToApp(() => ({ open: openAbout() })) });
  const frame = await program.frame();
  await program.press('about.close');
  return [frame.includes('键盘录入的报检单'), program.state().dialogs.length];
}

/** What is asked of the copy, the recipes by their names. */
const PROBES: Readonly<Record<string, () => unknown>> = {
  lint: () => lintKeys(KEYS, [...actionNames(), ...Object.keys(START), ...Object.keys(APP), 'busy.cancel']),
  async field() {
    const rows = fieldsSheet()
      .split('\n')
      .filter(line => line.startsWith('sealNo\t'));
    const { SENT } = await import('../../../src/message/forms.ts');
    return {
      sheet: rows.map(row => row.split('\t')).map(cells => [cells[2], cells.at(-1)]),
      stops: cellsOf('declaration', 'in')
        .flat()
        .filter(({ ids }) => (ids as readonly string[]).includes('sealNo')).length,
      unsent: Object.keys(SENT.without).includes('sealNo'),
    };
  },
  key: async () => ({
    ...shown('home app', 'home.sound'),
    told: await played(async program => {
      await program.press('y');
      return messageOf(program);
    }),
  }),
  action: async () => ({
    ...shown('home app', 'home.count-all'),
    told: await played(async program => {
      await program.press('q');
      return messageOf(program);
    }),
  }),
  dialog: async () => ({ ...shown('about', 'about.close'), told: await played(aboutDialog) }),
  page: async () => ({
    ...shown('duty app', 'app.duty'),
    told: await played(async program => {
      await program.press('<ctrl+y>', '<enter>');
      return [messageOf(program), (await program.frame()).includes('今天值班的人')];
    }),
  }),
  tab: async () => ({
    ...shown('remarks settings app', 'remarks.seen'),
    told: await played(async program => {
      await program.press('app.settings', '9', '<enter>', '<enter>');
      return [messageOf(program), (await program.frame()).includes('看过 1 次')];
    }),
  }),
  async batch() {
    const helped = await said('--help');
    const told = await said('count', '--json');
    const commands = await commandsDocument();
    return {
      help: helped.split('\n').filter(line => line.includes('baojian count ')).length,
      told: JSON.parse(told),
      document: commands.split('\n').filter(line => line === '## count').length,
    };
  },
  code() {
    const codes = openCodes({ shipped: 'data/codes' });
    const name = 'seal-types';
    const info = codes.list().find(each => (each.name as string) === name);
    return {
      known: codes.has(name),
      info: info && [info.title, info.rows, info.source],
      found: codes.has(name) ? codes.table(name).get('2')?.name : undefined,
    };
  },
  rule() {
    const part: Partial<Declaration> = { contractNo: 'A1', billOfLadingNo: 'A1' };
    const empty: Declaration = { direction: 'in', containers: [], goods: [] };
    return check({ ...empty, ...part }, CONTEXT)
      .filter(({ code }) => code === 'contract.is-bill')
      .map(fault => [fault.path, fault.level, wordingOf(fault)]);
  },
};

/** What a recipe lacks is told, and hides nothing of the others. */
const found: Record<string, unknown> = {};
for (const [name, probe] of Object.entries(PROBES)) {
  try {
    found[name] = await probe();
  } catch (error) {
    found[name] = { failed: String(error) };
  }
}
process.stdout.write(`${JSON.stringify(found)}\n`);
