import type { Right } from '../accounts/permissions.ts';
import type { Sure } from '../jobs/doubts.ts';
import type { Office } from '../jobs/office.ts';
import type { Command } from './context.ts';
import { ENTRY_NOS, entryNosOf, noteNothing, SURE } from './inputs.ts';
import { eachOf, type Outcome, reportOutcomes } from './outcome.ts';

interface EachEntry {
  readonly name: string;
  readonly right: Right;
  readonly describe: string;
  /** Command lines without the program's name, and what they do. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  /** It may be in doubt, which `--sure` passes. */
  readonly doubted?: true;
  /** What a shell offers; the declarations in view unless told. */
  readonly of?: 'entry-numbers' | 'trashed';
  readonly work: (office: Office, entryNo: string, sure: Sure) => Promise<Omit<Outcome, 'input'>>;
}

/** A command that does the same to each of some stored declarations, named on the command line or on standard input. */
export function eachEntry({
  name,
  right,
  describe,
  examples,
  doubted,
  of = 'entry-numbers',
  work,
}: EachEntry): Command {
  return {
    command: `${name} <entryNos..>`,
    right,
    describe,
    build: yargs =>
      examples.reduce(
        (so, [line, does]) => so.example(line, does),
        yargs.positional('entryNos', { ...ENTRY_NOS, demandOption: true }).options(doubted ? { sure: SURE } : {}),
      ),
    completes: () => [of],
    async run({ office, report, rim }, { entryNos, sure }: { entryNos: readonly string[]; sure?: boolean }) {
      const open = await office();
      const wanted = await entryNosOf(entryNos, rim);
      noteNothing(report, wanted, '没有给出录入序号');
      const outcomes = await eachOf(wanted, String, async entryNo => ({
        input: entryNo,
        ...(await work(open, entryNo, sure ? 'pass' : 'ask')),
      }));
      return reportOutcomes(report, outcomes);
    },
  };
}
