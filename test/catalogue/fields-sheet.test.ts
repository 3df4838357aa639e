import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FIELDS_SHEET, fieldsSheet } from '../../tools/write-fields-sheet.ts';

const rows = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map(line => line.split('\t'));

describe('the review sheet of the fields', () => {
  const [head = [], ...lines] = rows(fieldsSheet());
  const column = (name: string) => head.indexOf(name);

  test('is up to date', () => {
    expect(readFileSync(FIELDS_SHEET, 'utf8')).toBe(fieldsSheet());
  });

  test('has every cell in its column', () => {
    expect(lines.filter(cells => cells.length !== head.length)).toEqual([]);
    expect(head.join(' ')).toBe('id section label kind size codes in out pack popup element help');
  });

  const SPEC = new URL('../../../shared/spec/fields.tsv', import.meta.url);

  /** Fields whose element the specification names otherwise, and why. */
  const DIFFERENT: Readonly<Record<string, string>> = {
    declarationNo: 'the bureau gives it in a receipt',
    inspectionPlace: 'new in 2018, not in the message of 2017',
    certificatesAsked: 'its columns stand in the elements',
    attachedDocuments: 'the names of its rows stand in AttaCollectName',
    'containers.numbers': 'ITF_DCL_IO_DECL_CONT_DETAIL is written short there',
    marks: 'ITF_DCL_MARK_LOB carries the files beside it',
    'goods.spare': 'its columns stand in the elements',
    'goods.danger': 'its columns stand in the elements',
    'goods.hsCode': 'HsCodeDesc follows from the code',
    'goods.ciqCode': 'CiqName follows from the code',
  };

  test.skipIf(!existsSync(SPEC))('names the elements that the specification names', () => {
    const [specHead = [], ...spec] = rows(existsSync(SPEC) ? readFileSync(SPEC, 'utf8') : '');
    const wrong = spec.flatMap(cells => {
      const [id = '', elements = ''] = ['id', 'element'].map(name => cells[specHead.indexOf(name)] ?? '');
      const ours = lines.find(line => line[0] === id)?.[column('element')] ?? '';
      const theirs = elements.split(/[\s+]+|\bor\b/u).flatMap(path => path.split('/').at(-1) || []);
      const missing = theirs.filter(element => !new RegExp(`\\b${element}\\b`, 'u').test(ours));
      return missing.length > 0 && id !== 'totals' ? [id] : [];
    });
    expect(wrong.sort()).toEqual(Object.keys(DIFFERENT).sort());
  });
});
