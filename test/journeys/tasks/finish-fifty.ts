import type { Goods } from '../../../src/catalogue/document.ts';
import { adoptDocument, keepDraft } from '../../../src/jobs/keep-declarations.ts';
import type { TestProgram } from '../program.ts';
import { expert, type Hand } from './hand.ts';
import type { Task } from './task.ts';

/** HS codes with several CIQ codes each. */
const CODES = ['0801120000', '0810400000', '0305430000', '0401400000', '1604193100'];

/** Fifty lines as a client's workbook has them: the codes mixed, neither CIQ code nor purpose. */
const LINES = Array.from(
  { length: 50 },
  (_, index): Goods => ({
    hsCode: CODES[(index * 7) % CODES.length] as string,
    attributes: ['16'],
    name: `货物 ${index + 1}`,
    originCountry: '250',
    quantity: '100',
    quantityUnit: '035',
    weight: '100',
    weightUnit: '035',
    standardQuantity: '100',
    standardUnit: '035',
    packages: [{ type: '4M', quantity: '10' }],
    unitPrice: '7',
    totalValue: '700',
    currency: '840',
  }),
);

async function inGrid(program: TestProgram): Promise<Hand> {
  // The list, its only declaration, the grid, the first cell that lacks something.
  await program.press('1', '<enter>', '<alt+q>', '<alt+e>');
  // The lines of one HS code are marked; all get the second of its CIQ codes.
  await program.press('<f5>', '<ctrl+f>', '<down>', '<ctrl+f>');
  // What is missing next is the purpose: all lines get one.
  await program.press('<alt+e>', '<ctrl+a>', '12', '<ctrl+f>');
  for (const _code of CODES.slice(1)) await program.press('<alt+e>', '<f5>', '<ctrl+f>', '<ctrl+f>');
  return expert(program);
}

/** Imported goods lines that lack the same two fields, finished in the grid. */
export const FINISH_FIFTY: Task = {
  name: 'finish-fifty',
  async prepare(office) {
    const document = { direction: 'in', containers: [], goods: LINES } as const;
    await keepDraft(office, await adoptDocument(office, document));
  },
  ways: { grid: inGrid },
};
