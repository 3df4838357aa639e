import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PAPERS } from '../src/paper/forms/index.ts';
import { beginPdf } from '../src/paper/pdf.ts';
import { sample, testFonts } from '../test/paper/records.ts';

/** Writes docs/papers: every paper filled from its full case, as pdftoppm of poppler draws it. Not among the generated files, since another poppler draws other pictures. */
const OUT = 'docs/papers';
const folder = mkdtempSync(join(tmpdir(), 'baojian-papers-'));
try {
  mkdirSync(OUT, { recursive: true });
  for (const form of PAPERS) {
    const file = join(folder, `${form.name}.pdf`);
    const pdf = await beginPdf(await testFonts(), { title: form.title, subject: form.name });
    const written = pipeline(pdf.stream, createWriteStream(file));
    pdf.add(sample(form).pages);
    pdf.end();
    await written;
    execFileSync('pdftoppm', ['-r', '70', '-gray', '-png', '-singlefile', file, join(OUT, form.name)]);
    console.log(`written: ${OUT}/${form.name}.png`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
