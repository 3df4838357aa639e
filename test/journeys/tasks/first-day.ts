import { askFirstForm } from '../../../screens/dialogs/first-form.ts';
import type { TestProgram } from '../program.ts';
import { expert, type Values } from './hand.ts';
import type { Task } from './task.ts';

/** The form that the first start offers: each answer and Enter, the last one keeps. */
const ANSWERS = ['4403000005', '海通报关', '陈静', '26391234', '4403', '13', '<enter>'];

// Of each code what takes the fewest keys, and no text is longer than it must be.
// biome-ignore format: table
const HEAD: Values = {
  consigneeCode: 'A1', consigneeName: '五洲', consignorNameEn: 'LAC', tradeMode: '11', contractNo: 'H1', transportMode: '1',
  conveyanceName: 'STAR', conveyanceNo: 'V1', tradeCountry: '410', departureCountry: '410', loadingPort: '41<enter><enter>', entryPort: '4403<enter>', destination: '440300',
  storagePlace: '1仓', arrivalDate: '20', billOfLadingNo: 'B1', attachedDocuments: '12',
};
// biome-ignore format: table
const LINE: Values = {
  'goods.hsCode': '08051', 'goods.ciqCode': '<down><enter>', 'goods.attributes': '12', 'goods.purpose': '12', 'goods.originCountry': '410', 'goods.quantity': '900',
  'goods.packageType': '4M', 'goods.packageQuantity': '9', 'goods.totalValue': '800', 'goods.currency': '84',
};

async function fromNothing(program: TestProgram) {
  const own = expert(program);
  program.program.run(askFirstForm);
  await program.program.idle();
  for (const answer of ANSWERS) await program.press(...(answer.startsWith('<') ? [answer] : [answer, '<enter>']));
  await program.press('n', '1');
  await own.fill(HEAD);
  await own.fill(LINE);
  await program.press('<alt+s>');
  return own;
}

/** From an empty home to the first declaration that is saved: who the office is, and one line of goods. */
export const FIRST_DAY: Task = { name: 'first-day', ways: { inbound: fromNothing } };
