/**
 * The grammar of what a terminal sends (ECMA-48 and its well-known exceptions), without the meaning.
 * `alt` is an Esc before the token.
 */
export type Token =
  | { readonly type: 'text'; readonly text: string; readonly alt: boolean }
  | { readonly type: 'control'; readonly code: number; readonly alt: boolean }
  | { readonly type: 'escape' }
  | { readonly type: 'csi' | 'ss3'; readonly body: string; readonly final: string; readonly alt: boolean }
  | { readonly type: 'console'; readonly final: string }
  | { readonly type: 'osc'; readonly body: string }
  | { readonly type: 'paste'; readonly text: string }
  | { readonly type: 'refused'; readonly size: number };

/** What the tokenizer holds back: nothing, an Esc that may be a key, an unfinished sequence, an unfinished paste. */
export type Waiting = 'nothing' | 'escape' | 'sequence' | 'paste';

export interface Tokenizer {
  feed(text: string): Token[];
  /** Nothing more came in time: what is held back is a key after all, or is dropped. */
  flush(): Token[];
  readonly waiting: Waiting;
}

const PASTE_END = '\x1b[201~';
const LONGEST_CSI = 128;
const LONGEST_SS3 = 16;
const LONGEST_STRING = 4096;
/** An X10 mouse report is `CSI M` and three characters. */
const MOUSE_LENGTH = 3;

type State =
  | 'ground'
  | 'escape'
  | 'csi'
  | 'ss3'
  | 'console'
  | 'mouse'
  | 'string-start'
  | 'string'
  | 'string-escape'
  | 'paste';

