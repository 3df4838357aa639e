import type { Command, Values } from '../context.ts';
import { type Shape, type Spec, shapeOf, takesValue } from './recorded.ts';

/** A word that may stand where the cursor is, and what it means. */
export interface Candidate {
  readonly word: string;
  readonly about?: string;
}

/** What may stand at the cursor: words that are known without an office, and what else has to be looked up. */
export interface Completion {
  readonly words: readonly Candidate[];
  readonly values: Values | undefined;
  /** What the values begin with, where the word at the cursor has more before it: `--into=`. */
  readonly before: string;
  /** What is typed of the word, or of the value behind `before`. */
  readonly typed: string;
}

const GLOBAL: readonly (readonly [string, Spec])[] = [
  ['home', { type: 'string', describe: '数据目录' }],
  ['json', { type: 'boolean', describe: '在标准输出给出一份 JSON' }],
  ['help', { type: 'boolean', describe: '显示用法' }],
];

/** What options of these names have behind them, whatever the command. */
const OPTION_VALUES: Readonly<Record<string, Values>> = { into: ['entry-numbers'], table: ['tables'] };

/** What may stand for the last of `line`, the words behind the name of the program as far as the cursor. */
export function completionOf(line: readonly string[], commands: readonly Command[]): Completion {
  const words = joined(line);
  const typed = words.at(-1) ?? '';
  const earlier = words.slice(0, -1);
  const at = earlier.findIndex((word, index) => !word.startsWith('-') && earlier[index - 1] !== '--home');
  const command = at < 0 ? undefined : commands.find(each => nameOf(each) === earlier[at]);
  const shape: Shape = command ? withGlobal(shapeOf(command)) : withGlobal({ positionals: [], options: new Map() });
  const behind = earlier.slice(at + 1);

  const named = /^--?([\w-]+)=(.*)$/su.exec(typed);
  const [name, value] = named ? [named[1], named[2]] : [optionOf(earlier.at(-1) ?? ''), typed];
  const spec = name === undefined ? undefined : specOf(shape, name);
  if (spec && takesValue(spec)) {
    const before = named ? typed.slice(0, typed.length - (value ?? '').length) : '';
    const values = spec.choices
      ? undefined
      : (OPTION_VALUES[name ?? ''] ?? command?.completes?.(`--${name}`, behind) ?? ['files']);
    return { words: choicesOf(spec), values, before, typed: value ?? '' };
  }
  if (typed.startsWith('-')) return { words: optionsOf(shape, earlier), values: undefined, before: '', typed };
  if (at < 0)
    return {
      words: commands.map(each => ({ word: nameOf(each), about: each.describe.split(/[：；]/u)[0] ?? '' })),
      values: undefined,
      before: '',
      typed,
    };
  if (!command) return { words: [], values: undefined, before: '', typed };
  const given = positionalsIn(behind, shape);
  const [positional, itsSpec] = shape.positionals[Math.min(given.length, shape.positionals.length - 1)] ?? [];
  const isOver = given.length >= shape.positionals.length && itsSpec?.array !== true;
  if (positional === undefined || itsSpec === undefined || isOver)
    return { words: [], values: undefined, before: '', typed };
  return {
    words: choicesOf(itsSpec),
    values: itsSpec.choices ? undefined : command.completes?.(positional, given),
    before: '',
    typed,
  };
}

// Bash takes `--form=iaq` for three words.
function joined(line: readonly string[]): readonly string[] {
  const words: string[] = [];
  let glue = false;
  for (const word of line) {
    const last = words.at(-1) ?? '';
    if (word === '=' && last.startsWith('--') && !last.includes('=')) {
      words[words.length - 1] = `${last}=`;
      glue = true;
    } else if (glue) {
      words[words.length - 1] = `${last}${word}`;
      glue = false;
    } else words.push(word);
  }
  return words;
}

const nameOf = ({ command }: Pick<Command, 'command'>): string => command.split(' ')[0] ?? '';

const withGlobal = ({ positionals, options }: Shape): Shape => ({
  positionals,
  options: new Map([...options, ...GLOBAL]),
});

const optionOf = (word: string): string | undefined => /^--?([\w-]+)$/u.exec(word)?.[1];

function specOf({ options }: Shape, name: string): Spec | undefined {
  return options.get(name) ?? [...options.values()].find(({ alias }) => alias === name);
}

const choicesOf = ({ choices = [] }: Spec): readonly Candidate[] => choices.map(choice => ({ word: String(choice) }));

function optionsOf(shape: Shape, earlier: readonly string[]): readonly Candidate[] {
  const given = new Set(earlier.flatMap(word => optionOf(word.split('=')[0] ?? '') ?? []));
  return [...shape.options]
    .filter(
      ([name, spec]) =>
        spec.hidden !== true && (spec.array === true || (!given.has(name) && !given.has(spec.alias ?? name))),
    )
    .map(([name, { describe = '' }]) => ({ word: `--${name}`, about: describe }));
}

/** The words that are neither options nor what stands behind one. */
function positionalsIn(words: readonly string[], shape: Shape): readonly string[] {
  return words.filter((word, index) => {
    if (word.startsWith('-') && word !== '-') return false;
    const name = optionOf(words[index - 1] ?? '');
    const spec = name === undefined ? undefined : specOf(shape, name);
    return !(spec && takesValue(spec));
  });
}
