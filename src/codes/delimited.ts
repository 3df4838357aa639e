import { CsvError, parse } from 'csv-parse/sync';
import { UserError } from '../errors.ts';
import { LIMITS } from './limits.ts';

/**
 * The cells of a tsv or csv file, the headings first; UTF-8, UTF-16 with a mark, or GB18030.
 * `name` tells tab-separated (.tsv, .txt, .tab) from comma-separated files and stands in the messages.
 * Throws `codes.too-big`, `codes.encoding`, `codes.not-delimited`, `codes.file-kind`.
 */
export function readDelimited(bytes: Uint8Array, name: string): string[][] {
  const kind = /\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? '';
  const tabbed = ['tsv', 'txt', 'tab'].includes(kind);
  if (!tabbed && kind !== 'csv') {
    throw new UserError('codes.file-kind', `${name}：不认识的文件类型`, {
      exit: 'usage',
      next: ['请用 .tsv、.csv 或 .xlsx 文件'],
    });
  }
  if (bytes.length > LIMITS.bytes) {
    throw new UserError('codes.too-big', `${name}：文件超过 ${LIMITS.bytes / 1024 / 1024} MB`, {
      exit: 'faults',
      next: ['只保留编码、名称等所需的列后再导入'],
    });
  }
  const text = decode(bytes, name);
  if (text.includes('\0')) throw notDelimited(name, '含有二进制内容');
  // Official tab-separated tables carry bare quotation marks in names, and never quote a cell.
  if (tabbed) return text.split(/\r\n?|\n/).map(line => line.split('\t'));
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: LIMITS.recordLength,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? `第 ${error.lines} 行附近` : '';
    throw notDelimited(name, `${line}引号不配对或单行过长`);
  }
}

function decode(bytes: Uint8Array, name: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  // Chinese Excel saves csv as GB18030; its bytes are hardly ever valid UTF-8, so UTF-8 is tried first.
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next encoding may fit.
    }
  }
  throw new UserError('codes.encoding', `${name}：既不是 UTF-8 也不是 GB18030 文本`, {
    exit: 'faults',
    next: ['用表格软件另存为“CSV UTF-8”或 .xlsx 后再导入'],
  });
}

function delimiterOf(text: string): string {
  const heading = text.slice(0, 2000).split('\n', 1)[0] ?? '';
  const count = (mark: string): number => heading.split(mark).length;
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function notDelimited(name: string, what: string): UserError {
  return new UserError('codes.not-delimited', `${name}：${what}`, {
    exit: 'faults',
    next: ['用表格软件打开检查后另存为 .csv 或 .xlsx'],
  });
}
