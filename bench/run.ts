import { bench as codes } from './codes.ts';
import { bench as duplicates } from './duplicates.ts';
import { bench as entry } from './entry.ts';
import type { Figure } from './figure.ts';
import { bench as find } from './find.ts';
import { bench as form } from './form.ts';
import { bench as importing } from './importing.ts';
import { bench as keystrokes } from './keystrokes.ts';
import { bench as ledger } from './ledger.ts';
import { bench as list } from './list.ts';
import { bench as memory } from './memory.ts';
import { bench as message } from './message.ts';
import { bench as paper } from './paper.ts';
import { bench as reading } from './reading.ts';
import { bench as recovery } from './recovery.ts';
import { bench as sending } from './sending.ts';
import { bench as store } from './store.ts';
import { bench as transport } from './transport.ts';

const BENCHES: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  codes,
  store,
  message,
  paper,
  transport,
  sending,
  memory,
  duplicates,
  find,
  form,
  entry,
  keystrokes,
  list,
  ledger,
  recovery,
  reading,
  importing,
};

const json = process.argv.includes('--json');
const wanted = process.argv.slice(2).filter(word => !word.startsWith('--'));
const unknown = wanted.filter(word => !(word in BENCHES));
if (unknown.length > 0) {
  console.error(`No bench ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`);
  process.exit(64);
}
if (!json) print('name', 'value', 'unit', 'floor', 'ratio');
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  try {
    for (const each of await bench()) {
      if (json) console.log(JSON.stringify(each));
      else print(each.name, amount(each.value), each.unit, amount(each.floor), `× ${amount(each.ratio)}`);
    }
  } catch (error) {
    // One that fails says so; the others still have something to say.
    console.error(`${name} failed: ${error instanceof Error ? error.stack : error}`);
    process.exitCode = 1;
  }
}

function print(name: string, value: string, unit: string, floor: string, ratio: string): void {
  console.log(`${name.padEnd(44)} ${value.padStart(10)} ${unit.padEnd(5)} ${floor.padStart(10)} ${ratio.padStart(9)}`);
}

function amount(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toFixed(4);
}
