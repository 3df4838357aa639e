import { titleOf } from '../page-title.ts';
import { type RefusalCode, Refused } from './refusal.ts';
import { unmarkedUtf16 } from './unmarked-utf16.ts';

export type FileFormat = 'xlsx' | 'xls' | 'csv';

const starts = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);

/** What else there is, by how it begins: "%PDF" and "{\\rtf" are text to the eye of a decoder. */
const OTHERS: readonly (readonly [RegExp, RefusalCode])[] = [
  [/^%PDF/u, 'workbook.pdf'],
  [/^(\u0089PNG|\u00ff\u00d8\u00ff|GIF8|II\*\u0000|MM\u0000\*)/u, 'workbook.picture'],
  [/^\{\\rtf/u, 'workbook.word'],
  [/^(PK|Rar!)/u, 'workbook.kind'],
];

/** What the bytes are; a name may lie. Throws Refused for what is none of the three. */
export function formatOf(bytes: Uint8Array): FileFormat {
  if (bytes.length === 0) throw new Refused('workbook.empty-file');
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'xlsx';
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'xls';
  const head = bytes.subarray(0, 4096);
  if (hasUtf16Mark(bytes)) return 'csv';
  if (unmarkedUtf16(bytes)) return 'csv';
  const text = Buffer.from(head).toString('latin1');
  const other = OTHERS.find(([begins]) => begins.test(text))?.[1];
  if (other) throw new Refused(other);
  if (head.includes(0)) throw new Refused('workbook.kind');
  // Many web systems give an HTML table, or the page that asks to log in again, the name .xls.
  if (/^(\u00ef\u00bb\u00bf)?\s*</u.test(text)) throw markup(bytes, text);
  return 'csv';
}

function hasUtf16Mark(bytes: Uint8Array): boolean {
  return starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff);
}

/** Bytes of a web page in which its table is looked for, and its title. */
const LOOKED_AT = 65_536;

/** What a text that begins with a tag is. */
function markup(bytes: Uint8Array, head: string): Refused {
  // Before the tags of a web page: that of a table is one of them.
  if (/^[^<]*<\?xml/u.test(head) && !/<(!doctype\s+)?html/iu.test(head)) {
    return new Refused(/<(\w+:)?Workbook[\s/>]/u.test(head) ? 'workbook.xml-2003' : 'workbook.xml');
  }
  if (!/<(!doctype\s+)?html|<(head|body|table|meta)[\s>]/iu.test(head)) return new Refused('workbook.xml');
  const page = bytes.subarray(0, LOOKED_AT);
  if (/<table[\s>]/iu.test(Buffer.from(page).toString('latin1'))) return new Refused('workbook.html-table');
  return new Refused('workbook.html', { title: titleOf(page) });
}
