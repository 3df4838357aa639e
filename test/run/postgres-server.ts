import { afterAll } from 'vitest';
import { type LaunchOptions, launchPostgres, type PostgresServer } from './postgres-process.ts';

export type { PostgresServer };

/** A server of a file of tests, which ends with it. */
export async function startPostgres(options: LaunchOptions = {}): Promise<PostgresServer> {
  const server = await launchPostgres(options);
  afterAll(server.end);
  return server;
}
