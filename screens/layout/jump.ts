import { type FieldId, fieldsOf, type ListName, SECTIONS, type SectionName } from '../../src/catalogue/catalogue.ts';

/** Letters that no pinyin begins with, so that they are free to begin the pairs: the head, the other information, rows. */
const PAIRS_BEGIN = 'uiv';

/**
 * What is typed in jump mode for a field, the same wherever the page is. One key for what brokers type most: a letter of its name, and digits for
 * amounts in their printed order; two letters for the rest. Fields that never stand on one form together may share a mark.
 */
// biome-ignore format: table
const GIVEN: Readonly<Partial<Record<FieldId, string>>> = {
  registrationNo: 'd', category: 'l', consigneeCode: 's', consigneeNameEn: 'e', consignorCode: 'f',
  tradeMode: 'm', contractNo: 'n', conveyanceName: 'g', conveyanceNo: 'j', billOfLadingNo: 't',
  arrivalDate: 'r', shipmentDate: 'r', entryPort: 'k', departurePort: 'k', departureCountry: 'w', destinationCountry: 'w',
  loadingPort: 'q', arrivalPort: 'q', certificatesAsked: 'z', attachedDocuments: 'a',
  'goods.hsCode': 'h', 'goods.ciqCode': 'c', 'goods.name': 'p', 'goods.purpose': 'y', 'goods.attributes': 'x',
  'goods.originCountry': 'o', 'goods.originPlace': 'o', 'goods.packageType': 'b',
  'goods.quantity': '1', 'goods.weight': '2', 'goods.standardQuantity': '3', 'goods.packageQuantity': '4',
  'goods.unitPrice': '5', 'goods.totalValue': '6', 'containers.spec': '7', 'containers.numbers': '8',

  declarationDate: 'ur', enterpriseName: 'ud', contactPerson: 'ul', contactPhone: 'uh', consigneeName: 'us', consigneeAddress: 'ua',
  consignorName: 'uf', consignorNameEn: 'ue', consignorAddress: 'ub', enterpriseQualifications: 'uz', declarantName: 'um', declarantNo: 'un',

  acceptingOrg: 'ib', inspectionPlace: 'is', certificateOrg: 'il', portOrg: 'ik', destinationOrg: 'im', transportMode: 'iy',
  storagePlace: 'ic', tradeCountry: 'ig', transitPort: 'ij', destination: 'id', deliveryOrderNo: 'ih', houseBillNo: 'if',
  departureDate: 'iq', dischargeDate: 'ix', claimDeadline: 'ip', originalContainer: 'iz', customsOffice: 'io',
  customsRegistrationNo: 'ir', relatedDeclarationNo: 'ia', relationReason: 'ie', specialBusiness: 'iw', specialClearance: 'it',
  marks: 'in', users: 'iu', specialRequirements: 'iv',

  'containers.quantity': 'vu', 'containers.shared': 'vo', 'goods.specification': 'vg', 'goods.nameEn': 've',
  'goods.productionDate': 'vr', 'goods.quantityUnit': 'vq', 'goods.weightUnit': 'vw', 'goods.standardUnit': 'vs', 'goods.currency': 'vb',
  'goods.model': 'vx', 'goods.brand': 'vp', 'goods.ingredients': 'vc', 'goods.batchNo': 'vh', 'goods.manufacturerNo': 'vn',
  'goods.manufacturerName': 'vm', 'goods.overseasManufacturer': 'vj', 'goods.validUntil': 'vy', 'goods.shelfLife': 'vz',
  'goods.licences': 'vl', 'goods.notDangerous': 'vf', 'goods.containers': 'vd', 'goods.spare': 'vi', 'goods.danger': 'va',
};

/** The marks of the lists below the forms. */
export const LIST_JUMPS: Readonly<Record<ListName, string>> = { containers: '9', goods: '0' };

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const pairsOf = (first: string): readonly string[] => LETTERS.map(second => first + second);

/** The fields that only a customs declaration has, in their order: signs beside the letters begin their pairs. */
const OF_CUSTOMS: Readonly<Partial<Record<FieldId, string>>> = Object.fromEntries(
  (Object.keys(SECTIONS) as SectionName[])
    .flatMap(section => fieldsOf(section).flatMap(({ id, extras }) => (extras.message === undefined ? [] : [id])))
    .map((id, at) => [id, [...pairsOf(';'), ...pairsOf(',')][at]]),
);

/** Pairs that nothing has been given. */
const FREE = [...PAIRS_BEGIN].flatMap(pairsOf).filter(pair => !Object.values(GIVEN).includes(pair));

const OTHERS = (Object.keys(SECTIONS) as SectionName[])
  .flatMap(section => fieldsOf(section).map(({ id }) => id))
  .filter(id => GIVEN[id] === undefined && OF_CUSTOMS[id] === undefined);

/** The mark of a field of the page; one that the table does not name has a pair that is free. */
export const jumpOf = (id: FieldId): string | undefined => GIVEN[id] ?? OF_CUSTOMS[id] ?? FREE[OTHERS.indexOf(id)];

const ALL = new Set<string>([...Object.values(GIVEN), ...Object.values(OF_CUSTOMS), ...Object.values(LIST_JUMPS)]);

/** Whether this is the mark of a field of some form. */
export const isMark = (typed: string): boolean => ALL.has(typed);
