import type { Attack, Found, Play, Tried } from './attack.ts';
import { randomOf } from './random.ts';
import type { Stage } from './stage.ts';

/** What became of an attack. */
export interface Tally {
  readonly name: string;
  tried: number;
  survived: number;
  /** Cases in which something was lost, was there twice, or was wrong; a case counts once, for the worst of it. */
  lost: number;
  twice: number;
  wrong: number;
  milliseconds: number;
  /** Why it was not tried. */
  lacks?: string;
}

export interface Failure {
  readonly attack: string;
  readonly at: number;
  readonly title: string;
  readonly found: readonly Found[];
}

export interface CampaignOptions {
  readonly seed: string;
  readonly milliseconds: number;
  /** How many cases are played at once. */
  readonly lanes: number;
  /** Only this case. */
  readonly only?: number;
  readonly failed: (failure: Failure) => void;
  readonly said: (line: string) => void;
}

const WORST = ['lost', 'twice', 'wrong'] as const;

interface Running {
  readonly attack: Attack;
  readonly tally: Tally;
  play?: Promise<Play>;
  /** The next case. */
  at: number;
}

/** Plays one case; what the attack itself throws is a fault, too: of the program or of the attack. */
export async function playCase(play: Play, { name }: Pick<Attack, 'name'>, at: number, seed: string): Promise<Tried> {
  try {
    return await play.play(at, randomOf(seed, name, at));
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { title: `case ${at}`, found: [{ outcome: 'wrong', what }] };
  }
}

/** Plays the attacks in turn until the time is over, each with its share. */
export async function campaign(
  stage: Stage,
  attacks: readonly Attack[],
  options: CampaignOptions,
): Promise<readonly Tally[]> {
  const { seed, milliseconds, lanes, only, failed, said } = options;
  const all: Running[] = attacks.map(attack => {
    const tally: Tally = { name: attack.name, tried: 0, survived: 0, lost: 0, twice: 0, wrong: 0, milliseconds: 0 };
    const lacks = attack.lacks?.();
    if (lacks !== undefined) {
      said(`${attack.name} is left out: ${lacks}`);
      tally.lacks = lacks;
    }
    return { attack, tally, at: only ?? 0 };
  });
  const able = all.filter(({ tally }) => tally.lacks === undefined);
  const end = performance.now() + milliseconds;
  const share = ({ tally, attack }: Running): number => tally.milliseconds / (attack.weight ?? 1);

  async function step(running: Running): Promise<void> {
    const { attack, tally } = running;
    const at = running.at++;
    const start = performance.now();
    // While it is played it counts as if it took long, so that another lane takes another attack.
    tally.milliseconds += 1000;
    running.play ??= attack.open(stage, seed);
    const { title, found } = await playCase(await running.play, attack, at, seed);
    tally.milliseconds += performance.now() - start - 1000;
    tally.tried += 1;
    const worst = WORST.find(outcome => found.some(each => each.outcome === outcome)) ?? 'survived';
    tally[worst] += 1;
    if (worst !== 'survived') failed({ attack: attack.name, at, title, found });
  }

  async function lane(): Promise<void> {
    while (performance.now() < end) {
      const next = able.toSorted((a, b) => share(a) - share(b))[0];
      if (next === undefined) return;
      await step(next);
    }
  }

  try {
    if (only !== undefined) for (const running of able) await step(running);
    else await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    for (const { play } of able) await (await play?.catch(() => undefined))?.close?.();
  }
  return all.map(({ tally }) => tally);
}
