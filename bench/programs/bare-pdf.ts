/** The floor of printing: a program that opens the same font and writes pages with one word each. Arguments: font, file, pages. Says its milliseconds and its memory. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { openSync } from 'fontkit';
import PDFDocument from 'pdfkit';

const [font = '', file = '', pages = '1'] = process.argv.slice(2);
const start = performance.now();
const opened = openSync(font);
for (const table of ['GSUB', 'GPOS', 'GDEF']) delete opened.directory.tables[table];
const document = new PDFDocument({ font: null, autoFirstPage: false, size: 'A4' });
const written = pipeline(document, createWriteStream(file));
document.registerFont('Main', opened);
for (let page = 0; page < Number(pages); page += 1) {
  document.addPage().font('Main');
  const word = document._font.encode('报检单')[0].join('');
  document.page.fonts.Main = document._font.ref();
  document.addContent(`BT /Main 12 Tf 100 100 Td <${word}> Tj ET`);
  // As a program that reads a record before each page does, the bytes are let go.
  if (page % 10 === 0) await new Promise(setImmediate);
}
document.end();
await written;
console.log(JSON.stringify({ ms: performance.now() - start, maxRss: process.resourceUsage().maxRSS }));
