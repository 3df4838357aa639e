// Printing: the first page of a cold command, a further page, and a thousand declarations in one file. The floor is a program that opens the
// same font with the same library and writes as many pages with one word each.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { readDocument } from '../src/declaration/read.ts';
import type { DeclarationRecord } from '../src/declaration/record.ts';
import { beginWith, keepDraft } from '../src/jobs/keep-declarations.ts';
import { pagesOf, placePapers } from '../src/jobs/print-papers.ts';
import { fontFilesOf } from '../src/jobs/print-settings.ts';
import { openFonts } from '../src/paper/fonts.ts';
import { beginPdf } from '../src/paper/pdf.ts';
import { DATA, withPrograms } from './bundle.ts';
import { type Figure, figure, median, timed } from './figure.ts';
import { openBenchOffice } from './office.ts';

const [MAIN, MANY, BARE] = ['src/main.tsx', 'bench/programs/print-many.ts', 'bench/programs/bare-pdf.ts'] as const;
const STARTS = 9;
const PAGES = 400;
const MANY_DECLARATIONS = 1000;
const SAMPLES = ['in-full', 'out-full', 'pack-full', 'in-linked-containers'];
const ROOT = join(DATA, '..');

interface Told {
  readonly ms: number;
  readonly maxRss: number;
  readonly pages: number;
}

export async function bench(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'baojian-paper-'));
  try {
    return await withPrograms([MAIN, MANY, BARE], async built => {
      const home = join(folder, 'home');
      const { first, main, further, page } = await fill(home);
      const file = () => join(folder, `${randomUUID()}.pdf`);
      const run = (program: keyof typeof built, ...words: readonly string[]) =>
        execFileSync(process.execPath, [built[program], ...words], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        });
      const cold: number[] = [];
      const bare: number[] = [];
      for (let round = 0; round < STARTS; round += 1) {
        cold.push(
          await timed(() => run(MAIN, 'print', first, '--papers', 'inbound', '--file', file(), '--home', home)),
        );
        bare.push(await timed(() => run(BARE, main, file())));
      }
      const many = JSON.parse(run(MANY, home, DATA, file())) as Told;
      const floor = JSON.parse(run(BARE, main, file(), String(many.pages))) as Told;
      return [
        figure('paper.first-page.cold', median(cold), 'ms', median(bare)),
        figure('paper.further-page.cpu', further, 'ms', page),
        figure(`paper.${MANY_DECLARATIONS}-declarations`, many.ms, 'ms', floor.ms),
        figure(`paper.${MANY_DECLARATIONS}-declarations.memory`, many.maxRss / 1024, 'MB', floor.maxRss / 1024),
      ];
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Fills a home with the samples in turn; measures a further page on the way, beside one page of the floor. */
async function fill(home: string) {
  const office = await openBenchOffice({ home, dataFolder: DATA });
  try {
    const records: DeclarationRecord[] = [];
    for (let at = 0; at < MANY_DECLARATIONS; at += 1) {
      const name = SAMPLES[at % SAMPLES.length] ?? '';
      const json = JSON.parse(await readFile(join(ROOT, 'fixtures', 'declarations', name, 'declaration.json'), 'utf8'));
      records.push(await keepDraft(office, await beginWith(office, readDocument(json).document, undefined)));
    }
    const files = await fontFilesOf(office);
    const fonts = await openFonts(files);
    const cpuOf = async (pages: number) => {
      const pdf = await beginPdf(fonts, { title: '', subject: '' });
      pdf.stream.pipe(createWriteStream('/dev/null'));
      const before = process.cpuUsage();
      let written = 0;
      for (let at = 0; written < pages; at += 1) {
        const record = records[at % records.length];
        if (!record) break;
        const placed = pagesOf(placePapers(record, office.book));
        pdf.add(placed);
        written += placed.length;
      }
      pdf.end();
      await finished(pdf.stream);
      const { user, system } = process.cpuUsage(before);
      return { ms: (user + system) / 1000, pages: written };
    };
    await cpuOf(20);
    const [few, more] = [await cpuOf(10), await cpuOf(PAGES)];
    const further = (more.ms - few.ms) / (more.pages - few.pages);
    const page = await barePage(fonts.main);
    return { first: records[0]?.entryNo ?? '', main: files.main, further, page };
  } finally {
    await office.close();
  }
}

/** A page with one word, in milliseconds of CPU. */
async function barePage(font: Awaited<ReturnType<typeof openFonts>>['main']): Promise<number> {
  const { default: Document } = await import('pdfkit');
  const document = new Document({ font: null, autoFirstPage: false, size: 'A4' });
  document.pipe(createWriteStream('/dev/null'));
  document.registerFont('Main', font);
  const before = process.cpuUsage();
  for (let page = 0; page < PAGES; page += 1) {
    document.addPage().font('Main');
    const word = document._font.encode('报检单')[0].join('');
    document.page.fonts.Main = document._font.ref();
    document.addContent(`BT /Main 12 Tf 100 100 Td <${word}> Tj ET`);
  }
  const { user, system } = process.cpuUsage(before);
  document.end();
  return (user + system) / 1000 / PAGES;
}
