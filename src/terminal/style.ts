import { type ColourDepth, reduceColour } from './colours.ts';
import { LINK_END, linkStart } from './hyperlinks.ts';

/** How a cell looks. `foreground` and `background` are SGR parameters such as `31` or `48;5;120`, empty for the terminal's own. */
export interface Style {
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  readonly strike: boolean;
  readonly foreground: string;
  readonly background: string;
  /** All of that as SGR parameters in one fixed order, empty for plain. */
  readonly sgr: string;
  /** The address that it leads to; empty for none. */
  readonly link: string;
  /** Equal keys look equal, and lead to the same. */
  readonly key: string;
}

type Flag = 'bold' | 'dim' | 'italic' | 'underline' | 'inverse' | 'strike';

// biome-ignore format: table
const FLAGS: readonly { flag: Flag; on: string; off: string }[] = [
  { flag: 'bold',      on: '1', off: '22' },
  { flag: 'dim',       on: '2', off: '22' },
  { flag: 'italic',    on: '3', off: '23' },
  { flag: 'underline', on: '4', off: '24' },
  { flag: 'inverse',   on: '7', off: '27' },
  { flag: 'strike',    on: '9', off: '29' },
];

export const PLAIN: Style = {
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
  strike: false,
  foreground: '',
  background: '',
  sgr: '',
  link: '',
  key: '',
};

/** A screen has a few dozen styles; what exceeds this is text that came with its own colours. */
const MAX_STYLES = 1024;
const known = new Map<string, Style>();

type Parts = Omit<Style, 'key' | 'sgr'>;

function styled(style: Parts): Style {
  const on = FLAGS.filter(({ flag }) => style[flag]).map(({ on }) => on);
  const sgr = [...on, style.foreground, style.background].filter(part => part !== '').join(';');
  const key = style.link === '' ? sgr : `${sgr} ${style.link}`;
  if (key === '') return PLAIN;
  const same = known.get(key);
  if (same) return same;
  if (known.size >= MAX_STYLES) known.clear();
  const made = { ...style, sgr, key };
  known.set(key, made);
  return made;
}

/** `style` after the SGR sequence `CSI parameters m`, with colours as far as `depth` goes. Unknown parameters change nothing. */
export function applySgr(style: Style, parameters: string, depth: ColourDepth): Style {
  let next: Parts = style;
  const codes = parameters.split(';').map(code => Number.parseInt(code, 10) || 0);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    if (code === 38 || code === 48) {
      const length = codes[i + 1] === 5 ? 3 : codes[i + 1] === 2 ? 5 : 1;
      const colour = reduceColour(codes.slice(i, i + length), depth);
      if (length > 1) next = { ...next, [code === 38 ? 'foreground' : 'background']: colour };
      i += length - 1;
    } else next = applyCode(next, code, depth);
  }
  return next === style ? style : styled(next);
}

function applyCode(style: Parts, code: number, depth: ColourDepth): Parts {
  // A link is not ended by it.
  if (code === 0) return style.link === '' ? PLAIN : { ...PLAIN, link: style.link };
  if (code === 21) return { ...style, underline: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  const on = FLAGS.find(flag => Number(flag.on) === code);
  if (on) return { ...style, [on.flag]: true };
  const off = FLAGS.find(flag => Number(flag.off) === code);
  if (off) return { ...style, [off.flag]: false };
  if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97))
    return { ...style, foreground: reduceColour([code], depth) };
  if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107))
    return { ...style, background: reduceColour([code], depth) };
  if (code === 39) return { ...style, foreground: '' };
  if (code === 49) return { ...style, background: '' };
  return style;
}

/** The style with another address to lead to, or none. */
export const withLink = (style: Style, link: string): Style =>
  style.link === link ? style : styled({ ...style, link });

/** The shortest sequences that lead from one style to another; empty if they look the same. */
export function transition(from: Style, to: Style): string {
  if (from.key === to.key) return '';
  const link = from.link === to.link ? '' : to.link === '' ? LINK_END : linkStart(to.link);
  return link + changed(from, to);
}

function changed(from: Style, to: Style): string {
  if (from.sgr === to.sgr) return '';
  if (to.sgr === '') return '\x1b[m';
  const afresh = `\x1b[0;${to.sgr}m`;
  const change = `\x1b[${changes(from, to).join(';')}m`;
  return change.length <= afresh.length ? change : afresh;
}

function changes(from: Style, to: Style): string[] {
  const codes: string[] = [];
  // Bold and dim share their off code, so turning one off may mean turning the other on again.
  const weightOff = (from.bold && !to.bold) || (from.dim && !to.dim);
  if (weightOff) codes.push('22');
  for (const { flag, on, off } of FLAGS) {
    const was = from[flag] && !(weightOff && off === '22');
    if (to[flag] && !was) codes.push(on);
    else if (was && !to[flag]) codes.push(off);
  }
  if (from.foreground !== to.foreground) codes.push(to.foreground || '39');
  if (from.background !== to.background) codes.push(to.background || '49');
  return codes;
}
