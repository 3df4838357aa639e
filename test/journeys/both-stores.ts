import { beforeAll, describe } from 'vitest';
import { type PostgresServer, startPostgres } from '../run/postgres-server.ts';
import { lacksPostgres } from '../store/kinds.ts';
import { openStage, type Stage } from './stage.ts';

/** Where several people are at one office. */
export interface SharedStage extends Stage {
  /** The address of a new database; none where the office lies in the home that they share. */
  readonly database?: () => string;
}

/** The same journeys of several people on a home, and on a database of a real server. */
export function onBothStores({ seed }: { readonly seed: number }, journeys: (stage: SharedStage) => void): void {
  describe('in a folder', () => journeys(openStage({ seed })));
  describe.skipIf(lacksPostgres)('in a database', () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    });
    journeys({ ...openStage({ seed }), database: () => server.newDatabase() });
  });
}
