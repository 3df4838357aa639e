import type { CellObject, WorkBook } from 'xlsx';
import { decodeAs } from '../encoding.ts';
import { Refused } from './refusal.ts';

// Words of the headings that goods lists and declarations have.
const KNOWN = /编码|编号|品名|名称|货物|数量|重量|单价|总值|箱号|报检|单位|国/u;
const TWO_HIGH = /[\u0080-\u00ff]{2}/u;
/** The characters that windows-1252 has for bytes between 0x80 and 0x9f, and their bytes. */
const FROM_1252: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 32 }, (_, index) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(0x80 + index)),
    String.fromCharCode(0x80 + index),
  ]),
);

/**
 * Workbooks of Excel 95 and older name no code page, or the wrong one, though their Chinese stands in GBK: then every byte has become a
 * character of its own. Mends the texts of such a book in place, before cleaning takes bytes out of them. Throws Refused where the bytes
 * are of another encoding.
 */
export function readInChinese(book: WorkBook): void {
  const cells = Object.values(book.Sheets)
    .flatMap(sheet => Object.values(sheet['!data'] ?? []).flatMap(row => Object.values(row ?? [])))
    .filter((cell: CellObject | undefined) => cell?.t === 's');
  const high = cells.filter(({ v }) => /[^\u0000-\u007f]/u.test(String(v)));
  const bytes = high.map(({ v }) => String(v).replace(/[^\u0000-\u00ff]/gu, sign => FROM_1252.get(sign) ?? sign));
  // The accents of other languages stand alone.
  const strange = bytes.filter(text => TWO_HIGH.test(text)).length;
  if (strange === 0 || strange * 2 < high.length || bytes.some(text => /[^\u0000-\u00ff]/u.test(text))) return;
  const read = bytes.map(gbk);
  if (read.includes(undefined) || !KNOWN.test(read.join(' '))) throw new Refused('workbook.encoding');
  for (const [at, cell] of high.entries()) cell.v = read[at] as string;
}

const gbk = (text: string): string | undefined => decodeAs('gb18030', Buffer.from(text, 'latin1'));
