import { describe, test } from 'vitest';
import { FIELDS, type Field, isScalar, SECTIONS } from '../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import { applyAll } from '../../src/declaration/edit.ts';
import { pathTo } from '../../src/declaration/path.ts';
import type { Form } from '../../src/paper/form.ts';
import { PAPERS } from '../../src/paper/forms/index.ts';
import { documentOf } from '../declaration/cases.ts';
import { caseOf } from './records.ts';
import { sound } from './sound.ts';

describe('nothing is cut, lies on another thing or vanishes', () => {
  const single = FIELDS.filter(field => isScalar(field) && !field.extras.at && field.size.max > 0);
  const rowsOf = (field: Field): number =>
    (field.parent?.kind === 'rows' ? 1 : 0) + (field.parent ? rowsOf(field.parent) : 0);
  /** The full case with a field at its full length, twice as long, or without a place to break it. */
  const filled = (form: Form, field: Field, text: string): Declaration => {
    const document = documentOf(caseOf(form.name));
    const zeros = Array.from({ length: 1 + rowsOf(field) }, () => 0);
    const value = field.kind === 'list' || field.kind === 'codes' ? [text] : field.kind === 'flag' ? true : text;
    const path = pathTo(field.id, ...zeros);
    try {
      return applyAll(document, [{ op: 'set', path, value }]).document;
    } catch {
      // The case has no such row.
      return document;
    }
  };

  test.each(single.map(field => [field.id, field] as const))('with %s at its full length', (_id, field) => {
    const max = Math.min(field.size.max, 700);
    const chinese = '报检单位名称很长，'.repeat(300).slice(0, max);
    const unbroken = 'W'.repeat(max);
    for (const form of PAPERS) for (const text of [chinese, unbroken]) sound(form, filled(form, field, text));
  });

  test('with every text at its full length at once, and twice as long', () => {
    for (const times of [1, 2]) {
      for (const form of PAPERS) {
        const document = single.reduce<Declaration>(
          (so, field) => {
            if (field.parent || SECTIONS[field.section].rows || (field.kind !== 'text' && field.kind !== 'phone'))
              return so;
            const text = '甲乙丙丁戊己庚辛壬癸'.repeat(200).slice(0, Math.min(field.size.max, 1000) * times);
            return applyAll(so, [{ op: 'set', path: field.id, value: text }]).document;
          },
          documentOf(caseOf(form.name)),
        );
        sound(form, document);
      }
    }
  });
});
