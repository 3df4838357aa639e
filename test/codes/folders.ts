import { fileURLToPath } from 'node:url';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const SHIPPED = fromHere('../../data/codes');
export const FIXTURES = fromHere('../../fixtures/codes');
/** The official tables as they came; not part of the repository. */
export const OFFICIAL = fromHere('../../../shared/codes');
