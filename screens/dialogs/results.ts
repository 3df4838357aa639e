import { sentenceOf } from '../../src/declaration/describe.ts';
import { fitted, type Line, line, span } from '../draw/line.ts';
import type { Look } from '../draw/look.ts';
import { boxed, centred, scrolled, wrapped } from '../draw/picture.ts';
import { openEntry } from '../pages/entry/open.ts';
import type { Act, LayerPart } from '../contract/part.ts';
import type { Result, ResultsLayer } from '../pages/list/layers.ts';

/** Those that need somebody first. */
export function openResults(title: string, results: readonly Result[]): ResultsLayer {
  const order = { error: 0, warning: 1, good: 2 };
  return { kind: 'results', title, results: results.toSorted((a, b) => order[a.tone] - order[b.tone]), index: 0 };
}

const move =
  (steps: number): Act<ResultsLayer> =>
  layer => ({
    self: { ...layer, index: Math.max(0, Math.min(layer.results.length - 1, layer.index + steps)) },
  });

const MARKS: Readonly<Record<Result['tone'], { readonly mark: string; readonly look: Look }>> = {
  good: { mark: '✓ ', look: 'good' },
  warning: { mark: '! ', look: 'warning' },
  error: { mark: '✗ ', look: 'error' },
};

export const RESULTS: LayerPart<ResultsLayer> = {
  chain: () => ['results'],
  actions: {
    'results.up': move(-1),
    'results.down': move(1),
    'results.open': ({ results, index }) => {
      const result = results[index];
      return { close: true, ...(result && { effects: [openEntry(result.entryNo, result.faults)] }) };
    },
    'results.close': () => ({ close: true }),
  },
  draw(layer, area) {
    const columns = Math.min(area.columns - 6, 96);
    const details = 4;
    const rows = Math.max(2, Math.min(area.rows - details - 6, layer.results.length));
    const first = scrolled(0, layer.index, rows, layer.results.length);
    const list = layer.results.slice(first, first + rows).map(({ entryNo, tone, text }, offset): Line => {
      const chosen = first + offset === layer.index;
      const { mark, look } = MARKS[tone];
      return [span(mark, look), span(fitted(`${entryNo}  ${text}`, columns - 2), chosen ? 'chosen' : 'panel')];
    });
    const good = layer.results.filter(({ tone }) => tone === 'good').length;
    const counts = `${good} 份成功，${layer.results.length - good} 份需要处理`;
    const lines = [...list, line('─'.repeat(columns), 'rule'), ...detailLines(layer, columns, details)];
    return centred(boxed(`${layer.title}  ${counts}`, { lines }, columns), area);
  },
};

function detailLines({ results, index }: ResultsLayer, columns: number, rows: number): readonly Line[] {
  const result = results[index];
  const texts = result ? [result.text, ...result.faults.map(sentenceOf), ...result.next.map(step => `→ ${step}`)] : [];
  const lines = texts.flatMap(text => wrapped(text, columns)).map(text => line(text, 'panel'));
  const shown =
    lines.length > rows ? [...lines.slice(0, rows - 1), line('… 打开后按 F3 看全部差错', 'panelQuiet')] : lines;
  return [...shown, ...Array.from({ length: rows - shown.length }, (): Line => [])];
}
