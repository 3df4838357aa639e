import { messageIn } from '../dialect-in-force.ts';
import type { Declaration } from '../document.ts';
import type { Direction } from '../row.ts';
import { fault, type Rule } from './rule.ts';

const MAX_CONTAINERS = 500;
const MAX_DOCUMENTS = 7;
const MAX_CODE = 18;
const MAX_CHASSIS = 10;
/** Prices have no more decimals. */
const SCALE = 4;

/** The code of the party in the country is a credit code there. */
const DOMESTIC = { in: 'consigneeCode', out: 'consignorCode', pack: 'consignorCode' } as const satisfies Readonly<
  Record<Direction, keyof Declaration>
>;

const tooLong = (path: string, value: string | undefined, max: number) => {
  const count = [...(value ?? '')].length;
  return count > max ? [fault('dec.too-long', path, { count, max })] : [];
};

const tooFine = (path: string, value: string | undefined) =>
  (value?.split('.')[1] ?? '').length > SCALE ? [fault('dec.decimals', path, { max: SCALE })] : [];

/** A customs declaration has less room than the fields that it shares with the declaration for inspection. */
export const roomOfCustoms: Rule = (document, { book }) => {
  const { direction, containers, goods, supervisionDocuments = [] } = document;
  if (messageIn(book, direction) !== 'dec') return [];
  const numbers = containers.reduce((sum, row) => sum + (row.numbers?.length ?? 0), 0);
  const own = DOMESTIC[direction];
  return [
    ...(numbers > MAX_CONTAINERS ? [fault('dec.too-many', 'containers', { count: numbers, max: MAX_CONTAINERS })] : []),
    ...(supervisionDocuments.length > MAX_DOCUMENTS
      ? [fault('dec.too-many', 'supervisionDocuments', { count: supervisionDocuments.length, max: MAX_DOCUMENTS })]
      : []),
    ...tooLong(own, document[own], MAX_CODE),
    ...goods.flatMap(({ unitPrice, totalValue, licences = [] }, line) => [
      ...tooFine(`goods[${line}].unitPrice`, unitPrice),
      ...tooFine(`goods[${line}].totalValue`, totalValue),
      ...licences.flatMap(({ vins = [] }, licence) =>
        vins.flatMap(({ chassisNo }, vin) =>
          tooLong(`goods[${line}].licences[${licence}].vins[${vin}].chassisNo`, chassisNo, MAX_CHASSIS),
        ),
      ),
    ]),
  ];
};

const MOST_NAMED = 4;

/** Where one 贸易方式 stands for several 监管方式 and none of them is the usual one, people choose: the candidates are named. */
export const openSupervisionMode: Rule = ({ direction, tradeMode, supervisionMode }, { book }) => {
  if (messageIn(book, direction) !== 'dec' || !tradeMode || supervisionMode) return [];
  const { codes = [], preferred } = book.toToday?.('trade-modes', tradeMode) ?? {};
  if (preferred !== undefined || codes.length < 2) return [];
  const named = codes
    .slice(0, MOST_NAMED)
    .map(code => `${code} ${book.find('customs-trade-modes', code)?.name ?? ''}`.trim());
  const more = codes.length > MOST_NAMED ? `等 ${codes.length} 种` : '';
  return [fault('dec.choose-mode', 'tradeMode', { codes: `${named.join('、')}${more}` })];
};
