import { fieldOf } from '../../../../src/catalogue/catalogue.ts';
import type { ContextName } from '../../../../src/keys/table.ts';
import { type EntryPage, lockedBecause } from '../state.ts';
import { focusedField } from '../value-path.ts';
import { frontPopup } from './pending-row.ts';

/** The contexts of the popup in front; `session` are those of the field that is being edited. */
export function popupChain(page: EntryPage, session: readonly ContextName[]): readonly ContextName[] {
  const open = frontPopup(page);
  if (!open) return session;
  const { state, spec } = open;
  const files: readonly ContextName[] = spec.workbook ? ['popupFiles'] : [];
  const locked = lockedBecause(page) !== undefined;
  const listed: readonly ContextName[] = spec.list ? [...files, 'popupRows'] : [];
  if (state.zone === 'list') return [...(locked ? (['sentRows'] as const) : []), 'popupList', ...listed, 'popup'];
  const rows: readonly ContextName[] = locked && spec.list ? ['sentRows', ...listed] : listed;
  if (state.zone === 'ticks') return [...(locked ? (['sentTicks'] as const) : []), 'ticks', ...rows, 'popup'];
  // A field that is the popup's own value does not open it once more.
  const own = focusedField(page)?.extras.popup === state.popup;
  return [...(own ? session.filter(name => name !== 'hasPopup') : session), 'popupFields', ...rows, 'popup'];
}

/** What the message line says while the focus is on what can be ticked or on the list. */
export function popupHint(page: EntryPage): string {
  const open = frontPopup(page);
  if (open?.state.zone === 'list') {
    if (lockedBecause(page)) return '↑↓ 看别的行，栏位里是选中的这一行；只能查看';
    if (open.spec.attached) return 'Del 删除选中的附件，Alt+↑↓ 移动';
    const inside = open.spec.needs && fieldOf(open.spec.needs.field).label;
    return `回车回填修改，Del 删除，Alt+↑↓ 移动${inside ? `，空格填写${inside}` : ''}`;
  }
  const field = open && fieldOf(open.spec.value);
  return field?.kind === 'rows'
    ? '空格勾选；输入代码、名称、首字母查找；Tab 填写；回车确定'
    : '空格勾选；输入代码、名称、首字母查找；回车确定';
}
