import { SUMMARY } from '../../../src/catalogue/summary.ts';
import { get } from '../../../src/declaration/path.ts';
import type { DeclarationRecord } from '../../../src/declaration/record.ts';
import { rememberedText, rememberParty } from '../../../src/declaration/remember.ts';
import type { Change } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import type { World } from '../../contract/world.ts';
import { change } from './change.ts';
import { editFocused } from './focus.ts';
import type { EntryPage } from './state.ts';

function partyOf({ document }: Pick<EntryPage, 'document'>): string | undefined {
  const value = get(document, SUMMARY.party[document.direction]);
  return typeof value === 'string' ? value : undefined;
}

/** The declaration that was brought and is still in, none of it taken back. */
function stillIn({ prefill: brought, undo }: EntryPage): EntryPage['prefill'] {
  return brought && undo.includes(brought.step) ? brought : undefined;
}

/** The party that an edit has just named, when its last declaration is to be brought (E9). */
export function namedParty(before: EntryPage, page: EntryPage): string | undefined {
  const party = partyOf(page);
  const named = party !== partyOf(before) && page.undo.length > before.undo.length && !cameWhole(page);
  return named && page.own.switches.smartMemory ? party : undefined;
}

/** The last step put a whole document in place: what it left empty was left empty by whoever wrote it. */
function cameWhole({ undo }: EntryPage): boolean {
  return undo.at(-1)?.edits.some(({ draft: on, edit }) => on === 'document' && edit.op === 'replace') ?? false;
}

/** The page with a party's last declaration brought, as one step of undo, unless another party has been named in the meantime. */
export function withParty(page: EntryPage, party: string, last: DeclarationRecord, world: World): Change<EntryPage> {
  if (partyOf(page) !== party) return {};
  const began = page.record.revision === 0 ? page.record.document : undefined;
  const before = stillIn(page)?.document;
  const remembered = rememberParty(page.document, last.document, {
    ...(began && { began }),
    ...(before && { brought: before }),
  });
  const marks = remembered.edits.map(edit => ({ draft: 'document' as const, edit }));
  if (marks.length === 0) return {};
  const { containers, goods } = page.lists;
  const rows = { containers: { ...containers, index: 0 }, goods: { ...goods, index: 0 } };
  const typing = page.session && page.session.text.text !== page.session.before;
  const done = change(page, marks, world, { rows, name: `带出 ${last.entryNo}` });
  const step = done.undo.at(-1);
  const next: EntryPage = { ...done, ...(step && { prefill: { document: last.document, step } }) };
  return {
    state: typing ? next : editFocused(next, world),
    ...info(`${rememberedText(last.entryNo, remembered)}；Ctrl+Z 取消带出`),
  };
}
