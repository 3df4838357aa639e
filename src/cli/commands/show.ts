import type { CodeBook } from '../../catalogue/code-book.ts';
import { STATUS_MARKS } from '../../declaration/life-cycle.ts';
import type { DeclarationRecord } from '../../declaration/record.ts';
import { EXIT } from '../../errors.ts';
import { composeInForm, composeMessage } from '../../jobs/compose-message.ts';
import { FORM_NAMES, type FormName } from '../../jobs/form-names.ts';
import type { Command } from '../context.ts';
import { documentLines } from '../document-lines.ts';
import { receiptLine } from '../receipt-lines.ts';

interface ShowArguments {
  readonly entryNo: string;
  readonly xml?: boolean;
  readonly form?: FormName;
}

export const show: Command = {
  command: 'show <entryNo>',
  right: 'declaration.read',
  describe: '显示一份单证；--xml 给出报文，--json 给出全部内容',
  build: yargs =>
    yargs
      .positional('entryNo', { type: 'string', describe: '录入序号', demandOption: true })
      .option('xml', { type: 'boolean', describe: '给出报文' })
      .option('form', {
        choices: FORM_NAMES,
        describe:
          '报文的格式：eciq 为 2017 年 e-CIQ 报检报文，iaq 为 2018 年起的检验检疫申请报文，dec 为报关单报文（列出还缺什么）',
      })
      .example('$0 show WI179546740372500', '看一份单证')
      .example('$0 show WI179546740372500 --xml > 报文.xml', '存下报文')
      .example('$0 show WI179546740372500 --xml --form iaq', '给出检验检疫申请报文'),
  completes: name => (name === 'entryNo' ? ['entry-numbers'] : undefined),
  async run({ office, report, rim }, { entryNo, xml, form }: ShowArguments) {
    const open = await office();
    const record = await open.store.get(entryNo.toUpperCase());
    if (!xml && !form) {
      report.result(record, () => linesOf(record, open.book));
      return EXIT.done;
    }
    const message = form ? await composeInForm(open, record, form) : await composeMessage(open, record);
    if (report.json) report.result({ entryNo: record.entryNo, xml: message.xml, unsent: message.unsent }, () => []);
    else rim.stdout.write(message.xml.endsWith('\n') ? message.xml : `${message.xml}\n`);
    for (const { path, reason } of message.unsent) report.note(`报文不含：${path}（${reason}）`);
    return EXIT.done;
  },
};

/** A record as people read it. */
function linesOf(record: DeclarationRecord, book: CodeBook): readonly string[] {
  const { mark, word } = STATUS_MARKS[record.status];
  const receipts = [...record.receipts].reverse().map(receiptLine);
  const numbers = [
    record.declarationNo && `报检号 ${record.declarationNo}`,
    record.applicationNo && `申请号 ${record.applicationNo}`,
    record.clearanceNo && `通关单号 ${record.clearanceNo}`,
    record.ledgerNo && `电子底账数据号 ${record.ledgerNo}`,
    record.seqNo && `统一编号 ${record.seqNo}`,
    record.customsNo && `海关编号 ${record.customsNo}`,
  ].filter(Boolean);
  return [
    `${record.entryNo}  ${mark} ${word}  ${[record.document.sentAs && '报关单', ...numbers].filter(Boolean).join('  ')}`.trimEnd(),
    ...documentLines(record.document, book),
    ...(receipts.length > 0 ? ['◆ 回执', ...receipts] : []),
  ];
}
