/** The measured program: the real entry page on a declaration with fifty goods lines. Arguments: home, data folder, goods lines, `grid` for these as a grid. */
import { NO_LISTS, type OwnLists } from '../../screens/fields/field-editor.ts';
import { focusStop } from '../../screens/pages/entry/focus.ts';
import { entryPage, stopsFor } from '../../screens/pages/entry/state.ts';
import { startProgram } from '../../screens/program.ts';
import type { Goods } from '../../src/catalogue/document.ts';
import { initialsOf } from '../../src/codes/initials.ts';
import { beginDeclaration } from '../../src/jobs/keep-declarations.ts';
import { openTerminal } from '../../src/terminal/terminal.ts';
import { openBenchOffice } from '../office.ts';

const [home = '', dataFolder = '', lines = '50', view = 'form'] = process.argv.slice(2);
const terminal = openTerminal({ stdin: process.stdin, stdout: process.stdout, process, env: process.env });
const office = await openBenchOffice({ home, dataFolder, newId: () => String(Math.random()) });
const record = await beginDeclaration(office, 'in');
const goods = Array.from(
  { length: Number(lines) },
  (_, index): Goods => ({
    hsCode: '2204210000',
    name: `小包装的鲜葡萄酿造的酒 ${index + 1}`,
    quantity: String(index + 1),
    quantityUnit: '095',
    standardQuantity: String(index + 1),
    standardUnit: '095',
    totalValue: '6000',
    currency: '840',
  }),
);
const own: OwnLists = { ...NO_LISTS, switches: { ...NO_LISTS.switches, grid: view === 'grid' } };
const page = entryPage({ ...record, document: { ...record.document, goods } }, own);
// Of the goods a text, as the fields at the beginning of the page are.
const stop = view === 'grid' ? stopsFor(page).findIndex(({ id }) => id === 'goods.specification') : 0;
const { codes, book, now, store } = office;
startProgram({
  terminal,
  office,
  firstPage: focusStop(page, stop, {
    codes,
    book,
    now,
    initialsOf,
    goods: { suggest: () => [] },
    rows: () => store.rows(),
  }),
});
