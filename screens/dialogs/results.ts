import type { Fault } from '../../src/catalogue/fault.ts';
import { sentenceOf } from '../../src/declaration/describe.ts';
import type { Size } from '../../src/terminal/cells.ts';
import type { DialogPart } from '../contract/part.ts';
import { fitted, type Line, line, span } from '../draw/line.ts';
import type { Look } from '../draw/look.ts';
import { boxed, centred, wrapped } from '../draw/picture.ts';
import { indexed, listActions } from '../widgets/list.ts';
import { chosenMark, drawRows } from '../widgets/list-rows.ts';

/** What became of one declaration of many. */
export interface Result {
  readonly entryNo: string;
  readonly tone: 'good' | 'warning' | 'error';
  readonly text: string;
  readonly faults: readonly Fault[];
  /** What to do about it. */
  readonly next: readonly string[];
}

/** What became of each declaration; those with faults can be opened at the first one. */
export interface ResultsDialog {
  readonly kind: 'results';
  readonly title: string;
  readonly results: readonly Result[];
  readonly index: number;
}

/** Those that need somebody first. */
export function openResults(title: string, results: readonly Result[]): ResultsDialog {
  const order = { error: 0, warning: 1, good: 2 };
  return { kind: 'results', title, results: results.toSorted((a, b) => order[a.tone] - order[b.tone]), index: 0 };
}

/** Lines for what is to be said of the selected one. */
const DETAILS = 4;

const rowsIn = ({ results }: ResultsDialog, area: Size): number =>
  Math.max(2, Math.min(area.rows - DETAILS - 6, results.length));

const LIST = indexed<ResultsDialog>({ count: ({ results }) => results.length, rows: rowsIn });

const MARKS: Readonly<Record<Result['tone'], { readonly mark: string; readonly look: Look }>> = {
  good: { mark: '✓ ', look: 'good' },
  warning: { mark: '! ', look: 'warning' },
  error: { mark: '✗ ', look: 'error' },
};

export const RESULTS: DialogPart<ResultsDialog> = {
  contexts: () => ['results'],
  actions: {
    ...listActions('results', LIST),
    'results.open': ({ results, index }) => {
      const result = results[index];
      return {
        close: true,
        ...(result && { go: { to: 'entry', entryNo: result.entryNo, faults: result.faults } as const }),
      };
    },
    'results.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const columns = Math.min(area.columns - 6, 96);
    const inView = { index: dialog.index, room: rowsIn(dialog, area) };
    const list = drawRows(dialog.results, inView, ({ entryNo, tone, text }, _at, selected) => {
      const { mark, look } = MARKS[tone];
      return [
        chosenMark(selected),
        span(mark, look),
        span(fitted(`${entryNo}  ${text}`, columns - 3), selected ? 'chosen' : 'panel'),
      ];
    });
    const good = dialog.results.filter(({ tone }) => tone === 'good').length;
    const counts = `${good} 份成功，${dialog.results.length - good} 份需要处理`;
    const lines = [...list.lines, line('─'.repeat(columns), 'rule'), ...detailLines(dialog, columns, DETAILS)];
    return centred(boxed(`${dialog.title}  ${counts}`, { lines }, columns), area);
  },
};

function detailLines({ results, index }: ResultsDialog, columns: number, rows: number): readonly Line[] {
  const result = results[index];
  const texts = result
    ? [result.text, ...result.faults.map(fault => sentenceOf(fault)), ...result.next.map(step => `→ ${step}`)]
    : [];
  const lines = texts.flatMap(text => wrapped(text, columns)).map(text => line(text, 'panel'));
  const shown =
    lines.length > rows ? [...lines.slice(0, rows - 1), line('… 打开后按 F3 看全部差错', 'panelQuiet')] : lines;
  return [...shown, ...Array.from({ length: rows - shown.length }, (): Line => [])];
}
