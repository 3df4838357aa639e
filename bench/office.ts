import { type Office, type OfficeOptions, openOffice } from '../src/jobs/office.ts';

/** An office that works as the program's own does, but waits for nothing. */
export const openBenchOffice = (
  options: Pick<OfficeOptions, 'home' | 'dataFolder'> & Partial<OfficeOptions>,
): Promise<Office> =>
  openOffice({
    user: 'bench',
    env: {},
    platform: 'linux',
    now: Date.now,
    random: Math.random,
    newId: () => '',
    wait: async () => {},
    self: [],
    ...options,
  });
