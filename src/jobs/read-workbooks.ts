import { basename } from 'node:path';
import type { Container, Declaration, Goods } from '../catalogue/document.ts';
import type { Fault } from '../catalogue/fault.ts';
import type { Direction } from '../catalogue/row.ts';
import type { TableName } from '../codes/tables.ts';
import { fillEmpty } from '../declaration/fill-empty.ts';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import type { LeftLine } from '../workbook/left-lines.ts';
import type { LeftOfList } from '../workbook/read-declaration.ts';
import { type CodeSource, faultAt, type Reading, warningNote } from '../workbook/reading.ts';
import type { ColumnChoice } from '../workbook/scan.ts';
import type { Sheet } from '../workbook/sheet.ts';
import type { SourceColumn } from '../workbook/source-columns.ts';
import { columnMappingsOf } from './column-mappings.ts';
import { digestOf } from './digest.ts';
import { type GoodsMapping, goodsMappingOf } from './goods-mapping.ts';
import type { Office } from './office.ts';
import { knownFor } from './own-lists.ts';
import { shortcutsOf, withShortcuts } from './shortcuts.ts';

/** A file, or standard input under the name `-`. */
export interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The form of declaration, for a workbook that does not name it. */
  readonly direction?: Direction;
  /** Takes what a workbook hides as well: rows that are hidden or filtered out, hidden columns, and hidden sheets. */
  readonly hidden?: boolean;
  /** The name of a kept mapping of columns to read it by; else one that fits is taken, else their meaning is guessed. */
  readonly mapping?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** A fault with the cell that it came from, where there is one. `text` is its wording where the field's own does not serve. */
export type ImportFault = Fault & {
  readonly cell?: string;
  readonly sheet?: string;
  readonly label?: string;
  readonly text?: string;
};

export type ElementOf = (path: string) => string | undefined;

/** A declaration found in a file. */
export interface FoundDeclaration {
  readonly name: string;
  readonly document: Declaration;
  /** What was wrong while reading; the check of the document comes on top. */
  readonly faults: readonly ImportFault[];
  /** Labels that the program does not know, with their cells. */
  readonly unknown: readonly { readonly label: string; readonly cell: string; readonly sheet: string }[];
  /** The same for the same contents, so that a file imported again is known. */
  readonly digest: string;
  readonly cellOf: Reading['cellOf'];
  /** The element of a message that gave the value at a path. */
  readonly elementOf?: ElementOf;
  readonly left: readonly LeftOfList[];
  /** What the workbook hides was taken, too. */
  readonly hidden?: boolean | undefined;
  /** What the file leaves empty and the office knows: the places that were filled in. */
  readonly filled: readonly string[];
}

/** The lists that a workbook may hold alone. */
export type RowsOf = 'goods' | 'containers';

/** The rows of a workbook. Paths of faults count from the first row read, over all sheets. */
export interface FoundRows {
  readonly list: RowsOf;
  readonly rows: readonly (Goods | Container)[];
  readonly faults: readonly ImportFault[];
  readonly unknown: FoundDeclaration['unknown'];
  /** Lines that hold something and are left out, each with its reason. */
  readonly left: readonly LeftLine[];
  readonly columns: readonly SourceColumn[];
  /** What columns mean beside what their headings say, and the kept mapping that says so. */
  readonly choices: readonly ColumnChoice[];
  readonly mapping?: string | undefined;
  /** The cell that a fault of these rows belongs to; for a row alone its first cell. */
  readonly cellOf: Reading['cellOf'];
  readonly elementOf?: ElementOf | undefined;
}

export const ROWS_NAMES: Readonly<Record<RowsOf, string>> = { goods: '货物', containers: '集装箱' };

/** A workbook that was read into sheets, to be understood in one way or another. */
export interface ReadFile extends Omit<ImportFile, 'bytes'> {
  readonly sheets: readonly Sheet[];
  /** What its columns mean beside what their headings say. */
  readonly choices?: readonly ColumnChoice[];
}

/**
 * What kind of list a workbook holds, and its rows; goods by the mapping in force (S3). Where it has both, `wanted` says which is read, else
 * goods are, and the sheets of the other are told. Nothing is stored. Throws `workbook.*` and `import.not-rows`.
 */
