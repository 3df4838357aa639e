import { Refused } from './refusal.ts';
import { unmarkedUtf16 } from './unmarked-utf16.ts';

export type FileFormat = 'xlsx' | 'xls' | 'csv';

const starts = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);

/** What the bytes are; a name may lie. Throws Refused for what is none of the three. */
export function formatOf(bytes: Uint8Array): FileFormat {
  if (bytes.length === 0) throw new Refused('workbook.empty-file');
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'xlsx';
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'xls';
  const head = bytes.subarray(0, 4096);
  if (hasUtf16Mark(bytes)) return 'csv';
  if (unmarkedUtf16(bytes)) return 'csv';
  if (head.includes(0)) throw new Refused('workbook.kind');
  const text = Buffer.from(head).toString('latin1');
  // Many web systems give an HTML table the name .xls; "%PDF" and "{\rtf" are text to the eye of a decoder.
  if (/^(\u00ef\u00bb\u00bf)?\s*</u.test(text)) throw new Refused('workbook.html');
  if (text.startsWith('{\\rtf')) throw new Refused('workbook.word');
  if (/^(%PDF|PK|Rar!)/u.test(text)) throw new Refused('workbook.kind');
  return 'csv';
}

function hasUtf16Mark(bytes: Uint8Array): boolean {
  return starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff);
}
