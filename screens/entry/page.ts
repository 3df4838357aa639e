import { line } from '../draw/line.ts';
import type { PagePart } from '../part.ts';
import type { EntryPage } from './state.ts';

export const ENTRY: PagePart<EntryPage> = {
  tab: page => page.record.entryNo,
  chain: () => ['entry'],
  actions: {},
  draw: page => ({ lines: [line(page.record.entryNo)] }),
};
