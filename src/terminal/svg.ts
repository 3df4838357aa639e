import type { Cell, Row, Size } from './cells.ts';
import { paletteColour, type Rgb } from './colours.ts';
import type { Style } from './style.ts';
import { boxPath } from './svg-boxes.ts';

const CELL_WIDTH = 9;
const CELL_HEIGHT = 20;
const BASELINE = 15;
const FONT_SIZE = 15;
const MARGIN = 14;

const BACKGROUND = '#1a1d23';
const FOREGROUND = '#d7dae0';
/** A dark theme's sixteen: the terminal's own are too harsh on paper. */
// biome-ignore format: table
const THEME = [
  '#2b2f38', '#e06c75', '#98c379', '#e5c07b', '#61afef', '#c678dd', '#56b6c2', '#c8ccd4',
  '#6b7280', '#ff8a92', '#b5e08c', '#ffd68a', '#82c4ff', '#dd9bf0', '#74d4e0', '#ffffff',
];
const FONT =
  "ui-monospace,'Cascadia Mono','DejaVu Sans Mono','Noto Sans Mono CJK SC','PingFang SC','Microsoft YaHei',monospace";

/** A picture of a screen: each character stands in its own column, so no font can push a border out of line. */
export function svgOf(rows: readonly Row[], size: Size, title = ''): string {
  const width = size.columns * CELL_WIDTH + 2 * MARGIN;
  const height = size.rows * CELL_HEIGHT + 2 * MARGIN;
  const label = title === '' ? '' : `<title>${escapeXml(title)}</title>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${FONT}" font-size="${FONT_SIZE}" xml:space="preserve">${label}`,
    `<rect width="${width}" height="${height}" rx="8" fill="${BACKGROUND}"/>`,
    `<g transform="translate(${MARGIN} ${MARGIN})" fill="${FOREGROUND}">`,
    ...rows.slice(0, size.rows).flatMap((row, y) => runsOf(row).flatMap(run => drawRun(run, y))),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

interface Run {
  readonly x: number;
  readonly style: Style;
  readonly cells: Cell[];
}

/** Neighbours that look the same. */
function runsOf(row: Row): Run[] {
  const runs: Run[] = [];
  row.forEach((cell, x) => {
    const last = runs.at(-1);
    if (last && last.style.key === cell.style.key) last.cells.push(cell);
    else runs.push({ x, style: cell.style, cells: [cell] });
  });
  return runs;
}

function drawRun(run: Run, y: number): string[] {
  const { ink, paper } = coloursOf(run.style);
  const top = y * CELL_HEIGHT;
  const left = run.x * CELL_WIDTH;
  const width = run.cells.length * CELL_WIDTH;
  const drawn: string[] = [];
  if (paper !== BACKGROUND)
    drawn.push(`<rect x="${left}" y="${top}" width="${width}" height="${CELL_HEIGHT}" fill="${paper}"/>`);
  let places: number[] = [];
  let text = '';
  let lines = '';
  const texts: string[] = [];
  // A word stands by itself, so that a viewer which knows one place a text only still keeps the columns.
  const endWord = (): void => {
    if (text !== '')
      texts.push(
        `<text y="${top + BASELINE}" x="${places.join(' ')}"${looks(run.style, ink)}>${escapeXml(text)}</text>`,
      );
    [places, text] = [[], ''];
  };
  run.cells.forEach((cell, i) => {
    if (cell.glyph === '') return;
    if (cell.glyph === ' ') {
      endWord();
      return;
    }
    const x = left + i * CELL_WIDTH;
    const path = boxPath(cell.glyph, x, top, CELL_WIDTH, CELL_HEIGHT);
    if (path !== undefined) {
      lines += path;
      endWord();
      return;
    }
    // One place for each code unit's character; marks have none of their own and follow their letter.
    places.push(...Array.from(cell.glyph, () => x));
    text += cell.glyph;
  });
  if (lines !== '') drawn.push(`<path d="${lines}" stroke="${ink}" fill="none"/>`);
  endWord();
  drawn.push(...texts);
  if (run.style.underline || run.style.strike) {
    const at = top + (run.style.underline ? CELL_HEIGHT - 2.5 : CELL_HEIGHT / 2);
    drawn.push(`<path d="M${left} ${at}h${width}" stroke="${ink}" fill="none"/>`);
  }
  return drawn;
}

function looks(style: Style, ink: string): string {
  return [
    ink === FOREGROUND ? '' : ` fill="${ink}"`,
    style.bold ? ' font-weight="bold"' : '',
    style.italic ? ' font-style="italic"' : '',
    style.dim ? ' opacity="0.6"' : '',
  ].join('');
}

function coloursOf(style: Style): { ink: string; paper: string } {
  const ink = colour(style.foreground) ?? FOREGROUND;
  const paper = colour(style.background) ?? BACKGROUND;
  return style.inverse ? { ink: paper, paper: ink } : { ink, paper };
}

function colour(parameters: string): string | undefined {
  if (parameters === '') return undefined;
  const [code = 0, kind, ...rest] = parameters.split(';').map(Number);
  if (kind === 5) return (rest[0] ?? 0) < 16 ? THEME[rest[0] ?? 0] : hex(paletteColour(rest[0] ?? 0));
  if (kind === 2) return hex([rest[0] ?? 0, rest[1] ?? 0, rest[2] ?? 0]);
  return THEME[code >= 90 ? (code % 10) + 8 : code % 10];
}

function hex(rgb: Rgb): string {
  return `#${rgb.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);
}
