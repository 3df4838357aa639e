import { EXIT } from '../../errors.ts';
import { type PracticeServing, servePracticeBureau } from '../../jobs/practice.ts';
import type { Work } from '../context.ts';

/** The process that `practice start` starts: for nobody to type, so no help names it. */
export const practiceServe: Work = {
  command: 'practice-serve',
  right: 'anybody',
  build: yargs =>
    yargs
      .option('port', { type: 'number' })
      .option('pace', { type: 'number' })
      .option('ready-fd', { type: 'number' })
      .option('import-folder', { type: 'string' }),
  async run({ office }, { port, pace, readyFd, importFolder }: PracticeServing) {
    await servePracticeBureau(await office(), {
      ...(port !== undefined && { port }),
      ...(pace !== undefined && { pace }),
      ...(readyFd !== undefined && { readyFd }),
      ...(importFolder !== undefined && { importFolder }),
    });
    return EXIT.done;
  },
};
