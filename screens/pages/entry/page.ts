import { LIST_NAMES, labelOn } from '../../../src/catalogue/catalogue.ts';
import { HELP } from '../../../src/catalogue/help.ts';
import { wordingOf } from '../../../src/catalogue/wording.ts';
import { STATUS_MARKS } from '../../../src/declaration/life-cycle.ts';
import { OPEN_MARK } from '../../../src/jobs/open-by.ts';
import type { ContextName } from '../../../src/keys/table.ts';
import { areaOf } from '../../contract/area.ts';
import type { ActionContext, Effect } from '../../contract/change.ts';
import type { PagePart } from '../../contract/part.ts';
import { sessionContexts } from '../../fields/field-session.ts';
import { MAIN_LIST } from '../../layout/entry.ts';
import { controlText } from './control.ts';
import { elsewhereNote } from './elsewhere.ts';
import { ELSEWHERE, offeringElsewhere } from './elsewhere-actions.ts';
import { FIELD, typing } from './field-actions.ts';
import { faultOf } from './field-fault.ts';
import { entryFinds } from './finds.ts';
import { focusedContext } from './focus.ts';
import { GRID } from './grid/actions.ts';
import { gridContexts } from './grid/contexts.ts';
import { pastingCells, takesCells } from './grid/paste.ts';
import { gridOf } from './grid/place.ts';
import { cutCell, gridHint } from './grid/view.ts';
import { askedNote, lookWhoElse } from './hand-over.ts';
import { helpOf, hintOf } from './hints.ts';
import { IMPORT } from './import-actions.ts';
import { JUMP, jumpTyping } from './jump-actions.ts';
import { laneNote } from './lane-actions.ts';
import { ROWS } from './list-actions.ts';
import { MOVING } from './move-actions.ts';
import { renewOwnLists } from './open.ts';
import { confirmClose, WHOLE } from './page-actions.ts';
import { PINNING } from './pin-actions.ts';
import { findsTicks, findTyping, POPUP } from './popup/actions.ts';
import { popupChain, popupHint } from './popup/contexts.ts';
import { popupFault } from './popup/faults.ts';
import { cutInPopup } from './popup/fields-view.ts';
import { pastingRows, takesRows } from './popup/pasting.ts';
import { popupsHold } from './popup/pending-row.ts';
import { rejectionHelp, rejectionNote } from './rejections.ts';
import { type EntryPage, formHolds, hasUnsaved, listAt, lockedBecause, stopAt } from './state.ts';
import { syncWithStore } from './sync-with-store.ts';
import { focusedField } from './value-path.ts';
import { cutValue, drawEntry } from './view.ts';

/** The contexts of the field that has the focus, or of the popup in front. */
function chain(page: EntryPage, { world }: ActionContext): readonly ContextName[] {
  if (page.focus.jump) return ['jump'];
  if (page.focus.elsewhere) return ['elsewhere', ...fieldChain(page, world)];
  return fieldChain(page, world);
}

function fieldChain(page: EntryPage, world: ActionContext['world']): readonly ContextName[] {
  const fieldContext = focusedContext(page, world);
  const session = fieldContext ? sessionContexts(page.focus.session, fieldContext) : [];
  if (page.popups.length > 0) return popupChain(page, session);
  const sent: readonly ContextName[] = lockedBecause(page) === undefined ? [] : ['sent'];
  const rows: readonly ContextName[] = listAt(page) ? ['rows', 'fields', 'entry'] : ['fields', 'entry'];
  if (gridOf(page)) return gridContexts(page, session);
  if (page.focus.list) return ['goodsList', ...sent, ...rows];
  return page.focus.session?.calendar || page.focus.session?.matches
    ? [...session, ...rows]
    : [...sent, ...session, ...rows];
}

/** Who takes what is typed or pasted. */
function typingOn(page: EntryPage, text: string, pasted: boolean): NonNullable<PagePart<EntryPage>['type']> {
  if (page.focus.jump) return jumpTyping;
  if (findsTicks(page)) return findTyping;
  if (pasted && takesCells(page, text)) return pastingCells;
  return pasted && takesRows(page, text) ? pastingRows : typing;
}

