import { blank, type Line, lineWidth, span } from '../../draw/line.ts';
import type { SettingsTab } from './settings-tab.ts';
import { type SettingsPage, TAB_NAMES, type TabName } from './state.ts';

/** The menu of tabs, in as many lines as it needs; the open one in brackets, those with something not applied marked. */
export function menuLines(
  page: SettingsPage,
  tabs: Readonly<Record<TabName, SettingsTab>>,
  columns: number,
): { readonly lines: readonly Line[]; readonly cursor: { readonly x: number; readonly y: number } } {
  const numbered = entriesOf(page, tabs, true);
  const entries = widthOf(numbered) <= columns ? numbered : entriesOf(page, tabs, false);
  const lines: Line[] = [[]];
  let cursor = { x: 0, y: 0 };
  for (const [at, entry] of entries.entries()) {
    if (lineWidth(lines.at(-1) ?? []) + lineWidth(entry) > columns) lines.push([]);
    const y = lines.length - 1;
    if (TAB_NAMES[at] === page.tab) cursor = { x: lineWidth(lines[y] ?? []) + 1, y };
    lines[y] = [...(lines[y] ?? []), ...entry];
  }
  return { lines, cursor };
}

const widthOf = (entries: readonly Line[]): number => entries.reduce((sum, entry) => sum + lineWidth(entry), 0);

function entriesOf(page: SettingsPage, tabs: Readonly<Record<TabName, SettingsTab>>, numbered: boolean): Line[] {
  return TAB_NAMES.map((name, at): Line => {
    const { title, unsaved } = tabs[name];
    const text = `${numbered ? `${at < 10 ? (at + 1) % 10 : '-'} ` : ''}${title}`;
    const mark = unsaved(page) ? span('•', 'warning') : blank(1);
    if (name !== page.tab) return [span(` ${text}`, 'label'), mark];
    return [span(`[${text}]`, page.inMenu ? 'chosen' : 'focusLabel'), ...(unsaved(page) ? [mark] : [])];
  });
}
