import { describe, expect, it } from 'vitest';
import { APP } from '../../screens/app/actions.ts';
import { actionNames } from '../../screens/app/registry.ts';
import { START } from '../../screens/start/choice.ts';
import type { KeyTable } from '../../src/keys/binding.ts';
import { isLegacySafe } from '../../src/keys/legacy.ts';
import { lintKeys } from '../../src/keys/lint.ts';
import { keyName } from '../../src/keys/names.ts';
import { reachable, resolve } from '../../src/keys/resolve.ts';
import { KEYS } from '../../src/keys/table.ts';
import { commandsOf, footerOf, helpOf, searchCommands } from '../../src/keys/views.ts';
import { keysDocument } from '../../tools/keys-document.ts';

/** Cancelling a job is the program's own affair. */
const ACTIONS = [...actionNames(), ...Object.keys(START), ...Object.keys(APP), 'busy.cancel'];

describe('the key table', () => {
  it('has no clash, no unknown name, nothing unreachable, and a key for legacy terminals everywhere', () => {
    expect(lintKeys(KEYS, ACTIONS)).toEqual([]);
  });

  it('is small enough to be learnt: every context has at most twenty keys of its own, rare ones that are found by name aside', () => {
    for (const name of Object.keys(KEYS.contexts)) {
      const own = KEYS.bindings.filter(binding => binding.in === name && binding.twin !== 'app.palette');
      expect(own.length, name).toBeLessThanOrEqual(20);
    }
  });
});

const SMALL: KeyTable = {
  contexts: { page: { title: '页面' }, text: { title: '输入', text: true }, list: { title: '列表' } },
  chains: [
    ['text', 'page'],
    ['list', 'page'],
  ],
  bindings: [
    { in: 'page', keys: ['alt+s', 'f10'], run: 'save', label: '保存', bar: true },
    { in: 'page', keys: ['enter', 'x'], run: 'next', label: '下一栏' },
    { in: 'text', keys: ['left'], run: 'left', label: '左移', silent: true },
    { in: 'list', keys: ['enter'], run: 'open', label: '打开', bar: true },
  ],
};
const NAMES = ['save', 'next', 'left', 'open'];
const changed = (change: Partial<KeyTable>): KeyTable => ({ ...SMALL, ...change });
const withBinding = (binding: Partial<KeyTable['bindings'][number]>): KeyTable =>
  changed({ bindings: [...SMALL.bindings, { in: 'page', keys: ['f9'], run: 'save', label: '', ...binding }] });

describe('the lint', () => {
  it('finds nothing in a sound table', () => {
    expect(lintKeys(SMALL, NAMES)).toEqual([]);
  });

  it.each([
    ['a key twice in a context', withBinding({ keys: ['enter'] }), 'enter in page runs both next and save'],
    ['an unknown context', withBinding({ in: 'nowhere' }), 'unknown context nowhere'],
    [
      'a context in no chain',
      changed({ contexts: { ...SMALL.contexts, lost: { title: '' } } }),
      'context lost stands in no chain',
    ],
    ['a binding without an action', withBinding({ run: 'fly' }), 'no action fly'],
    ['no legacy key', withBinding({ run: 'new', keys: ['ctrl+enter'] }), 'new has no key for legacy terminals'],
    ['an unknown twin', withBinding({ twin: 'nothing' }), 'unknown twin nothing'],
    [
      'an action whose keys are all taken further in',
      changed({
        chains: [['list', 'page']],
        bindings: [
          ...SMALL.bindings.slice(0, 1),
          { in: 'page', keys: ['enter'], run: 'next', label: '' },
          ...SMALL.bindings.slice(3),
        ],
      }),
      'next cannot be reached',
    ],
  ])('finds %s', (_, table, problem) => {
    expect(lintKeys(table, [...NAMES, ...(problem.startsWith('new ') ? ['new'] : [])])).toContain(problem);
  });

  it('finds an action that no key runs', () => {
    expect(lintKeys(SMALL, [...NAMES, 'idle'])).toContain('no key runs idle');
  });
});

// biome-ignore format: table
const MEANINGS: readonly [contexts: string, chord: string, types: boolean, meaning: unknown][] = [
  ['text page', 'enter', false, { run: 'next', nth: 0 }],
  ['list page', 'enter', false, { run: 'open', nth: 0 }],
  ['list page', 'x',     true,  { run: 'next', nth: 1 }],
  ['text page', 'x',     true,  { text: true }],
  ['text page', 'left',  false, { run: 'left', nth: 0 }],
  ['list page', 'left',  false, undefined],
  ['list page', 'q',     true,  undefined],
];

