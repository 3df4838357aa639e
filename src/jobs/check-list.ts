import { resolve } from 'node:path';
import { CHECK_COLUMNS } from '../catalogue/check-list.ts';
import { bookFor } from '../catalogue/code-book.ts';
import type { Container, Declaration, Goods } from '../catalogue/document.ts';
import { SUMMARY } from '../catalogue/summary.ts';
import { type CheckList, checkList, WHAT_DIFFERS } from '../declaration/check-list.ts';
import { get } from '../declaration/path.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { UserError } from '../errors.ts';
import { stampOf } from './clock.ts';
import { readInput } from './import-declarations.ts';
import { formatOf, writeNewFile } from './new-file.ts';
import type { Office } from './office.ts';
import { lastOfParty } from './party-memory.ts';
import { fontsOf, writePdf } from './print-files.ts';
import { type ImportFile, nameOf, readRows } from './read-workbooks.ts';

/** What a declaration is held against: another one by its number, the contents of a file, or the party's last. */
export type Against = { readonly entryNo: string } | { readonly file: ImportFile } | { readonly last: true };

/** A check list, and what it was held against. */
export interface Checked {
  readonly entryNo: string;
  /** Nothing where there is no earlier declaration of the party. */
  readonly against: string;
  readonly list: CheckList;
}

/** The list of a declaration, held against another one. Throws `check-list.itself`, and what reading the other throws. */
export async function checkListOf(
  office: Office,
  entryNo: string,
  document: Declaration,
  against: Against,
): Promise<Checked> {
  const other = await otherOf(office, entryNo, document, against);
  return {
    entryNo,
    against: other?.name ?? '',
    list: checkList(document, other?.document, bookFor(office.book, document)),
  };
}

interface Other {
  readonly name: string;
  readonly document: Declaration;
}

async function otherOf(
  office: Office,
  entryNo: string,
  document: Declaration,
  against: Against,
): Promise<Other | undefined> {
  if ('file' in against) return await inFile(office, document, against.file);
  if ('entryNo' in against) {
    const wanted = against.entryNo.toUpperCase();
    if (wanted === entryNo)
      throw new UserError('check-list.itself', '要对照的就是这一份', { exit: 'usage', next: ['写另一份的录入序号'] });
    return named(await office.store.get(wanted));
  }
  const party = get(document, SUMMARY.party[document.direction]);
  const last = await lastOfParty(office, document.direction, typeof party === 'string' ? party : '', entryNo);
  return last && named(last);
}

function named({ entryNo, document }: Pick<DeclarationRecord, 'entryNo' | 'document'>): Other {
  const day = get(document, SUMMARY.date[document.direction]);
  return { name: typeof day === 'string' ? `${entryNo}（${day}）` : entryNo, document };
}

/** A whole declaration in a file; of a workbook with goods or containers alone all else counts as equal. */
async function inFile(office: Office, document: Declaration, file: ImportFile): Promise<Other> {
  try {
    const [found] = await readInput(office, { ...file, direction: document.direction });
    if (found) return { name: nameOf(file), document: found.document };
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'import.rows-only') throw error;
  }
  const { list, rows } = await readRows(office, file, document.direction);
  return {
    name: nameOf(file),
    document:
      list === 'goods'
        ? { ...document, goods: rows as readonly Goods[] }
        : { ...document, containers: rows as readonly Container[] },
  };
}

const heading = ({ entryNo, against }: Checked, { user, now }: Pick<Office, 'user' | 'now'>) => ({
  entryNo,
  against,
  by: `${user} ${stampOf(now()).slice(0, 10)}`,
});

/** Writes the list as PDF; a file that is there stays as it is. Returns the whole path. */
export async function writeCheckListPdf(office: Office, file: string, checked: Checked): Promise<string> {
  const path = resolve(file);
  if (!/\.pdf$/iu.test(path))
    throw new UserError('check-list.ending', `文件名要以 .pdf 结尾：${file}`, {
      exit: 'usage',
      next: ['改写文件名的结尾'],
    });
  const { checkListPages } = await import('../paper/check-list.ts');
  const pages = checkListPages(checked.list, heading(checked, office));
  await writePdf(office, path, await fontsOf(office), [pages], { title: `核对单 ${checked.entryNo}` });
  return path;
}

/** Writes the list as a workbook: the differences, the head and the goods, a sheet each. Returns the whole path. */
export async function writeCheckListWorkbook(file: string, { list, against, entryNo }: Checked): Promise<string> {
  const path = resolve(file);
  const ending = formatOf(path);
  if (ending === 'csv')
    throw new UserError('check-list.ending', `核对单有几张表，写不成 .csv：${file}`, {
      exit: 'usage',
      next: ['改用 .xlsx 或 .xls'],
    });
  const { writeXls, writeXlsx } = await import('../workbook/write-sheets.ts');
  const { head, goods, totals, differences = [] } = list;
  const bytes = await (ending === 'xls' ? writeXls : writeXlsx)([
    {
      name: '不同',
      rows: [
        [entryNo, against === '' ? '' : `对照 ${against}`],
        ['', '栏位', '对照的', '这一份'],
        ...differences.map(({ what, where, before, after }) => [WHAT_DIFFERS[what], where, before, after]),
      ],
      widths: [20, 44, 44, 44],
    },
    { name: '单证', rows: head.map(({ label, text }) => [label, text]), widths: [20, 70] },
    {
      name: '货物',
      rows: [
        ['项', ...CHECK_COLUMNS.map(({ label }) => label)],
        ...goods.map((cells, at) => [at + 1, ...cells]),
        [],
        ...totals.map(({ label, text }) => ['', label, text]),
      ],
      widths: [6, ...CHECK_COLUMNS.map(({ width }) => Math.round(width * 0.7))],
    },
  ]);
  await writeNewFile(path, bytes);
  return path;
}

/** The list as it is read on a screen, a line each. `◆` begins a heading. */
export function checkListLines({ list, against }: Checked): readonly string[] {
  const { head, goods, totals, differences } = list;
  return [
    ...(differences === undefined
      ? ['◆ 没有可对照的：这一收发货人还没有更早的单证']
      : [
          `◆ 与 ${against} 不同：${differences.length} 处`,
          ...differences.map(({ what, where, before, after }) =>
            what === 'changed'
              ? `  ${WHAT_DIFFERS[what]}  ${where}：${before || '（空）'} → ${after || '（空）'}`
              : `  ${WHAT_DIFFERS[what]}  ${where}：${what === 'gone' ? before : after}`,
          ),
        ]),
    '',
    '◆ 单证',
    ...head.map(({ label, text }) => `  ${label}：${text}`),
    '',
    `◆ 货物 ${goods.length} 项`,
    ...goods.map(
      (cells, at) =>
        `  ${at + 1}  ${cells
          .map(cell => cell.replaceAll('\n', ' '))
          .filter(Boolean)
          .join('  ')}`,
    ),
    '',
    '◆ 合计',
    ...totals.map(({ label, text }) => `  ${label}：${text}`),
  ];
}
