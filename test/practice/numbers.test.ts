import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Direction } from '../../src/catalogue/row.ts';
import { applicationNoOf, clearanceNoOf, declarationNoOf } from '../../src/practice/numbers.ts';

describe('the numbers that the bureau gives', () => {
  // biome-ignore format: table
  it.each<[office: string, direction: Direction, year: number, serial: number, application: string, declaration: string, clearance: string]>([
    ['440100', 'in',   2017, 109880, '440100117109880E', '117000000109880', '440100117109880000'],
    ['440100', 'out',  2017, 1,      '440100217000001E', '217000000000001', '440100217000001000'],
    ['000000', 'pack', 2026, 7,      '000000226000007E', '226000000000007', '000000226000007000'],
    ['44',     'in',   2026, 7,      '440000126000007E', '126000000000007', '440000126000007000'],
    ['',       'in',   2026, 7,      '000000126000007E', '126000000000007', '000000126000007000'],
  ])('%s %s %i %i', (office, direction, year, serial, application, declaration, clearance) => {
    const parts = { office, direction, year, serial };
    expect(applicationNoOf(parts)).toBe(application);
    expect(declarationNoOf(parts)).toBe(declaration);
    expect(clearanceNoOf(parts)).toBe(clearance);
  });

  it('have the form of the bureau, whatever the office says', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom<Direction>('in', 'out', 'pack'),
        fc.integer({ min: 1, max: 9_999_999 }),
        (office, direction, serial) => {
          const parts = { office, direction, year: 2026, serial };
          expect(applicationNoOf(parts)).toMatch(/^\d{6}[12]\d{2}\d{6}E$/u);
          expect(declarationNoOf(parts)).toMatch(/^[12]\d{14}$/u);
          expect(clearanceNoOf(parts)).toMatch(/^\d{15}000$/u);
        },
      ),
    );
  });
});
