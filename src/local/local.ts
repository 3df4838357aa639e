import { join } from 'node:path';
import type { Actor } from '../accounts/permissions.ts';
import { modesOf } from '../disk/modes.ts';
import { EditJournals } from './edit-journal.ts';
import { keepKeyboard } from './keyboard-switch.ts';
import { OpenPages } from './open-pages.ts';

/** What stays on this machine wherever the declarations lie: what is being typed, and which pages are open. */
export interface Local {
  readonly journals: EditJournals;
  readonly openPages: OpenPages;
  /** Keeps the keyboard switch of an office in a database for the next start, which asks the terminal before anything else. */
  keepKeyboard(word: string): void;
  /** Several users of a group work here. */
  readonly shared: boolean;
  /** Lets go of all files and keeps them. */
  close(): void;
}

export interface LocalOptions {
  /** The folder of journals and notes is made in it. */
  readonly home: string;
  readonly shared: boolean;
  /** Nothing can be written. */
  readonly readOnly: boolean;
  /** Who is at work at this moment. */
  readonly actor: () => Actor;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly random: () => number;
}

/** Whoever logs in has journals of their own, which the next one does not go on with. */
const runOf = (session: string, { sitting }: Actor): string =>
  sitting === undefined ? session : `${session}-${sitting}`;

/** As people know them. */
const nameOf = ({ user, member }: Actor): string => member?.name ?? user;

export function openLocal({ home, shared, readOnly, actor, now, random }: LocalOptions): Local {
  const session = `${now().toString(36)}-${Math.floor(random() * 36 ** 6).toString(36)}`;
  const owner = {
    folder: join(home, 'journals'),
    modes: modesOf(shared),
    session: () => runOf(session, actor()),
    by: () => nameOf(actor()),
    readOnly,
  };
  const journals = new EditJournals(owner);
  const openPages = new OpenPages(owner);
  return {
    journals,
    openPages,
    shared,
    keepKeyboard: word => keepKeyboard(home, word, modesOf(shared)),
    close: () => {
      journals.close();
      openPages.close();
    },
  };
}
