import { binder, type KeyGroup } from './group.ts';

const PROMPTS = [
  'path',
  'export',
  'templateName',
  'templates',
  'headings',
  'naming',
  'identityFields',
  'login',
  'lock',
] as const;

const bind = binder<(typeof PROMPTS)[number]>();

/** Keys that people know from the command line, in dialogs with one line of text; on pages some of them mean something else. */
// biome-ignore format: table
export const PROMPT_KEYS = {
  contexts: {},
  bindings: PROMPTS.flatMap(prompt => [
    bind(prompt, 'ctrl+w', 'text.delete-word',   '删除前一词',   { silent: true, twin: 'text.backspace' }),
    bind(prompt, 'ctrl+u', 'text.delete-before', '删除前面全部', { silent: true }),
    bind(prompt, 'ctrl+k', 'text.delete-behind', '删除后面全部', { silent: true }),
    bind(prompt, 'alt+b',  'text.word-left',     '左移一词',     { silent: true, twin: 'text.left' }),
    bind(prompt, 'alt+f',  'text.word-right',    '右移一词',     { silent: true, twin: 'text.right' }),
  ]),
  chains: [],
} satisfies KeyGroup;
