import { PIECES } from '../../catalogue/one-line.ts';
import { DIRECTIONS, type Direction } from '../../catalogue/row.ts';
import { EXIT } from '../../errors.ts';
import { keepDraft } from '../../jobs/keep-declarations.ts';
import { beginFromText } from '../../jobs/one-line.ts';
import type { Command } from '../context.ts';

export const newFromLine: Command = {
  command: 'new <line>',
  right: 'declaration.write',
  describe: '用一行文字新建草稿：从收发货人上次的单证开始，填上这一行；有疑问的报错，列出可能的',
  build: yargs =>
    yargs
      .positional('line', {
        type: 'string',
        demandOption: true,
        describe: `各段以空格分开：${PIECES.map(({ example, means }) => `${example} ${means}`).join('；')}`,
      })
      .option('kind', { type: 'string', choices: DIRECTIONS, default: 'in', describe: '没有写明入、出、包时' })
      .example('$0 new "入 甲公司 B123 MRKU4795820 1:500@2.5"', '方向、收货人、提单号、箱号、第 1 项的数量和单价'),
  async run({ office, report }, { line, kind }: { line: string; kind: Direction }) {
    const opened = await office();
    const { record, last } = await beginFromText(opened, line, kind);
    const kept = await keepDraft(opened, record);
    report.result({ entryNo: kept.entryNo, status: kept.status, from: last?.entryNo }, () => [
      `${kept.entryNo} 已新建草稿${last ? `，从 ${last.entryNo} 开始` : '，这个收发货人没有以前的单证'}`,
      `  → 检查并保存：baojian save ${kept.entryNo}`,
    ]);
    return EXIT.done;
  },
};
