import { fieldOf } from '../../src/catalogue/catalogue.ts';
import { HELP } from '../../src/catalogue/help.ts';
import { wordingOf } from '../../src/catalogue/wording.ts';
import { STATUS_MARKS } from '../../src/declaration/life-cycle.ts';
import type { ContextName } from '../../src/keys/table.ts';
import type { PagePart } from '../part.ts';
import { FIELD, typing } from './field-actions.ts';
import { kindAt } from './focus.ts';
import { helpOf, hintOf } from './hints.ts';
import { MOVING } from './moving.ts';
import { leaving, WHOLE } from './page-actions.ts';
import { storeChanged } from './renew.ts';
import { ROWS } from './rows-actions.ts';
import { type EntryPage, hasUnsaved, listAt, lockedBecause, stopAt } from './state.ts';
import { cutValue, drawEntry, faultOf } from './view.ts';

/** The contexts of the field that has the focus. */
function chain(page: EntryPage): readonly ContextName[] {
  const sent: readonly ContextName[] = lockedBecause(page) === undefined ? [] : ['sent'];
  const rows: readonly ContextName[] = listAt(page) ? ['rows', 'entry'] : ['entry'];
  if (page.list) return ['goodsList', ...sent, ...rows];
  const { editor } = page;
  if (editor?.calendar) return ['calendar', ...rows];
  const own = kindAt(page).contexts;
  if (!editor?.matches) return [...sent, ...own, ...rows];
  return [editor.matches.index < 0 ? 'matches' : 'matchList', ...own, ...rows];
}

export const ENTRY: PagePart<EntryPage> = {
  tab: ({ document, record, behind, id }) =>
    `${{ in: '入境', out: '出境', pack: '包装' }[document.direction]}${STATUS_MARKS[record.status].mark}${behind ? '!' : ''} ${id}`,
  unsaved: hasUnsaved,
  chain,
  actions: { ...MOVING, ...FIELD, ...ROWS, ...WHOLE },
  type: typing,
  draw: (page, area, scene) => drawEntry(page, area, scene.world),
  note: (page, scene) => {
    const fault = page.list ? undefined : faultOf(page, stopAt(page).id, scene.world);
    if (fault)
      return {
        tone: fault.level === 'error' ? 'error' : 'warning',
        text: `${fieldOf(stopAt(page).id).label}：${wordingOf(fault)}`,
      };
    if (page.behind !== undefined) return { tone: 'warning', text: page.behind };
    const text = lockedBecause(page) ?? (page.list ? undefined : hintOf(page, scene));
    if (text !== undefined) return { tone: 'plain', text };
    if (page.record.status === 'rejected' && !hasUnsaved(page))
      return { tone: 'warning', text: '已退单：F7 查看回执，F3 列出要改正的栏位；改正后 F9 重新发送' };
    if (page.list) return undefined;
    const whole = cutValue(page, scene.ui.size.columns, scene.world);
    return whole === undefined ? { tone: 'quiet', text: HELP[stopAt(page).id] } : { tone: 'plain', text: whole };
  },
  help: page => helpOf(page, stopAt(page).id),
  leave: leaving,
  changed: storeChanged,
};
