import { LINE_TO_LINE } from '../../../src/catalogue/carry.ts';
import type { TestProgram } from '../program.ts';
import { byManual, expert, type Hand, type Values } from './hand.ts';
import type { Task } from './task.ts';

// Of each code what takes the fewest keys: the code, its initials, or so much of it that Enter twice takes the first match.
// biome-ignore format: table
const HEAD: Values = {
  category: '24', registrationNo: '4401012345', enterpriseName: '广州报检有限公司', contactPerson: '陈𠮷', contactPhone: '020-87654321',
  consigneeNameEn: 'NAGOYA K.K.', consigneeAddress: '1-2 MARUNOUCHI, TOKYO',
  consignorCode: 'B001', consignorName: '深圳䶮达出口有限公司', consignorNameEn: 'SHENZHEN YANDA EXPORT CO LTD', consignorAddress: '深圳市罗湖区人民南路1号',
  acceptingOrg: '4401<enter>', inspectionPlace: '4401<enter>', certificateOrg: '4401<enter>', portOrg: '4401<enter>',
  tradeMode: '11', contractNo: 'HT-2', transportMode: '1', conveyanceName: 'EVER GREEN', conveyanceNo: '018W',
  departurePort: 'nh<enter><enter>', destinationCountry: 'r<enter><enter>', shipmentDate: '20171028', storagePlace: '一号仓', attachedDocuments: '12',
};

/** Two forty-foot containers. */
const CONTAINERS: Values = { 'containers.spec': '1<enter><enter>', 'containers.numbers': 'MSKU1234565,TGHU1234564' };

// biome-ignore format: table
const LINE: Values = {
  'goods.attributes': '18', 'goods.purpose': '12', 'goods.originPlace': '4403<enter>', 'goods.quantityUnit': '035',
  'goods.weightUnit': 'q', 'goods.packageType': 'dm', 'goods.currency': '84', 'goods.manufacturerNo': '4400001', 'goods.manufacturerName': '某某果园',
};

const line = (hs: string, ciq: string | undefined, amount: string, packages: string, value: string): Values => ({
  ...LINE,
  'goods.hsCode': hs,
  ...(ciq !== undefined && { 'goods.ciqCode': ciq }),
  'goods.quantity': amount,
  'goods.weight': amount,
  'goods.standardQuantity': amount,
  'goods.packageQuantity': packages,
  'goods.totalValue': value,
});

const FIRST = '<down><enter>';
// biome-ignore format: table
const GOODS: readonly Values[] = [
  line('08051', FIRST,     '10000', '500', '8000'),
  line('08081', undefined, '8000',  '400', '6400'),
  line('0703201', FIRST,   '12000', '600', '9000'),
];

/** What is offered as one goes on, which Tab alone takes. */
const OFFERED = '';
// biome-ignore format: table
const QUICK: Values = {
  ...HEAD,
  inspectionPlace: OFFERED, certificateOrg: OFFERED, portOrg: OFFERED, shipmentDate: '28',
};
/** What can only be the quantity of its line is filled on the way to the next field that must be filled. */
const FOLLOWING = ['goods.quantityUnit', 'goods.weight', 'goods.weightUnit', 'goods.standardQuantity'];

const without = (values: Values, ids: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([id]) => !ids.includes(id)));

const work =
  (
    hand: (program: TestProgram) => Hand,
    begin: readonly string[],
    end: string,
    head: Values = HEAD,
    line: (values: Values, index: number) => Values = values => values,
  ) =>
  async (program: TestProgram) => {
    const own = hand(program);
    await program.press(...begin);
    await own.fill(head);
    await own.fill(CONTAINERS);
    for (const [index, each] of GOODS.entries()) {
      if (index > 0) await own.add();
      await own.fill(line(each, index));
    }
    await program.press(end);
    return own;
  };

/** A blank outbound declaration with three goods lines and two containers, every value typed, until it is saved. */
export const BLANK_OUTBOUND: Task = {
  name: 'blank-outbound',
  ways: {
    expert: work(expert, ['<2>', '<ctrl+n>'], '<alt+s>', QUICK, (values, index) =>
      without(values, [...FOLLOWING, ...(index > 0 ? LINE_TO_LINE : [])]),
    ),
    manual: work(byManual, ['<2>', '<alt+n>'], '<alt+s>'),
  },
};
