import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELDS, type Field, fieldOf, fieldsOf, isScalar, SECTIONS } from '../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import { applyAll } from '../../src/declaration/edit.ts';
import { get, pathTo } from '../../src/declaration/path.ts';
import { kindOf } from '../../src/kinds/index.ts';
import { placedFaults } from '../../src/paper/check-placed.ts';
import type { Form } from '../../src/paper/form.ts';
import { PAPERS } from '../../src/paper/forms/index.ts';
import type { Placed } from '../../src/paper/placed.ts';
import { CASES, documentOf } from '../declaration/cases.ts';
import { declarations } from '../declaration/random-documents.ts';
import { caseOf, paper, placed, RECEIPTS, sample } from './records.ts';

const bare = (text: string) => text.replace(/\s+/gu, '');

/** All that is printed in each box, whatever page it is on. */
function printed({ pages }: Placed): readonly string[] {
  const boxes = new Map<string, string>();
  for (const { texts, boxes: places } of pages) {
    for (const { text, box } of texts) {
      const id = box === undefined ? '' : (places[box]?.id ?? '');
      boxes.set(id, (boxes.get(id) ?? '') + bare(text));
    }
  }
  return [...boxes.values()];
}

/** The fields that a form names itself, apart from what is derived; and those whose name is printed in their place. */
function fieldsIn(form: Form): readonly string[] {
  const templates = form.boxes.flatMap(box =>
    box.kind === 'value' ? [box.text] : box.kind === 'rows' ? box.cells.map(({ text }) => text) : [],
  );
  const named = templates.flatMap(text => [...text.matchAll(/\{([\w.[\]]+)\}/gu)].map(([, name = '']) => name));
  return [...new Set(named)];
}

/** Every value of those fields as it is written, with where it stands. */
function valuesIn(form: Form, document: Declaration): readonly (readonly [path: string, text: string])[] {
  return fieldsIn(form).flatMap(name => {
    const field = fieldOf(name.replace('[]', '') as 'marks');
    const rows = SECTIONS[field.section].rows;
    const paths = rows ? document[rows].map((_, row) => name.replace('[]', `[${row}]`)) : [name];
    return paths.flatMap(path => {
      const value = get(document, path);
      return value === undefined || !isScalar(field)
        ? []
        : [[path, bare(kindOf(field.kind).format(value as never))] as const];
    });
  });
}

const lost = (form: Form, document: Declaration, result: Placed) => {
  const texts = printed(result);
  const known = new Set(result.refers);
  return valuesIn(form, document).filter(
    ([path, text]) =>
      !texts.some(each => each.includes(text)) && !(known.has('container-annex') && path.startsWith('containers')),
  );
};

const sound = (form: Form, document: Declaration) => {
  const result = placed(form, document);
  expect([form.name, placedFaults(result)]).toEqual([form.name, []]);
  expect([form.name, lost(form, document, result)]).toEqual([form.name, []]);
};

describe('nothing is cut, lies on another thing or vanishes', () => {
  test.each(CASES)('in %s', name => {
    for (const form of PAPERS) sound(form, documentOf(name));
  });

  test('in any declaration', () => {
    fc.assert(
      fc.property(declarations, document => {
        for (const form of PAPERS) sound(form, document);
      }),
      { numRuns: 40 },
    );
  });

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

  test('with so many goods, containers and receipts', () => {
    const one = documentOf('in-full');
    const [goods = {}] = one.goods;
    for (const count of [4, 5, 60]) {
      const numbers = Array.from({ length: count * 3 }, (_, at) => `MRKU${String(6105297 + at)}`);
      const document: Declaration = {
        ...one,
        goods: Array.from({ length: count }, (_, at) => ({ ...goods, name: `第${at + 1}种红葡萄酒` })),
        containers: Array.from({ length: count }, () => ({ spec: '111', numbers, quantity: String(numbers.length) })),
      };
      for (const form of PAPERS) sound(form, document);
    }
    const receipts = Array.from({ length: 90 }, (_, at) => ({
      ...(RECEIPTS[0] as (typeof RECEIPTS)[0]),
      identity: String(at),
      text: `第${at}条回执：${'请与受理科联系。'.repeat(9)}`,
    }));
    const slip = placed(paper('receipt-slip'), one, { receipts });
    expect(placedFaults(slip)).toEqual([]);
    const texts = printed(slip).join('');
    expect(receipts.filter(({ text }) => !texts.includes(`第${text.slice(1, text.indexOf('条'))}条回执`))).toEqual([]);
  });
});

describe('a fault is found when', () => {
  const good = sample(paper('inbound'));
  const [page = undefined as never] = good.pages;
  const faultsOf = (change: Partial<typeof page>) => placedFaults({ ...good, pages: [{ ...page, ...change }] });
  const at = page.texts.findIndex(({ text }) => text.startsWith('深圳市五洲'));
  const change = (more: object) =>
    faultsOf({ texts: page.texts.map((text, place) => (place === at ? { ...text, ...more } : text)) });

  test('there is none', () => expect(placedFaults(good)).toEqual([]));
  test.each([
    ['a text is cut', { text: '深圳市五洲' }, 'consigneeName is not whole'],
    ['a text is longer than its box', { text: '深圳市五洲商贸有限公司'.repeat(3) }, 'leaves consigneeName'],
    ['a text is beside its box', { x: 10 }, 'leaves consigneeName'],
    ['a text is too small', { size: 6 }, 'is too small'],
    ['a text lies on a rule', { y: 53.5 }, 'lies on a rule'],
    ['a text lies on another', { y: 65 }, 'lies on “SHENZHEN WUZHOU TRADING CO., LTD.”'],
    ['a text is off the paper', { x: 208, box: undefined }, 'leaves the paper'],
  ])('%s', (_what, more, found) => expect(change(more).join('\n')).toContain(found));
  test('a text is gone', () =>
    expect(faultsOf({ texts: page.texts.filter((_, place) => place !== at) }).join('\n')).toContain(
      'consigneeName is not whole',
    ));
  test('a text lies on a box to tick', () => {
    const [tick = undefined as never] = page.ticks;
    expect(faultsOf({ ticks: [{ ...tick, x: 52, y: 56 }] }).join('\n')).toContain('lies on a box to tick');
  });
  test('the annex that is named does not hold the value', () => {
    const boxes = page.boxes.map(box => (box.id === 'consigneeName' ? { ...box, elsewhere: 'item.1' } : box));
    expect(faultsOf({ boxes }).join('\n')).toContain('consigneeName is not in item.1');
  });
});

test('every field that a form names is on the catalogue', () => {
  for (const form of PAPERS)
    expect(fieldsIn(form).map(name => fieldOf(name.replace('[]', '') as 'marks')?.id)).not.toContain(undefined);
  expect(fieldsOf('goods').length).toBeGreaterThan(10);
});
