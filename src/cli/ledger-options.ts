import type { Argv } from 'yargs';
import { DIRECTIONS, type Direction } from '../catalogue/row.ts';
import { dayOf } from '../jobs/clock.ts';
import { dayMeant } from '../kinds/day-meant.ts';
import type { LedgerQuery } from '../ledger/query.ts';
import { cleanLine } from '../text.ts';
import { usage } from './arguments.ts';

/** What a question to the ledger may say. */
export interface LedgerArguments {
  readonly kind: Direction;
  readonly party?: string;
  readonly declarant?: string;
  readonly enterprise?: string;
  readonly inspected?: 'Y' | 'N';
  readonly from?: string;
  readonly to?: string;
}

export const ledgerOptions = (yargs: Argv): Argv =>
  yargs
    .option('kind', { alias: 'k', choices: DIRECTIONS, default: 'in', describe: '报检类别：入境、出境或出境包装' })
    .option('party', { type: 'string', describe: '收/发货人：名称的一部分或拼音首字母' })
    .option('declarant', { type: 'string', describe: '报检员' })
    .option('enterprise', { type: 'string', describe: '报检企业：名称的一部分或拼音首字母' })
    .option('inspected', { choices: ['Y', 'N'], describe: '法检标识' })
    .option('from', { type: 'string', describe: '报检日期自：2017-09-20、0920、20（最近过去的）、-1（昨天）' })
    .option('to', { type: 'string', describe: '报检日期至，写法相同' });

export function ledgerQueryOf(args: LedgerArguments, now: number): LedgerQuery {
  const today = dayOf(now);
  return {
    direction: args.kind,
    party: args.party,
    declarant: args.declarant,
    enterprise: args.enterprise,
    inspected: args.inspected,
    ...periodOrRefused(args.from, args.to, today, true),
  };
}

/** The first and the last day of a period as people write them. */
export function periodOrRefused(
  first: string | undefined,
  last: string | undefined,
  today: string,
  past = false,
): { readonly from: string | undefined; readonly until: string | undefined } {
  const [from, until] = [first, last].map(text => (text === undefined ? undefined : dayOrRefused(text, today, past)));
  if (from !== undefined && until !== undefined && until < from)
    throw usage(`日期至 ${until} 早于日期自 ${from}`, '把两个日期对调，或写明年份，如 2017-09-20');
  return { from, until };
}

/** A day as people write it. */
function dayOrRefused(text: string, today: string, past = false): string {
  const day = dayMeant(text, today, past);
  if (day === undefined) throw usage(`没有这一天：${cleanLine(text)}`, '写成 2017-09-20、20170920、0920、20 或 -1');
  return day;
}
