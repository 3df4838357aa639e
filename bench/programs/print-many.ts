/** The measured program: all declarations of a home in one PDF. Arguments: home, data folder, file. Says its milliseconds, pages and memory. */

import { printToFile } from '../../src/jobs/print-declarations.ts';
import { openBenchOffice } from '../office.ts';

const [home = '', dataFolder = '', file = ''] = process.argv.slice(2);
const office = await openBenchOffice({ home, dataFolder, newId: () => String(process.pid) });
const entryNos = [...office.store.rows()].map(({ entryNo }) => entryNo);
const start = performance.now();
const printed = await printToFile(office, entryNos, file, { signal: new AbortController().signal, onBegin: () => {} });
const ms = performance.now() - start;
await office.close();
const pages = printed.reduce((sum, each) => sum + each.pages, 0);
console.log(JSON.stringify({ ms, pages, maxRss: process.resourceUsage().maxRSS }));
