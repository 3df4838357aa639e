import { expect } from 'vitest';
import { fieldOf, isScalar, SECTIONS } from '../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import { get } from '../../src/declaration/path.ts';
import { kindOf } from '../../src/kinds/index.ts';
import { placedFaults } from '../../src/paper/check-placed.ts';
import type { Form } from '../../src/paper/form.ts';
import type { Placed } from '../../src/paper/placed.ts';
import { placed } from './records.ts';

const bare = (text: string) => text.replace(/\s+/gu, '');

/** All that is printed in each box, whatever page it is on. */
export function printed({ pages }: Placed): readonly string[] {
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
export function fieldsIn(form: Form): readonly string[] {
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

/** Nothing of a declaration is cut, lies on another thing or vanishes on this paper. */
export const sound = (form: Form, document: Declaration) => {
  const result = placed(form, document);
  expect([form.name, placedFaults(result)]).toEqual([form.name, []]);
  expect([form.name, lost(form, document, result)]).toEqual([form.name, []]);
};
