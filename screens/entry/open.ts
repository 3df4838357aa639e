import type { Direction } from '../../src/catalogue/row.ts';
import { beginDeclaration } from '../../src/jobs/keep-declarations.ts';
import { answerAtLarge, type Effect } from '../part.ts';
import type { EntryPage } from './state.ts';

/** Opens an entry page on a new declaration. */
export function beginEntry(direction: Direction): Effect {
  return {
    label: '新建单证',
    async run({ office }) {
      const record = await beginDeclaration(office, direction);
      const page: EntryPage = { kind: 'entry', id: record.entryNo, record };
      return answerAtLarge(() => ({ page }));
    },
  };
}
