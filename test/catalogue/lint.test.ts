import { describe, expect, test } from 'vitest';
import { ENTERPRISE_FIELDS, LAST_USED } from '../../src/catalogue/carry.ts';
import { FIELDS, type Field, findField, isScalar, onForm, sizeOf } from '../../src/catalogue/catalogue.ts';
import { CONDITIONS } from '../../src/catalogue/conditions.ts';
import { DERIVED } from '../../src/catalogue/derived.ts';
import { FORMS } from '../../src/catalogue/forms.ts';
import { HELP } from '../../src/catalogue/help.ts';
import { MESSAGE_USES } from '../../src/catalogue/message-uses.ts';
import { DIRECTIONS } from '../../src/catalogue/row.ts';
import { SUMMARY } from '../../src/catalogue/summary.ts';
import { TOTALS } from '../../src/catalogue/totals.ts';
import { FAULT_CODES } from '../../src/catalogue/wording.ts';
import { isTableName, TABLES } from '../../src/codes/tables.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { CONTEXT, SHIPPED } from '../declaration/shipped-book.ts';

const offenders = (wrong: (field: Field) => boolean) => FIELDS.filter(wrong).map(({ id }) => id);
const tablesOf = ({ codes }: Field) => [...new Set(Object.values(codes ?? {}))];

