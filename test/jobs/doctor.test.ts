import { describe, expect, test } from 'vitest';
import { type TerminalFacts, terminalFindings } from '../../src/jobs/doctor/terminal.ts';

const FACTS: TerminalFacts = {
  columns: 120,
  rows: 40,
  keyboard: 'kitty',
  ambiguous: 'narrow',
  colours: 'true',
  utf8: true,
  marksPastes: true,
  settled: true,
};
const ENV = { TERM: 'xterm-256color', LANG: 'zh_CN.UTF-8' };

const worst = (facts: TerminalFacts | undefined, env: Readonly<Record<string, string | undefined>>) =>
  terminalFindings(facts, env)
    .filter(({ state }) => state !== 'good')
    .map(({ state, text }) => `${state} ${text}`);

describe('what is said of a terminal', () => {
  test('of a good one nothing that anybody should mind', () => {
    expect(worst(FACTS, ENV)).toEqual([]);
    expect(terminalFindings(FACTS, { ...ENV, TMUX: '/tmp/x', SSH_TTY: '/dev/pts/1' })[0]?.text).toBe(
      'xterm-256color，在 SSH、tmux 里',
    );
  });

  // biome-ignore format: table
  test.each<[string, Partial<TerminalFacts>, Readonly<Record<string, string | undefined>>, string]>([
    ['small',             { columns: 80, rows: 20 },  ENV,                                      'mind 80×20 格'],
    ['too small',         { columns: 40, rows: 24 },  ENV,                                      'bad 40×24 格，太小'],
    ['not UTF-8',         { utf8: false },            ENV,                                      'bad 显示的不是 UTF-8'],
    ['no locale',         {},                         { TERM: 'xterm' },                        'mind 没有设语言环境'],
    ['locale of GBK',     {},                         { TERM: 'xterm', LANG: 'zh_CN.GB18030' }, 'mind 语言环境 zh_CN.GB18030 不是'],
    ['LC_ALL wins',       {},                         { ...ENV, LC_ALL: 'C' },                  'mind 语言环境 C 不是'],
    ['wide characters',   { ambiguous: 'wide' },      ENV,                                      'mind ①、…、─ 这类字符占两格'],
    ['no marks',          { marksPastes: false },     ENV,                                      'mind 没有说粘贴有记号'],
    ['dumb',              {},                         { ...ENV, TERM: 'dumb' },                 'bad dumb：什么也不会'],
    ['silent',            { settled: false },         ENV,                                      'mind 没有回答询问'],
  ])('%s', (_, facts, env, said) => {
    const found = worst({ ...FACTS, ...facts }, env);
    expect(found).toEqual([expect.stringContaining(said)]);
  });

  test('whatever is not good has a remedy', () => {
    const facts: TerminalFacts = {
      ...FACTS,
      columns: 10,
      utf8: false,
      ambiguous: 'wide',
      marksPastes: false,
      settled: false,
    };
    const findings = [...terminalFindings(facts, { TERM: 'dumb', LANG: 'C' }), ...terminalFindings(undefined, ENV)];
    expect(findings.filter(({ state, next }) => state !== 'good' && !next)).toEqual([]);
  });
});
