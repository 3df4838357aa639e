import { createWriteStream } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../errors.ts';
import type { Adjustment } from '../paper/adjust.ts';
import type { Fonts } from '../paper/fonts.ts';
import { type MissingCharacters, missingCharacters } from '../paper/missing.ts';
import { beginPdf } from '../paper/pdf.ts';
import type { PlacedPage } from '../paper/placed.ts';
import { type Margins, outsidePrintable, UNMEASURED } from '../paper/printable.ts';
import { stampOf } from './clock.ts';
import { isTaken, settleFile } from './new-file.ts';
import type { Office } from './office.ts';
import { type PrintedPapers, pagesOf } from './print-papers.ts';
import { fontFilesOf } from './print-settings.ts';

/** How papers become a file. */
export interface PrintOptions {
  /** Values alone, for paper with the form printed on it. */
  readonly valuesOnly?: boolean;
  /** Takes the place of a file that is there. */
  readonly again?: boolean;
  /** What was measured of the printer. */
  readonly calibration?: Adjustment & Margins;
}

/** What will not be on the paper as it should, found before it is printed. */
export interface PrintWarnings {
  /** Characters that no font has. */
  readonly missing: readonly MissingCharacters[];
  /** What stands where the printer does not print, by name. */
  readonly outside: readonly string[];
}

/** Opens the fonts to print with. */
export async function fontsOf(office: Office): Promise<Fonts> {
  const { openFonts } = await import('../paper/fonts.ts');
  return await openFonts(await fontFilesOf(office));
}

export function warningsOf(
  papers: PrintedPapers,
  fonts: Fonts,
  { calibration = UNMEASURED, valuesOnly = false }: PrintOptions,
): PrintWarnings {
  const pages = pagesOf(papers);
  return { missing: missingCharacters(pages, fonts), outside: outsidePrintable(pages, calibration, valuesOnly) };
}

/** The same in words, a line each; `whose` stands before each of them. */
export function warningTexts({ missing, outside }: PrintWarnings, whose = ''): readonly string[] {
  return [
    ...missing.map(({ label, characters }) => `${whose}${label.trim()}：字体里没有 ${characters.join('')}，打成 〓`),
    ...(outside.length > 0 ? [`${whose}打印机打不到：${outside.join('、')}`] : []),
  ];
}

/**
 * Writes pages, those of one declaration after the other, into one PDF, which is there whole or not at all; without any there is none. Throws
 * `print.exists` when there is such a file already, `print.write` when it cannot be written, and what `parts` throws.
 */
export async function writePdf(
  { newId }: Pick<Office, 'newId'>,
  file: string,
  fonts: Fonts,
  parts: Iterable<readonly PlacedPage[]> | AsyncIterable<readonly PlacedPage[]>,
  { valuesOnly = false, again = false, calibration = UNMEASURED, title }: PrintOptions & { readonly title: string },
): Promise<void> {
  if (!again) await refuseExisting(file);
  const temporary = join(dirname(file), `.${basename(file)}.${newId()}.tmp`);
  const pdf = await beginPdf(fonts, { title, subject: title, valuesOnly, adjustment: calibration });
  const written = pipeline(pdf.stream, createWriteStream(temporary, { flags: 'wx' }));
  // Waited for below; until then its failure is nobody's.
  written.catch(() => undefined);
  try {
    let count = 0;
    for await (const pages of parts) {
      pdf.add(pages);
      count += pages.length;
    }
    if (count === 0) return;
    pdf.end();
    await written.catch(cause => {
      throw cannotWrite(file, cause);
    });
    await settle(temporary, file, again);
  } finally {
    pdf.stream.destroy();
    // What is left then is hidden and harmless; the pages are there, or why they are not is being said.
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** Throws `print.exists` when there is a file of this name. */
export async function refuseExisting(file: string): Promise<void> {
  if (await stat(file).catch(() => undefined)) throw exists(file);
}

async function settle(temporary: string, file: string, again: boolean): Promise<void> {
  try {
    await settleFile(temporary, file, again);
  } catch (cause) {
    throw isTaken(cause) ? exists(file) : cannotWrite(file, cause);
  }
}

const exists = (file: string) =>
  new UserError('print.exists', `文件已经存在，没有覆盖：${file}`, {
    exit: 'faults',
    next: ['换一个文件名，或用 --again 重新打印'],
  });

const cannotWrite = (file: string, cause: unknown) =>
  new UserError('print.write', `写不了文件：${file}`, {
    exit: 'faults',
    next: ['检查文件夹是否存在、是否有写权限、磁盘是否已满'],
    cause,
  });

/** What lies under the name of a file: nothing, a PDF with its end, one that was cut off, or something else. */
export async function stateOf(file: string): Promise<'none' | 'whole' | 'cut' | 'other'> {
  const facts = await stat(file).catch(() => undefined);
  if (!facts) return 'none';
  if (!facts.isFile()) return 'other';
  const handle = await open(file, 'r');
  try {
    const [head, tail] = [Buffer.alloc(5), Buffer.alloc(8)];
    await handle.read(head, 0, head.length, 0);
    await handle.read(tail, 0, tail.length, Math.max(0, facts.size - tail.length));
    if (facts.size > 0 && head.toString('latin1') !== '%PDF-') return 'other';
    return tail.toString('latin1').trimEnd().endsWith('%%EOF') ? 'whole' : 'cut';
  } finally {
    await handle.close();
  }
}

/** Makes the folder for the files. Throws `print.write`. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch(cause => {
    throw cannotWrite(folder, cause);
  });
}

/** Marks a declaration as printed (L1): only when its papers are on the disk or the queue has taken them. */
export async function markPrinted(office: Office, entryNo: string): Promise<void> {
  // What cannot be noted keeps nobody from paper.
  if (office.store.readOnly) return;
  const printedAt = stampOf(office.now());
  await office.store.update(entryNo, found => ({ ...found, printedAt }));
}
