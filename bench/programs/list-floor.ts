/**
 * Floor: what a program cannot do without. It loops over the rows of the same index, without queues, order or cursor, and paints
 * what changed as plain text. Arguments: home, data folder.
 */
import { openBenchOffice } from '../office.ts';

const SHOWN = 30;
const [home = '', dataFolder = ''] = process.argv.slice(2);
const office = await openBenchOffice({ home, dataFolder });
const rows = office.store.rows();
let words = '';
let at = 0;
let open = false;

const textOf = (index: number): string => {
  const row = rows.at(index);
  return row ? `${row.status} ${row.entryNo} ${row.party} ${row.declarationNo} ${row.date} ${row.contract}` : '';
};

function paint(places: readonly number[]): void {
  const lines = places.map((place, line) => `\x1b[${line + 2};1H${textOf(place)}\x1b[K`);
  process.stdout.write(`\x1b[1;1H录入序号 ${places.length}${lines.join('')}`);
}

function find(): readonly number[] {
  const parties = rows.column('party');
  const entryNos = rows.column('entryNo');
  const contracts = rows.column('contract');
  const initials = rows.column('initials');
  const found: number[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const fits =
      initials[index]?.includes(words) ||
      parties[index]?.includes(words) ||
      entryNos[index]?.includes(words) ||
      contracts[index]?.includes(words);
    if (fits) found.push(index);
  }
  return found;
}

function matching(): readonly number[] {
  const directions = rows.column('direction');
  const found: number[] = [];
  for (let index = 0; index < rows.length; index += 1) if (directions[index] === 'in') found.push(index);
  return found;
}

process.stdin.setRawMode(true);
process.stdout.write('ready');
process.stdin.on('data', chunk => {
  const key = chunk.toString();
  if (!open) {
    open = true;
    paint(matching().slice(0, SHOWN));
  } else if (key === '\x1b[B') {
    at += 1;
    if (at < SHOWN) process.stdout.write(`\x1b[${at + 1};1H \x1b[${at + 2};1H>`);
    // Below the last line the rows move up.
    else paint(Array.from({ length: SHOWN }, (_, line) => at - SHOWN + 1 + line));
  } else if (key === '\x1b[6~') {
    at += SHOWN;
    paint(Array.from({ length: SHOWN }, (_, line) => at + line));
  } else if (key === '\x1b') {
    words = '';
    paint(matching().slice(0, SHOWN));
  } else {
    words += key;
    paint(find().slice(0, SHOWN));
  }
});
