import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Actor } from '../../src/accounts/permissions.ts';
import { openJsonStore } from '../../src/store/json/open-store.ts';
import { addressOf } from '../../src/store/postgres/address.ts';
import { openPgStore } from '../../src/store/postgres/open-store.ts';
import type { RecallSource } from '../../src/store/recall.ts';
import type { Store } from '../../src/store/store.ts';
import { lacks } from '../need.ts';
import { type PostgresServer, startPostgres } from '../run/postgres-server.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { AUDIT, PARTIES, type Paper, type PaperRow, paperOptions } from './paper.ts';

/** What a test of the contract decides of a store. */
export interface PaperChoices {
  readonly now?: () => number;
  readonly user?: string;
  /** Who has logged in; `user` without it. */
  readonly actor?: () => Actor;
  readonly recalls?: Readonly<Record<string, RecallSource<Paper>>>;
  readonly summarise?: (paper: Paper) => PaperRow;
  readonly rows?: number;
  readonly version?: number;
}

/** One office, which several programs open. */
export interface OpenOffice {
  open(choices?: PaperChoices): Promise<Store<Paper, PaperRow>>;
}

export interface StoreKind {
  readonly name: string;
  /** A new office of this kind. */
  office(): OpenOffice;
}

export const json: StoreKind = {
  name: 'json',
  office: () => {
    const home = join(temporaryFolder(), 'home');
    return {
      open: async (choices = {}) => {
        const store = await openJsonStore({ ...paperOptions(home), recalls: { parties: PARTIES }, ...choices });
        onTestFinished(() => store.close());
        return store;
      },
    };
  },
};

export const lacksPostgres = lacks('postgres');

/** The kind in a database of a server that a file of tests has started. */
export function postgresOf(server: () => PostgresServer): StoreKind {
  return {
    name: 'postgres',
    office: () => {
      const address = server().newDatabase();
      const home = join(temporaryFolder(), 'home');
      return {
        open: async ({ user = '李静', now = Date.now, ...choices } = {}) => {
          const store = await openPgStore<Paper, PaperRow>({
            ...paperOptions(home),
            address: addressOf(address, { seen: false }),
            audit: AUDIT,
            recalls: { parties: PARTIES },
            actor: () => ({ user }),
            now,
            ...choices,
          });
          onTestFinished(() => store.close());
          return store;
        },
      };
    },
  };
}

export { startPostgres };
