import { readdirSync, utimesSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepTemplate } from '../../../src/jobs/templates.ts';
import { OFFERING } from '../../journeys/at-start.ts';
import { MANUAL_DAY, startTestProgram, type TestProgram } from '../../journeys/program.ts';
import { blank, draft, example, open, opened } from '../beginnings.ts';
import type { Begin, Walk } from '../gallery.ts';
import { goTo } from '../go-to.ts';

const HELP_AND_PALETTE: readonly Walk[] = [
  {
    scenes: {
      'register-type': ['a'],
      'register-number': ['<enter>', '13800138000', '<enter>'],
    },
  },
  {
    scenes: {
      'help-home': ['<f1>'],
      'help-home-end': [...Array(9).fill('<pagedown>')],
      'palette-home': ['<escape>', '<f2>'],
      'palette-home-last': [...Array(60).fill('<down>')],
      'palette-words': ['jshz'],
      'palette-in-vain': ['zzz'],
      'help-list': ['<escape>', '1', '<f1>'],
      'palette-list': ['<escape>', '<f2>', 'ctrl'],
      'help-settings': ['<escape>', '<ctrl+g>', 'o', '<enter>', '<f1>'],
    },
  },
  {
    begin: blank('in'),
    scenes: {
      'help-entry': ['<tab>', '<f1>'],
      'help-entry-next-screen': ['<pagedown>'],
      'palette-entry': ['<escape>', '<f2>', 'bc'],
      'find-fields': ['<escape>', '<f2>', '/hw'],
      'find-codes-to-fill': async program => {
        await program.press('<escape>');
        await goTo(program, 'tradeCountry');
        await program.press('<f2>', ':deguo');
      },
      'find-a-code-to-read': ['<escape>', '<f2>', ':0202300090', '<enter>'],
      'help-popup': async program => {
        await program.press('<escape>');
        await goTo(program, 'users');
        await program.press('<f4>', '<f1>');
      },
      'palette-popup': ['<escape>', '<f2>'],
    },
  },
  {
    begin: opened(example('in-full')),
    scenes: {
      'find-in-all': ['<f2>', 'shang'],
      'find-declarations': ['<escape>', '<f2>', '#'],
      'find-settings-there': ['<escape>', '<f2>', '>znjy', '<enter>'],
      'find-used-before': ['<f2>'],
    },
  },
];

const FAULTS: readonly Walk[] = [
  {
    begin: opened(example('in-wrong-in-every-rule')),
    scenes: {
      'faults-list': ['entry.faults'],
      'faults-list-warnings': [...Array(60).fill('<down>')],
      'faults-list-gone-to': ['<enter>'],
    },
  },
  { begin: opened(example('in-full')), scenes: { 'faults-none': ['entry.faults'], 'no-receipts': ['entry.receipts'] } },
];

const FILES: readonly (readonly [name: string, text: string])[] = [
  ['资料/货物甲.csv', 'HS编码,货物中文名,数量\n0202300090,冷冻去骨牛腱,1300\n2204210000,红葡萄酒,600\n'],
  ['资料/货物乙.csv', ''],
  ['资料/图.png', ''],
  [
    '有差错.csv',
    'HS编码,货物中文名,数量,非危险化学品,备注\n0202300090,牛肉,十,,\n9999999999,鸡爪,5,,\n,,,也许,\n,,,,看这里\n',
  ],
  ['箱.csv', '集装箱号,规格\nMRKU4795820,121\nNYKU8527234,111\nNYKU8527234,111\n'],
  ['整单.csv', '单证类型,入境\n合同号,HT-1,贸易方式,一般贸易\n联系人,甲,船期备注,下周\n启运日期,2017-13-01\n'],
];

/** A new declaration, and a folder with workbooks as `~`. */
const withFiles: Begin = async (stage, options) => {
  const userFolder = await stage.folder();
  await mkdir(join(userFolder, '资料'));
  for (const [name, text] of FILES) await writeFile(join(userFolder, name), text);
  return await blank('in')(stage, { ...options, userFolder });
};

/** The path of a file in place of what stands there. */
const path = (text: string): readonly string[] => [...Array(20).fill('<backspace>'), text, '<enter>'];

