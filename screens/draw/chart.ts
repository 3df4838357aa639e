import { fitted, widthOf } from './line.ts';

/*
 * Charts as text: numbers in, lines out. Their shape tells everything, so they need no colour; where a terminal draws blocks two columns
 * wide, the painter puts plain characters in their place, one for one.
 */

/** Eighths of a cell: beside each other and on top of each other. */
const ACROSS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'] as const;
const UP = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const EIGHTHS = 8;

export interface ChartPoint {
  readonly label: string;
  readonly value: number;
  /** The value as people read it. */
  readonly text: string;
}

/** What is there is never drawn as nothing. */
function eighthsOf(value: number, most: number, cells: number): number {
  if (value <= 0 || most <= 0) return 0;
  return Math.max(1, Math.round((value / most) * cells * EIGHTHS));
}

/** A bar in so many columns. */
export function bar(value: number, most: number, columns: number): string {
  const eighths = Math.min(columns * EIGHTHS, eighthsOf(value, most, columns));
  const drawn = '█'.repeat(Math.floor(eighths / EIGHTHS)) + (ACROSS[eighths % EIGHTHS] ?? '');
  return drawn + ' '.repeat(Math.max(0, columns - widthOf(drawn)));
}

const MAX_LABEL = 20;
const MIN_BAR = 4;

/** A line a point: label, bar, value. Of more points than there are rows the last line says how many are left out. */
export function barChart(points: readonly ChartPoint[], columns: number, rows: number): readonly string[] {
  const shown = points.length > rows ? points.slice(0, Math.max(0, rows - 1)) : points;
  const most = Math.max(0, ...points.map(({ value }) => value));
  const values = Math.max(0, ...shown.map(({ text }) => widthOf(text)));
  const wanted = Math.max(0, ...shown.map(({ label }) => widthOf(label)));
  const labels = Math.max(0, Math.min(wanted, MAX_LABEL, columns - values - MIN_BAR - 2));
  const room = Math.max(0, columns - labels - values - 2);
  const lines = shown.map(({ label, value, text }) =>
    fitted(`${fitted(label, labels)} ${bar(value, most, room)} ${fitted(text, values, 'right')}`, columns),
  );
  const left = points.length - shown.length;
  return left > 0 && rows > 0 ? [...lines, fitted(`… 还有 ${left} 组`, columns)] : lines;
}

interface Plot {
  readonly shown: readonly ChartPoint[];
  readonly most: number;
  /** Lines of the plot itself, above the axis. */
  readonly height: number;
  readonly width: number;
  /** Columns that a point has. */
  readonly each: number;
  readonly axis: number;
  readonly columns: number;
}

const MAX_EACH = 6;

/** Time goes from left to right; where not all points have room, the last ones are shown. */
function plotOf(points: readonly ChartPoint[], columns: number, rows: number): Plot | undefined {
  const highest = points.reduce<ChartPoint | undefined>((a, b) => (a && a.value >= b.value ? a : b), undefined);
  const height = rows - 2;
  const axis = widthOf(highest?.text ?? '') + 1;
  const width = columns - axis - 1;
  if (!highest || height < 1 || width < 1) return undefined;
  const shown = points.slice(-width);
  const each = Math.max(1, Math.min(MAX_EACH, Math.floor(width / shown.length)));
  return { shown, most: Math.max(0, ...shown.map(({ value }) => value)), height, width, each, axis, columns };
}

/** The lines of a plot with their scale, and the labels of its first and last point below. */
function withAxes(
  { shown, most, height, axis, width, each, columns }: Plot,
  lines: readonly string[],
): readonly string[] {
  const top = shown.find(({ value }) => value === most)?.text ?? '';
  const scale = (row: number): string => (row === 0 ? top : row === height - 1 && height > 1 ? '0' : '');
  const first = shown[0]?.label ?? '';
  const last = shown.length > 1 ? (shown.at(-1)?.label ?? '') : '';
  const used = Math.min(width, shown.length * each);
  const gap = used - widthOf(first) - widthOf(last);
  const labels = gap > 0 ? first + ' '.repeat(gap) + last : first;
  return [
    ...lines.map((text, row) => fitted(`${fitted(scale(row), axis - 1, 'right')} │${text}`, columns)),
    fitted(`${' '.repeat(axis)}└${'─'.repeat(used)}`, columns),
    fitted(`${' '.repeat(axis + 1)}${labels}`, columns),
  ];
}

/** Columns that stand on a line of time, each in eighths of a cell. */
export function columnChart(points: readonly ChartPoint[], columns: number, rows: number): readonly string[] {
  const plot = plotOf(points, columns, rows);
  if (!plot) return [];
  const { shown, most, height, each } = plot;
  const lines = Array.from({ length: height }, (_, row) =>
    shown
      .map(({ value }) => {
        const here = eighthsOf(value, most, height) - (height - 1 - row) * EIGHTHS;
        const cell = UP[Math.max(0, Math.min(EIGHTHS, here))] ?? ' ';
        // Without room for a gap they stand side by side.
        return cell.repeat(Math.max(1, each - 1)).padEnd(each);
      })
      .join(''),
  );
  return withAxes(plot, lines);
}

/** A line through the points of time. */
export function lineChart(points: readonly ChartPoint[], columns: number, rows: number): readonly string[] {
  const plot = plotOf(points, columns, rows);
  if (!plot) return [];
  const { shown, most, height, each } = plot;
  // The line of a value, from the bottom.
  const levels = shown.map(({ value }) => (most > 0 ? Math.round((Math.max(0, value) / most) * (height - 1)) : 0));
  const width = shown.length * each;
  const grid = Array.from({ length: height }, () => new Array<string>(width).fill(' '));
  const put = (level: number, column: number, character: string): void => {
    const row = grid[height - 1 - level];
    if (row && column < width) row[column] = character;
  };
  for (const [at, level] of levels.entries()) {
    const from = at * each;
    const next = levels[at + 1] ?? level;
    const turn = from + each - 1;
    for (let column = from; column < from + each; column += 1) put(level, column, '─');
    if (next === level) continue;
    put(level, turn, next > level ? '╯' : '╮');
    put(next, turn, next > level ? '╭' : '╰');
    for (let between = Math.min(level, next) + 1; between < Math.max(level, next); between += 1)
      put(between, turn, '│');
  }
  return withAxes(
    plot,
    grid.map(row => row.join('')),
  );
}