export async function readRows(
  office: Office,
  file: ImportFile | ReadFile,
  direction: Direction,
  wanted?: RowsOf,
): Promise<FoundRows> {
  const { recognise } = await import('../workbook/recognise.ts');
  const { tablesOf } = await import('../workbook/scan.ts');
  const { sourceColumns } = await import('../workbook/source-columns.ts');
  const sheets = 'sheets' in file ? file.sheets : await sheetsOf(file);
  const own = await goodsMappingOf(office);
  const options = { ...(await sourceOf(office)), direction, ...waitingOf(file) };
  const guessing = { ...options, mapping: own, guesses: wanted !== 'containers' };
  const said =
    'choices' in file && file.choices ? { choices: file.choices } : await choicesFor(office, file, sheets, guessing);
  const layout = { mapping: own, choices: said.choices };
  const kinds = sheets.map(sheet => recognise([sheet], layout));
  const whole = recognise(sheets, layout);
  // A sheet may have both lists below each other.
  const holds = (sheet: Sheet, index: number, list: RowsOf) =>
    kinds[index] === list || tablesOf(sheet, list, layout).length > 0;
  const has = (list: RowsOf) => sheets.some((sheet, index) => holds(sheet, index, list));
  const kind = wanted && whole !== 'declaration' && has(wanted) ? wanted : whole;
  const parts: FoundRows[] = [];
  const passed: ImportFault[] = [];
  for (const [index, sheet] of sheets.entries()) {
    if (kind !== 'goods' && kind !== 'containers') continue;
    if (!holds(sheet, index, kind)) {
      const own = kinds[index];
      const note = own && own !== 'declaration' && warningNote('sheet.other-list', { list: ROWS_NAMES[own] });
      if (note) passed.push(faultAt({ sheet: sheet.name, cell: 'A1' }, '', note));
      continue;
    }
    const columns = sourceColumns(tablesOf(sheet, kind, layout), said.choices);
    if (kind === 'goods') {
      const { readGoods } = await import('../workbook/read-goods.ts');
      parts.push({ list: kind, columns, ...said, ...(await readGoods(sheet, { ...options, ...layout })) });
    } else {
      const { readContainers } = await import('../workbook/read-containers.ts');
      parts.push({ list: kind, columns, ...said, ...readContainers(sheet, { ...options, ...layout }) });
    }
  }
  const [first, ...others] = parts;
  if (first) {
    const found = others.reduce(joined, first);
    return { ...found, faults: [...found.faults, ...passed] };
  }
  if (kind === 'declaration') {
    throw new UserError('import.not-rows', `${nameOf(file)} 是全单，不是货物或集装箱的表`, {
      exit: 'faults',
      next: ['用数据导入里的导入整单；命令不写 --into'],
    });
  }
  throw new UserError('import.not-rows', `${nameOf(file)} 里没有货物或集装箱的表`, {
    exit: 'faults',
    next: ['照空的模板填写：录单页面的数据导入，或 baojian workbook goods、workbook containers'],
  });
}

interface Guessing extends CodeSource {
  readonly direction: Direction;
  readonly mapping: GoodsMapping;
  readonly guesses: boolean;
}

/** What the columns of a workbook mean where its headings do not say so: by the mapping that is named or fits, else by a guess. */
async function choicesFor(
  office: Office,
  file: ImportFile | ReadFile,
  sheets: readonly Sheet[],
  { mapping, guesses, ...source }: Guessing,
): Promise<Pick<FoundRows, 'choices' | 'mapping'>> {
  const { choicesOfMapping, fittingMapping, headingsOfMapping } = await import('../workbook/kept-mappings.ts');
  const kept = await columnMappingsOf(office);
  const named = file.mapping === undefined ? undefined : kept.find(({ name }) => name === file.mapping);
  if (file.mapping !== undefined && !named) {
    throw new UserError('mapping.missing', `没有栏目对应“${cleanLine(file.mapping)}”`, {
      exit: 'usage',
      next: [kept.length > 0 ? `有的是：${kept.map(({ name }) => name).join('、')}` : '导入时在核对里可以留下一个'],
    });
  }
  const fitting = named ?? fittingMapping(sheets, kept);
  if (fitting) {
    const choices = sheets.flatMap(sheet => choicesOfMapping(sheet, fitting));
    if (choices.length > 0) return { choices, mapping: fitting.name };
    throw new UserError('mapping.strange', `${nameOf(file)} 里没有栏目对应“${fitting.name}”的表头`, {
      exit: 'faults',
      next: [`要有的表头：${headingsOfMapping(fitting).join('、')}`],
    });
  }
  const { recognise } = await import('../workbook/recognise.ts');
  if (!guesses || recognise(sheets, { mapping }) === 'declaration') return { choices: [] };
  const { guessColumns } = await import('../workbook/guess-columns.ts');
  return { choices: sheets.flatMap(sheet => guessColumns(sheet, { mapping }, source)) };
}

