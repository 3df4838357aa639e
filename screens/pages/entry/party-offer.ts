import type { Declaration } from '../../../src/catalogue/document.ts';
import { unknownParties } from '../../../src/jobs/keep-named-parties.ts';
import type { EntryPage } from './state.ts';

export const namesOf = (parties: ReturnType<typeof unknownParties>): string =>
  parties.map(({ name }) => name).join('、');

/** Behind the word that a declaration was saved for the first time: that its parties can be kept, where the office does not know them. */
export function keepOffer({ own, sync }: Pick<EntryPage, 'own' | 'sync'>, document: Declaration): string {
  if (sync.record.revision > 0 && sync.record.status !== 'draft') return '';
  const unknown = unknownParties(document, own.parties);
  return unknown.length === 0 || own.readOnly ? '' : `；Alt+D 留下收发货人 ${namesOf(unknown)}`;
}
