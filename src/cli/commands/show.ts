import { codesOf, type Field, fieldsOf, isScalar, SECTIONS, type SectionName } from '../../catalogue/catalogue.ts';
import type { CodeBook } from '../../catalogue/code-book.ts';
import { TOTALS } from '../../catalogue/totals.ts';
import { isMissing } from '../../declaration/check.ts';
import { STATUS_MARKS } from '../../declaration/life-cycle.ts';
import { type Row, valueIn } from '../../declaration/path.ts';
import type { DeclarationRecord } from '../../declaration/record.ts';
import { totalsOf } from '../../declaration/totals.ts';
import { EXIT } from '../../errors.ts';
import { composeMessage } from '../../jobs/compose-message.ts';
import { kindOf } from '../../kinds/index.ts';
import { cleanLine } from '../../text.ts';
import type { Command } from '../context.ts';
import { padded } from '../report.ts';

// Where the values of most fields begin, in columns.
const VALUES_FROM = 18;

export const show: Command = {
  command: 'show <entryNo>',
  describe: '显示一份单证；--xml 给出报文，--json 给出全部内容',
  build: yargs =>
    yargs
      .positional('entryNo', { type: 'string', describe: '录入序号', demandOption: true })
      .option('xml', { type: 'boolean', describe: '给出 e-CIQ 报文' })
      .example('$0 show WI179546740372500', '看一份单证')
      .example('$0 show WI179546740372500 --xml > 报文.xml', '存下报文'),
  async run({ office, report, rim }, { entryNo, xml }: { entryNo: string; xml?: boolean }) {
    const open = await office();
    const record = await open.store.get(entryNo.toUpperCase());
    if (!xml) {
      report.result(record, () => linesOf(record, open.book));
      return EXIT.done;
    }
    const message = await composeMessage(open, record);
    if (report.json) report.result({ entryNo: record.entryNo, xml: message.xml, unsent: message.unsent }, () => []);
    else rim.stdout.write(message.xml.endsWith('\n') ? message.xml : `${message.xml}\n`);
    for (const { path, reason } of message.unsent) report.note(`报文不含：${path}（${reason}）`);
    return EXIT.done;
  },
};

/** A record as people read it. */
export function linesOf(record: DeclarationRecord, book: CodeBook): readonly string[] {
  const { document } = record;
  const { mark, word } = STATUS_MARKS[record.status];
  const values = (fields: readonly Field[], row: Row, indent: string): string[] =>
    fields.flatMap(field => {
      const value = valueIn(row, field);
      if (isMissing(value) || field.extras.popupOnly) return [];
      if (field.kind === 'rows') {
        return [
          `${indent}${field.label}`,
          ...(value as Row[]).flatMap((child, index) => [
            `${indent}  ${index + 1}.`,
            ...values(field.children, child, `${indent}     `),
          ]),
        ];
      }
      if (field.kind === 'group')
        return [`${indent}${field.label}`, ...values(field.children, value as Row, `${indent}  `)];
      if (!isScalar(field)) return [];
      return [
        `${padded(`${indent}${field.label}`, VALUES_FROM)}  ${cleanLine(kindOf(field.kind).format(value as never))}${nameOf(field, value)}`,
      ];
    });
  const nameOf = (field: Field, value: unknown) => {
    const table = codesOf(field, document.direction);
    const codes = table ? (Array.isArray(value) ? value : [value]) : [];
    const names = codes.map(code => book.find(table as string, String(code))?.name ?? '').filter(Boolean);
    return names.length > 0 ? `  ${names.join('、')}` : '';
  };
  const sections = (Object.keys(SECTIONS) as SectionName[]).flatMap(section => {
    const { title, rows, row: called } = SECTIONS[section];
    if (!rows) return [`◆ ${title}`, ...values(fieldsOf(section), document, '  ')];
    return document[rows].length === 0
      ? []
      : [
          `◆ ${title}`,
          ...document[rows].flatMap((line, index) => [
            `  ${called?.(index + 1) ?? ''}`,
            ...values(fieldsOf(section), line, '    '),
          ]),
        ];
  });
  const totals = totalsOf(document.goods).map(
    ({ of, unit, sum }) =>
      `  ${TOTALS[of].label}  ${sum} ${unit === undefined ? '' : (book.find(TOTALS[of].codes, unit)?.name ?? unit)}`,
  );
  const receipts = [...record.receipts]
    .reverse()
    .map(({ time, code, text }) => `  ${time}  ${code}  ${cleanLine(text)}`);
  const numbers = [
    record.declarationNo && `报检号 ${record.declarationNo}`,
    record.applicationNo && `申请号 ${record.applicationNo}`,
    record.clearanceNo && `通关单号 ${record.clearanceNo}`,
  ].filter(Boolean);
  return [
    `${record.entryNo}  ${mark} ${word}  ${numbers.join('  ')}`.trimEnd(),
    ...sections,
    ...(totals.length > 0 ? ['◆ 货物总信息', ...totals] : []),
    ...(receipts.length > 0 ? ['◆ 回执', ...receipts] : []),
  ];
}
