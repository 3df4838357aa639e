import fc from 'fast-check';
import { type Field, fieldsOf, onForm, sizeOf } from '../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import { cleanText } from '../../src/text.ts';

/** The paths of all values, rows in order. */
export function leaves(document: Declaration): string[] {
  const found: string[] = [];
  const walk = (value: unknown, path: string) => {
    if (Array.isArray(value) && !value.every(item => typeof item === 'string')) {
      value.forEach((row, index) => {
        walk(row, `${path}[${index}]`);
      });
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [name, inner] of Object.entries(value)) walk(inner, path ? `${path}.${name}` : name);
    } else if (value !== undefined && path !== 'direction' && !(Array.isArray(value) && value.length === 0))
      found.push(path);
  };
  walk(document, '');
  return found.sort();
}

/** Declarations of valid values; a code is any word of its size, or what `codeOf` gives for its table. */
export function declarations(
  direction: Direction,
  codeOf: (field: Field) => fc.Arbitrary<string> | undefined = () => undefined,
): fc.Arbitrary<Declaration> {
  const optional = (fields: readonly Field[]): fc.Arbitrary<Record<string, unknown>> => {
    const held = fields.filter(
      field => onForm(field, direction) && field.kind !== 'computed' && !field.extras.at && field.name !== 'content',
    );
    return fc
      .record(Object.fromEntries(held.map(field => [field.name, valueFor(field)])), { requiredKeys: [] })
      .map(row => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)));
  };
  const valueFor = (field: Field): fc.Arbitrary<unknown> => {
    const { max, scale = 0 } = sizeOf(field, direction);
    const text = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 12 })
      .map(value => [...cleanText(value.replace(/[\ufffe\uffff]/gu, ''))].slice(0, max).join('').trim() || 'x');
    const word = fc.stringMatching(/^[A-Z0-9]{1,4}$/u).map(value => value.slice(0, max));
    const digits = (most: number) => fc.nat({ max: 10 ** Math.min(most, 9) - 1 }).map(String);
    switch (field.kind) {
      case 'code':
        return codeOf(field) ?? word;
      case 'codes':
      case 'list':
        return fc.uniqueArray(codeOf(field) ?? word, { minLength: 1, maxLength: 4 });
      case 'integer':
        return digits(max);
      case 'decimal':
        return fc
          .tuple(digits(max - scale), fc.stringMatching(/^([0-9]{0,4}[1-9])?$/u))
          .map(([whole, fraction]) => (fraction ? `${whole}.${fraction}` : whole));
      case 'date':
        return fc
          .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
          .map(day => day.toISOString().slice(0, 10));
      case 'flag':
        return fc.boolean();
      case 'flags':
        return fc.stringMatching(new RegExp(`^[01]{${max}}$`, 'u'));
      case 'phone':
        return fc.stringMatching(/^[0-9]{3,12}$/u);
      case 'rows':
        // A row of certificates is nothing but its texts in three strings: without a code there is none.
        return fc
          .array(optional(field.children), { minLength: 1, maxLength: 2 })
          .map(rows => (field.name === 'certificatesAsked' ? rows.map(row => ({ code: '11', ...row })) : rows));
      case 'group':
        return optional(field.children).map(row => (Object.keys(row).length > 0 ? row : undefined));
      default:
        return text;
    }
  };
  const section = (name: 'containers' | 'goods') =>
    fieldsOf(name).some(field => onForm(field, direction))
      ? fc.array(optional(fieldsOf(name)), { maxLength: 3 })
      : fc.constant([]);
  return fc
    .tuple(optional([...fieldsOf('declaration'), ...fieldsOf('other')]), section('containers'), section('goods'))
    .map(([head, containers, goods]) => ({ ...head, direction, containers, goods }) as unknown as Declaration);
}
