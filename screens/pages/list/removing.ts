import type { Summary } from '../../../src/declaration/summary.ts';
import { removeDeclaration, showAgain } from '../../../src/jobs/keep-declarations.ts';
import { undelete } from '../../../src/jobs/keep-store.ts';
import type { ActionContext, Effect } from '../../contract/change.ts';
import { good } from '../../contract/message.ts';
import { forEach } from './for-each.ts';
import type { ListPage } from './state.ts';

/** Deletes what was never sent, which goes to the trash, and withdraws the rest from view (L5). */
export function removeAll(entryNos: readonly string[], page: ListPage): Effect {
  return forEach('正在删除', entryNos, page, removeDeclaration, (now, done) => {
    const deleted = done.filter(({ outcome }) => outcome === 'removed').length;
    const withdrawn = done.length - deleted;
    const texts = [deleted > 0 && `${deleted} 份已移到回收站`, withdrawn > 0 && `${withdrawn} 份已撤出列表`];
    if (done.length === 0) return { state: now };
    return {
      state: { ...now, removed: done.map(({ entryNo }) => entryNo) },
      ...good(`${texts.filter(Boolean).join('，')}；Ctrl+Z 恢复${withdrawn > 0 ? '，Ctrl+T 查看撤出的' : ''}`),
    };
  });
}

/** Brings withdrawn declarations back into view. */
export function showAllAgain(entryNos: readonly string[], page: ListPage): Effect {
  return forEach('正在恢复显示', entryNos, page, showAgain, (now, done) => ({
    state: now,
    ...good(`${done.length} 份已恢复显示`),
  }));
}

/** Takes what was deleted from this list a moment ago out of the trash, or back into view. */
export function restoreAll(entryNos: readonly string[], page: ListPage): Effect {
  return forEach('正在恢复', entryNos, page, undelete, (now, done) => ({
    state: { ...now, removed: [] },
    ...good(`${done.length} 份已恢复`),
  }));
}

/** Why those cannot be taken away while they are open here. */
export function openElsewhere(rows: readonly Summary[], { ui }: ActionContext): string | undefined {
  const open = rows.find(({ entryNo }) => ui.pages.some(({ id }) => id === entryNo));
  return open && `${open.entryNo} 的录单页面开着，先关闭它（F12 切换，Ctrl+W 关闭）`;
}