describe('the catalogue', () => {
  test('ids are unique and spelt as paths', () => {
    expect(new Set(FIELDS.map(({ id }) => id)).size).toBe(FIELDS.length);
    expect(offenders(({ id }) => !/^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)*$/u.test(id))).toEqual([]);
    expect(FIELDS.length).toBeGreaterThan(150);
  });

  test('every label is Chinese or holds some, and is unique among the fields of its row', () => {
    expect(offenders(({ label }) => !/\p{Script=Han}/u.test(label))).toEqual([]);
    const siblings = (field: Field) =>
      FIELDS.filter(other => other.section === field.section && other.parent === field.parent);
    expect(offenders(field => siblings(field).filter(({ label }) => label === field.label).length > 1)).toEqual([]);
  });

  test('kinds that hold one value exist, and the others hold fields', () => {
    expect(offenders(field => isScalar(field) && !(field.kind in KINDS))).toEqual([]);
    expect(offenders(field => (field.kind === 'rows' || field.kind === 'group') !== field.children.length > 0)).toEqual(
      [],
    );
  });

  test('sizes are sane', () => {
    const wrong = (field: Field) => {
      const { max, scale } = field.size;
      if (!isScalar(field)) return max !== 0;
      if (field.kind === 'decimal') return scale === undefined || scale <= 0 || scale >= max;
      if (field.kind === 'date') return max !== 10;
      return max <= 0 || scale !== undefined;
    };
    expect(offenders(wrong)).toEqual([]);
    expect(offenders(field => DIRECTIONS.some(direction => sizeOf(field, direction).max > field.size.max))).toEqual([]);
  });

  test('code tables exist, and codes of complete tables fit into their fields', () => {
    const known = (name: string) => isTableName(name);
    expect(offenders(field => tablesOf(field).some(name => !known(name)))).toEqual([]);
    expect(
      offenders(field => (field.kind === 'code' || field.kind === 'codes') !== tablesOf(field).length > 0),
    ).toEqual([]);
    for (const field of FIELDS) {
      for (const name of tablesOf(field)) {
        const { codeForm } = TABLES[name as keyof typeof TABLES];
        const digits = Number(/^\^\\d\{(\d+)\}\$$/u.exec(codeForm.source)?.[1] ?? 0);
        if (field.kind === 'code') expect(field.size.max, `${field.id} ${name}`).toBeGreaterThanOrEqual(digits);
      }
    }
  });

  test('a group of codes has codes in it', () => {
    for (const { id, extras, codes } of FIELDS) {
      if (extras.group === undefined) continue;
      expect(SHIPPED.find(codes?.in ?? '', '035')?.extra.group, id).toBe(extras.group);
    }
  });

  test('conditions, forms and views name what there is', () => {
    expect(
      offenders(({ extras }) => extras.requiredWhen !== undefined && !(extras.requiredWhen in CONDITIONS)),
    ).toEqual([]);
    expect(offenders(({ extras }) => extras.form !== undefined && !(extras.form in FORMS))).toEqual([]);
    expect(offenders(({ extras, kind }) => extras.form !== undefined && kind !== 'text' && kind !== 'phone')).toEqual(
      [],
    );
    for (const { id, extras, kind, size, codes, use } of FIELDS) {
      if (extras.at === undefined) continue;
      const seen = findField(`${id.replace(/[^.]*$/u, '')}${extras.at.replace(/\[\d+\]/gu, '')}`);
      expect(seen, id).toMatchObject({ kind, size });
      expect(seen?.codes, id).toEqual(codes);
      expect(Object.values(use), id).not.toContain('S');
    }
  });

  test('every condition and form is asked for', () => {
    const asked = (pick: (field: Field) => string | undefined) => new Set(FIELDS.map(pick));
    // A rule asks for this one: it tells more than that something is missing.
    const unasked = Object.keys(CONDITIONS).filter(name => !asked(({ extras }) => extras.requiredWhen).has(name));
    expect(unasked).toEqual(['vehicleLicence']);
    expect(Object.keys(FORMS).filter(name => !asked(({ extras }) => extras.form).has(name))).toEqual([]);
  });

  test('conditions hold for the field they look at, and not without it', () => {
    // biome-ignore format: table
    const cases = [
      ['specGiven',     { spec: '111' },   {}],
      ['quantityGiven', { quantity: '1' }, {}],
      ['weightGiven',   { weight: '1' },   {}],
      ['noWeight',      {},                { weight: '1' }],
      ['noQuantity',    {},                { quantity: '1' }],
      ['freightMarked',       { freightMark: '1' },    {}],
      ['insuranceMarked',     { insuranceMark: '1' },  {}],
      ['chargesMarked',       { chargesMark: '1' },    {}],
      ['secondUnitGiven',     { secondUnit: '035' },   {}],
      ['secondQuantityGiven', { secondQuantity: '1' }, {}],
      ['vehicleLicence', { type: '408' },  { type: '104' }],
    ] as const;
    expect(cases.map(([name]) => name).sort()).toEqual(Object.keys(CONDITIONS).sort());
    for (const [name, yes, no] of cases) expect([CONDITIONS[name](yes), CONDITIONS[name](no)]).toEqual([true, false]);
  });

  test('only what is required can be required under a condition, and rows stand on the forms of their list', () => {
    expect(
      offenders(({ extras, use }) => extras.requiredWhen !== undefined && !Object.values(use).includes('R')),
    ).toEqual([]);
    const strays = FIELDS.filter(({ parent }) => parent).filter(field =>
      DIRECTIONS.some(direction => onForm(field, direction) && field.parent?.use[direction] === '-'),
    );
    expect(strays).toEqual([]);
    expect(offenders(({ parent, use }) => DIRECTIONS.some(d => parent?.use[d] === '-' && use[d] === 'R'))).toEqual([]);
  });

  test('each popup of the manual with fields of its own has one field that opens it', () => {
    const opening = FIELDS.filter(({ extras }) => extras.popup && !extras.popupOnly).map(({ extras }) => extras.popup);
    expect([...opening].sort()).toEqual([...new Set(opening)].sort());
    // P17 is computed from the goods and has no field; P18 is of customs declarations.
    expect(opening.length).toBe(17);
    expect(offenders(({ extras }) => extras.popupOnly === true && extras.popup === undefined)).toEqual([]);
  });

  test('a form of the message says of fields that there are, on the forms that they stand on, how it uses them', () => {
    for (const [message, uses] of Object.entries(MESSAGE_USES)) {
      for (const [id, use] of Object.entries(uses)) {
        const field = findField(id);
        const at = DIRECTIONS.filter((_, index) => use?.[index] !== '-');
        expect(field && at.every(direction => onForm(field, direction)), `${message} ${id}`).toBe(true);
        expect(field?.extras.message, id).toBeUndefined();
      }
    }
  });

  test('each identity and the system fields', () => {
    const identities = FIELDS.flatMap(({ extras }) => (extras.identity ? [extras.identity] : []));
    expect([...identities].sort()).toEqual(['declarationNo', 'entryNo', 'today']);
    expect(
      offenders(({ use }) => new Set(Object.values(use)).has('S') && new Set(Object.values(use)).size > 1),
    ).toEqual([]);
  });
});

