import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findField } from '../../src/catalogue/catalogue.ts';
import { CUSTOMS_CHANNELS, eventOf } from '../../src/declaration/receipt.ts';

const [head = '', ...lines] = readFileSync(new URL('../../data/receipts.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');
const rows = lines.map(line => line.split('\t'));

it('every code that the program knows is explained once, with a cause, a remedy and a source', () => {
  expect(head.split('\t')).toEqual(['code', 'from', 'meaning', 'cause', 'remedy', 'field', 'source']);
  const codes = rows.map(([code]) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const row of rows) {
    const [code = '', from, meaning, cause, remedy, field = '', source] = row;
    expect([code, row.length]).toEqual([code, 7]);
    expect(['eciq', 'paperless', 'customs']).toContain(from);
    for (const text of [meaning, cause, remedy, source]) expect([code, text]).not.toEqual([code, '']);
    if (field !== '') expect([code, findField(field)?.id]).toEqual([code, field]);
    expect([code, eventOf({ source: 'declaration', code, text: '' })]).not.toEqual([code, 'unknown']);
  }
  for (const code of Object.keys(CUSTOMS_CHANNELS)) expect(codes).toContain(code);
});
