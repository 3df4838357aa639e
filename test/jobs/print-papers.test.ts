import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { papersNamed, placePapers, usualPapers } from '../../src/jobs/print-papers.ts';
import { documentOf } from '../declaration/cases.ts';
import { SHIPPED } from '../declaration/shipped-book.ts';
import { recordOf } from '../paper/records.ts';

// biome-ignore format: table
test.each([
  ['in-full',      ['inbound', 'container']],
  ['in-50-goods',  ['inbound']],
  ['out-full',     ['outbound', 'container']],
  ['pack-full',    ['packaging']],
])('%s is printed as %j', (name, papers) => expect(usualPapers(documentOf(name))).toEqual(papers));

const many = () => {
  const document = documentOf('in-full');
  const numbers = Array.from({ length: 150 }, (_, at) => `MRKU${6105297 + at}`);
  return recordOf({ ...document, containers: [{ spec: '111', numbers, quantity: '150' }] });
};
const namesOf = (placed: ReturnType<typeof placePapers>) => placed.papers.map(({ form }) => form.name);

test('a paper that another refers to comes with it, once, in the order of printing', () => {
  expect(namesOf(placePapers(many(), SHIPPED))).toEqual(['inbound', 'container', 'container-annex']);
  expect(namesOf(placePapers(many(), SHIPPED, ['inbound']))).toEqual(['inbound', 'container-annex']);
  expect(namesOf(placePapers(many(), SHIPPED, ['container-annex', 'inbound']))).toEqual(['inbound', 'container-annex']);
  expect(namesOf(placePapers(recordOf(documentOf('in-full')), SHIPPED))).toEqual(['inbound', 'container']);
});

test('names are taken in any order, and unknown ones refused with those there are', () => {
  expect(papersNamed(['work-sheet', 'inbound', 'inbound'])).toEqual(['inbound', 'work-sheet']);
  const refused = () => papersNamed(['inbound', '报检单']);
  expect(refused).toThrow(UserError);
  expect(refused).toThrow('没有这种单据：报检单');
  expect(() => papersNamed([])).toThrow('没有写明单据');
});

test('a paper for other declarations is refused', () => {
  expect(() => placePapers(recordOf(documentOf('in-full')), SHIPPED, ['outbound'])).toThrow(
    '是入境单证，没有出境货物报检单',
  );
});
