import { EXIT } from '../../errors.ts';
import { type AuditSearch, readAudit, verifyAudit } from '../../jobs/audit/read-audit.ts';
import { changeText, contentText, type ShownLine } from '../../jobs/audit/show.ts';
import { dayOf } from '../../jobs/clock.ts';
import type { Command, Context } from '../context.ts';
import { periodOrRefused } from '../ledger-options.ts';
import { tableOf } from '../report.ts';

interface AuditArguments {
  readonly words?: readonly string[];
  readonly who?: string;
  readonly what?: string;
  readonly since?: string;
  readonly until?: string;
  readonly full?: boolean;
  readonly limit: number;
}

const ENTRY_NO = /^W[IEP]\d{13,15}$/u;

export const audit: Command = {
  command: 'audit [words..]',
  right: 'audit.read',
  describe: '操作记录：谁在什么时候做了什么、改前改后；verify 核对有没有被改过',
  build: yargs =>
    yargs
      .positional('words', { type: 'string', array: true, describe: '录入序号，要找的词，或 verify' })
      .option('who', { type: 'string', describe: '谁做的' })
      .option('what', { type: 'string', describe: '做了什么：保存、发送、设置、打印 …' })
      .option('since', { type: 'string', describe: '自哪一天：2017-09-20、0920、20、-1（昨天）' })
      .option('until', { type: 'string', describe: '至哪一天，写法相同' })
      .option('full', { type: 'boolean', describe: '每一处改动各占一行；写明录入序号时总是这样' })
      .option('limit', { type: 'number', default: 50, describe: '最多列出几条；0 为全部' })
      .example('$0 audit WI179546740372500', '一份单证从头到尾是谁改的，改了什么')
      .example('$0 audit 牛肉 --who 李静 --since -7', '李静七天来与“牛肉”有关的改动')
      .example('$0 audit verify', '核对整条记录；最后一条的校验值可另外记下，日后对照'),
  async run(context, args: AuditArguments) {
    const [first, ...others] = args.words ?? [];
    if (first === 'verify' && others.length === 0) return await verify(context);
    const { office, report } = context;
    const place = await office();
    const today = dayOf(place.now());
    const { who, what } = args;
    const { from: since, until } = periodOrRefused(args.since, args.until, today, true);
    const isNumber = first !== undefined && ENTRY_NO.test(first.toUpperCase());
    const search: AuditSearch = {
      ...(isNumber && { entryNo: first.toUpperCase() }),
      words: isNumber ? others : (args.words ?? []),
      ...(who !== undefined && { who }),
      ...(what !== undefined && { what }),
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
      limit: args.limit === 0 ? Number.POSITIVE_INFINITY : args.limit,
    };
    const { lines, more } = await readAudit(place, search);
    report.result(lines, () => [
      ...(args.full || isNumber ? lines.flatMap(fullText) : shortTable(lines)),
      ...(lines.length === 0 ? ['没有符合的操作记录'] : []),
      ...(more ? [`只列出最新的 ${lines.length} 条；--limit 0 列出全部`] : []),
    ]);
    return EXIT.done;
  },
};

const shortTable = (lines: readonly ShownLine[]): readonly string[] =>
  lines.length === 0
    ? []
    : tableOf(
        ['时间', '谁', '做了什么', '哪一份、哪一项', '内容'],
        lines.map(line => [line.time, line.who, line.title, line.which, contentText(line)]),
      );

function fullText(line: ShownLine): readonly string[] {
  const { time, who, title, which, revision, text, changes, more } = line;
  return [
    `${time}  ${who}  ${title}  ${which}${revision === undefined ? '' : `  第 ${revision} 次`}${text === '' ? '' : `  ${text}`}`,
    ...changes.map(change => `    ${changeText(change).replaceAll('\n', '⏎')}`),
    ...(more > 0 ? [`    另有 ${more} 处`] : []),
  ];
}

async function verify({ office, report }: Context): Promise<number> {
  const { lines, first, head, faults } = await verifyAudit(await office());
  report.result({ lines, first: first?.time, head: head && { seq: head.seq, hash: head.hash }, faults }, () => [
    ...faults.map(({ file, line, text }) => `有问题  ${file} 第 ${line} 行${text}`),
    first === undefined || head === undefined
      ? '还没有操作记录'
      : `${lines} 条，自 ${first.time}，${faults.length === 0 ? '一条接一条，没有被改过' : `${faults.length} 处问题`}`,
    ...(head === undefined
      ? []
      : [
          `最后一条：第 ${head.seq} 条，校验值 ${head.hash}`,
          '  → 另外记下它：日后同一条的校验值变了，就是整条记录被改写过',
        ]),
  ]);
  return faults.length === 0 ? EXIT.done : EXIT.store;
}
