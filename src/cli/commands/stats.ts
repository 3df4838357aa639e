import { EXIT } from '../../errors.ts';
import { countLedger, groupingLabel, groupName, namingOf } from '../../jobs/ledger.ts';
import { templateColumns } from '../../jobs/ledger-templates.ts';
import type { Office } from '../../jobs/office.ts';
import {
  type LedgerColumnName,
  ledgerColumn,
  ledgerHeading,
  meanText,
  percentText,
  statusesText,
  sumsText,
} from '../../ledger/columns.ts';
import type { Group, Ledger } from '../../ledger/count.ts';
import { GROUPING_NAMES, type Grouping, groupingOf } from '../../ledger/grouping.ts';
import type { LedgerQuery } from '../../ledger/query.ts';
import { usage } from '../arguments.ts';
import type { Command, Context } from '../context.ts';
import { type LedgerArguments, ledgerOptions, ledgerQueryOf } from '../ledger-options.ts';
import { tableOf } from '../report.ts';

interface StatsArguments extends LedgerArguments {
  readonly group?: Grouping;
  readonly template?: string;
}

const GROUPS = GROUPING_NAMES.map(name => `${name} ${groupingOf(name).label}`).join('、');

export const stats: Command = {
  command: 'stats',
  right: 'declaration.read',
  describe: '统计查询：按时间、收发货人、报检员、机构、国家或 HS 章分组，给出份数、合计、用时和退单',
  build: yargs =>
    ledgerOptions(yargs)
      .option('group', { alias: 'g', choices: GROUPING_NAMES, describe: `统计方式，不写为 month：${GROUPS}` })
      .option('template', { type: 'string', describe: '不分组，按这个导出模板的项逐份列出' })
      .example('$0 stats --from 2017-01-01 --to 2017-12-31 --group quarter', '2017 年入境各季度')
      .example('$0 stats --kind out --group country --inspected Y --json', '法检的出境单证按输往国家，给脚本用'),
  async run(context, args: StatsArguments) {
    const office = await context.office();
    const query = ledgerQueryOf(args, office.now());
    if (args.template !== undefined && args.group !== undefined)
      throw usage('--template 和 --group 只能写一个', '--template 逐份列出，--group 分组统计');
    if (args.template !== undefined)
      return await listed(context, office, query, await templateColumns(office, args.template));
    const { group: by = 'month' } = args;
    const ledger = await countLedger(office, office.store.rows(), query, by);
    const naming = namingOf(office);
    context.report.result(
      { kind: query.direction, group: by, total: documentOf(ledger.total), groups: ledger.groups.map(documentOf) },
      () =>
        ledger.total.count === 0 ? [] : [...groupLines(ledger, by, query, naming), '', ...totalLines(ledger, naming)],
    );
    context.report.note(`共 ${ledger.total.count} 份`);
    return EXIT.done;
  },
};

async function listed(
  { report }: Context,
  office: Office,
  query: LedgerQuery,
  columns: readonly LedgerColumnName[],
): Promise<number> {
  const rows = office.store.rows();
  const { total } = await countLedger(office, rows, query, undefined);
  const naming = namingOf(office);
  const texts = total.places.flatMap((place, at) => {
    const row = rows.at(place);
    return row ? [columns.map(name => ledgerColumn(name).text(row, at + 1, naming))] : [];
  });
  const objects = texts.map(cells => Object.fromEntries(columns.map((name, at) => [name, cells[at]])));
  report.result({ total: total.count, rows: objects }, () =>
    texts.length === 0
      ? []
      : tableOf(
          columns.map(name => ledgerHeading(name, query.direction)),
          texts,
        ),
  );
  report.note(`共 ${total.count} 份`);
  return EXIT.done;
}

function groupLines(
  { groups, total }: Ledger,
  by: Grouping,
  { direction }: LedgerQuery,
  naming: ReturnType<typeof namingOf>,
): readonly string[] {
  return tableOf(
    [groupingLabel(by, direction), '份数', '法检', '退单', '平均用时', '货物总值'],
    [...groups.map(group => [groupName(by, group.key, naming), group] as const), ['合计', total] as const].map(
      ([name, group]) => [
        name,
        String(group.count),
        String(group.inspected),
        percentText(group.refused, group.sent),
        meanText(group),
        sumsText(group.sums, 'value', naming),
      ],
    ),
  );
}

function totalLines({ total }: Ledger, naming: ReturnType<typeof namingOf>): readonly string[] {
  const quantity = sumsText(total.sums, 'quantity', naming);
  const weight = sumsText(total.sums, 'weight', naming);
  return [
    `状态：${statusesText(total)}`,
    ...(quantity ? [`数量：${quantity}`] : []),
    ...(weight ? [`重量：${weight}`] : []),
    ...(total.reasons.length > 0
      ? ['退单原因：', ...total.reasons.map(([reason, count]) => `  ${count} 份  ${reason}`)]
      : []),
  ];
}

function documentOf({ key, count, inspected, byStatus, sums, sent, refused, reasons, timed, meanSeconds }: Group) {
  return {
    key,
    count,
    inspected,
    byStatus: Object.fromEntries(byStatus),
    sums,
    sent,
    refused,
    reasons: reasons.map(([reason, times]) => ({ reason, count: times })),
    timed,
    meanSeconds: meanSeconds ?? null,
  };
}
