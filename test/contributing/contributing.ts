/** A recipe as CONTRIBUTING.md tells it. */
export interface ToldRecipe {
  /** How many edits its heading promises. */
  readonly edits: number;
  /** The file of each step, `<name>` standing for what is new. */
  readonly files: readonly string[];
}

const HEADING = /^### \S+ (\S+)[^\n]*: (\d+) edits?$/u;

/** The recipes by the name in their heading, `### A field: 4 edits`. */
export function toldIn(text: string): ReadonlyMap<string, ToldRecipe> {
  const told = new Map<string, ToldRecipe>();
  for (const section of text.split(/^(?=### )/mu)) {
    const [, name, edits] = HEADING.exec(section.split('\n')[0] ?? '') ?? [];
    if (name === undefined) continue;
    const files = [...section.matchAll(/^\d+\. `([^`]+)`/gmu)].map(([, file = '']) => file);
    told.set(name, { edits: Number(edits), files });
  }
  return told;
}

/** Whether a file is the one that a step tells of. */
export function isTold(told: string, file: string): boolean {
  const parts = told.split(/<[^>]+>/u).map(part => part.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'));
  return new RegExp(`^${parts.join('[a-z-]+')}$`, 'u').test(file);
}