/** Incremental: however the input is cut into reads, the tokens are the same, but for a run of text that is cut in two. */
export function createTokenizer(pasteLimit: number): Tokenizer {
  let state: State = 'ground';
  let alt = false;
  let body = '';
  let introducer = '';
  let paste: string[] = [];
  let pasteSize = 0;
  let tokens: Token[] = [];

  const take = (): Token[] => {
    const taken = tokens;
    tokens = [];
    return taken;
  };

  function ground(): void {
    state = 'ground';
    alt = false;
    body = '';
  }

  /** An Esc that turned out to stand before `character` makes it an Alt key; of two Escs the first was a key. */
  function altKey(character: string): void {
    if (alt) tokens.push({ type: 'escape' });
    tokens.push(plain(character, true));
    ground();
  }

  function sequence(type: 'csi' | 'ss3', final: string, limit: number): void {
    if (body.length <= limit) tokens.push({ type, body, final, alt });
    ground();
  }

  function inEscape(c: string): void {
    if (c === '\x1b') {
      if (alt) tokens.push({ type: 'escape' });
      alt = true;
    } else if (c === '[') state = 'csi';
    else if (c === 'O') state = 'ss3';
    else if (c === ']' || c === 'P') {
      state = 'string-start';
      introducer = c;
    } else altKey(c);
  }

  /** Whether `c` belonged to the sequence; if not it has to be looked at afresh. */
  function inCsi(c: string): boolean {
    if (body === '' && c === '[') state = 'console';
    else if (body === '' && c === 'M') state = 'mouse';
    else if (c === '$' && /^\d{1,2}$/.test(body)) sequence('csi', c, LONGEST_CSI);
    else if (c >= ' ' && c <= '?') body = grow(body, c, LONGEST_CSI);
    else if (c >= '@' && c <= '~') {
      if (body === '200' && c === '~') {
        ground();
        state = 'paste';
      } else sequence('csi', c, LONGEST_CSI);
    } else {
      if (body === '') altKey('[');
      ground();
      return false;
    }
    return true;
  }

  function inConsole(c: string): boolean {
    const known = c >= 'A' && c <= 'E';
    if (known) tokens.push({ type: 'console', final: c });
    ground();
    if (c < '0' || c > '9') return known;
    // Cygwin and PuTTY's SCO mode write some `CSI n ~` with two brackets.
    state = 'csi';
    body = c;
    return true;
  }

  function inSs3(c: string): boolean {
    if ((c >= '0' && c <= '9') || c === ';') body = grow(body, c, LONGEST_SS3);
    else if ((c >= '@' && c <= '~') || (c === ' ' && body === '')) sequence('ss3', c, LONGEST_SS3);
    else {
      if (body === '') altKey('O');
      ground();
      return false;
    }
    return true;
  }

  function inString(c: string): boolean {
    if (c === '\x1b') state = 'string-escape';
    else if (c === '\x07' || c === '\x9c') endString();
    else body = grow(body, c, LONGEST_STRING);
    return true;
  }

  function endString(): void {
    if (introducer === ']' && body.length <= LONGEST_STRING) tokens.push({ type: 'osc', body });
    ground();
  }

  function inPaste(text: string): string {
    // The end mark may be cut by reads: what could be its beginning is kept in `body`.
    const input = body + text;
    body = '';
    const end = input.indexOf(PASTE_END);
    if (end >= 0) {
      keep(input.slice(0, end));
      endPaste();
      return input.slice(end + PASTE_END.length);
    }
    const held = beginningOfEnd(input);
    keep(input.slice(0, input.length - held));
    body = input.slice(input.length - held);
    return '';
  }

  function keep(text: string): void {
    pasteSize += text.length;
    if (pasteSize > pasteLimit) paste = [];
    else paste.push(text);
  }

  function endPaste(): void {
    tokens.push(
      pasteSize > pasteLimit ? { type: 'refused', size: pasteSize } : { type: 'paste', text: paste.join('') },
    );
    paste = [];
    pasteSize = 0;
    ground();
  }

  /** Looks at one character outside text and pastes; false if it has to be looked at again in the new state. */
  function step(c: string): boolean {
    switch (state) {
      case 'escape':
        inEscape(c);
        return true;
      case 'csi':
        return inCsi(c);
      case 'ss3':
        return inSs3(c);
      case 'console':
        return inConsole(c);
      case 'mouse':
        body += c;
        if (body.length >= MOUSE_LENGTH) ground();
        return true;
      case 'string-start':
        // Alt+] and Alt+Shift+P begin like a reply; every reply goes on with one of these.
        if (/[0-9>|!$+]/.test(c)) {
          state = 'string';
          body = c;
          return true;
        }
        altKey(introducer);
        return false;
      case 'string':
        return inString(c);
      case 'string-escape':
        if (c === '\\') endString();
        else {
          ground();
          state = 'escape';
          return false;
        }
        return true;
      default:
        if (c === '\x1b') state = 'escape';
        else tokens.push(plain(c, false));
        return true;
    }
  }

  return {
    feed(text) {
      let rest = text;
      while (rest !== '') {
        if (state === 'paste') {
          rest = inPaste(rest);
          continue;
        }
        const run = state === 'ground' ? lengthOfText(rest) : 0;
        if (run > 0) {
          tokens.push({ type: 'text', text: rest.slice(0, run), alt: false });
          rest = rest.slice(run);
          continue;
        }
        const c = String.fromCodePoint(rest.codePointAt(0) ?? 0);
        if (step(c)) rest = rest.slice(c.length);
      }
      return take();
    },
    flush() {
      if (state === 'escape') {
        if (alt) tokens.push({ type: 'escape' });
        tokens.push({ type: 'escape' });
      } else if (state === 'csi' && body === '') altKey('[');
      else if (state === 'ss3' && body === '') altKey('O');
      else if (state === 'string-start') altKey(introducer);
      else if (state === 'paste') endPaste();
      ground();
      return take();
    },
    get waiting() {
      if (state === 'ground') return 'nothing';
      if (state === 'paste') return 'paste';
      return state === 'escape' || state === 'string-start' ? 'escape' : 'sequence';
    },
  };
}

function plain(character: string, alt: boolean): Token {
  const code = character.codePointAt(0) ?? 0;
  return isControl(code) ? { type: 'control', code, alt } : { type: 'text', text: character, alt };
}

function isControl(code: number): boolean {
  return code < 0x20 || code === 0x7f;
}

function lengthOfText(input: string): number {
  let end = 0;
  while (end < input.length && !isControl(input.charCodeAt(end))) end++;
  return end;
}

/** One character over the limit is kept, so that the length tells of the overflow and memory stays bounded. */
function grow(body: string, character: string, limit: number): string {
  return body.length > limit ? body : body + character;
}

function beginningOfEnd(input: string): number {
  for (let length = Math.min(PASTE_END.length - 1, input.length); length > 0; length--)
    if (PASTE_END.startsWith(input.slice(input.length - length))) return length;
  return 0;
}
