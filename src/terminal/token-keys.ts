import { graphemes } from './graphemes.ts';
import { BARE, type Key, type Modifiers, named, type Reply, typed } from './key.ts';
import { CONSOLE, FUNCTIONAL, KEYPAD, KITTY_KEYPAD, LETTER, RXVT_ARROW, SHIFTED, TILDE } from './key-names.ts';
import { cleanPaste } from './paste.ts';
import type { Token } from './token.ts';

/** The keys of a token: none for what is no key, several for a run of text. */
export function keysOf(token: Token): Key[] {
  switch (token.type) {
    case 'text':
      return token.alt ? [withModifiers(token.text, { ...BARE, alt: true })] : textKeys(token.text);
    case 'control':
      return [control(token.code, token.alt)];
    case 'escape':
      return [named('escape')];
    case 'csi':
      return some(csi(token.body, token.final), token.alt);
    case 'ss3':
      return some(ss3(token.body, token.final), token.alt);
    case 'console':
      return some(keyOf(CONSOLE[token.final], BARE), false);
    case 'osc':
      return osc(token.body);
    case 'apc':
      return some(replyKey(graphics(token.body)), false);
    case 'paste':
      return [{ ...named('paste'), paste: cleanPaste(token.text) }];
    case 'refused':
      return [{ ...named('paste'), refused: { size: token.size } }];
  }
}

function some(key: Key | undefined, alt: boolean): Key[] {
  if (!key) return [];
  if (!alt && key.text !== undefined && key.text.length > 1) return textKeys(key.text);
  if (!alt || key.reply) return [key];
  const { text: _, ...rest } = key;
  return [{ ...rest, alt: true }];
}

function keyOf(name: string | undefined, modifiers: Modifiers): Key | undefined {
  return name === undefined ? undefined : named(name, modifiers);
}

// U+FFFD is what the reader made of bytes that are no UTF-8; C1 controls and stray surrogates type nothing either.
const NOTHING = /[\ufffd\u0080-\u009f]|\p{Cs}/gu;

function textKeys(text: string): Key[] {
  return graphemes(text.replace(NOTHING, '')).map(typed);
}

function control(code: number, alt: boolean): Key {
  const modifiers = { ...BARE, alt };
  // Line feed is Enter too: tmux and Alacritty send it for the keypad's Enter.
  const name = FUNCTIONAL[code];
  if (name !== undefined) return named(name, modifiers);
  if (code === 0) return named('space', { ...modifiers, ctrl: true });
  return named(String.fromCharCode(code <= 26 ? code + 0x60 : code + 0x40), { ...modifiers, ctrl: true });
}

/** A character with modifiers: one name for it, however the terminal reports Shift. */
function withModifiers(character: string, modifiers: Modifiers): Key {
  if (character === ' ') return named('space', modifiers);
  const lower = character.toLowerCase();
  if (lower !== character.toUpperCase())
    return named(lower, { ...modifiers, shift: modifiers.shift || lower !== character });
  return named((modifiers.shift ? SHIFTED[character] : undefined) ?? character, { ...modifiers, shift: false });
}

const SHIFT = 1;
const ALT = 2;
const CTRL = 4;
const SUPER_OR_HYPER = 8 | 16;
const META = 32;
const RELEASE = 3;

/** `m:event` as modifiers, or undefined if the key is released or belongs to the window manager. */
function modifiersOf(parameter: readonly number[] | undefined): Modifiers | undefined {
  const bits = Math.max((parameter?.[0] ?? 1) - 1, 0);
  if (parameter?.[1] === RELEASE || bits & SUPER_OR_HYPER) return undefined;
  return { shift: (bits & SHIFT) > 0, alt: (bits & (ALT | META)) > 0, ctrl: (bits & CTRL) > 0 };
}

/** `1;5:2` → [[1], [5, 2]]; an empty number is undefined in effect: 0 stands for it, as ECMA-48 says. */
function parametersOf(body: string): number[][] {
  return body.split(';').map(part => part.split(':').map(number => Number.parseInt(number, 10) || 0));
}

function csi(body: string, final: string): Key | undefined {
  if (/^[<=>?]/.test(body)) return replyKey(report(body, final));
  if (/[^\d;:]/.test(body)) return undefined;
  if (body === '' && (final === 'I' || final === 'O')) return replyKey({ kind: 'focus', in: final === 'I' });
  const parameters = parametersOf(body);
  const first = parameters[0]?.[0] ?? 0;
  if (final === 'R' && first > 1) return replyKey({ kind: 'cursor', row: first, column: parameters[1]?.[0] ?? 1 });
  if (final === 't' && first === 6) return replyKey(cellOfXterm(parameters));
  if (final === 'u') return character(parameters);
  if (final === '~' && first === 27 && parameters.length === 3)
    return otherKey(parameters[2]?.[0] ?? 0, modifiersOf(parameters[1]));
  const modifiers = modifiersOf(parameters[1]);
  if (!modifiers) return undefined;
  if (final === '~') return keyOf(TILDE[first] ?? FUNCTIONAL[first], modifiers);
  if (final === '^') return keyOf(TILDE[first], { ...modifiers, ctrl: true });
  if (final === '$') return keyOf(TILDE[first], { ...modifiers, shift: true });
  if (final === '@') return keyOf(TILDE[first], { ...modifiers, ctrl: true, shift: true });
  if (final === 'Z') return named('tab', { ...modifiers, shift: true });
  return keyOf(LETTER[final], modifiers) ?? keyOf(RXVT_ARROW[final], { ...modifiers, shift: true });
}

