import type { Binding, KeyTable } from './binding.ts';
import { isLegacySafe, isPlain } from './legacy.ts';
import { keyName } from './names.ts';
import { reachable } from './resolve.ts';

/** A key and what it does, as people read it. */
export interface Hint {
  readonly run: string;
  readonly key: string;
  readonly label: string;
  /** Its place in the footer is before all others. */
  readonly kept?: true;
}

/** Which keys the terminal is known to tell apart: all, those that most can, or only those that every terminal can. */
export type Keyboard = 'full' | 'plain' | 'legacy';

const KNOWN: Readonly<Record<Keyboard, (chord: string) => boolean>> = {
  full: () => true,
  plain: isPlain,
  legacy: isLegacySafe,
};

/** The keys of the footer, innermost context first. */
export function footerOf(table: KeyTable, contexts: readonly string[], keyboard: Keyboard): readonly Hint[] {
  return reachable(table, contexts).flatMap((binding): Hint[] => {
    if (!binding.bar) return [];
    return [{ ...hintOf(binding, keyboard), ...(binding.bar === 'kept' && { kept: true }) }];
  });
}

export interface HelpSection {
  readonly title: string;
  readonly lines: readonly { readonly keys: string; readonly label: string; readonly help: string }[];
}

/** Every key that works now, by context. */
export function helpOf(table: KeyTable, contexts: readonly string[], keyboard: Keyboard): readonly HelpSection[] {
  const open = reachable(table, contexts);
  return contexts.flatMap(context => {
    const lines = open
      .filter(binding => binding.in === context)
      .map(binding => ({ keys: keysOf(binding, keyboard), label: binding.label, help: binding.help ?? '' }));
    return lines.length > 0 ? [{ title: table.contexts[context]?.title ?? context, lines }] : [];
  });
}

/** An entry of the command palette. */
export interface Command extends Hint {
  readonly initials: string;
  readonly chords: readonly string[];
}

/** Every function that can be reached, once each; `initialsOf` gives the pinyin initials of a label. */
export function commandsOf(
  table: KeyTable,
  contexts: readonly string[],
  keyboard: Keyboard,
  initialsOf: (text: string) => string,
): readonly Command[] {
  const seen = new Set<string>();
  return reachable(table, contexts).flatMap(binding => {
    if (binding.silent || seen.has(binding.run)) return [];
    seen.add(binding.run);
    return [{ ...hintOf(binding, keyboard), initials: initialsOf(binding.label), chords: binding.keys }];
  });
}

/** The commands that the words mean, best first: by name, by initials, by key. */
export function searchCommands(commands: readonly Command[], words: string): readonly Command[] {
  const text = words.normalize('NFKC').trim().toLowerCase();
  if (text === '') return commands;
  const rank = (command: Command): number => {
    const label = command.label.toLowerCase();
    const squeezed = text.replace(/\s+/gu, '');
    if (label === text || command.chords.includes(squeezed) || command.key.toLowerCase() === squeezed) return 0;
    if (label.startsWith(text)) return 1;
    // Who types all initials of a name means it, not the longer one that begins so.
    if (command.initials === squeezed) return 2;
    if (command.initials.startsWith(squeezed)) return 3;
    if (label.includes(text)) return 4;
    if (command.initials.includes(squeezed)) return 5;
    return command.chords.some(chord => chord.includes(squeezed)) ? 6 : -1;
  };
  return commands
    .map(command => ({ command, rank: rank(command) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ command }) => command);
}

function hintOf(binding: Binding, keyboard: Keyboard): Hint {
  const shown = binding.keys.find(KNOWN[keyboard]) ?? binding.keys[0] ?? '';
  return { run: binding.run, key: binding.shown ?? keyName(shown), label: binding.label };
}

function keysOf(binding: Binding, keyboard: Keyboard): string {
  const known = binding.keys.filter(KNOWN[keyboard]);
  return (known.length > 0 ? known : binding.keys).map(keyName).join(' ');
}

const KEY_NAMES = /Ctrl\+Enter|(?:Alt|Ctrl)\+[A-Z,↑↓←→\\\]](?![a-z])/gu;

/** A text that names keys, with those that this terminal cannot tell apart named as the footer names them. */
export function withKnownKeys(table: KeyTable, contexts: readonly string[], keyboard: Keyboard, text: string): string {
  const named = text.replace(KEY_NAMES, name => {
    const isNamed = ({ keys }: Binding): boolean => keys.some(key => keyName(key) === name);
    const bindings = table.bindings.filter(isNamed);
    const [binding] = [...bindings.filter(({ in: context }) => contexts.includes(context)), ...bindings];
    const isKnown = binding?.keys.some(key => keyName(key) === name && KNOWN[keyboard](key));
    return !binding || isKnown ? name : hintOf(binding, keyboard).key;
  });
  // Two names of one key may have become the same.
  return named.replace(/([\w+]+)(?: 或 |、)\1(?![\w+])/gu, '$1');
}
