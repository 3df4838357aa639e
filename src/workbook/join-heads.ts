import { GOODS_COLUMNS, HEADING_WORDS, NUMBER_HEADINGS } from './columns.ts';
import { headingIndex, headingOf } from './headings.ts';
import type { Sheet } from './sheet.ts';

const INDEX = headingIndex(GOODS_COLUMNS);
const FEWEST = 2;

const idOf = (label: string): string | undefined => (label === '' ? undefined : INDEX.get(headingOf(label).key));

/**
 * A sheet whose goods have their headings in two lines, groups above and what is in them below, or one language above the other, with
 * those in one line: where the lower one stands, so that cells keep their names.
 */
export function joinHeads(sheet: Sheet): Sheet {
  const at = sheet.rows.findIndex((row, line) => {
    const below = sheet.rows[line + 1] ?? [];
    return areUnits(row, below) || isPair(row, below);
  });
  if (at < 0) return sheet;
  const [upper = [], lower = []] = sheet.rows.slice(at, at + 2);
  const rows = [...sheet.rows];
  rows.splice(at, 2, [], areUnits(upper, lower) ? withUnits(upper, lower) : joined(upper, lower));
  const merged = sheet.merged?.filter(({ row }) => row !== at);
  return { ...sheet, rows, ...(merged && { merged }) };
}

const UNIT = /^[([【]?([^()[\]【】\d]{1,8})[)\]】]?$/u;

/** Below the headings of numbers, and below no others, stand their units alone. */
function areUnits(upper: readonly string[], lower: readonly string[]): boolean {
  if (lower.some(label => /\d/u.test(label))) return false;
  const below = [...lower.keys()].filter(place => lower[place]);
  const isUnit = (place: number) =>
    GOODS_COLUMNS[idOf(upper[place] ?? '') ?? '']?.unit !== undefined &&
    UNIT.test((lower[place] ?? '').normalize('NFKC'));
  return below.length > 0 && below.every(isUnit) && upper.some(label => GOODS_COLUMNS[idOf(label) ?? '']?.key);
}

const withUnits = (upper: readonly string[], lower: readonly string[]): string[] =>
  upper.map((label, place) => {
    const [, unit] = UNIT.exec((lower[place] ?? '').normalize('NFKC')) ?? [];
    return unit === undefined ? label : `${label}(${unit.trim()})`;
  });

function isPair(upper: readonly string[], lower: readonly string[]): boolean {
  const filled = lower.filter(label => label !== '');
  if (filled.length < FEWEST || filled.some(label => /\d/u.test(label))) return false;
  const labels = joined(upper, lower);
  const ids = labels.map(idOf).filter(id => id !== undefined);
  if (new Set(ids).size < ids.length || !labels.some(label => GOODS_COLUMNS[idOf(label) ?? '']?.key)) return false;
  return isDivided(upper, lower, labels) || isTranslated(upper, lower);
}

/** Some columns have a heading above only, and what stands below are headings. */
function isDivided(upper: readonly string[], lower: readonly string[], labels: readonly string[]): boolean {
  const below = [...lower.keys()].filter(place => lower[place]);
  const known = below.filter(place => labels[place] !== upper[place] && idOf(labels[place] ?? ''));
  const above = upper.filter((label, place) => idOf(label) && !lower[place]);
  return above.length > 0 && known.length >= FEWEST && known.length * 2 > below.length;
}

/** The same columns in other words, the one below the other. */
function isTranslated(upper: readonly string[], lower: readonly string[]): boolean {
  const same = lower.filter((label, place) => {
    const words = HEADING_WORDS[idOf(upper[place] ?? '') ?? ''];
    return label !== '' && words?.test(headingOf(label).key);
  });
  return same.length >= FEWEST && same.length * 2 > lower.filter(label => label !== '').length;
}

/** The heading of each column: the lower one, behind that of its group where it means nothing alone. */
function joined(upper: readonly string[], lower: readonly string[]): string[] {
  let group = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, place) => {
    group = upper[place] || group;
    const label = lower[place] ?? '';
    if (label === '') return upper[place] ?? '';
    if (idOf(label)) return label;
    if (idOf(group + label)) return group + label;
    if (idOf(upper[place] ?? '') && NUMBER_HEADINGS.test(headingOf(label).key)) return group;
    return upper[place] && idOf(group) && isOwn(upper, lower, place) ? group : label;
  });
}

/** Whether a heading above stands over this column alone. */
const isOwn = (upper: readonly string[], lower: readonly string[], place: number): boolean =>
  Boolean(upper[place + 1]) || !lower[place + 1];
