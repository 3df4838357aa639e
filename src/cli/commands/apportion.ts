import {
  APPORTIONED_NAMES,
  type ApportionedName,
  apportionedAs,
  BASIS_NAMES,
  type BasisName,
} from '../../catalogue/apportion.ts';
import { apportion as deal, type Share } from '../../declaration/apportion.ts';
import { EXIT, UserError } from '../../errors.ts';
import { editDeclaration } from '../../jobs/keep-declarations.ts';
import { lineNumbers } from '../../jobs/line-numbers.ts';
import type { Command } from '../context.ts';
import { faultDocuments, faultLines } from '../fault-lines.ts';

interface ApportionArguments {
  readonly entryNo: string;
  readonly field: ApportionedName;
  readonly total: string;
  readonly by: BasisName;
  readonly lines?: string;
  readonly keep?: string;
  readonly decimals?: number;
}

export const apportion: Command = {
  command: 'apportion <entryNo>',
  right: 'declaration.write',
  describe: '把一个总数分摊到各项货物，合计到最后一位都相等；修改后为草稿，用 save 检查并保存',
  build: yargs =>
    yargs
      .positional('entryNo', { type: 'string', describe: '录入序号', demandOption: true })
      .option('field', {
        type: 'string',
        choices: APPORTIONED_NAMES,
        demandOption: true,
        describe: `分什么：${APPORTIONED_NAMES.map(name => `${name} ${apportionedAs(name).label}`).join('，')}`,
      })
      .option('total', { type: 'string', demandOption: true, describe: '总数' })
      .option('by', {
        type: 'string',
        choices: BASIS_NAMES,
        default: 'value',
        describe: '按什么分：货物总值、报检数量、平均',
      })
      .option('lines', { type: 'string', describe: '分给哪些项，如 1,3-5；不写则是全部' })
      .option('keep', { type: 'string', describe: '其中保持原数的项，如 2' })
      .option('decimals', { type: 'number', describe: '小数位数；不写则件数 0 位，其余 2 位，总数更多则同总数' })
      .example('$0 apportion WI179546740372500 --field grossWeight --total 1234.5 --by value', '毛重按货物总值分摊')
      .example(
        '$0 apportion WI179546740372500 --field packages --total 40 --by equal --lines 1,3-5 --keep 3',
        '第 3 项的件数不变',
      ),
  completes: () => ['entry-numbers'],
  async run({ office, report }, { entryNo, field, total, by, lines, keep, decimals }: ApportionArguments) {
    let shares: readonly Share[] = [];
    const { record, faults } = await editDeclaration(await office(), entryNo.toUpperCase(), document => {
      const { length } = document.goods;
      const made = deal(document, {
        of: field,
        by,
        total: total.replace(/,/gu, ''),
        lines: lines === undefined ? [...document.goods.keys()] : lineNumbers(lines, length),
        kept: lineNumbers(keep ?? '', length),
        decimals,
      });
      if (made.refused !== undefined)
        throw new UserError('apportion.refused', made.refused, { exit: 'faults', next: ['单证没有改动'] });
      shares = made.shares;
      return made.edits;
    });
    report.result(
      {
        entryNo: record.entryNo,
        revision: record.revision,
        status: record.status,
        shares: shares.map(({ line, ...share }) => ({ line: line + 1, ...share })),
        faults: faultDocuments(faults),
      },
      () => [
        `${record.entryNo} 【${apportionedAs(field).label}】${total} 已分到 ${shares.length} 项，现为草稿（第 ${record.revision} 版）`,
        ...shares.map(
          ({ line, before = '', share, kept }) => `  ${line + 1}  ${before} → ${share}${kept ? '（保持）' : ''}`,
        ),
        ...faultLines(faults),
      ],
    );
    return EXIT.done;
  },
};
