import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One file that a recipe touches, and how. */
export interface RecipeEdit {
  readonly file: string;
  readonly steps: readonly Step[];
}

/** What is done in a file: it is written, lines come after the only line with the anchor, or the anchor becomes another text. */
interface Step {
  readonly verb: 'new' | 'after' | 'swap';
  readonly anchor: string;
  readonly text: string;
}

/** The edits in a file of fixtures/contributing: `@ file`, then `@ new`, `@ after ANCHOR` or `@ swap ANCHOR => TEXT`, each with its lines. */
export function readRecipe(path: string): readonly RecipeEdit[] {
  const parts = readFileSync(path, 'utf8')
    .split(/^@ (?=file )/mu)
    .slice(1);
  return parts.map(part => {
    const [head = '', ...steps] = part.split(/^@ /mu);
    return { file: head.slice('file '.length).trim(), steps: steps.map(stepOf) };
  });
}

function stepOf(part: string): Step {
  const [, verb = '', rest = '', lines = ''] = /^(\w+) ?(.*)\n([\s\S]*)$/u.exec(part) ?? [];
  if (verb === 'swap') {
    const [anchor = '', text = ''] = rest.split(' => ');
    return { verb, anchor, text };
  }
  if (verb === 'new' || verb === 'after') return { verb, anchor: rest, text: lines };
  throw new Error(`no verb of a recipe: ${verb}`);
}

/** Makes an edit in the tree below a folder; throws when the place is not there, or there twice. */
export function apply(root: string, { file, steps }: RecipeEdit): void {
  const path = join(root, file);
  for (const { verb, anchor, text } of steps) {
    if (verb === 'new') {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { flag: 'wx' });
      continue;
    }
    const before = readFileSync(path, 'utf8');
    const place = verb === 'swap' ? wordsOf(anchor) : `^.*${wordsOf(anchor)}.*\n`;
    const found = [...before.matchAll(new RegExp(place, 'gmu'))];
    if (found.length !== 1) throw new Error(`${file}: ${found.length} places for “${anchor}”`);
    const change = (whole: string) => (verb === 'swap' ? text : `${whole}${text}`);
    writeFileSync(path, before.replace(new RegExp(place, 'mu'), change));
  }
}

/** Columns of tables move: one blank stands for any number. */
const wordsOf = (anchor: string): string => anchor.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&').replace(/[ \t]+/gu, '\\s+');