const IMPORTS: readonly Walk[] = [
  {
    begin: withFiles,
    ink: true,
    scenes: {
      'import-menu': ['entry.import'],
      'path-dialog': ['1'],
      'path-dialog-completions': ['资', '<tab>', '<tab>'],
      'path-dialog-caret-inside': ['<left>', '<left>', '<left>'],
      'path-dialog-no-such-file': ['<end>', ...path('/没有/这个.xlsx')],
    },
  },
  {
    begin: withFiles,
    scenes: {
      'import-menu-another': ['entry.import', '<down>', '<down>'],
      'path-dialog-a-folder': ['1', ...path('/usr')],
      'path-dialog-without-a-name': path(''),
      'path-dialog-wrong-contents': path('~/箱.csv'),
      'import-review': path('~/资料/货物甲.csv'),
      imported: ['<enter>'],
      'import-append-question': ['entry.import', '1', ...path('~/资料/货物甲.csv'), '<enter>'],
      'import-review-with-faults': ['<right>', '<enter>', 'entry.import', '1', ...path('~/有差错.csv')],
      'import-review-next-fault': ['<tab>', '<tab>'],
      'import-review-corrected': ['e', '12x'],
      'import-review-set-for-all': ['<escape>', '<right>', '<right>', '<right>', 'a', 'xiang'],
      'import-review-columns': ['<escape>', '<escape>', 'k'],
      'import-review-meaning': ['<enter>'],
      'import-review-containers': ['<escape>', '<escape>', '<escape>', 'entry.import', '3', ...path('~/箱.csv')],
      'import-whole-told': ['<escape>', 'entry.import', '2', ...path('~/整单.csv')],
      'template-path': ['<escape>', 'entry.import', '4'],
    },
  },
];

const withTemplates: Begin = async ({ start }, options) => {
  const program = await start(options);
  const nothing = { containers: [], goods: [] };
  const goods = [{}, {}];
  await keepTemplate(program.office, '巴西牛肉', { ...nothing, direction: 'in', contactPerson: '甲', goods });
  await keepTemplate(program.office, '澳洲红酒（10 月起改走盐田港，注意目的机构和口岸机构，正本三份）', {
    ...nothing,
    direction: 'in',
  });
  await keepTemplate(program.office, '茶叶', { ...nothing, direction: 'out', contactPerson: '丙' });
  await keepTemplate(program.office, '纸箱', { ...nothing, direction: 'pack' });
  return program;
};

const TEMPLATES: readonly Walk[] = [
  {
    begin: withTemplates,
    scenes: {
      templates: ['t'],
      'templates-searched': ['cy'],
      'templates-in-vain': ['没有'],
      'template-delete-question': ['<backspace><backspace><backspace><backspace>', '<down>', '<delete>'],
      'template-name': ['<escape>', '<escape>', 'n', '1', 'entry.template'],
      'template-name-missing': ['<enter>'],
      'template-name-taken': ['茶叶', '<enter>'],
      'template-kept': ['二号', '<enter>'],
    },
  },
];

/** What is not saved is dated by its file: a minute apart on the day of the tests, in the order of their names. */
function dateJournals(home: string): void {
  for (const [at, name] of readdirSync(join(home, 'journals')).sort().entries()) {
    const time = new Date(MANUAL_DAY - at * 60_000);
    utimesSync(join(home, 'journals', name), time, time);
  }
}

/** A home that a program has died on, with several pages open. */
const died: Begin = async (stage, options) => {
  const home = await stage.folder();
  const program = await startTestProgram({ home, ink: false, seed: 2 });
  await draft(program.office, example('out-full'));
  await open(program, 'out');
  await program.press('<ctrl+g>', 'n', '1');
  await goTo(program, 'contactPerson');
  await program.press('甲', '<ctrl+g>', 'n', '3');
  await program.close();
  const other = await startTestProgram({ home, ink: false, seed: 3, user: '李明' });
  await other.press('n', '1', '<tab>', '13');
  await other.close();
  dateJournals(home);
  return await stage.start({ ...options, ...OFFERING, home });
};

/** Closes the page in front without saving. */
const discard = ['app.close-page', '<right>', '<enter>'];

const RECOVERY: readonly Walk[] = [
  {
    begin: died,
    scenes: {
      'recovery-at-start': [],
      'recovery-list': ['<escape>', 'u'],
      'recovery-list-another': ['<down>'],
      'recovery-delete-question': ['<delete>'],
      'recovery-opened': ['<escape>', 'u', '<enter>'],
    },
  },
  {
    scenes: {
      'recovery-list-of-what-was-discarded': async (program: TestProgram) => {
        for (const kind of ['1', '2', '3']) await program.press('n', kind, '<tab>', '13', ...discard);
        dateJournals(program.office.home);
        await program.press('u');
      },
    },
  },
  { begin: died, scenes: { 'recovery-gone-on-with': ['<enter>'] } },
];

export const DIALOGS: readonly Walk[] = [...HELP_AND_PALETTE, ...FAULTS, ...IMPORTS, ...TEMPLATES, ...RECOVERY];
