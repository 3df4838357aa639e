import { fileURLToPath } from 'node:url';

/** A module of Ink in whose place stands what `make` of a file of src/terminal makes of it. */
export interface InkPart {
  readonly module: string;
  readonly make: string;
  readonly file: string;
}

/** Ink cleans every line of every frame and takes it apart, though a keystroke changes one or two of forty. */
export const INK_PARTS: readonly InkPart[] = [
  { module: 'sanitize-ansi.js', make: 'rememberTexts', file: 'remembered-texts.ts' },
  { module: 'output.js', make: 'keepWholeLines', file: 'whole-lines.ts' },
];

export const INK = /node_modules[\\/]ink[\\/]build[\\/]/;

const terminalFile = (name: string): string => fileURLToPath(new URL(`../src/terminal/${name}`, import.meta.url));

/** The code that stands in the place of a part; `theirs` is how it imports Ink's own. */
export function partCode({ make, file }: InkPart, theirs: string): string {
  return [
    `import theirs from ${JSON.stringify(theirs)};`,
    `import { ${make} } from ${JSON.stringify(terminalFile(file))};`,
    `export default ${make}(theirs);`,
  ].join('\n');
}

/** Our string-width, which remembers: Ink measures every text of a frame several times a keystroke. It alone asks the real one. */
export const MEASURED_WIDTH = terminalFile('measured-width.ts');

/** string-width itself, run when it is asked the first time: its patterns of emoji and its segmenter take longer to make than the first picture. */
export const LATE_CODE = `
let real;
export default (...given) => (real ??= require('string-width').default)(...given);
`;

/** The code that stands in the place of string-width. */
export const MEASURED_CODE = `export { measuredWidth as default } from ${JSON.stringify(MEASURED_WIDTH)};`;
