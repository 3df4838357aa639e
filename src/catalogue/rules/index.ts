import { DIALECTS, type Dialect } from '../dialect.ts';
import { dialectIn } from '../dialect-in-force.ts';
import type { Declaration } from '../document.ts';
import type { Fault } from '../fault.ts';
import type { Direction } from '../row.ts';
import {
  linksAgainstLine,
  netAgainstGross,
  priceAgainstTotal,
  quantityAgainstStandard,
  vinsAgainstQuantity,
} from './amounts.ts';
import { codeAgainstArticle } from './articles.ts';
import { dangerContradictions, exclusiveAttributes, licencesOfAttributes, numbersOfLicences } from './attributes.ts';
import { containerCount, containerLinks, containerNumbers } from './containers.ts';
import { controlTotals } from './control.ts';
import { openSupervisionMode, roomOfCustoms } from './customs.ts';
import { dangerComplete, dangerWithNumber } from './danger.ts';
import { dateOfShipment, datesOfArrival, datesOfLicences } from './dates.ts';
import { ciqOfHs, standardUnitOfHs, vinOfVehicleLicence } from './goods.ts';
import {
  numberOfCertificates,
  numberOfGoods,
  originalContainer,
  relatedNumberWithReason,
  unusedClearanceFlag,
  writeOffLines,
} from './head.ts';
import { orderOfLines, papersOfKinds, vinOfCertifiedVehicle, woodenPacking } from './kinds-of-goods.ts';
import { priceAgainstFormer } from './prices.ts';
import type { Rule, RuleContext } from './rule.ts';
import { consigneeAbroad, foreignInLatin, halfWidth, nameThereIsNone } from './texts.ts';

/** A rule, the forms that it holds for, and the dialects. */
interface RuleRow {
  readonly rule: Rule;
  readonly directions: readonly Direction[];
  readonly dialects: readonly Dialect[];
}

const ANY = ['in', 'out', 'pack'] as const;
const INBOUND = ['in'] as const;
const ABROAD = ['out'] as const;
const OUTBOUND = ['out', 'pack'] as const;

const row = (rule: Rule, directions: readonly Direction[], dialects: readonly Dialect[] = DIALECTS): RuleRow => ({
  rule,
  directions,
  dialects,
});

// biome-ignore format: table
/** All rules across fields, in the order in which their faults are told. */
export const RULES: readonly RuleRow[] = [
  row(halfWidth,               ANY),
  row(foreignInLatin,          ANY),
  row(nameThereIsNone,         ANY),
  row(consigneeAbroad,         ABROAD),
  row(datesOfArrival,          INBOUND),
  row(dateOfShipment,          OUTBOUND),
  row(relatedNumberWithReason, ANY),
  row(unusedClearanceFlag,     INBOUND),
  row(originalContainer,       INBOUND),
  row(numberOfCertificates,    ANY),
  row(writeOffLines,           ANY),
  row(containerNumbers,        ANY),
  row(containerCount,          ANY),
  row(numberOfGoods,           ANY),
  row(orderOfLines,            ANY),
  row(ciqOfHs,                 ANY),
  row(standardUnitOfHs,        ANY),
  row(quantityAgainstStandard, ANY),
  row(netAgainstGross,         ANY),
  row(priceAgainstTotal,       ANY),
  row(priceAgainstFormer,      ANY),
  row(codeAgainstArticle,      ANY),
  row(controlTotals,           ANY),
  row(exclusiveAttributes,     ANY),
  row(licencesOfAttributes,    INBOUND),
  row(numbersOfLicences,       INBOUND),
  row(papersOfKinds,           INBOUND),
  row(woodenPacking,           INBOUND),
  row(dangerWithNumber,        ANY),
  row(dangerComplete,          ANY),
  row(dangerContradictions,    ANY),
  row(datesOfLicences,         ANY),
  row(vinOfVehicleLicence,     ANY),
  row(vinOfCertifiedVehicle,   INBOUND),
  row(vinsAgainstQuantity,     ANY),
  row(containerLinks,          ANY),
  row(linksAgainstLine,        ANY),
  row(roomOfCustoms,           ANY, ['2018']),
  row(openSupervisionMode,     ANY, ['2018']),
];

/** What the rules find that hold for this form in this dialect. */
export function findingsOf(
  document: Declaration,
  context: RuleContext,
  rules: readonly RuleRow[] = RULES,
): readonly Fault[] {
  return [...findingsInTurn(document, context, rules)].flat();
}

/** The same, one rule after the other as it is asked for. */
export function* findingsInTurn(
  document: Declaration,
  context: RuleContext,
  rules: readonly RuleRow[] = RULES,
): Generator<readonly Fault[]> {
  const { dialect = dialectIn(context.book, document.direction) } = context;
  for (const { rule, directions, dialects } of rules) {
    const holds = directions.includes(document.direction) && dialects.includes(dialect);
    if (holds) yield rule(document, { ...context, dialect });
  }
}

export type { Former, KnownArticles, RuleContext } from './rule.ts';