/** Nobody but an entry page asks what goods were called, which codes the last declarations had, which prices those of its party, and what was sent back. */
const remembering = ({ drafts: { document } }: EntryPage): Effect => ({
  async run({ goods, used, former, rejections }) {
    await goods.refresh();
    await used.refresh();
    await rejections.refresh();
    await former.refresh(document);
    return undefined;
  },
});

export const ENTRY: PagePart<EntryPage> = {
  direction: page => page.drafts.document.direction,
  noted: ({ id, sync: { record } }) => (record.revision > 0 ? { id } : { id, begun: record }),
  onOpen: page => ({ effects: [remembering(page), lookWhoElse(page, true)] }),
  tab: ({ drafts: { document }, sync: { record, staleReason: behind }, id, others = [] }) =>
    `${document.sentAs ? '报关' : { in: '入境', out: '出境', pack: '包装' }[document.direction]}${STATUS_MARKS[record.status].mark}${behind ? '!' : ''}${others.length > 0 ? OPEN_MARK : ' '}${id}`,
  // A row that is only in its form or popup is not saved either.
  unsaved: page => hasUnsaved(page) || LIST_NAMES.some(list => formHolds(page, list)) || popupsHold(page),
  contexts: chain,
  actions: { ...ELSEWHERE, ...PINNING, ...MOVING, ...JUMP, ...FIELD, ...ROWS, ...POPUP, ...WHOLE, ...IMPORT, ...GRID },
  pasted: (page, text, context) => offeringElsewhere(page, text, context.world)?.(page, context),
  type: (page, text, context, pasted) => typingOn(page, text, pasted)(page, text, context, pasted),
  draw: (page, area, context) => drawEntry(page, area, context.world),
  note: (page, context) => {
    if (page.focus.jump)
      return { tone: 'plain', text: '按栏位前的字符到那里，两个的依次按，看不见的栏位也行；F1-F4 到各段' };
    const { elsewhere } = page.focus;
    if (elsewhere) return { tone: 'plain', text: elsewhereNote(page, elsewhere, context.world) };
    const field = focusedField(page);
    const inPopup = page.popups.length > 0;
    const grid = inPopup ? undefined : gridOf(page);
    const fault = field && (inPopup ? popupFault(page, field, context.world) : faultOf(page, field.id, context.world));
    if (field && fault)
      return { tone: fault.level, text: `${labelOn(field, page.drafts.document.direction)}：${wordingOf(fault)}` };
    const asked = askedNote(page, context.world);
    if (asked) return asked;
    if (page.sync.staleReason !== undefined) return { tone: 'warning', text: page.sync.staleReason };
    const text =
      lockedBecause(page) ?? (grid && gridHint(page, grid)) ?? laneNote(page, context) ?? hintOf(page, context);
    const control = page.popups.length === 0 && listAt(page) === MAIN_LIST ? controlText(page) : undefined;
    const before = control === undefined ? '' : `${control} · `;
    if (text !== undefined) return { tone: 'plain', text: before + text };
    const cut = cutInPopup(page, areaOf(context.ui), context.world);
    if (cut !== undefined) return { tone: 'plain', text: cut };
    if (page.popups.length > 0) return { tone: 'quiet', text: field ? HELP[field.id] : popupHint(page) };
    if (page.sync.record.status === 'rejected' && !hasUnsaved(page))
      return { tone: 'warning', text: '已退单：F7 查看回执，F3 列出要改正的栏位；改正后 F9 重新发送' };
    if (!field) return undefined;
    const { columns } = context.ui.size;
    const whole = grid ? cutCell(page, grid, columns, context.world) : cutValue(page, columns, context.world);
    const remembered = grid ? undefined : rejectionNote(page, field.id, context.world);
    const help = remembered === undefined ? HELP[field.id] : `${remembered} · ${HELP[field.id]}`;
    return whole === undefined
      ? { tone: control === undefined ? 'quiet' : 'plain', text: before + help }
      : { tone: 'plain', text: before + whole };
  },
  help: (page, { world }) => {
    const id = focusedField(page)?.id ?? stopAt(page).id;
    return [...helpOf(page, id), ...rejectionHelp(page, id, world)];
  },
  finds: entryFinds,
  onClose: confirmClose,
  onStoreChange(page, context) {
    const change = syncWithStore(page, context);
    return { ...change, effects: [...(change.effects ?? []), lookWhoElse(page)] };
  },
  onActivate: page => ({ effects: [renewOwnLists(page), lookWhoElse(page)] }),
};