describe('tables over the catalogue', () => {
  test('what is carried in stands on the form it is carried into', () => {
    for (const direction of DIRECTIONS) {
      for (const id of ENTERPRISE_FIELDS[direction]) {
        const field = findField(id);
        expect(field && onForm(field, direction), `${id} ${direction}`).toBe(true);
        expect(field?.use[direction], id).not.toBe('S');
      }
      expect(ENTERPRISE_FIELDS.all.filter(id => ENTERPRISE_FIELDS[direction].includes(id))).toEqual([]);
    }
    for (const id of [...ENTERPRISE_FIELDS.all, ...LAST_USED]) {
      expect(
        DIRECTIONS.some(direction => findField(id)?.use[direction] !== '-'),
        id,
      ).toBe(true);
      expect(findField(id)?.extras.identity, id).toBeUndefined();
    }
    expect(LAST_USED.filter(id => id.includes('.'))).toEqual([]);
    for (const ids of [LAST_USED, ...Object.values(ENTERPRISE_FIELDS)]) expect(new Set(ids).size).toBe(ids.length);
  });

  test('what the list shows stands on the form, and where the form has none nothing is named', () => {
    for (const [column, ids] of Object.entries(SUMMARY)) {
      for (const direction of DIRECTIONS) {
        const id = ids[direction];
        const field = id && findField(id);
        if (id) expect(field && onForm(field, direction) && isScalar(field), `${column} ${direction}`).toBe(true);
      }
    }
    expect(SUMMARY.bill.out).toBeUndefined();
  });

  test('totals sum numbers of the goods beside their codes', () => {
    for (const { value, unit, codes } of Object.values(TOTALS)) {
      const field = (path: string) => findField(`goods.${path.replace(/\[\d+\]/gu, '')}`);
      expect(['decimal', 'integer']).toContain(field(value)?.kind);
      expect(field(unit)?.codes?.in).toBe(codes);
    }
  });

  test('what is derived is a single value that its form has', () => {
    for (const { id } of DERIVED) expect(findField(id) && isScalar(findField(id) as Field), id).toBe(true);
    expect(new Set(DERIVED.map(({ id }) => id)).size).toBe(DERIVED.length);
  });
});

describe('help lines', () => {
  test('every field has one, short, and said once', () => {
    expect(Object.keys(HELP)).toEqual(FIELDS.map(({ id }) => id));
    for (const [id, line] of Object.entries(HELP)) {
      expect([...line].length, id).toBeLessThanOrEqual(40);
      expect([...line].length, id).toBeGreaterThanOrEqual(3);
      expect(line, id).not.toMatch(/^\s|\s$|。$|请/u);
    }
  });

  test('a field with a popup says how it opens, and only such a field', () => {
    const opens = ({ id }: Field) => HELP[id].includes('打开');
    expect(offenders(field => (field.extras.popup !== undefined && !field.extras.popupOnly) !== opens(field))).toEqual(
      [],
    );
  });

  test('codes given as examples exist and have that name', () => {
    let examples = 0;
    for (const field of FIELDS) {
      const example = /如 ([0-9][0-9A-Z]*) ([^\s；，、]+)$/u.exec(HELP[field.id]);
      if (!example || field.kind !== 'code') continue;
      const [, code = '', name] = example;
      expect(CONTEXT.book.find(field.codes?.in ?? '', code)?.name, field.id).toBe(name);
      examples++;
    }
    expect(examples).toBeGreaterThan(10);
  });

  test('figures agree with the sizes', () => {
    for (const { id, size } of FIELDS) {
      const [, decimals] = /最多 (\d+) 位小数/u.exec(HELP[id]) ?? [];
      if (decimals) expect(size.scale, id).toBe(Number(decimals));
      const [, most] = /最多 (\d+) [个位](?!小数)/u.exec(HELP[id]) ?? [];
      if (most && !decimals) expect(size.max, id).toBe(Number(most));
    }
  });
});

test('fault codes are permanent words', () => {
  expect(FAULT_CODES.filter(code => !/^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$/u.test(code))).toEqual([]);
});
