import { type OfficeOptions, openOffice } from '../src/jobs/office.ts';
import type { Terminal } from '../src/terminal/terminal.ts';
import { offerRecovery } from './entry/open.ts';
import { startProgram } from './program.tsx';

export interface RunOptions {
  readonly terminal: Terminal;
  readonly office: OfficeOptions;
  readonly practice?: boolean;
  /** The data folder as people know it, `~/baojian`. */
  readonly homeName?: string;
}

/** Runs the screens until people quit; the terminal is the caller's to close. */
export async function runScreens({ terminal, office: officeOptions, ...more }: RunOptions): Promise<void> {
  const office = await openOffice(officeOptions);
  try {
    const program = startProgram({ terminal, office, begin: [offerRecovery], ...more });
    await program.ended;
    await program.idle();
    program.close();
  } finally {
    await office.close();
  }
}
