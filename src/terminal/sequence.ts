import type { Token } from './token.ts';

/** Where in the grammar the next character stands. `ground`: in no sequence. */
type Place = 'ground' | 'escape' | 'csi' | 'ss3' | 'console' | 'mouse' | 'string-start' | 'string' | 'string-escape';

/** A sequence that is being read, and the tokens that came of what was read before. */
export interface Sequence {
  place: Place | 'paste';
  /** An Esc stood before it. */
  alt: boolean;
  body: string;
  /** What a string began with: `]`, `P` or `_`. */
  introducer: string;
  tokens: Token[];
}

const LONGEST_CSI = 128;
const LONGEST_SS3 = 16;
const LONGEST_STRING = 4096;
/** An X10 mouse report is `CSI M` and three characters. */
const MOUSE_LENGTH = 3;

export function noSequence(): Sequence {
  return { place: 'ground', alt: false, body: '', introducer: '', tokens: [] };
}

/** Ends a sequence, whatever came of it. */
export function ground(at: Sequence): void {
  at.place = 'ground';
  at.alt = false;
  at.body = '';
}

/** Looks at one character outside text and pastes; false if it has to be looked at again in the new place. */
export function step(at: Sequence, c: string): boolean {
  return PLACES[at.place === 'paste' ? 'ground' : at.place](at, c);
}

/** Nothing more came in time: what has begun is a key after all, or is dropped. */
export function breakOff(at: Sequence): void {
  if (at.place === 'escape') {
    if (at.alt) at.tokens.push({ type: 'escape' });
    at.tokens.push({ type: 'escape' });
  } else if (at.place === 'csi' && at.body === '') altKey(at, '[');
  else if (at.place === 'ss3' && at.body === '') altKey(at, 'O');
  else if (at.place === 'string-start') altKey(at, at.introducer);
  ground(at);
}

const PLACES: Readonly<Record<Place, (at: Sequence, c: string) => boolean>> = {
  ground(at, c) {
    if (c === '\x1b') at.place = 'escape';
    else at.tokens.push(plain(c, false));
    return true;
  },

  escape(at, c) {
    if (c === '\x1b') {
      if (at.alt) at.tokens.push({ type: 'escape' });
      at.alt = true;
    } else if (c === '[') at.place = 'csi';
    else if (c === 'O') at.place = 'ss3';
    else if (c === ']' || c === 'P' || c === '_') {
      at.place = 'string-start';
      at.introducer = c;
    } else altKey(at, c);
    return true;
  },

  csi(at, c) {
    if (at.body === '' && c === '[') at.place = 'console';
    else if (at.body === '' && c === 'M') at.place = 'mouse';
    else if (c === '$' && /^\d{1,2}$/.test(at.body)) finish(at, 'csi', c, LONGEST_CSI);
    else if (c >= ' ' && c <= '?') at.body = grow(at.body, c, LONGEST_CSI);
    else if (c >= '@' && c <= '~') {
      if (at.body === '200' && c === '~') {
        ground(at);
        at.place = 'paste';
      } else finish(at, 'csi', c, LONGEST_CSI);
    } else {
      if (at.body === '') altKey(at, '[');
      ground(at);
      return false;
    }
    return true;
  },

  console(at, c) {
    const known = c >= 'A' && c <= 'E';
    if (known) at.tokens.push({ type: 'console', final: c });
    ground(at);
    if (c < '0' || c > '9') return known;
    // Cygwin and PuTTY's SCO mode write some `CSI n ~` with two brackets.
    at.place = 'csi';
    at.body = c;
    return true;
  },

  ss3(at, c) {
    if ((c >= '0' && c <= '9') || c === ';') at.body = grow(at.body, c, LONGEST_SS3);
    else if ((c >= '@' && c <= '~') || (c === ' ' && at.body === '')) finish(at, 'ss3', c, LONGEST_SS3);
    else {
      if (at.body === '') altKey(at, 'O');
      ground(at);
      return false;
    }
    return true;
  },

  mouse(at, c) {
    at.body += c;
    if (at.body.length >= MOUSE_LENGTH) ground(at);
    return true;
  },

  'string-start'(at, c) {
    // Alt+], Alt+Shift+P and Alt+_ begin like a reply; every reply goes on with one of these.
    if ((at.introducer === '_' ? /G/ : /[0-9>|!$+]/).test(c)) {
      at.place = 'string';
      at.body = c;
      return true;
    }
    altKey(at, at.introducer);
    return false;
  },

  string(at, c) {
    if (c === '\x1b') at.place = 'string-escape';
    else if (c === '\x07' || c === '\x9c') endString(at);
    else at.body = grow(at.body, c, LONGEST_STRING);
    return true;
  },

  'string-escape'(at, c) {
    if (c === '\\') {
      endString(at);
      return true;
    }
    ground(at);
    at.place = 'escape';
    return false;
  },
};

/** An Esc that turned out to stand before `character` makes it an Alt key; of two Escs the first was a key. */
function altKey(at: Sequence, character: string): void {
  if (at.alt) at.tokens.push({ type: 'escape' });
  at.tokens.push(plain(character, true));
  ground(at);
}

function finish(at: Sequence, type: 'csi' | 'ss3', final: string, limit: number): void {
  const { body, alt } = at;
  if (body.length <= limit) at.tokens.push({ type, body, final, alt });
  ground(at);
}

function endString(at: Sequence): void {
  const type = at.introducer === ']' ? 'osc' : at.introducer === '_' ? 'apc' : undefined;
  if (type && at.body.length <= LONGEST_STRING) at.tokens.push({ type, body: at.body });
  ground(at);
}

function plain(character: string, alt: boolean): Token {
  const code = character.codePointAt(0) ?? 0;
  return isControl(code) ? { type: 'control', code, alt } : { type: 'text', text: character, alt };
}

export function isControl(code: number): boolean {
  return code < 0x20 || code === 0x7f;
}

/** One character over the limit is kept, so that the length tells of the overflow and memory stays bounded. */
function grow(body: string, character: string, limit: number): string {
  return body.length > limit ? body : body + character;
}
