import { STATUS_MARKS, type Status } from '../../declaration/life-cycle.ts';
import { matcherOf, QUEUES, type Query, type Queue } from '../../declaration/query.ts';
import type { Summary } from '../../declaration/summary.ts';
import { taskText } from '../../declaration/task.ts';
import { EXIT } from '../../errors.ts';
import { dayOf, timeOf } from '../../jobs/clock.ts';
import { OPEN_MARK, type OpenBy, openByOthers } from '../../jobs/open-by.ts';
import { trashOf } from '../../jobs/trash.ts';
import { cleanLine } from '../../text.ts';
import type { Command, Context } from '../context.ts';
import { periodOrRefused } from '../ledger-options.ts';
import { tableOf } from '../report.ts';

interface ListArguments {
  readonly words?: readonly string[];
  readonly direction?: Summary['direction'];
  readonly queue?: Queue;
  readonly status?: Status;
  readonly from?: string;
  readonly until?: string;
  readonly limit: number;
  readonly withdrawn?: boolean;
  readonly trash?: boolean;
  readonly assigned?: boolean;
  readonly mine?: boolean;
  readonly due?: boolean;
  readonly overdue?: boolean;
}

export const list: Command = {
  command: 'list [words..]',
  right: 'declaration.read',
  describe: '列出单证，可按词、队列、状态和日期查找',
  build: yargs =>
    yargs
      .positional('words', { type: 'string', array: true, describe: '要找的词：号码、名称、拼音首字母' })
      .option('direction', { alias: 'd', choices: ['in', 'out', 'pack'], describe: '入境、出境或出境包装' })
      .option('queue', { alias: 'q', choices: Object.keys(QUEUES), describe: '队列' })
      .option('status', { choices: Object.keys(STATUS_MARKS), describe: 'CIQ 状态' })
      .option('from', { type: 'string', describe: '报检日期自：2017-09-20、0920、20（离今天最近的）、-1（昨天）' })
      .option('until', { type: 'string', describe: '报检日期至，写法相同' })
      .option('limit', { type: 'number', default: 50, describe: '最多列出几行；0 为全部' })
      .option('withdrawn', { type: 'boolean', describe: '也列出已撤出的' })
      .option('assigned', { type: 'boolean', describe: '只列交办的' })
      .option('mine', { type: 'boolean', describe: '只列交办给我的' })
      .option('due', { type: 'boolean', describe: '只列交办的期限是今天的；与 --overdue 同用则两种都列' })
      .option('overdue', { type: 'boolean', describe: '只列交办的期限已过的' })
      .option('trash', { type: 'boolean', describe: '列出回收站里的，谁在什么时候删的；恢复用 undelete' })
      .example('$0 list 海澜 --status rejected', '退单的单证里找“海澜”')
      .example('$0 list --mine --due --overdue', '交办给我、今天要办完和已经逾期的')
      .example('$0 list --from 2017-09-01 --until 2017-09-30 --limit 0 --json', '九月的全部，给脚本用'),
  async run(context, args: ListArguments) {
    const { office, report } = context;
    const place = await office();
    const { store, now } = place;
    const today = dayOf(now());
    const { from, until } = periodOrRefused(args.from, args.until, today);
    const query: Query = {
      ...(args.words?.length && { words: args.words.join(' ') }),
      ...(args.direction && { direction: args.direction }),
      ...(args.queue && { queue: args.queue }),
      ...(args.status && { status: args.status }),
      ...(from && { from }),
      ...(until && { until }),
      ...taskQuery(args, place.user, today),
      ...(args.withdrawn && { withdrawn: true }),
    };
    if (args.trash) return await listTrash(context, query, args.limit);
    const matches = matcherOf(query);
    const found: Summary[] = [];
    // One after the other: 200,000 rows at once are half a gigabyte.
    for (const row of store.rows()) if (matches(row)) found.push(row);
    const shown = args.limit > 0 ? found.slice(0, args.limit) : found;
    const openBy = openByOthers(place);
    const rows = shown.map(row => ({ ...withoutFigures(row), openBy: openBy.get(row.entryNo) ?? [] }));
    const withTasks = shown.some(({ taskFor }) => taskFor !== '');
    report.result({ total: found.length, rows }, () =>
      shown.length === 0
        ? []
        : tableOf(
            [...HEADS, ...(withTasks ? ['交办'] : [])],
            shown.map(row => [...cellsOf(row, openBy), ...(withTasks ? [cleanLine(taskOf(row))] : [])]),
          ),
    );
    if (shown.length < found.length) report.note(`共 ${found.length} 份，列出 ${shown.length} 份；--limit 0 列出全部`);
    else report.note(`共 ${found.length} 份`);
    return EXIT.done;
  },
};

const HEADS = ['状态', '录入序号', '报检号', '通关单号', '日期', '收/发货人', '合同号', '货物'];

const taskOf = ({ taskFor, taskWord, taskBy }: Summary): string =>
  taskFor === '' ? '' : taskText({ for: taskFor, word: taskWord, by: taskBy });

function taskQuery(
  { assigned, mine, due, overdue }: ListArguments,
  me: string,
  today: string,
): Pick<Query, 'task'> | undefined {
  if (!assigned && !mine && !due && !overdue) return undefined;
  const days = [due && ('today' as const), overdue && ('overdue' as const)].filter(
    day => day === 'today' || day === 'overdue',
  );
  return { task: { today, ...(mine && { for: me }), ...(days.length > 0 && { due: days }) } };
}

/** Without what only the program itself reads. */
function withoutFigures({ marks, shares, sent, released, reasons, stage, ...row }: Summary) {
  return row;
}

function cellsOf(row: Summary, openBy: OpenBy): readonly string[] {
  const { mark } = STATUS_MARKS[row.status];
  const others = openBy.get(row.entryNo);
  return [
    others ? `${mark} ${OPEN_MARK}${others.join('、')}` : mark,
    row.entryNo,
    row.declarationNo,
    row.clearanceNo,
    row.date,
    row.party,
    row.contract,
    row.goods,
  ];
}

/** What was deleted and can be brought back, what was deleted last first (L8). */
async function listTrash({ office, report }: Context, query: Query, limit: number): Promise<number> {
  const matches = matcherOf({ ...query, withdrawn: true });
  const found = (await trashOf(await office())).filter(({ row }) => row === undefined || matches(row));
  const shown = limit > 0 ? found.slice(0, limit) : found;
  const rows = shown.map(({ entryNo, removed, row, broken }) => {
    const told = row ? withoutFigures(row) : { entryNo };
    return { ...told, removedAt: removed?.at ?? null, removedBy: removed?.by ?? null, ...(broken && { broken }) };
  });
  report.result({ total: found.length, rows }, () =>
    shown.length === 0
      ? []
      : tableOf(
          ['录入序号', '删除时间', '删除人', '日期', '收/发货人', '合同号', '货物'],
          shown.map(({ entryNo, removed, row, broken }) => [
            entryNo,
            removed ? timeOf(Date.parse(removed.at)) : '没有记录',
            cleanLine(removed?.by ?? ''),
            ...(row ? [row.date, row.party, row.contract, row.goods] : ['', cleanLine(broken ?? ''), '', '']),
          ]),
        ),
  );
  report.note(
    `回收站里共 ${found.length} 份${found.length > shown.length ? `，列出 ${shown.length} 份` : ''}；恢复：undelete 录入序号`,
  );
  return EXIT.done;
}
