import type { Note } from '../../../../src/jobs/noted-pages.ts';

/** The notes that take pages away from a run that is gone. */
export const closing = (ids: readonly string[]): readonly Note[] => ids.map(close => ({ close }));
