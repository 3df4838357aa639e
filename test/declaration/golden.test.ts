import { describe, expect, test } from 'vitest';
import { FIELDS, isScalar, isWanted } from '../../src/catalogue/catalogue.ts';
import { DIRECTIONS } from '../../src/catalogue/row.ts';
import { FAULT_CODES, isFaultCode, wordingOf } from '../../src/catalogue/wording.ts';
import { initialsOf } from '../../src/codes/initials.ts';
import { check, hasErrors } from '../../src/declaration/check.ts';
import { derivedEdits, valuesOf } from '../../src/declaration/derive.ts';
import { sentenceOf } from '../../src/declaration/describe.ts';
import { readDocument } from '../../src/declaration/read.ts';
import type { DeclarationRecord } from '../../src/declaration/record.ts';
import { stopsOf } from '../../src/declaration/stops.ts';
import { summaryOf } from '../../src/declaration/summary.ts';
import { totalsOf } from '../../src/declaration/totals.ts';
import { kindOf } from '../../src/kinds/index.ts';
import { agrees, CASES, documentOf, jsonOf } from './cases.ts';
import { CONTEXT, SHIPPED } from './shipped-book.ts';

const faultsOf = (name: string) => check(documentOf(name), CONTEXT);

function recordOf(name: string): DeclarationRecord {
  const document = documentOf(name);
  const at = '2017-10-24T02:00:00.000Z';
  const entryNo = document.entryNo ?? '';
  const times = { created: at, updated: at, updatedBy: '陈静' };
  return { version: 1, revision: 1, entryNo, document, status: 'saved', ...times, sending: 0, receipts: [] };
}

describe.each(CASES)('%s', name => {
  test('is read without loss', () => {
    expect(readDocument(jsonOf(name))).toEqual({ document: jsonOf(name), faults: [] });
  });

  test('faults', () => {
    const faults = faultsOf(name).map(fault => ({ ...fault, says: sentenceOf(fault) }));
    agrees(`${name}/faults.json`, faults);
  });

  test('totals', () => {
    agrees(`${name}/totals.json`, totalsOf(documentOf(name).goods));
  });

  test('row of the list', () => {
    agrees(`${name}/summary.json`, summaryOf(recordOf(name), initialsOf));
  });
});

test('focus stops of each form', () => {
  const stops = Object.fromEntries(DIRECTIONS.map(direction => [direction, stopsOf(direction).map(({ id }) => id)]));
  agrees(`stops.json`, stops);
});

describe('the cases together', () => {
  test('what should be right is right, and what should be wrong is wrong', () => {
    const wrong = /wrong|empty|51/u;
    for (const name of CASES) expect(`${name} ${hasErrors(faultsOf(name))}`).toBe(`${name} ${wrong.test(name)}`);
    expect(CASES.length).toBeGreaterThanOrEqual(12);
  });

  test.each(DIRECTIONS)('every field of the %s form is filled somewhere', direction => {
    const documents = CASES.map(name => documentOf(name)).filter(document => document.direction === direction);
    const empty = FIELDS.filter(field => {
      if (!isWanted(field, direction, undefined) || !isScalar(field) || field.extras.at || field.use[direction] === 'S')
        return false;
      return !documents.some(document => valuesOf(document, field).some(value => value !== undefined));
    });
    const vehicles = /^goods\.licences\.vins\./u;
    const inboundOnly = (id: string) => direction !== 'in' && vehicles.test(id);
    expect(empty.map(({ id }) => id).filter(id => !inboundOnly(id))).toEqual([]);
  });

  test('every value of the right ones is in its canonical form', () => {
    for (const name of CASES.filter(name => !/wrong/u.test(name))) {
      const document = documentOf(name);
      for (const field of FIELDS) {
        if (!isScalar(field)) continue;
        const kind = kindOf(field.kind);
        for (const value of valuesOf(document, field)) {
          if (value === undefined) continue;
          expect(kind.parse(kind.format(value as never), { max: 3_000_000, scale: field.size.scale ?? 0 })).toEqual(
            field.kind === 'flags' ? expect.anything() : { value },
          );
        }
      }
    }
  });

  test('nothing that follows is missing in the full ones', () => {
    for (const name of CASES.filter(name => /full|vehicles|dangerous/u.test(name))) {
      const document = documentOf(name);
      const missing = derivedEdits(document, SHIPPED).map(edit => ('path' in edit ? edit.path : ''));
      expect(missing.filter(path => !path.endsWith('inspectionCategory'))).toEqual([]);
    }
  });

  /** Faults that no document can have: texts that are refused before they are held, and what the bureau says. */
  const ELSEWHERE = new Set(['field.unknown', 'value.shape', 'flag.form', 'bureau.rejected']);
  /** What only other declarations show; test/catalogue/rule-prices.test.ts and test/jobs/articles.test.ts have the cases. */
  const BESIDE = new Set(['price.moved', 'article.code']);
  /** Faults of the attributes that the list of 2018 has; test/catalogue/rules.test.ts has their cases. */
  const LATER = new Set([
    'danger.attribute',
    'danger.harmless',
    'danger.unknown',
    'kind.attribute',
    'dec.too-many',
    'dec.too-long',
    'dec.decimals',
    'dec.choose-mode',
  ]);

  /** What tables of the office and codes of today make of a document; own-codes, as-sent (test/cli) and today-codes have their cases. */
  const OTHER_TABLES = new Set(['code.stopped', 'code.today', 'code.other-list']);

  test('every fault code has a case, and every fault its words', () => {
    const faults = CASES.flatMap(faultsOf);
    const seen = new Set(faults.map(({ code }) => code));
    expect(
      FAULT_CODES.filter(
        code => !seen.has(code) && ![ELSEWHERE, BESIDE, LATER, OTHER_TABLES].some(codes => codes.has(code)),
      ),
    ).toEqual([]);
    expect([...seen].filter(code => !isFaultCode(code))).toEqual([]);
    for (const fault of faults) {
      expect(wordingOf(fault)).not.toMatch(/[{}]|undefined|^[a-z.-]+$/u);
      expect(sentenceOf(fault)).toMatch(/\p{Script=Han}/u);
    }
  });
});