/** `6;20;10`: height and width in pixels. */
function cellOfXterm(parameters: readonly (readonly number[])[]): Reply | undefined {
  const [height = 0, width = 0] = [parameters[1]?.[0], parameters[2]?.[0]];
  return height > 0 && width > 0 ? { kind: 'cell', width, height, by: 'xterm' } : undefined;
}

function ss3(body: string, final: string): Key | undefined {
  const modifiers = modifiersOf([Number(body.split(';').at(-1)) || 1]);
  if (!modifiers) return undefined;
  if (final === 'M') return named('enter', modifiers);
  if (final === 'I') return named('tab', modifiers);
  const keypad = KEYPAD[final];
  if (keypad !== undefined) return body === '' ? typed(keypad) : withModifiers(keypad, modifiers);
  return keyOf(LETTER[final], modifiers) ?? keyOf(RXVT_ARROW[final], { ...modifiers, ctrl: true });
}

/** modifyOtherKeys names the character that came out, so Shift is already in it; kitty below names the key. */
function otherKey(code: number, modifiers: Modifiers | undefined): Key | undefined {
  if (!modifiers) return undefined;
  const name = FUNCTIONAL[code];
  if (name !== undefined) return named(name, modifiers);
  const pressed = printable(code);
  if (pressed === undefined) return undefined;
  if (modifiers.ctrl || modifiers.alt)
    return withModifiers(pressed, { ...modifiers, shift: modifiers.shift && isLetter(pressed) });
  return pressed === ' ' ? { ...named('space', modifiers), text: ' ' } : typed(pressed);
}

function isLetter(character: string): boolean {
  return character === ' ' || character.toLowerCase() !== character.toUpperCase();
}

/** `code:shifted:base ; modifiers:event ; text` of the kitty protocol, which xterm's and libvte's `CSI u` are a part of. */
function character(parameters: readonly (readonly number[])[]): Key | undefined {
  const modifiers = modifiersOf(parameters[1]);
  if (!modifiers) return undefined;
  const [code = 0, shifted = 0, base = 0] = parameters[0] ?? [];
  const name = FUNCTIONAL[code];
  if (name !== undefined) return named(name, modifiers);
  const keypad = KITTY_KEYPAD[code];
  const pressed = keypad ?? printable(code);
  if (pressed === undefined) return undefined;
  const chordal = modifiers.ctrl || modifiers.alt;
  const text = (parameters[2] ?? []).map(point => printable(point) ?? '').join('');
  if (!chordal) {
    if (text !== '') return typed(text);
    if (pressed === ' ' && modifiers.shift) return { ...named('space', modifiers), text: ' ' };
    return typed(modifiers.shift ? shiftedText(pressed, shifted) : pressed);
  }
  // Under a Cyrillic or Greek layout a shortcut goes by the place of the key.
  const placed = code > 0x7f ? printable(base) : undefined;
  const alternate = modifiers.shift ? printable(shifted) : undefined;
  if (alternate !== undefined && placed === undefined && alternate.toLowerCase() === alternate.toUpperCase())
    return named(alternate, { ...modifiers, shift: false });
  return withModifiers(placed ?? pressed, modifiers);
}

function shiftedText(character: string, shifted: number): string {
  return printable(shifted) ?? SHIFTED[character] ?? character.toUpperCase();
}

// Private use from 57344 on is kitty's keys without a character (modifiers, media keys).
function printable(code: number): string | undefined {
  if (code < 0x20 || code > 0x10ffff || (code >= 0x7f && code <= 0x9f) || (code >= 0xd800 && code <= 0xf8ff))
    return undefined;
  return String.fromCodePoint(code);
}

function report(body: string, final: string): Reply | undefined {
  const numbers = parametersOf(body.slice(1).replace(/[^\d;:]/g, '')).map(parameter => parameter[0] ?? 0);
  const [first = 0, second = 0] = numbers;
  if (!body.startsWith('?')) return undefined;
  if (final === 'u') return { kind: 'kitty', flags: first };
  if (final === 'c') return { kind: 'attributes', attributes: numbers };
  if (final === 'R') return { kind: 'cursor', row: first, column: second };
  if (final === 'y') return { kind: 'mode', mode: first, value: second };
  return undefined;
}

/** kitty's `Gi=31;OK`. */
function graphics(body: string): Reply | undefined {
  return /^G[^;]*;/.test(body) ? { kind: 'graphics', ok: body.endsWith(';OK') } : undefined;
}

/** iTerm's `1337;ReportCellSize=20.0;10.0;2.0`: height and width in points, and pixels a point. */
function cellOfIterm(body: string): Reply | undefined {
  const [, height, width, scale = '1'] = /^1337;ReportCellSize=([\d.]+);([\d.]+)(?:;([\d.]+))?$/.exec(body) ?? [];
  if (height === undefined || width === undefined) return undefined;
  const pixels = (points: string) => Math.max(1, Math.round(Number(points) * Number(scale)));
  return { kind: 'cell', width: pixels(width), height: pixels(height), by: 'iterm' };
}

function osc(body: string): Key[] {
  const cell = cellOfIterm(body);
  if (cell) return some(replyKey(cell), false);
  const colour = /^(\d{1,3});(?:\d+;)?(rgba?:[0-9a-fA-F/]+)$/.exec(body);
  const [, number, value] = colour ?? [];
  if (number === undefined || value === undefined) return [];
  return [{ ...named('reply'), reply: { kind: 'colour', number: Number(number), value } }];
}

function replyKey(reply: Reply | undefined): Key | undefined {
  return reply && { ...named('reply'), reply };
}
