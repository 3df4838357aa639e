import type { CodeBook } from '../code-book.ts';
import { DIALECT, type Dialect } from '../dialect.ts';
import type { Direction } from '../row.ts';
import { fault, type Rule } from './rule.ts';

/** A kind of goods with papers of its own. */
interface KindOfGoods {
  readonly name: string;
  readonly hs: RegExp;
  /** Only for goods of one of these purposes; without it for all. */
  readonly purposes?: readonly string[];
  /** Of enterprise qualifications: all of these. */
  readonly qualifications?: readonly string[];
  /** Of licences: one of these. */
  readonly licences?: readonly string[];
  /** Of goods attributes: one of these, in the list of the dialect. */
  readonly attributes?: Readonly<Partial<Record<Dialect, readonly string[]>>>;
}

const EATEN = ['12', '30'];

// biome-ignore format: table
const KINDS: readonly KindOfGoods[] = [
  { name: '食品',   hs: /^(0[2-4]|09|1[5-9]|2[01]|220)/u, purposes: EATEN, qualifications: ['508', '509'],                           attributes: { 2018: ['14', '15'] } },
  { name: '肉类',   hs: /^(02|160[12])/u,                 purposes: EATEN, qualifications: ['510', '511'] },
  { name: '化妆品', hs: /^330[3-7]/u,                                      licences: ['516', '523', '526'],                          attributes: { 2018: ['18', '19'] } },
  { name: '饲料',   hs: /^2309/u,                         qualifications: ['306', '322'],                   licences: ['611'],       attributes: { 2018: ['42', '43', '44'] } },
];

/** Food, aquatic products with it, meat, cosmetics and feed come with the qualifications, licences and attributes of their kind. */
export const papersOfKinds: Rule = ({ goods, enterpriseQualifications = [] }, { dialect = DIALECT }) =>
  KINDS.flatMap(({ name: kind, hs, purposes, qualifications = [], licences, attributes }) => {
    const lines = goods.flatMap((line, index) => {
      const { hsCode = '', purpose = '' } = line;
      return hs.test(hsCode) && (purposes?.includes(purpose) ?? true) ? [{ line, at: `goods[${index}]` }] : [];
    });
    if (lines.length === 0) return [];
    const types = qualifications.filter(code => !enterpriseQualifications.some(({ type }) => type === code));
    const told = attributes?.[dialect];
    return [
      ...(types.length > 0
        ? [fault('kind.qualification', 'enterpriseQualifications', { kind, types: types.join('、') })]
        : []),
      ...lines.flatMap(({ line, at }) => [
        ...(licences && !line.licences?.some(({ type = '' }) => licences.includes(type))
          ? [fault('kind.licence', `${at}.licences`, { kind, types: licences.join('、') })]
          : []),
        ...(told && !line.attributes?.some(code => told.includes(code))
          ? [fault('kind.attribute', `${at}.attributes`, { kind, codes: told.join('、') })]
          : []),
      ]),
    ];
  });

/** Motor vehicles of chapter 87; parts, bicycles and trailers have no VIN. */
const VEHICLE = /^87(0[1-5]|11)/u;
const CERTIFIED = '411';

/** A certificate for a motor vehicle names each vehicle, as a licence for vehicles does. */
export const vinOfCertifiedVehicle: Rule = ({ goods }) =>
  goods.flatMap(({ hsCode = '', licences = [] }, line) =>
    licences.flatMap(({ type, vins = [] }, row) =>
      VEHICLE.test(hsCode) && type === CERTIFIED && vins.length === 0
        ? [fault('vin.of-vehicle', `goods[${line}].licences[${row}].vins`, { type })]
        : [],
    ),
  );

/** 无木质包装证明 */
const NO_WOOD = '101025';
/** Board and other processed wood carry no pests. */
const WOOD = /^(?!.*再生).*木/u;
const WOODEN_MATERIAL = /木|松|杉/u;

/** Wooden packing is declared as such, and not denied by a paper. */
export const woodenPacking: Rule = ({ goods, attachedDocuments = [] }, { book }) => {
  const denied = attachedDocuments.findIndex(({ type }) => type === NO_WOOD);
  const named = (type: string | undefined) => (type && book.find('package-types', type)?.name) || '';
  return goods.flatMap(({ packages = [] }, line) => {
    const wooden = packages.find(({ type }) => WOOD.test(named(type)));
    return [
      ...(wooden && denied >= 0
        ? [
            fault('packing.denied', `attachedDocuments[${denied}].type`, {
              package: named(wooden.type),
              line: line + 1,
            }),
          ]
        : []),
      ...packages.flatMap(({ type, material = '' }, row) =>
        type && WOODEN_MATERIAL.test(material) && !/木/u.test(named(type)) && !wooden
          ? [fault('packing.undeclared', `goods[${line}].packages[${row}].type`, { material })]
          : [],
      ),
    ];
  });
};

/** The supervision condition that asks for inspection on this side of the border. */
const CONDITION: Readonly<Record<Direction, string>> = { in: 'A', out: 'B', pack: 'B' };

/** 0: inspected, and with the condition; 1: inspected; 2: not. Undefined: the tariff at hand does not know the code. */
function rankOf(hsCode: string | undefined, direction: Direction, book: CodeBook): number | undefined {
  const entry = hsCode === undefined ? undefined : book.find('hs', hsCode);
  if (entry === undefined) return undefined;
  const { inspection = '', conditions = '' } = entry.extra;
  const side = direction === 'in' ? 'in' : 'out';
  const inspected = inspection
    .split('/')
    .some(letter => book.find('inspection-categories', letter)?.extra.direction === side);
  if (!inspected) return 2;
  return conditions.includes(CONDITION[direction]) ? 0 : 1;
}

/** Lines that are subject to inspection come before the others, those with the condition for it first among them. */
export const orderOfLines: Rule = ({ direction, goods }, { book }) => {
  /** The first line of each rank. */
  const first = new Map<number, number>();
  for (const [line, { hsCode }] of goods.entries()) {
    const rank = rankOf(hsCode, direction, book);
    if (rank === undefined) continue;
    if (!first.has(rank)) first.set(rank, line);
    const [before, other] = [...first].reduce<readonly [number, number]>(
      (least, [own, at]) => (own > rank && at < least[0] ? [at, own] : least),
      [line, rank],
    );
    if (before === line) continue;
    const code = rank === 0 && other === 1 ? 'goods.order-condition' : 'goods.order';
    return [fault(code, `goods[${line}].hsCode`, { line: before + 1, condition: CONDITION[direction] })];
  }
  return [];
};
