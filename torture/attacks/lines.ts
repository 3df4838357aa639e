import { join } from 'node:path';
import { type Line, openKilling } from '../../test/pty/killed.ts';
import { type Attack, lost, type Tried } from '../attack.ts';
import type { Random } from '../random.ts';
import { lacksSshd, openSshServer } from '../ssh.ts';
import type { Stage } from '../stage.ts';

/** One round of typing into a program until it is killed, or its line is. */
async function round(
  stage: Stage,
  random: Random,
  signals: readonly ('SIGKILL' | 'SIGHUP')[],
  line?: Line,
): Promise<Tried> {
  const home = join(stage.folder('line'), 'home');
  const killing = await openKilling(stage.main, home, random, line);
  const how = {
    pages: 1 + random.below(2),
    signal: random.pick(signals),
    twice: random.chance(0.3),
    burst: random.chance(0.3),
  };
  try {
    const fates = await killing.play(how);
    const found = fates
      .filter(({ painted, found: kept }) => kept < painted)
      .map(({ painted, found: kept }) => lost(`${painted - kept} letters of ${painted} that were painted`));
    return { title: JSON.stringify(how), found };
  } finally {
    killing.end();
    await stage.here(home, ['practice', 'stop']);
  }
}

export const lines: Attack = {
  name: 'lines',
  what: 'the program is killed or hung up while keys are typed in a terminal: what was painted is there at the next start',
  open: async stage => ({ play: (_, random) => round(stage, random, ['SIGKILL', 'SIGHUP']) }),
};

export const ssh: Attack = {
  name: 'ssh',
  what: 'the same through a real SSH server, whose client is killed: the program ends, and nothing painted is lost',
  lacks: lacksSshd,
  async open(stage) {
    const { line, close } = await openSshServer(stage);
    return { play: (_, random) => round(stage, random, ['SIGKILL'], line), close: async () => close() };
  },
};
