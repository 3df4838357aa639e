import { EXIT } from '../../errors.ts';
import { unmatchedReceipts } from '../../jobs/overview.ts';
import { explainReceipt, explanationLines, receiptExplanations } from '../../jobs/receipt-explanations.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import type { Command, Context } from '../context.ts';
import { tableOf } from '../report.ts';

interface ReceiptsArguments {
  readonly action: 'list' | 'explain';
  readonly code?: string;
  readonly text?: string;
  readonly undo: boolean;
}

export const receipts: Command = {
  command: 'receipts [action] [code] [text]',
  right: 'declaration.read',
  describe: '留存的回执：list 列出没有对应单证的；explain 说明代码的原因、怎么办、栏位',
  build: yargs =>
    yargs
      .positional('action', { choices: ['list', 'explain'], default: 'list', describe: '做什么' })
      .positional('code', { type: 'string', describe: '回执代码；不写则列出全部说明' })
      .positional('text', { type: 'string', describe: '本单位对这个代码的说明，大家都看得到' })
      .option('undo', { type: 'boolean', default: false, describe: '取消本单位对这个代码的说明' })
      .example('$0 receipts', '看看哪些回执的单证不在这里')
      .example('$0 receipts list --json', '给脚本用')
      .example('$0 receipts explain 1301', '这个代码是什么意思，怎么办')
      .example('$0 receipts explain 7788 "要补合同"', '给新代码写一次说明'),
  async run(context, { action, code, text, undo }: ReceiptsArguments) {
    return action === 'explain' ? await explain(context, code, undo ? '' : text) : await list(context);
  },
};

async function list({ office, report }: Context): Promise<number> {
  const kept = await unmatchedReceipts(await office());
  report.result(kept, () =>
    kept.length === 0
      ? ['没有留存的回执：每条都有对应的单证']
      : [
          ...tableOf(
            ['录入序号', '时间', '代码', '内容'],
            kept.map(({ entryNo, time, code, text }) => [entryNo, time, code, text]),
          ),
          '  → 单证回到这里后（undelete 录入序号），下一次 receive 就会用上',
        ],
  );
  return EXIT.done;
}

async function explain(
  { office, report }: Context,
  code: string | undefined,
  text: string | undefined,
): Promise<number> {
  const opened = await office();
  if (code !== undefined && text !== undefined) await explainReceipt(opened, code, text);
  const all = await receiptExplanations(opened);
  const found = code === undefined ? all : all.filter(each => each.code === code);
  if (found.length === 0 && text === undefined)
    throw usage(`${cleanLine(code ?? '')} 还没有说明`, '写成 receipts explain 代码 "说明"，大家都看得到');
  report.result(code === undefined ? found : (found[0] ?? null), () =>
    found.length === 0 ? [`${cleanLine(code ?? '')} 的说明已取消`] : found.flatMap(explanationLines),
  );
  return EXIT.done;
}
