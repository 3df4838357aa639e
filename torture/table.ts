import type { Failure, Tally } from './campaign.ts';

const COLUMNS = ['tried', 'survived', 'lost', 'twice', 'wrong'] as const;

/** One line an attack, and their sum. */
export function tableOf(tallies: readonly Tally[]): string {
  const line = (name: string, cells: readonly string[], more = ''): string =>
    `${name.padEnd(12)}${cells.map(cell => cell.padStart(10)).join('')}${more}`.trimEnd();
  const of = (tally: Tally): string =>
    line(
      tally.name,
      COLUMNS.map(column => String(tally[column])),
      tally.lacks ? `  left out: ${tally.lacks}` : '',
    );
  const sum = COLUMNS.map(column => String(tallies.reduce((total, tally) => total + tally[column], 0)));
  return [line('name', COLUMNS), ...tallies.map(of), line('all', sum)].join('\n');
}

/** What was found in a case, and how to play it again. */
export function failureText({ attack, at, title, found }: Failure, seed: string): string {
  const lines = found.slice(0, 6).map(({ outcome, what }) => `    ${outcome}: ${what}`);
  return [
    `✗ ${attack}: ${title}`,
    ...lines,
    `    npm run torture -- --only ${attack} --seed ${seed} --case ${at}`,
  ].join('\n');
}
