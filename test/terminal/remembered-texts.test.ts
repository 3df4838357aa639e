import { describe, expect, it } from 'vitest';
import { rememberTexts } from '../../src/terminal/remembered-texts.ts';

function counted() {
  const asked: string[] = [];
  const read = rememberTexts(text => {
    asked.push(text);
    return text.toUpperCase();
  });
  return { asked, read };
}

describe('a reader of lines that remembers', () => {
  it('answers as the reader does and asks it once', () => {
    const { asked, read } = counted();
    expect(['a', 'b', 'a', ''].map(read)).toEqual(['A', 'B', 'A', '']);
    expect(read('')).toBe('');
    expect(asked).toEqual(['a', 'b', '']);
  });

  it('keeps no more than a few screens, and no endless line', () => {
    const { asked, read } = counted();
    for (let at = 0; at < 600; at += 1) read(`line ${at}`);
    read('line 0');
    expect(asked.filter(text => text === 'line 0')).toHaveLength(2);
    const endless = 'x'.repeat(5000);
    expect([read(endless), read(endless)]).toEqual([endless.toUpperCase(), endless.toUpperCase()]);
    expect(asked.filter(text => text === endless)).toHaveLength(2);
  });
});
