import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Attack } from './attack.ts';
import { ATTACKS } from './attacks/index.ts';
import { campaign } from './campaign.ts';
import { openStage } from './stage.ts';
import { failureText, tableOf } from './table.ts';

const USAGE = `npm run torture -- [--minutes N] [--seed S] [--only NAME] [--case K]
${ATTACKS.map(({ name, what }) => `  ${name.padEnd(10)} ${what}`).join('\n')}`;

function chosen(only: string | undefined): readonly Attack[] {
  const names = only?.split(',');
  const unknown = names?.filter(name => !ATTACKS.some(attack => attack.name === name)) ?? [];
  if (unknown.length > 0) throw new Error(`No attack ${unknown.join(', ')}`);
  return ATTACKS.filter(({ name }) => names?.includes(name) ?? true);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '3' },
      seed: { type: 'string', default: randomBytes(4).toString('hex') },
      only: { type: 'string' },
      case: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const minutes = Number(values.minutes);
  const at = values.case === undefined ? undefined : Number(values.case);
  if (!(minutes > 0)) throw new Error(`--minutes ${values.minutes} is no time`);
  if (at !== undefined && !(Number.isInteger(at) && at >= 0))
    throw new Error(`--case ${values.case} is no number of a case`);
  const attacks = chosen(values.only);
  if (at !== undefined && attacks.length !== 1) throw new Error('--case belongs to one attack: add --only NAME');
  console.log(`seed ${values.seed}`);
  const stage = await openStage();
  try {
    const tallies = await campaign(stage, attacks, {
      seed: values.seed,
      milliseconds: minutes * 60_000,
      lanes: Math.max(1, availableParallelism()),
      ...(at !== undefined && { only: at }),
      failed: failure => console.log(failureText(failure, values.seed)),
      said: line => console.log(line),
    });
    console.log(`\n${tableOf(tallies)}\nseed ${values.seed}`);
    return tallies.every(({ lost, twice, wrong }) => lost + twice + wrong === 0) ? 0 : 1;
  } finally {
    stage.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? (process.env.DEBUG ? error.stack : error.message) : error);
  console.error(USAGE);
  process.exitCode = 2;
}
