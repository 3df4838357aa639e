import { SUMMARY } from '../../../src/catalogue/summary.ts';
import { get } from '../../../src/declaration/path.ts';
import type { DeclarationRecord } from '../../../src/declaration/record.ts';
import { rememberedText, rememberParty } from '../../../src/declaration/remember.ts';
import type { Change } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import type { World } from '../../contract/world.ts';
import { change } from './change.ts';
import { editFocused } from './focus.ts';
import { beganBeside } from './pins.ts';
import { type EntryPage, eachList, type History } from './state.ts';

function partyOf({ drafts: { document } }: Pick<EntryPage, 'drafts'>): string | undefined {
  const value = get(document, SUMMARY.party[document.direction]);
  return typeof value === 'string' ? value : undefined;
}

/** The declaration that was brought and is still in, none of it taken back. */
function standingPrefill({ history: { prefill, undo } }: EntryPage): History['prefill'] {
  return prefill && undo.includes(prefill.step) ? prefill : undefined;
}

/** Whether another party is declared than before. */
export const namesOther = (before: EntryPage, page: EntryPage): boolean => partyOf(page) !== partyOf(before);

/** The party that an edit has just named, when its last declaration is to be brought (E9). */
export function namedParty(before: EntryPage, page: EntryPage): string | undefined {
  const party = partyOf(page);
  const named = party !== partyOf(before) && page.history.undo.length > before.history.undo.length && !cameWhole(page);
  return named && page.own.switches.smartMemory ? party : undefined;
}

/** The last step put a whole document in place: what it left empty was left empty by whoever wrote it. */
function cameWhole({ history: { undo } }: EntryPage): boolean {
  return undo.at(-1)?.edits.some(({ draft: on, edit }) => on === 'document' && edit.op === 'replace') ?? false;
}

/** The page with a party's last declaration brought, as one step of undo, unless another party has been named in the meantime. */
export function withParty(page: EntryPage, party: string, last: DeclarationRecord, world: World): Change<EntryPage> {
  if (partyOf(page) !== party) return {};
  const began = page.sync.record.revision === 0 ? beganBeside(page, page.sync.record.document) : undefined;
  const before = standingPrefill(page)?.document;
  const remembered = rememberParty(page.drafts.document, last.document, {
    ...(began && { began }),
    ...(before && { brought: before }),
  });
  const edits = remembered.edits.map(edit => ({ draft: 'document' as const, edit }));
  if (edits.length === 0) return {};
  const lists = eachList(list => ({ ...page.lists[list], index: 0 }));
  const typing = page.focus.session && page.focus.session.text.text !== page.focus.session.before;
  const done = change(page, edits, world, { lists, name: `带出 ${last.entryNo}` });
  const step = done.history.undo.at(-1);
  const prefill = step && { document: last.document, step };
  const next: EntryPage = prefill ? { ...done, history: { ...done.history, prefill } } : done;
  return {
    state: typing ? next : editFocused(next, world),
    ...info(`${rememberedText(last.entryNo, remembered)}；Ctrl+Z 取消带出`),
  };
}
