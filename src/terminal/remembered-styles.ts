/** A piece of a line as @alcalzone/ansi-tokenize reads it: a switch of style, or a character. */
interface Token {
  readonly type: string;
}

interface Styled<Code> {
  readonly value: string;
  readonly styles: readonly Code[];
}

/** The part of @alcalzone/ansi-tokenize that Ink reads every line of every frame with. */
interface Tokenizer<T extends Token, Code> {
  styledCharsToString(characters: readonly Styled<Code>[]): string;
  tokenize(text: string): readonly T[];
  reduceAnsiCodesIncremental(codes: readonly Code[], tokens: readonly T[]): readonly Code[];
}

/** A few screens of lines; a line that is longer is seldom drawn twice. */
const MOST_LINES = 512;
const LONGEST = 2048;

/**
 * The readers and the writer of @alcalzone/ansi-tokenize with a bounded memory. Ink reads and writes all lines of a frame anew at every
 * keystroke, though all but one are the same: the build puts these in their place. Characters of one style share their list of codes; nobody changes it.
 */
export function rememberStyles<T extends Token, Code>({
  tokenize,
  reduceAnsiCodesIncremental,
  styledCharsToString,
}: Tokenizer<T, Code>) {
  const lines = new Map<string, readonly T[]>();
  const styled = new WeakMap<readonly T[], readonly (T & { readonly styles: readonly Code[] })[]>();
  const written = new WeakMap<Styled<Code>, { readonly characters: readonly Styled<Code>[]; readonly text: string }>();

  return {
    styledCharsToString(characters: readonly Styled<Code>[]): string {
      const [first] = characters;
      const known = first && written.get(first);
      if (known && isSame(known.characters, characters)) return known.text;
      const text = styledCharsToString(characters);
      if (first) written.set(first, { characters, text });
      return text;
    },
    tokenize(text: string): readonly T[] {
      if (text.length > LONGEST) return tokenize(text);
      let tokens = lines.get(text);
      if (tokens === undefined) {
        tokens = tokenize(text);
        if (lines.size >= MOST_LINES) lines.clear();
        lines.set(text, tokens);
      }
      return tokens;
    },
    styledCharsFromTokens(tokens: readonly T[]) {
      let characters = styled.get(tokens);
      if (characters === undefined) {
        let codes: readonly Code[] = [];
        const made: (T & { readonly styles: readonly Code[] })[] = [];
        for (const token of tokens) {
          if (token.type === 'ansi') codes = reduceAnsiCodesIncremental(codes, [token]);
          else if (token.type === 'char') made.push({ ...token, styles: codes });
        }
        characters = filteredOnce(made);
        styled.set(tokens, characters);
      }
      return characters;
    },
  };
}

/** Ink filters the characters of a line each time it reads them, always by the same test: that too is done once. */
function filteredOnce<C>(characters: C[]): C[] {
  let filtered: C[] | undefined;
  const filter = (test: (character: C, index: number, all: C[]) => unknown): C[] => {
    filtered ??= Array.prototype.filter.call(characters, test) as C[];
    return filtered;
  };
  return Object.defineProperty(characters, 'filter', { value: filter });
}

function isSame<Code>(a: readonly Styled<Code>[], b: readonly Styled<Code>[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) {
    const x = a[at];
    const y = b[at];
    if (x === y) continue;
    if (x?.value !== y?.value) return false;
    if (x?.styles !== y?.styles && (x?.styles.length !== 0 || y?.styles.length !== 0)) return false;
  }
  return true;
}
