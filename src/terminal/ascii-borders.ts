/**
 * Stand-ins, one column wide, for ambiguous characters in terminals that draw those two columns wide. Screens draw Unicode always.
 * Box drawing not listed here becomes `+`.
 */
// biome-ignore format: table
const STAND_IN: Readonly<Record<string, string>> = {
  '─': '-', '━': '-', '┄': '-', '┅': '-', '┈': '-', '┉': '-', '╌': '-', '═': '=', '│': '|', '┃': '|', '┆': '|', '┊': '|', '║': '|',
  '…': '.', '·': '.', '•': '*', '●': '*', '○': 'o', '◆': '*', '◇': 'o', '★': '*', '☆': '*', '■': '#', '□': '#', '▪': '*',
  '█': '#', '▓': '#', '▒': '+', '░': '.', '▏': '|', '▎': '|', '▍': '|', '▌': '|', '▋': '|', '▊': '|', '▉': '#',
  '▁': '_', '▂': '_', '▃': '_', '▄': '_', '▅': '#', '▆': '#', '▇': '#', '▀': '"',
  '→': '>', '←': '<', '↑': '^', '↓': 'v', '↵': '<', '▶': '>', '▷': '>', '◀': '<', '▲': '^', '△': '^', '▼': 'v', '▽': 'v',
  '“': '"', '”': '"', '‘': "'", '’': "'", '–': '-', '—': '-', '×': 'x', '÷': '/', '±': '+', '°': 'o', '√': 'v', '※': '*',
};

/** One column of plain ASCII that stands for an ambiguous character: its look, else its plain letter, else `?`. */
export function standIn(character: string): string {
  const found = STAND_IN[character];
  if (found !== undefined) return found;
  if (character >= '\u2500' && character <= '\u257f') return '+';
  const plain = character.normalize('NFKD').charAt(0);
  return plain > ' ' && plain <= '~' ? plain : '?';
}
