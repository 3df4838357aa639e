import { bench as codes } from './code-search.ts';
import { bench as message } from './message.ts';
import { bench as store } from './store.ts';
import { bench as terminal } from './terminal.ts';
import { bench as transport } from './transport.ts';

/** One figure beside the floor that was measured in the same run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor: number;
  readonly ratio: number;
}

const BENCHES: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  codes,
  store,
  message,
  transport,
  terminal,
};

const json = process.argv.includes('--json');
const wanted = process.argv.slice(2).filter(word => !word.startsWith('--'));
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const figure of await bench()) {
    if (json) console.log(JSON.stringify(figure));
    else
      console.log(
        [
          figure.name.padEnd(44),
          round(figure.value).padStart(12),
          figure.unit.padEnd(8),
          `floor ${round(figure.floor)}`.padEnd(20),
          `× ${round(figure.ratio)}`,
        ].join(' '),
      );
  }
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toFixed(4);
}
