import { describe, expect, it, test } from 'vitest';
import type { Key } from '../../src/terminal/key.ts';
import { openKeyboard } from '../../src/terminal/keyboard.ts';
import { isUnmarkedPaste } from '../../src/terminal/unmarked-paste.ts';
import { shown } from './bytes.ts';
import { FakeStdin, FakeTimers } from './streams.ts';

// biome-ignore format: table
const READS: readonly [what: string, read: string, isPaste: boolean][] = [
  ['two rows of a table',                     '鲜橙\t5\r橙汁\t6\r',                 true],
  ['the same with line feeds, no last one',   '鲜橙\t5\n橙汁\t6',                   true],
  ['the same with both',                      '鲜橙\t5\r\n橙汁\t6\r\n',             true],
  ['three rows of one column, long enough',   'LSGKE54H7HW080001\rLSGKE54H7HW080002\rLSGKE54H7HW080003\r', true],
  ['two lines with their ends',               '0805100000\r0202300090\r',           true],
  ['one row of a table, long enough',         '0805100000\t鲜橙\t500\t千克\t1200',  true],
  ['type-ahead: two short fields by Enter',   '5\r千克\r',                          false],
  ['type-ahead: three short fields by Tab',   '5\t35\t100\t',                       false],
  ['type-ahead: a long field and its Enter',  'GUANGZHOU FRUIT TRADING CO LTD\r',   false],
  ['type-ahead: rows that are not alike',     '5\t35\r6\r',                         false],
  ['Tab held down',                           '\t'.repeat(40),                      false],
  ['Enter held down',                         '\r'.repeat(40),                      false],
  ['text without a line end',                 '巴西冷冻去骨牛肉，每箱二十公斤，共一千箱', false],
  ['an escape sequence among them',           '鲜橙\t5\r橙汁\x1b[A\t6\r',           false],
  ['a control among them',                    '鲜橙\t5\r橙汁\x13\t6\r',             false],
  ['a marked paste',                          '\x1b[200~鲜橙\t5\r橙汁\t6\r\x1b[201~', false],
  ['nothing',                                 '',                                   false],
];

test.each(READS)('%s', (_what, read, isPaste) => {
  expect(isUnmarkedPaste(read)).toBe(isPaste);
});

function open(marksPastes: () => boolean) {
  const source = new FakeStdin();
  const timers = new FakeTimers();
  const keys: Key[] = [];
  openKeyboard(source, { onKey: key => keys.push(key), timers, marksPastes });
  return { source, timers, keys, heard: (): string[] => keys.splice(0).map(shown) };
}

const ROWS = '鲜橙\t5\r橙汁\t6\r';

describe('the keyboard', () => {
  it('takes them as one paste, once nothing more has come, and says that it was not marked', () => {
    const { source, timers, keys, heard } = open(() => false);
    source.type(ROWS);
    expect(heard()).toEqual([]);
    expect(timers.waiting).toEqual([20]);
    source.type('柠檬');
    source.type('\t7\r');
    timers.pass();
    expect(keys.map(({ unmarked }) => unmarked)).toEqual([true]);
    expect(heard()).toEqual([`paste ${JSON.stringify('鲜橙\t5\n橙汁\t6\n柠檬\t7\n')}`]);
    source.type('a');
    expect(heard()).toEqual(["'a'"]);
  });

  it('takes them together when they come in several reads, and what is no paste as the keys that it is', () => {
    const { source, timers, heard } = open(() => false);
    source.type('鲜橙\t5\r');
    source.type('橙汁\t6\r');
    timers.pass();
    expect(heard()).toEqual([`paste ${JSON.stringify('鲜橙\t5\n橙汁\t6\n')}`]);
    source.type('5\r6\r');
    expect(timers.waiting).toEqual([20]);
    timers.pass();
    expect(heard()).toEqual(["'5'", 'enter', "'6'", 'enter']);
    source.type('5');
    source.type('\r');
    expect(heard()).toEqual(["'5'", 'enter']);
  });

  it('ends them at the first key that is none of theirs, which comes behind', () => {
    const { source, heard } = open(() => false);
    source.type(ROWS);
    source.type('\x1b[A');
    expect(heard()).toEqual([`paste ${JSON.stringify('鲜橙\t5\n橙汁\t6\n')}`, 'up']);
  });

  it('leaves keys as they are where the terminal marks pastes, or has marked one', () => {
    const marking = open(() => true);
    marking.source.type(ROWS);
    expect(marking.heard()).toHaveLength(10);
    const silent = open(() => false);
    silent.source.type('\x1b[200~x\x1b[201~');
    expect(silent.heard()).toEqual(['paste "x"']);
    silent.source.type(ROWS);
    expect(silent.heard()).toHaveLength(10);
  });

  it('does not take what goes on with a sequence for one', () => {
    const { source, timers, heard } = open(() => false);
    source.type('\x1b');
    source.type(ROWS);
    timers.pass();
    expect(heard()[0]).toBe('alt+鲜');
  });
});
