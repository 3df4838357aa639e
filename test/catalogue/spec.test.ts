import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findField } from '../../src/catalogue/catalogue.ts';
import { DIRECTIONS } from '../../src/catalogue/row.ts';

const SPEC = new URL('../../../shared/spec/', import.meta.url);

type Line = Readonly<Record<string, string>>;

function table(name: string): readonly Line[] {
  const [head = '', ...lines] = readFileSync(new URL(name, SPEC), 'utf8').trimEnd().split('\n');
  const names = head.split('\t');
  return lines.map(line => Object.fromEntries(line.split('\t').map((cell, at) => [names[at] ?? '', cell])));
}

/** Where the catalogue says otherwise than the sheet on purpose, and why. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'containers.numbers kind': 'several numbers with commas are a list, 2000 characters when joined',
  'goods.spare kind': 'a pair is a group of two',
  'goods.licences codes': 'the code stands in the column type of its rows, by direction',
  'specialBusiness codes': 'four positions of 0/1, no code of the table',
  'specialClearance codes': 'four positions of 0/1, no code of the table',
  'goods.validUntil kind': 'the message element is a date',
  'goods.validUntil max': 'a day has ten characters',
  'goods.shelfLife kind': 'the message element is a number, of days or months',
  'goods.shelfLife max': 'no goods keep for 100000 days',
  'attachedDocuments codes': 'the code stands in the column type of its rows',
  'certificatesAsked codes': 'the code stands in the column code of its rows',
};

/** What the sheets list and the catalogue does not hold as a field. */
const NO_FIELD: Readonly<Record<string, string>> = {
  totals: 'computed from the goods lines: catalogue/totals.ts',
  P2: 'the digits of specialBusiness',
  P3: 'the digits of specialClearance',
  P4: 'marks and markFiles',
  P6: 'specialRequirements itself',
  P9: 'containers.numbers itself',
  P10: 'goods.attributes itself',
  P17: 'computed from the goods lines: catalogue/totals.ts',
};

/** Sheets write (VIN) in full width. */
const plain = (label: string) => label.normalize('NFKC');

describe.skipIf(!existsSync(SPEC))('the sheets of the specification', () => {
  const fields = existsSync(SPEC) ? table('fields.tsv').filter(({ id = '' }) => !(id in NO_FIELD)) : [];
  const popups = existsSync(SPEC) ? table('popups.tsv').filter(({ popup = '' }) => !(popup in NO_FIELD)) : [];
  const used = new Set<string>();
  const agree = (what: string, ours: unknown, theirs: unknown) => {
    if (String(ours) !== theirs && what in DIFFERENT) used.add(what);
    else expect(`${what}: ${ours}`).toBe(`${what}: ${theirs}`);
  };

  test('every field', () => {
    expect(fields.length).toBeGreaterThan(95);
    for (const { id = '', section, label = '', kind, max, codes = '', popup = '', ...line } of fields) {
      const field = findField(id);
      expect(field?.section, id).toBe(section);
      if (!field) continue;
      agree(`${id} label`, plain(field.label), plain(label));
      agree(`${id} kind`, field.kind, kind);
      const { size, extras } = field;
      if (max) agree(`${id} max`, size.scale === undefined ? size.max : `${size.max},${size.scale}`, max);
      agree(`${id} codes`, extras.own ? `own:${extras.own}` : (field.codes?.in ?? ''), codes);
      agree(`${id} popup`, extras.popup ?? '', popup);
      for (const direction of DIRECTIONS) agree(`${id} ${direction}`, field.use[direction], line[direction]);
    }
  });

  const parent: Readonly<Record<string, string>> = {
    P1: 'enterpriseQualifications',
    P5: 'users',
    P7: 'certificatesAsked',
    P8: 'attachedDocuments',
    P11: 'goods.packages',
    P12: 'goods.licences',
    P13: 'goods.licences.vins',
    P14: 'goods.containers',
    P15: 'goods.spare',
    P16: 'goods.danger',
  };

  // P14 takes the goods line from where it stands, and gives each figure a unit of its own.
  const OF_LINE = ['goods.containers.goodsNo', 'goods.containers.hsCode', 'goods.containers.name'];
  const OF_LICENCE = ['goods.licences.vins.licenceType', 'goods.licences.vins.licenceNo'];

  test('every column of a popup', () => {
    expect(popups.length).toBeGreaterThan(55);
    for (const { popup = '', id: name = '', label = '', kind, required, codes = '' } of popups) {
      const id = `${parent[popup]}.${name}`;
      const field = findField(id);
      expect(field, id).toBeDefined();
      if (!field) continue;
      agree(`${id} label`, plain(field.label), plain(label));
      if (OF_LINE.includes(id) || OF_LICENCE.includes(id)) {
        expect(field.kind).toBe('computed');
        continue;
      }
      agree(`${id} kind`, field.kind, kind);
      agree(`${id} required`, field.use.in, required);
      const { own } = field.extras;
      const table = own ? `own:${own}` : (field.codes?.in ?? '').replace(/-in$/u, '');
      if (codes === 'units') expect(findField(`${id}Unit`)?.codes?.in).toBe('units');
      else agree(`${id} codes`, table, codes);
    }
  });

  test('no difference is listed that is none', () => {
    expect(Object.keys(DIFFERENT).filter(what => !used.has(what))).toEqual([]);
  });
});
