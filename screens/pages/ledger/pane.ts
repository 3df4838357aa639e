import { TOTALS } from '../../../src/catalogue/totals.ts';
import { groupName, namingOf } from '../../../src/jobs/ledger.ts';
import { meanText, percentText, statusesText, sumsText } from '../../../src/ledger/columns.ts';
import type { Group } from '../../../src/ledger/count.ts';
import { groupingOf } from '../../../src/ledger/grouping.ts';
import { periodsBetween } from '../../../src/ledger/periods.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import type { World } from '../../contract/world.ts';
import { barChart, type ChartPoint, columnChart, lineChart } from '../../draw/chart.ts';
import { type Line, line, span, widthOf } from '../../draw/line.ts';
import { wrapped } from '../../draw/picture.ts';
import { type Counted, groupsOf, type LedgerPage, MEASURES, type Measure } from './state.ts';

/** A chart that is higher tells no more. */
const MAX_CHART = 20;

/** What stands beside the groups: the chart, and the figures of the group under the cursor, as far as there is room for both. */
export function paneLines(page: LedgerPage, { columns, rows }: Size, beside: boolean, world: World): readonly Line[] {
  const { counted } = page;
  if (!counted || counted.ledger.total.count === 0) return [];
  if (!beside)
    return page.pane === 'chart'
      ? chartLines(page, counted, { columns, rows }, world)
      : figureLines(page, counted, { columns, rows }, world);
  const figures = figureLines(page, counted, { columns, rows: Math.max(6, Math.floor(rows * 0.5)) }, world);
  const chart = chartLines(page, counted, { columns, rows: Math.min(MAX_CHART, rows - figures.length - 1) }, world);
  return page.pane === 'chart' ? [...chart, [], ...figures] : [...figures, [], ...chart];
}

function chartLines(page: LedgerPage, counted: Counted, { columns, rows }: Size, world: World): readonly Line[] {
  const points = pointsOf(page, counted, world);
  const unit =
    page.measure === 'value' ? `（${namingOf(world)('currencies', currencyOf(counted)) || '未写币制'}）` : '';
  const title = line(`${MEASURES[page.measure]}${unit}`, 'section');
  const { time } = groupingOf(counted.by);
  const draw = time ? (page.curve ? lineChart : columnChart) : barChart;
  return [title, ...draw(points, columns, rows - 1).map(text => line(text))];
}

/** The currency in which most was declared. */
const currencyOf = ({ ledger }: Counted): string => ledger.total.sums.find(({ of }) => of === 'value')?.unit ?? '';

/** The points of what was counted last: of a thousand parties they are not made anew at each key. */
const known = new WeakMap<Counted, Map<Measure, readonly ChartPoint[]>>();

function pointsOf(page: LedgerPage, counted: Counted, world: World): readonly ChartPoint[] {
  const held = known.get(counted) ?? new Map<Measure, readonly ChartPoint[]>();
  known.set(counted, held);
  const points = held.get(page.measure) ?? pointsMade(page, counted, world);
  held.set(page.measure, points);
  return points;
}

/** Periods without declarations count as well, and time goes on to the right. */
function pointsMade(page: LedgerPage, counted: Counted, world: World): readonly ChartPoint[] {
  const { by } = counted;
  const currency = currencyOf(counted);
  const naming = namingOf(world);
  const point = (key: string, group: Group | undefined): ChartPoint => ({
    label: groupName(by, key, naming),
    ...measured(page, group, currency),
  });
  const groups = groupsOf(page);
  if (!groupingOf(by).time) return groups.map(group => point(group.key, group));
  const known = new Map(groups.map(group => [group.key, group]));
  const keys = groups.map(({ key }) => key).filter(Boolean);
  return periodsBetween(by, keys.at(-1) ?? '', keys[0] ?? '').map(key => point(key, known.get(key)));
}

function measured(
  { measure }: LedgerPage,
  group: Group | undefined,
  currency: string,
): Pick<ChartPoint, 'value' | 'text'> {
  if (measure === 'value') {
    const sum = group?.sums.find(({ of, unit }) => of === 'value' && unit === currency)?.sum ?? '0';
    // A chart shows proportions; the sums themselves stay exact.
    return { value: Number(sum), text: shortNumber(Number(sum)) };
  }
  if (measure === 'refused') {
    const share = group && group.sent > 0 ? group.refused / group.sent : 0;
    return { value: share, text: percentText(group?.refused ?? 0, group?.sent ?? 0) };
  }
  if (measure === 'took') return { value: group?.meanSeconds ?? 0, text: group ? meanText(group) : '' };
  return { value: group?.count ?? 0, text: String(group?.count ?? 0) };
}

/** `1.23 亿`, `45.6 万`: what has room beside a bar. */
function shortNumber(value: number): string {
  if (value >= 1e8) return `${(value / 1e8).toFixed(2)} 亿`;
  if (value >= 1e5) return `${(value / 1e4).toFixed(1)} 万`;
  return String(Math.round(value * 100) / 100);
}

function figureLines(page: LedgerPage, counted: Counted, { columns, rows }: Size, world: World): readonly Line[] {
  const naming = namingOf(world);
  const group = groupsOf(page)[page.index];
  if (!group) return [];
  const name = groupName(counted.by, group.key, naming);
  const summed = (of: keyof typeof TOTALS): readonly Line[] => {
    const text = sumsText(group.sums, of, naming);
    return text === '' ? [] : entry(TOTALS[of].label, text, columns);
  };
  const took = meanText(group);
  const refused = `${group.refused} 份，占发送过的 ${group.sent} 份的 ${percentText(group.refused, group.sent)}`;
  const lines: readonly Line[] = [
    line(`${name}  ${group.count} 份，法检 ${group.inspected} 份`, 'section'),
    ...entry('状态', statusesText(group), columns),
    ...summed('value'),
    ...(took ? entry('发送到放行', `平均 ${took}（${group.timed} 份）`, columns) : []),
    ...(group.sent > 0 ? entry('退单', refused, columns) : []),
    ...group.reasons.map(([reason, count]) => line(`  ${count} 份  ${reason}`)),
    ...(['quantity', 'weight', 'packages'] as const).flatMap(summed),
  ];
  return lines.length > rows
    ? [...lines.slice(0, rows - 1), line(`… 还有 ${lines.length - rows + 1} 行`, 'quiet')]
    : lines;
}

const LABEL = 11;

/** A label and what it has to say, on as many lines as that takes. */
function entry(label: string, text: string, columns: number): readonly Line[] {
  const gap = ' '.repeat(Math.max(1, LABEL - widthOf(label)));
  return wrapped(text, columns - LABEL).map((part, at) =>
    at === 0 ? [span(label, 'label'), span(gap), span(part, 'value')] : [span(' '.repeat(LABEL)), span(part, 'value')],
  );
}
