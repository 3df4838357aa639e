import type { Right } from '../../accounts/permissions.ts';
import { describe as placeIn } from '../../declaration/describe.ts';
import { REVIEW_WORDS } from '../../declaration/review.ts';
import { EXIT } from '../../errors.ts';
import { timeOf } from '../../jobs/clock.ts';
import type { Office } from '../../jobs/office.ts';
import { askReview, decideReview, type ReviewFacts, reviewFacts } from '../../jobs/review.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import type { Command, Context } from '../context.ts';
import { faultDocuments, faultLines } from '../fault-lines.ts';
import { ENTRY_NOS, entryNosOf, noteNothing } from '../inputs.ts';
import { eachOf, type Outcome, reportOutcomes } from '../outcome.ts';
import { tableOf } from '../report.ts';

interface ReviewArguments {
  readonly action: 'list' | 'show' | 'ask' | 'approve' | 'refuse';
  readonly entryNos?: readonly string[];
  readonly note?: string;
}

const RIGHTS: Readonly<Record<ReviewArguments['action'], Right>> = {
  list: 'declaration.read',
  show: 'declaration.read',
  ask: 'declaration.write',
  approve: 'review',
  refuse: 'review',
};

export const review: Command = {
  command: 'review <action> [entryNos..]',
  right: RIGHTS,
  describe:
    '复核：list 待复核的，show 与上次的不同和风险，ask 送复核，approve 通过，refuse 退回；按哪些规则须复核见 settings get reviewRules',
  build: yargs =>
    yargs
      .positional('action', { choices: Object.keys(RIGHTS), demandOption: true, describe: '做什么' })
      .positional('entryNos', ENTRY_NOS)
      .option('note', { type: 'string', describe: '意见；refuse 时必须写明为什么' })
      .example('$0 review list', '待复核的、退回的')
      .example('$0 review show WI179546740372500', '与收发货人上一份的不同、提醒、价格')
      .example('$0 review approve WI179546740372500', '通过，可以发送；自己的不能自己通过')
      .example('$0 review refuse WI179546740372500 --note 单价不对', '退回')
      .example(
        `$0 settings set reviewRules '[{"name":"大额","amount":"50000"}]'`,
        '货物总值 50000 以上的须复核；[] 不用复核',
      ),
  completes: name => (name === 'entryNos' ? ['entry-numbers'] : undefined),
  async run(context, { action, entryNos: words = [], note = '' }: ReviewArguments) {
    if (action === 'list') return await list(context);
    if (words.length === 0) throw usage('写明录入序号，或用 - 从标准输入读取');
    const { office, report, rim } = context;
    const open = await office();
    const entryNos = await entryNosOf(words, rim);
    noteNothing(report, entryNos, '没有给出录入序号');
    return reportOutcomes(report, await eachOf(entryNos, String, entryNo => WORK[action](open, entryNo, note)));
  },
};

type Work = (office: Office, entryNo: string, note: string) => Promise<Outcome>;

const WORK: Readonly<Record<Exclude<ReviewArguments['action'], 'list'>, Work>> = {
  async ask(office, entryNo) {
    const { review: asked } = await askReview(office, entryNo);
    return {
      input: entryNo,
      ok: true,
      document: { review: asked },
      lines: [`${entryNo}  ${asked ? REVIEW_WORDS[asked.state] : ''}`],
    };
  },
  async approve(office, entryNo, note) {
    const { review: decided } = await decideReview(office, entryNo, { state: 'approved', note });
    return {
      input: entryNo,
      ok: true,
      document: { review: decided },
      lines: [`${entryNo}  复核通过，可以发送：send ${entryNo}`],
    };
  },
  async refuse(office, entryNo, note) {
    const { review: decided } = await decideReview(office, entryNo, { state: 'refused', note });
    return {
      input: entryNo,
      ok: true,
      document: { review: decided },
      lines: [`${entryNo}  已退回：${cleanLine(note)}`],
    };
  },
  async show(office, entryNo) {
    const facts = await reviewFacts(office, entryNo);
    return { input: entryNo, ok: true, document: documentOf(facts), lines: linesOf(facts) };
  },
};

const differencesIn = ({ comparison }: ReviewFacts) =>
  (comparison?.differences ?? []).map(({ path, theirs, mine }) => ({
    path,
    before: textOf(theirs),
    after: textOf(mine),
  }));

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return cleanLine(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

const documentOf = (facts: ReviewFacts) => ({
  review: facts.review ?? null,
  rule: facts.rule?.name ?? null,
  last: facts.last?.entryNo ?? null,
  differences: differencesIn(facts),
  warnings: faultDocuments(facts.warnings),
  lowered: faultDocuments(facts.lowered),
});

function linesOf(facts: ReviewFacts): readonly string[] {
  const { record, review: held, rule, last, warnings, lowered } = facts;
  const differences = differencesIn(facts);
  const state = held
    ? `${REVIEW_WORDS[held.state]}，${cleanLine(held.by)} ${timeOf(Date.parse(held.at))} 送审`
    : '没有送复核';
  return [
    `${record.entryNo}  ${state}${rule ? `；按“${cleanLine(rule.name)}”须复核` : '；没有规则要求复核'}`,
    ...(held?.decided?.note ? [`  ${cleanLine(held.decided.by)}：${cleanLine(held.decided.note)}`] : []),
    last ? `  与上一份 ${last.entryNo} 不同 ${differences.length} 处` : '  这个收发货人没有以前的单证',
    ...differences.map(
      ({ path, before, after }) => `    ${placeIn(path) || path} ${before || '（空）'} → ${after || '（空）'}`,
    ),
    ...(warnings.length > 0 ? ['  提醒', ...faultLines(warnings)] : []),
    ...(lowered.length > 0 ? ['  本单位把规则放宽了的', ...faultLines(lowered)] : []),
  ];
}

async function list({ office, report }: Context): Promise<number> {
  const rows = [...(await office()).store.rows()].filter(row => row.review === 'asked' || row.review === 'refused');
  report.result(
    rows.map(({ entryNo, review: state, reviewBy, party, date }) => ({ entryNo, state, by: reviewBy, party, date })),
    () =>
      rows.length === 0
        ? ['没有待复核的单证']
        : tableOf(
            ['录入序号', '复核', '送审人', '收/发货人', '日期'],
            rows.map(({ entryNo, review: state, reviewBy, party, date }) => [
              entryNo,
              state === '' ? '' : REVIEW_WORDS[state],
              cleanLine(reviewBy),
              party,
              date,
            ]),
          ),
  );
  return EXIT.done;
}
