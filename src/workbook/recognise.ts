import { pairsOf } from './pairs.ts';
import { type Layout, scan } from './scan.ts';
import type { Sheet } from './sheet.ts';

export type TemplateName = 'goods' | 'declaration' | 'containers';

/** So many known labels make a whole declaration; one or two may stand above a list of goods. */
const LABELS = 4;

/** Which of the three templates a workbook is, by its headings; with a layout goods are known by the user's own, too. */
export function recognise(sheets: readonly Sheet[], layout?: Layout): TemplateName | undefined {
  const blocks = sheets.flatMap(sheet => scan(sheet, layout).map(block => ({ sheet, block })));
  const labels = blocks.flatMap(({ sheet, block }) =>
    block.kind === 'pairs' ? block.rows.slice(0, 200).flatMap(line => pairsOf(sheet, line).pairs) : [],
  );
  if (new Set(labels.map(pair => pair.meaning)).size >= LABELS) return 'declaration';
  if (blocks.some(({ block }) => block.kind === 'goods')) return 'goods';
  return blocks.some(({ block }) => block.kind === 'containers') ? 'containers' : undefined;
}
