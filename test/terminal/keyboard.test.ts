import { describe, expect, it } from 'vitest';
import type { Key } from '../../src/terminal/key.ts';
import { openKeyboard } from '../../src/terminal/keyboard.ts';
import { rawModeFirst } from '../../src/terminal/raw-mode-first.ts';
import { shown } from './bytes.ts';
import { FakeStdin, FakeTimers } from './streams.ts';

function open(early = false, also: (key: Key) => void = () => {}) {
  const source = new FakeStdin();
  const timers = new FakeTimers();
  const keys: Key[] = [];
  let ended = 0;
  const first = early ? rawModeFirst(source, () => {}) : undefined;
  if (early) source.type('ab\x1b[');
  const keyboard = openKeyboard(source, {
    onKey: key => {
      keys.push(key);
      also(key);
    },
    onEnd: () => {
      ended++;
    },
    timers,
    ...(first && { early: first }),
  });
  const prompted: string[] = [];
  keyboard.stdin.on('readable', () => {
    for (let read = keyboard.stdin.read(); read !== null; read = keyboard.stdin.read()) prompted.push(read);
  });
  const heard = (): string[] => keys.splice(0).map(shown);
  return { source, timers, keyboard, heard, prompted, ended: () => ended };
}

describe('time', () => {
  it('makes a lone Esc a key after 25 ms', () => {
    const { source, timers, heard } = open();
    source.type('\x1b');
    expect(heard()).toEqual([]);
    expect(timers.waiting).toEqual([25]);
    timers.pass();
    expect(heard()).toEqual(['escape']);
  });

  it('does not wait once the rest of a sequence came', () => {
    const { source, timers, heard } = open();
    source.type('\x1b');
    source.type('[A');
    expect(timers.waiting).toEqual([]);
    expect(heard()).toEqual(['up']);
  });

  it('gives a begun sequence and a paste more of it, and ends them at last', () => {
    const { source, timers, heard } = open();
    source.type('\x1b[1;');
    expect(timers.waiting).toEqual([250]);
    timers.pass();
    source.type('\x1b[200~half');
    expect(timers.waiting).toEqual([2000]);
    timers.pass();
    source.type('x');
    expect(heard()).toEqual(['paste "half"', "'x'"]);
  });
});

describe('keys of the start', () => {
  it('are heard first, with a sequence that goes on later', () => {
    const { source, heard } = open(true);
    source.type('A');
    expect(heard()).toEqual(["'a'", "'b'", 'up']);
  });

  it('are heard without a further key', () => {
    const { timers, heard } = open(true);
    expect(heard()).toEqual([]);
    timers.turn();
    expect(heard()).toEqual(["'a'", "'b'"]);
  });

  it('are not listened for when there is no terminal', () => {
    const source = Object.assign(new FakeStdin(), { isTTY: false });
    rawModeFirst(source, () => {});
    expect([source.modes, source.listenerCount('data')]).toEqual([[], 0]);
  });
});

describe('a prompt', () => {
  it('gets text and caret keys, one a turn; the program gets the rest', () => {
    const { source, timers, keyboard, heard, prompted } = open();
    keyboard.passTo('ink');
    source.type('报𠮷a\x1b[D\x7f\x1b[A');
    expect(prompted).toEqual(['报']);
    expect(heard()).toEqual([]);
    while (timers.turn() > 0);
    expect(prompted).toEqual(['报', '𠮷', 'a', '\x1b[D', '\x7f']);
    expect(heard()).toEqual(['up']);
    source.type('\x1bs\x1bOS\t\x11\x1b[3~');
    expect(heard()).toEqual(['alt+s', 'f4', 'tab', 'ctrl+q', 'delete']);
    source.type('\x1b[200~a\nb\x1b[201~');
    expect(prompted.at(-1)).toBe('a b');
  });

  it('that closes on a key leaves the keys behind it to the program', () => {
    const { source, timers, keyboard, heard, prompted } = open(false, key => {
      if (key.name === 'enter') keyboard.passTo('program');
    });
    keyboard.passTo('ink');
    source.type('1\r2\t');
    while (timers.turn() > 0);
    expect(prompted).toEqual(['1']);
    expect(heard()).toEqual(['enter', "'2'", 'tab']);
  });

  it('that is not there yet is not typed into later', () => {
    const { source, keyboard } = open();
    keyboard.stdin.removeAllListeners('readable');
    keyboard.passTo('ink');
    source.type('x');
    expect(keyboard.stdin.read()).toBeNull();
  });
});

describe('ownership', () => {
  it('switches raw mode with suspend, resume and close', () => {
    const { source, keyboard, heard } = open();
    keyboard.suspend();
    source.type('a');
    keyboard.resume();
    source.type('b');
    keyboard.close();
    keyboard.close();
    source.type('c');
    expect(source.modes).toEqual([true, false, true, false]);
    expect(source.paused).toBe(true);
    expect(heard()).toEqual(["'b'"]);
  });

  it('tells that the terminal is gone, and survives its errors after the end', () => {
    const { source, keyboard, ended } = open();
    source.emit('error', new Error('EIO'));
    source.emit('end');
    expect(ended()).toBe(2);
    keyboard.close();
    source.emit('error', new Error('EIO'));
    expect(ended()).toBe(2);
  });
});
