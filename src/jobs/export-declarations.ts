import { isDeepStrictEqual } from 'node:util';
import { FIELDS } from '../catalogue/catalogue.ts';
import type { Declaration } from '../catalogue/document.ts';
import { describe } from '../declaration/describe.ts';
import { UserError } from '../errors.ts';
import { cleanText } from '../text.ts';
import { formatOf, writeNewFile } from './new-file.ts';
import type { Office } from './office.ts';
import { sourceOf } from './read-workbooks.ts';

/** A declaration that was written, and where it would come back otherwise than it is. */
export interface ExportedDeclaration {
  readonly entryNo: string;
  readonly file: string;
  readonly differs: readonly string[];
}

/**
 * Writes a stored declaration as a workbook that whole-declaration import reads, its popups on sheets of their own; a file that is there
 * stays as it is. Throws `export.ending` and `export.write`.
 */
export async function exportDeclaration(office: Office, entryNo: string, file: string): Promise<ExportedDeclaration> {
  return await exportDocument(office, entryNo, (await office.store.get(entryNo)).document, file);
}

/** The same of a document as it stands on a page. */
export async function exportDocument(
  office: Office,
  entryNo: string,
  document: Declaration,
  file: string,
): Promise<ExportedDeclaration> {
  const format = formatOf(file);
  if (format === 'csv') {
    throw new UserError('export.ending', `单证有几张表，一个 .csv 放不下：${file}`, {
      exit: 'usage',
      next: ['文件名以 .xlsx 或 .xls 结尾'],
    });
  }
  const { declarationSheets } = await import('../workbook/write-declaration.ts');
  const { writeXls, writeXlsx } = await import('../workbook/write-sheets.ts');
  const sheets = declarationSheets(document, `单证 ${entryNo}`);
  await writeNewFile(file, await (format === 'xls' ? writeXls : writeXlsx)(sheets));
  const { readDeclaration } = await import('../workbook/read-declaration.ts');
  const read = sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map(row => row.map(cell => cleanText(String(cell)))),
    faults: [],
  }));
  const source = await sourceOf(office);
  // What another form of the message has is in the workbook as well.
  const again = await readDeclaration(read, { ...source, book: { ...source.book, message: () => 'dec' } });
  return { entryNo, file, differs: again.document ? differencesOf(document, again.document) : ['全部'] };
}

/** What a new declaration gets of its own, and what the program fills in. */
const OWN = new Set<string>(
  FIELDS.filter(({ use, extras }) => use.in === 'S' || extras.identity !== undefined).map(({ name }) => name),
);

/** Where two documents differ, in words, as deep as a row of goods or containers. */
function differencesOf(document: Declaration, again: Declaration): readonly string[] {
  const [ours, theirs] = [document, again].map(each => new Map(placesIn(each)));
  const paths = new Set([...(ours?.keys() ?? []), ...(theirs?.keys() ?? [])]);
  return [...paths].filter(path => !isDeepStrictEqual(ours?.get(path), theirs?.get(path))).map(path => describe(path));
}

function placesIn(document: object, before = ''): readonly (readonly [path: string, value: unknown])[] {
  return Object.entries(document).flatMap(([name, value]): readonly (readonly [string, unknown])[] => {
    const path = `${before}${name}`;
    // No workbook says for which form of the message it is.
    if (OWN.has(name) || name === 'sentAs' || isEmpty(value)) return [];
    const isList = before === '' && Array.isArray(value);
    if (!isList || !value.every(row => typeof row === 'object')) return [[path, value]];
    return value.flatMap((row: object, at) => placesIn(row, `${path}[${at}].`));
  });
}

const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;