/** The rows of one sheet added to those of the sheets before. */
function joined(before: FoundRows, next: FoundRows): FoundRows {
  const from = before.rows.length;
  const shifted = <F extends Pick<Fault, 'path'>>(fault: F, by: number): F => ({
    ...fault,
    path: fault.path.replace(
      /^(\w+)\[(\d+)\]/u,
      (_whole, list: string, index: string) => `${list}[${Number(index) + by}]`,
    ),
  });
  return {
    list: before.list,
    choices: before.choices,
    mapping: before.mapping,
    rows: [...before.rows, ...next.rows],
    faults: [...before.faults, ...next.faults.map(fault => shifted(fault, from))],
    unknown: [...before.unknown, ...next.unknown],
    left: [...before.left, ...next.left],
    columns: [...before.columns, ...next.columns],
    cellOf: fault => (rowOf(fault.path) < from ? before.cellOf(fault) : next.cellOf(shifted(fault, -from))),
  };
}

/** The number of the row that a path leads into; -1 for any other path. */
export function rowOf(path: string): number {
  return Number(/^\w+\[(\d+)\]/u.exec(path)?.[1] ?? -1);
}

/**
 * The declaration that a workbook tells, with what it leaves empty from the office's own lists. `otherwise` is its kind when neither the caller nor the workbook names one. Nothing is stored.
 * Throws `workbook.*`, `import.rows-only` and `import.no-declaration`.
 */
export async function readWorkbook(office: Office, file: ImportFile, otherwise?: Direction): Promise<FoundDeclaration> {
  const { recognise } = await import('../workbook/recognise.ts');
  const { readDeclaration } = await import('../workbook/read-declaration.ts');
  const sheets = await sheetsOf(file);
  const kind = recognise(sheets) ?? recognise(sheets, { mapping: await goodsMappingOf(office) });
  if (kind === 'goods' || kind === 'containers') {
    throw new UserError('import.rows-only', `${nameOf(file)} 只有${kind === 'goods' ? '货物' : '集装箱'}，不是全单`, {
      exit: 'faults',
      next: ['打开单证，在数据导入里选导入货物或集装箱；命令用 --into 录入序号'],
    });
  }
  const options = { ...(await sourceOf(office)), ...waitingOf(file) };
  const reading = async (direction: Direction | undefined) =>
    await readDeclaration(sheets, { ...options, ...(direction && { direction }) });
  const told = await reading(file.direction);
  const { document, faults, unknown, left, cellOf } =
    told.document === undefined && kind === 'declaration' && otherwise ? await reading(otherwise) : told;
  if (!document) {
    throw new UserError('import.no-declaration', `${nameOf(file)} 里没有认出单证`, {
      exit: 'faults',
      next: [
        '照空的模板填写：录单页面的数据导入，或 baojian workbook declaration',
        '文件里没有写明单证类型时，命令用 --direction 指定',
      ],
    });
  }
  const unread = new Set(faults.filter(({ level }) => level === 'error').map(({ path }) => path));
  const knows = await knownFor(office, document);
  const { filled, ...whole } = fillEmpty(document, knows, path => unread.has(path));
  // The same file is known again whatever the office has as its defaults by then.
  const digest = digestOf(document);
  const { hidden } = file;
  return { name: nameOf(file), document: whole.document, faults, unknown, left, digest, cellOf, filled, hidden };
}

/** The faults of a check without those in values that could not be read, which were told while reading. */
export function notTold<F extends Fault>(checked: readonly F[], told: readonly Fault[]): readonly F[] {
  const key = (fault: Fault) => `${fault.code} ${fault.path}`;
  const known = new Set(told.map(key));
  const unread = new Set(told.filter(({ level }) => level === 'error').map(({ path }) => path));
  return checked.filter(fault => !known.has(key(fault)) && !(fault.path !== '' && unread.has(fault.path)));
}

/** The sheets of a file, read in a thread of its own. Throws `workbook.*`. */
export async function sheetsOf(file: ImportFile): Promise<readonly Sheet[]> {
  const { readSheets } = await import('../workbook/read-sheets.ts');
  const { joinHeads } = await import('../workbook/join-heads.ts');
  const read = await readSheets(file.bytes, nameOf(file), { ...(file.signal && { signal: file.signal }) });
  const sheets = read.map(joinHeads);
  return file.hidden ? sheets.map(sheet => ({ ...sheet, hidden: [], hiddenColumns: [] })) : sheets;
}

/** What cells are read with: code tables, the office's own words and its shortcut characters. */
export async function sourceOf(office: Office) {
  await office.readOwnCodes();
  const shortcuts = await shortcutsOf(office);
  return {
    book: office.book,
    near: (table: string, words: string) => office.codes.table(table as TableName).search(words, { limit: 6 }),
    rowsOf: (table: string) => withShortcuts(table, office.codes.table(table as TableName).rows, shortcuts),
  };
}

const waitingOf = ({ signal, onProgress }: Pick<ImportFile, 'signal' | 'onProgress'>) => ({
  ...(signal && { signal }),
  ...(onProgress && { onProgress }),
});

/** A file as people call it. */
export const nameOf = ({ name }: Pick<ImportFile, 'name'>): string =>
  name === '-' ? '标准输入' : cleanLine(basename(name));
