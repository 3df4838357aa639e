import { UserError } from '../src/errors.ts';
import { channelSettings, isPractice } from '../src/jobs/channel.ts';
import { isFirstStart } from '../src/jobs/first-start.ts';
import { type Office, type OfficeOptions, openOffice } from '../src/jobs/office.ts';
import { receivingRhythm } from '../src/jobs/receiving-rhythm.ts';
import type { Terminal } from '../src/terminal/terminal.ts';
import { isAlone, watchSeat } from './app/seat.ts';
import type { Effect } from './contract/change.ts';
import { frontPage } from './contract/ui.ts';
import { askFirstForm } from './dialogs/first-form.ts';
import { markOffline } from './exchange/offline-mark.ts';
import { markPractice } from './exchange/practice-mark.ts';
import { isWaiting, type Quiet, receiveQuietly } from './exchange/receive.ts';
import { offerRecovery, purgeJournals } from './pages/entry/recovery/offer.ts';
import { refreshHome } from './pages/home/refresh.ts';
import { lookWhoHasOpen } from './pages/list/open-by.ts';
import type { Program } from './program.ts';
import { beginPractice, wakePractice } from './start/begin.ts';
import { databaseName, homeName } from './start/home-name.ts';

export interface RunOptions {
  readonly terminal: Terminal;
  readonly office: OfficeOptions;
  /** What people know as `~`. */
  readonly userFolder?: string;
}

/** Runs the screens until people quit; the terminal is the caller's to close. A new data folder is made only once they have chosen how. */
export async function runScreens({ terminal, office: options, userFolder = '' }: RunOptions): Promise<void> {
  // React and Ink are read from the disk while the office is.
  const loading = import('./program.ts');
  const name = homeName(options.home, userFolder);
  // In a database others may be at work already: nobody is asked how to begin.
  const isFirst = options.database === undefined && (await isFirstStart(options.home));
  const choice = isFirst ? await askHow(terminal, name) : undefined;
  if (choice === 'quit') return;
  const office = await openOffice(options);
  try {
    const { startProgram } = await loading;
    const channel = await channelSettings(office);
    const practice = await isPractice(channel);
    const begin = beginOf(choice, channel.platform === '09', office.store.readOnly);
    const program = startProgram({
      terminal,
      office,
      homeName: options.database === undefined ? name : databaseName(office.store.place),
      userFolder,
      practice,
      begin,
    });
    const stop = new AbortController();
    const receiving = receiveByItself(program, office, stop.signal);
    await program.ended;
    stop.abort();
    await receiving;
    await program.idle();
    program.close();
  } finally {
    await office.close();
  }
}

/** What runs first. In a folder that can only be read nothing is left to go on with, and no bureau finds room. */
function beginOf(choice: 'practice' | 'empty' | undefined, practice: boolean, readOnly: boolean): readonly Effect[] {
  if (readOnly) return [];
  if (choice === 'practice') return [beginPractice];
  const recovery = [offerRecovery, purgeJournals, ...(choice === 'empty' ? [askFirstForm] : [])];
  return practice ? [wakePractice, ...recovery] : recovery;
}

async function askHow(terminal: Terminal, name: string) {
  const { askFirst } = await import('./start/ask-first.tsx');
  return await askFirst(terminal, name);
}

/** Milliseconds between two looks whether something is to be done, and between two looks whether people have quit. */
const EVERY = 3000;
const STEP = 200;

/** While something waits it is sent and its receipts are asked for, in the office's rhythm; what is held leaves to the fraction of a second. */
async function receiveByItself(program: Program, office: Office, signal: AbortSignal): Promise<void> {
  const quiet: Quiet = { signal, failed: undefined, underway: false, rhythm: receivingRhythm(office) };
  while (!signal.aborted) {
    for (let slept = 0; slept < EVERY && !signal.aborted; slept += STEP) {
      await office.wait(STEP);
      program.tick();
    }
    if (signal.aborted || program.state().busy || quiet.underway) continue;
    const offline = await lookAround(program, office, quiet).then(
      () => false,
      (error: unknown) => {
        // What else keeps us from looking is told to whoever does something that needs it.
        if (error instanceof UserError) return error.code === 'store.unreachable';
        throw error;
      },
    );
    if (offline !== (program.state().session.offline ?? false)) program.run(markOffline(offline));
  }
}

/** One look whether something is to be done. */
async function lookAround(program: Program, office: Office, quiet: Quiet): Promise<void> {
  // Before anything else: while the store cannot be reached nothing is begun that would only say so.
  const practice = await isPractice(await channelSettings(office));
  program.run(watchSeat);
  // Nobody is at work who could send or receive anything.
  if (isAlone(program.state())) return;
  if ((await quiet.rhythm.isTime()) && (await isWaiting(office))) program.run(receiveQuietly(quiet));
  else if (frontPage(program.state()).kind === 'home') program.run(refreshHome);
  // Another program may have changed the channel.
  if (practice !== program.state().session.practice) program.run(markPractice);
  const front = frontPage(program.state());
  // Who opens a declaration, or dies with it open, changes no row that would tell.
  if (front.kind === 'list') program.run(lookWhoHasOpen(front));
}
