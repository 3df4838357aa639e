import { describe, expect, test } from 'vitest';
import { containerNumberFault, FORMS } from '../../src/catalogue/forms.ts';

const DIGITS = '0123456789';
const others = (of: string, not: string) => [...of].filter(letter => letter !== not);
const replaced = (text: string, at: number, letter: string) => text.slice(0, at) + letter + text.slice(at + 1);

// The standard's own table, written out; the code computes it.
// biome-ignore format: table
const ISO_6346: Readonly<Record<string, number>> = {
  A: 10, B: 12, C: 13, D: 14, E: 15, F: 16, G: 17, H: 18, I: 19, J: 20, K: 21, L: 23, M: 24, N: 25, O: 26, P: 27, Q: 28,
  R: 29, S: 30, T: 31, U: 32, V: 34, W: 35, X: 36, Y: 37, Z: 38,
};
// biome-ignore format: table
const GB_16735: Readonly<Record<string, number>> = {
  A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8, J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9, S: 2, T: 3, U: 4, V: 5, W: 6,
  X: 7, Y: 8, Z: 9,
};

describe('container numbers (ISO 6346)', () => {
  // From the manual's own workbook (3.4.4.9), the standard and ships' lists.
  const GOOD = [
    'MRKU6105297',
    'NYKU8527234',
    'DFSU4335027',
    'MSKU0366377',
    'BSIU9015992',
    'CSQU3054383',
    'TEXU3070079',
  ];

  test.each(GOOD)('%s is right, and no other check digit is', number => {
    expect(containerNumberFault(number)).toBeUndefined();
    for (const digit of others(DIGITS, number[10] ?? '')) {
      expect(containerNumberFault(replaced(number, 10, digit))).toBe('container.check-digit');
    }
  });

  test.each(Object.entries(ISO_6346))('the letter %s counts %i', (letter, value) => {
    const rest = ((value + 2 * 10 + 4 * 10 + 8 * 32) % 11) % 10;
    expect(containerNumberFault(`${letter}AAU000000${rest}`)).toBeUndefined();
  });

  test('a remainder of ten is written 0', () => {
    const ten = [...Array(1000).keys()]
      .map(serial => `MRKU${String(serial).padStart(6, '0')}`)
      .find(body => {
        const sum = [...body].reduce((total, c, at) => total + (ISO_6346[c] ?? Number(c)) * 2 ** at, 0);
        return sum % 11 === 10;
      });
    expect(containerNumberFault(`${ten}0`)).toBeUndefined();
  });

  test.each(['MRKU479582', 'MRKU47958200', 'MRKX4795820', 'mrku4795820', 'MRK14795820', 'MRKU479582O', '箱'])(
    '%s has not the form',
    number => {
      expect(containerNumberFault(number)).toBe('container.form');
    },
  );
});

describe('vehicle identification numbers (GB 16735)', () => {
  const GOOD = [
    '1HGCM82633A004352',
    '1M8GDM9AXKP042788',
    '11111111111111111',
    '5GZCZ43D13S812715',
    'JH4TB2H26CC000000',
  ];

  test.each(GOOD)('%s is right, and no other check digit is', vin => {
    expect(FORMS.vin(vin)).toBeUndefined();
    for (const digit of others('0123456789X', vin[8] ?? '')) {
      expect(FORMS.vin(replaced(vin, 8, digit))).toBe('vin.check-digit');
    }
  });

  test.each(Object.entries(GB_16735))('the letter %s counts %i', (letter, value) => {
    const rest = (value * 8) % 11;
    expect(FORMS.vin(`${letter}0000000${rest === 10 ? 'X' : rest}00000000`)).toBeUndefined();
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16])('a wrong digit at %i is found', at => {
    const base = '1'.repeat(17);
    for (const digit of others(DIGITS, '1')) expect(FORMS.vin(replaced(base, at, digit))).toBe('vin.check-digit');
  });

  test.each(['1HGCM82633A00435', '1HGCM82633A0043522', '1HGCM82633I004352', '1HGCM82633O004352', '1HGCM82633Q004352'])(
    '%s has not the form',
    vin => {
      expect(FORMS.vin(vin)).toBe('vin.form');
    },
  );
});

describe('credit codes (GB 32100)', () => {
  const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const GOOD = ['91350100M000100Y43', '91440300708461136T', '91330106673959654P'];

  test.each(GOOD)('%s is right, and one wrong character anywhere is found', code => {
    expect(FORMS.creditCode(code)).toBeUndefined();
    [...code].forEach((right, at) => {
      for (const letter of others(at >= 2 && at < 8 ? DIGITS : LETTERS, right)) {
        expect(FORMS.creditCode(replaced(code, at, letter))).toBe('credit-code.check-digit');
      }
    });
  });

  test('letters that are not used', () => {
    for (const letter of 'IOSVZ') {
      expect(FORMS.creditCode(replaced('91350100M000100Y43', 9, letter))).toBe('credit-code.form');
    }
    expect(FORMS.creditCode('9135010AM000100Y43')).toBe('credit-code.form');
  });

  test('a code of another length belongs to another register', () => {
    expect(FORMS.creditCode('4403000005')).toBeUndefined();
    expect(FORMS.creditCode('A1')).toBeUndefined();
  });
});

describe('organisation codes (GB 11714)', () => {
  const GOOD = ['D2143569-X', 'D2143569X', '70846113-6', '10000134-2'];

  test.each(GOOD)('%s is right, and one wrong character anywhere is found', code => {
    expect(FORMS.organisationCode(code)).toBeUndefined();
    [...code].forEach((right, at) => {
      if (right === '-') return;
      const letters = at === code.length - 1 ? '0123456789X' : DIGITS;
      for (const letter of others(letters, right)) {
        // A letter and a digit may be worth the same to a remainder of 11.
        if (Number.parseInt(letter, 36) % 11 === Number.parseInt(right, 36) % 11 && at < 8) continue;
        expect(FORMS.organisationCode(replaced(code, at, letter))).toBe('organisation-code.check-digit');
      }
    });
  });

  test('a remainder of eleven is written 0', () => {
    expect(FORMS.organisationCode('00000000-0')).toBeUndefined();
  });

  test.each(['7084611-6', '70846113-Y', '708461136X', 'd2143569-x'])('%s has not the form', code => {
    expect(FORMS.organisationCode(code)).toBe('organisation-code.form');
  });

  test('a credit code stands in its place', () => {
    expect(FORMS.organisationCode('91440300708461136T')).toBeUndefined();
    expect(FORMS.organisationCode('914403007084611360')).toBe('credit-code.check-digit');
  });
});

// biome-ignore format: table
const OTHERS = [
  ['registration',        '4403000005',      undefined],
  ['registration',        '999998888',       'registration.form'],
  ['registration',        '440300000A',      'registration.form'],
  ['customsRegistration', '44031600AB',      undefined],
  ['customsRegistration', '440316000',       'customs-registration.form'],
  ['telephone',           '13800138000',     undefined],
  ['telephone',           '0755-26391234',   undefined],
  ['telephone',           '010-82260000-801', undefined],
  ['telephone',           '26391234',        undefined],
  ['telephone',           '+1 213 555 0100', undefined],
  ['telephone',           '+86 13800138000', undefined],
  ['telephone',           '400-820-8820',    undefined],
  ['telephone',           '12800138000',     'phone.unusual'],
  ['telephone',           '1380013800',      'phone.unusual'],
  ['telephone',           '110',             'phone.unusual'],
] as const;

test.each(OTHERS)('as %s %s: %s', (form, value, fault) => {
  expect(FORMS[form](value)).toBe(fault);
});
