import { officeValues } from '../../jobs/completions.ts';
import type { Candidate } from '../completion/complete.ts';
import { completionOf } from '../completion/complete.ts';
import type { Command, Context, Work } from '../context.ts';

/** Lines that ask the shell to offer files or folders itself. */
const OF_THE_SHELL = { files: ':files', folders: ':folders' } as const;

/** What the scripts of `completion` ask at every Tab: for nobody to type, so no help names it. */
export const completeOf = (commands: () => readonly Command[]): Work => ({
  command: 'complete',
  right: 'declaration.read',
  build: yargs => yargs.parserConfiguration({ 'populate--': true, 'parse-positional-numbers': false }),
  async run(context, { '--': line = [] }: { readonly '--'?: readonly string[] }) {
    const { words, values = [], before, typed } = completionOf(line, commands());
    const found: Candidate[] = words.filter(({ word }) => word.startsWith(typed));
    const lines: string[] = [];
    for (const value of values) {
      if (value === 'files' || value === 'folders') lines.push(OF_THE_SHELL[value]);
      // Another home than the one that is open here.
      else if (!line.some(word => word.startsWith('--home')))
        found.push(...(await known(context, async office => await officeValues(office, value, typed))));
    }
    for (const { word, about = '' } of found) {
      // A tab or a line end in them would be another candidate.
      if (!/[\t\n\r]/u.test(word)) context.rim.stdout.write(`${before}${word}\t${about.replaceAll(/\s+/gu, ' ')}\n`);
    }
    for (const each of lines) context.rim.stdout.write(`${each}\n`);
    return 0;
  },
});

type Office = Awaited<ReturnType<Context['office']>>;

/** Somebody who presses Tab is told of no fault, and no home is made for it. */
async function known<T>(
  { isFirstStart, office }: Context,
  look: (office: Office) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  try {
    return (await isFirstStart()) ? [] : await look(await office());
  } catch {
    return [];
  }
}