describe('a chord', () => {
  it.each(MEANINGS)('in %s: %s', (contexts, chord, types, meaning) => {
    expect(resolve(SMALL, contexts.split(' '), chord, types)).toEqual(meaning);
  });

  it('that means nothing in a mode runs what the mode wants, whatever stands around it', () => {
    const table = changed({
      contexts: { ...SMALL.contexts, mode: { title: '', text: true, others: 'left' } },
      chains: [...SMALL.chains, ['mode', 'page']],
      bindings: [...SMALL.bindings, { in: 'mode', keys: ['enter'], run: 'open', label: '' }],
    });
    const meaning = (chord: string, types: boolean) => resolve(table, ['mode', 'page'], chord, types);
    expect([meaning('alt+s', false), meaning('enter', false), meaning('x', true)]).toEqual([
      { run: 'left', nth: 0 },
      { run: 'open', nth: 0 },
      { text: true },
    ]);
    expect(reachable(table, ['mode', 'page']).map(({ run }) => run)).toEqual(['open']);
    expect(lintKeys(table, NAMES)).toEqual([]);
    const lost = changed({ contexts: { ...SMALL.contexts, list: { title: '', others: 'fly' } } });
    expect(lintKeys(lost, NAMES)).toContain('no key runs fly');
  });

  it('that a field types is not offered by what stands around it', () => {
    expect(reachable(SMALL, ['text', 'page']).find(({ run }) => run === 'next')?.keys).toEqual(['enter']);
  });

  it.each([
    ['alt+s', false],
    ['ctrl+i', false],
    ['ctrl+m', false],
    ['ctrl+h', false],
    ['ctrl+q', true],
    ['f12', true],
    ['ctrl+]', true],
    ['ctrl+\\', true],
    ['ctrl+enter', false],
    ['shift+tab', false],
    ['/', true],
    ['ctrl+delete', false],
  ])('%s is safe everywhere: %s', (chord, safe) => {
    expect(isLegacySafe(chord)).toBe(safe);
  });

  it.each([
    ['ctrl+enter', 'Ctrl+Enter'],
    ['alt+s', 'Alt+S'],
    ['up', '↑'],
    ['space', '空格'],
    ['ctrl++', 'Ctrl++'],
    ['+', '+'],
    ['f4', 'F4'],
  ])('%s is printed %s', (chord, name) => {
    expect(keyName(chord)).toBe(name);
  });
});

describe('views of the table', () => {
  const initialsOf = (text: string) => ({ 保存: 'bc', 下一栏: 'xyl', 打开: 'dk' })[text] ?? '';

  it('the footer shows keys that the terminal has', () => {
    expect(footerOf(SMALL, ['list', 'page'], 'full').map(({ key }) => key)).toEqual(['Enter', 'Alt+S']);
    expect(footerOf(SMALL, ['list', 'page'], 'legacy').map(({ key }) => key)).toEqual(['Enter', 'F10']);
  });

  it('a terminal that may not know modifyOtherKeys is not promised what it would send as another key', () => {
    const shown = (run: string) => footerOf(KEYS, ['rows', 'fields', 'entry'], 'plain').find(hint => hint.run === run);
    expect([shown('rows.add')?.key, shown('entry.save')?.key]).toEqual(['F5', 'Alt+S']);
    const [rows] = helpOf(KEYS, ['rows', 'fields', 'entry'], 'plain');
    expect(rows?.lines.map(({ keys }) => keys)).toEqual(expect.arrayContaining(['Alt+I Ins', 'F8', 'Alt+L Ctrl+L']));
  });

  it('the help has a section a context, innermost first', () => {
    expect(
      helpOf(SMALL, ['list', 'page'], 'full').map(({ title, lines }) => [title, lines.map(({ keys }) => keys)]),
    ).toEqual([
      ['列表', ['Enter']],
      ['页面', ['Alt+S F10', 'X']],
    ]);
  });

  it('the palette finds by name, part of a name, initials and key, and leaves out what is silent', () => {
    const commands = commandsOf(SMALL, ['text', 'page'], 'full', initialsOf);
    const found = (words: string) => searchCommands(commands, words).map(({ run }) => run);
    expect(found('')).toEqual(['save', 'next']);
    expect([found('保'), found('一栏'), found('bc'), found('F10'), found('alt+s'), found('zz')]).toEqual([
      ['save'],
      ['next'],
      ['save'],
      ['save'],
      ['save'],
      [],
    ]);
  });

  it('who types all initials of a function finds it before longer ones that begin so', () => {
    const named = (run: string, label: string): KeyTable['bindings'][number] => ({
      in: 'page',
      keys: [run],
      run,
      label,
    });
    const bindings = [named('x', '退出登录'), named('q', '退出')];
    const initials = (label: string) => (label === '退出' ? 'tc' : 'tcdl');
    const commands = commandsOf({ ...SMALL, bindings }, ['page'], 'full', initials);
    expect(searchCommands(commands, 'tc').map(({ label }) => label)).toEqual(['退出', '退出登录']);
    expect(searchCommands(commands, '退出').map(({ label }) => label)).toEqual(['退出', '退出登录']);
  });

  it('the document has a line for every binding', () => {
    const text = keysDocument(KEYS);
    expect(text.match(/^\| .*`[a-z]+\.[a-z-]+` \|$/gmu)).toHaveLength(KEYS.bindings.length);
    expect(text).toContain('| 保存 | `Alt+S` | `Ctrl+S` |');
  });
});
