import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Declaration } from '../catalogue/document.ts';
import { UserError } from '../errors.ts';
import type { Fonts } from '../paper/fonts.ts';
import type { PaperName } from '../paper/form.ts';
import type { Office } from './office.ts';
import {
  fontsOf,
  makeFolder,
  markPrinted,
  type PrintOptions,
  type PrintWarnings,
  refuseExisting,
  stateOf,
  warningsOf,
  writePdf,
} from './print-files.ts';
import { type FormOf, type PrintedPapers, pagesOf, placePapers } from './print-papers.ts';
import { type PrintJob, type Queue, sendToQueue } from './print-queue.ts';

/** What became of the papers of one declaration. */
export interface Printed extends PrintWarnings {
  readonly entryNo: string;
  /** `already`: its file was there. */
  readonly outcome: 'printed' | 'already' | 'failed';
  readonly papers: readonly PaperName[];
  readonly pages: number;
  readonly file?: string;
  readonly job?: PrintJob;
  /** The file that was there is older than the last change of the declaration. */
  readonly outdated?: boolean;
  readonly error?: unknown;
}

export interface PrintWork extends PrintOptions {
  /** Which papers, or which of each declaration; the usual ones if not given. */
  readonly papers?: readonly PaperName[] | ((document: Declaration) => readonly PaperName[]);
  /** The forms with the templates that were chosen; the original ones without it. */
  readonly formOf?: FormOf;
  /** What these templates are called. */
  readonly templates?: readonly string[];
  readonly signal: AbortSignal;
  /** Called for each declaration before it is printed, with what will not be as it should. */
  readonly onBegin: (entryNo: string, warnings: PrintWarnings) => void;
}

const interrupted = (text: string) => new UserError('interrupted', text, { exit: 'interrupted' });

/** One declaration ready for the paper. Throws for one that is not there, or not for these papers. */
async function prepare(office: Office, entryNo: string, fonts: Fonts, work: PrintWork) {
  if (work.signal.aborted) throw interrupted('已中断，没有轮到');
  const record = await office.store.get(entryNo);
  const papers = typeof work.papers === 'function' ? work.papers(record.document) : work.papers;
  const placed = placePapers(record, office.book, papers, work.formOf);
  const warnings = warningsOf(placed, fonts, work);
  work.onBegin(entryNo, warnings);
  return { placed, warnings };
}

const factsOf = (placed: PrintedPapers, warnings: PrintWarnings) => ({
  entryNo: placed.record.entryNo,
  papers: placed.papers.map(({ form }) => form.name),
  pages: pagesOf(placed).length,
  ...warnings,
});

const NOTHING = { papers: [], pages: 0, missing: [], outside: [] } as const;

const failed = (entryNo: string, error: unknown): Printed => ({
  entryNo,
  outcome: 'failed',
  ...NOTHING,
  error,
});

/** All declarations in one PDF; one that cannot be printed does not stop the rest. Without any there is no file. */
export async function printToFile(
  office: Office,
  entryNos: readonly string[],
  file: string,
  work: PrintWork,
): Promise<readonly Printed[]> {
  if (!work.again) await refuseExisting(file);
  const fonts = await fontsOf(office);
  const outcomes: Printed[] = [];
  async function* declarations() {
    for (const entryNo of entryNos) {
      try {
        const { placed, warnings } = await prepare(office, entryNo, fonts, work);
        outcomes.push({ ...factsOf(placed, warnings), outcome: 'printed', file });
        yield pagesOf(placed);
      } catch (error) {
        outcomes.push(failed(entryNo, error));
      }
    }
    if (work.signal.aborted) throw interrupted(`已中断，没有写出文件：${file}`);
  }
  await writePdf(office, file, fonts, declarations(), { ...work, title: titleOf(entryNos) });
  for (const { entryNo, outcome } of outcomes) if (outcome === 'printed') await markPrinted(office, entryNo);
  return outcomes;
}

const titleOf = (entryNos: readonly string[]) =>
  entryNos.length > 1 ? `${entryNos[0]} 等${entryNos.length}份` : (entryNos[0] ?? '');

/** A PDF each in a folder; one that is there already, and whole, is not printed again. */
export async function printToFolder(
  office: Office,
  entryNos: readonly string[],
  folder: string,
  work: PrintWork,
): Promise<readonly Printed[]> {
  await makeFolder(folder);
  return await each(
    office,
    entryNos,
    async (entryNo, fonts) => {
      const file = join(folder, nameOf(entryNo, work));
      const state = await stateOf(file);
      if (!work.again && state === 'whole') {
        const record = await office.store.get(entryNo);
        // It was written, and the program ended before it could say so.
        if (record.printedAt === undefined) await markPrinted(office, entryNo);
        const outdated = (await stat(file)).mtimeMs < Date.parse(record.updated);
        return { entryNo, outcome: 'already', ...NOTHING, file, outdated };
      }
      const { placed, warnings } = await prepare(office, entryNo, await fonts(), work);
      // One that is cut off is taken for nothing.
      await writePdf(office, file, await fonts(), [pagesOf(placed)], {
        ...work,
        again: work.again || state === 'cut',
        title: entryNo,
      });
      await markPrinted(office, entryNo);
      return { ...factsOf(placed, warnings), outcome: 'printed', file };
    },
    work,
  );
}

function nameOf(entryNo: string, { papers, templates = [], valuesOnly }: PrintWork): string {
  const named = typeof papers === 'function' ? [] : (papers ?? []);
  const designed = templates.map(name => name.replace(/[\s/\\:*?"<>|.]+/gu, '_'));
  return `${[entryNo, ...named, ...designed, ...(valuesOnly ? ['values'] : [])].join('-')}.pdf`;
}

/** A job each in a queue of CUPS. */
export async function printToQueue(
  office: Office,
  entryNos: readonly string[],
  queue: Queue,
  work: PrintWork,
): Promise<readonly Printed[]> {
  const folder = await mkdtemp(join(tmpdir(), 'baojian-print-'));
  try {
    return await each(
      office,
      entryNos,
      async (entryNo, fonts) => {
        const { placed, warnings } = await prepare(office, entryNo, await fonts(), work);
        const file = join(folder, `${entryNo}.pdf`);
        await writePdf(office, file, await fonts(), [pagesOf(placed)], { ...work, title: entryNo });
        const job = await sendToQueue(file, entryNo, queue);
        await rm(file, { force: true });
        await markPrinted(office, entryNo);
        return { ...factsOf(placed, warnings), outcome: 'printed', job };
      },
      work,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function each(
  office: Office,
  entryNos: readonly string[],
  print: (entryNo: string, fonts: () => Promise<Fonts>) => Promise<Printed>,
  { signal }: PrintWork,
): Promise<readonly Printed[]> {
  let opened: Promise<Fonts> | undefined;
  const fonts = () => (opened ??= fontsOf(office));
  const outcomes: Printed[] = [];
  for (const entryNo of entryNos) {
    outcomes.push(
      signal.aborted
        ? failed(entryNo, interrupted('已中断，没有轮到'))
        : await print(entryNo, fonts).catch(error => {
            // Where nothing can be printed at all, that is said once.
            if (error instanceof UserError && error.code === 'print.no-lp') throw error;
            return failed(entryNo, error);
          }),
    );
  }
  return outcomes;
}
