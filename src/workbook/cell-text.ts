import type { CellObject } from 'xlsx';
import { cleanText } from '../text.ts';
import type { SheetFault } from './sheet.ts';

/** A cell as text, and what is wrong with it before its meaning is known. */
export interface CellText {
  readonly text: string;
  readonly fault?: Omit<SheetFault, 'cell'>;
}

const error = (code: string, params?: SheetFault['params']) => ({
  code,
  level: 'error' as const,
  ...(params && { params }),
});

// Controls and direction overrides do not get into a cell by typing. Zero-width characters do, by copying from the web: they go without a word.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069]/u;

/** Text of a file made safe; a warning when control characters were in it. */
export function textCell(raw: string): CellText {
  const text = cleanText(raw);
  return text !== raw && CONTROLS.test(raw) ? { text, fault: { code: 'cell.controls', level: 'warning' } } : { text };
}

/** A cell of SheetJS, read with `cellDates`, `UTC`, `cellNF` and `sheetStubs`. */
export function excelCell(cell: CellObject): CellText {
  switch (cell.t) {
    case 'e':
      return { text: '', fault: error('cell.error', { text: cleanText(cell.w ?? '') }) };
    case 'z':
      return cell.f === undefined ? { text: '' } : { text: '', fault: error('cell.formula') };
    case 'b':
      return { text: cell.v ? 'TRUE' : 'FALSE' };
    case 'd':
      return dateCell(cell.v as Date);
    case 'n':
      return numberCell(cell.v as number, cell.z);
    default:
      return textCell(String(cell.v ?? ''));
  }
}

function dateCell(value: Date): CellText {
  // A day and time counted in days as a double is some milliseconds off.
  const time = Math.round(value.getTime() / 1000) * 1000;
  if (Number.isNaN(time)) return { text: '', fault: error('cell.error', { text: '' }) };
  const [day = '', clock = ''] = new Date(time).toISOString().slice(0, 19).split('T');
  // Programs that take the local time of Shanghai before 1901 for that of Excel's first day write midnight so.
  if (clock === '23:59:17') return { text: new Date(time + 43_000).toISOString().slice(0, 10) };
  return { text: clock === '00:00:00' ? day : `${day} ${clock}` };
}

function numberCell(value: number, format: string | number | undefined): CellText {
  if (isPercent(format)) return { text: `${digitsOf(value * 100)}%` };
  const text = digitsOf(value);
  // A code kept as a number and shown with the zeros that it should have.
  const shown = typeof format === 'string' && /^0+$/u.test(format) ? text.padStart(format.length, '0') : text;
  // Excel keeps 15 digits and writes zeros for the rest.
  return Number.isInteger(value) && Math.abs(value) >= 1e15
    ? { text: shown, fault: error('cell.digits-lost') }
    : { text: shown };
}

/** Whether 0.13 is shown as 13%: what stands in quotes is only text. */
const isPercent = (format: string | number | undefined): boolean =>
  typeof format === 'string' && format.includes('%') && format.replace(/"[^"]*"|\\./gu, '').includes('%');

/** All digits of a number, never in scientific notation; 15 of them count, so that 0.1+0.2 is 0.3. */
function digitsOf(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  if (Number.isInteger(value)) return BigInt(value).toString();
  const short = String(Number(value.toPrecision(15)));
  if (!short.includes('e')) return short;
  return Math.abs(value) < 1 ? value.toFixed(20).replace(/0+$/u, '') : BigInt(Math.round(value)).toString();
}
