import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placedFaults } from '../../src/paper/check-placed.ts';
import type { PaperName } from '../../src/paper/form.ts';
import { PAPERS } from '../../src/paper/forms/index.ts';
import { applyTemplate, type BoxChange, type BoxChanges } from '../../src/paper/template/apply.ts';
import { boxesOf } from '../../src/paper/template/boxes.ts';
import {
  aligned,
  enlarged,
  hidden,
  moved,
  putAt,
  resized,
  restored,
  standingBoxes,
} from '../../src/paper/template/edit.ts';
import { layoutFaults } from '../../src/paper/template/faults.ts';
import { type Side, snapDistance } from '../../src/paper/template/snap.ts';
import { changeText, layoutFaultText } from '../../src/paper/template/wording.ts';
import { documentOf } from '../declaration/cases.ts';
import { paper, placed } from './records.ts';

const INBOUND = paper('inbound');
const NONE: BoxChanges = {};

const standing = (changes: BoxChanges, id: string, name: PaperName = 'inbound') =>
  standingBoxes(paper(name), changes).find(each => each.id === id);

describe('the boxes of every form', () => {
  test.each(PAPERS.map(form => [form.name, form] as const))(
    '%s: each has an id and a name of its own',
    (_name, form) => {
      const boxes = boxesOf(form);
      expect(new Set(boxes.map(({ id }) => id)).size).toBe(boxes.length);
      expect(new Set(boxes.map(({ name }) => name)).size).toBe(boxes.length);
      expect(boxes.filter(({ name }) => name.trim() === '')).toEqual([]);
    },
  );
});

describe('a template', () => {
  // The name of the consignee stands at 50.5, 53.4 and is 79 by 7.2 mm in 9.5 points, at the left.
  // biome-ignore format: table
  test.each([
    ['moves',                          { dx: 1.5, dy: -0.2 },        { x: 52,    y: 53.2 }],
    ['makes wider and lower',          { dw: 3, dh: -1.2 },          { w: 82,    h: 6 }],
    ['takes another size',             { size: 12 },                 { size: 12 }],
    ['aligns',                         { align: 'right' },           { align: 'right' }],
    ['stops at the left edge',         { dx: -80 },                  { x: 0 }],
    ['stops at the right edge',        { dx: 200 },                  { x: 131 }],
    ['stops at the foot',              { dy: 290 },                  { y: 289.8 }],
    ['leaves room for a character',    { dw: -79, dh: -7 },          { w: 8,     h: 2.9 }],
    ['is never wider than the paper',  { dw: 300 },                  { x: 0,     w: 210 }],
    ['keeps text that can be read',    { size: 3 },                  { size: 7 }],
  ] satisfies [string, BoxChange, object][])('%s', (_what, change, found) => {
    const { form } = applyTemplate(INBOUND, { consigneeName: change });
    expect(boxesOf(form).find(({ id }) => id === 'consigneeName')?.box).toMatchObject(found);
  });

  // biome-ignore format: table
  test.each([
    ['that moves within the paper',  { consigneeName: { dx: 3 } },           []],
    ['of a box that is no more',     { 'nothing#2': { dx: 3 } },             ['unknown nothing#2']],
    ['that leads off the paper',     { consigneeName: { dx: 300 } },         ['bounds 收货人中文']],
    ['that sizes a rule',            { 'line:37.5,53': { size: 9 } },        ['adjustment 竖线']],
    ['that widens an upright rule',  { 'line:37.5,53': { dw: 9 } },          ['adjustment 竖线']],
    ['that moves a column down',     { 'goods.hsCode': { dy: 9 } },          ['adjustment 列“H.S.编码”']],
    ['that narrows a bar code',      { 'bar:number': { dw: -9 } },           ['adjustment 条码']],
  ] satisfies [string, BoxChanges, string[]][])('%s is told of', (_what, changes, faults) => {
    const told = applyTemplate(INBOUND, changes).faults.map(({ kind, name }) => `${kind} ${name}`);
    expect(told).toEqual(faults);
  });

  test('without differences is the form itself', () => expect(applyTemplate(INBOUND, NONE).form).toBe(INBOUND));

  test('moves a list with its columns, and a column within it', () => {
    const { form } = applyTemplate(INBOUND, { 'rows:goods': { dx: 2, dy: 3 }, 'goods.hsCode': { dx: -1 } });
    const [before, after] = [INBOUND, form].map(each => {
      const [rows] = each.boxes.filter(box => box.kind === 'rows');
      return rows?.kind === 'rows' ? rows : undefined;
    });
    expect([after?.x, after?.y]).toEqual([19.5, 96]);
    expect(after?.cells.map(({ x }, at) => Math.round((x - (before?.cells[at]?.x ?? 0)) * 100) / 100)).toEqual([
      2, 1, 2, 2, 2, 2,
    ]);
  });

  test('that hides a column leaves it out where rows go on in the annex too', () => {
    const { form } = applyTemplate(INBOUND, { 'goods.hsCode': { hidden: true } });
    const one = documentOf('in-full');
    const goods = Array.from({ length: 9 }, () => one.goods[0] ?? {});
    const { pages } = placed(form, { ...one, goods });
    const texts = pages.flatMap(page => page.texts.map(({ text }) => text));
    expect(texts.filter(text => text === 'H.S.编码')).toHaveLength(1);
    expect(texts).not.toContain('2204210000');
  });

  test('that hides a box leaves its value out', () => {
    const { form } = applyTemplate(INBOUND, { consigneeName: { hidden: true }, 'tick:合同': { hidden: true } });
    const { pages } = placed(form, documentOf('in-full'));
    expect(JSON.stringify(pages)).not.toContain('深圳市五洲商贸有限公司');
    expect(pages[0]?.ticks).toHaveLength((placed(INBOUND, documentOf('in-full')).pages[0]?.ticks.length ?? 0) - 1);
  });
});

test('with any template every value is whole, and in its box', () => {
  const millimetres = fc.integer({ min: -400, max: 400 }).map(each => each / 10);
  const change: fc.Arbitrary<BoxChange> = fc.record(
    {
      dx: millimetres,
      dy: millimetres,
      dw: millimetres,
      dh: millimetres,
      size: fc.integer({ min: 7, max: 20 }),
      align: fc.constantFrom('left', 'center', 'right'),
    },
    { requiredKeys: [] },
  );
  const cases = fc.constantFrom(...PAPERS).chain(form =>
    fc.record({
      form: fc.constant(form),
      changes: fc.dictionary(fc.constantFrom(...boxesOf(form).map(({ id }) => id)), change, { maxKeys: 6 }),
    }),
  );
  fc.assert(
    fc.property(cases, ({ form, changes }) => {
      const made = applyTemplate(form, changes);
      const faults = placedFaults(placed(made.form, documentOf('in-full'))).filter(
        // What lies on another thing is for people to judge: they are told of it while they design.
        fault => !/lies on|leaves the paper/u.test(fault),
      );
      expect(faults).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

describe('editing', () => {
  test('moves several together, as far as all of them can', () => {
    const both = ['consigneeName', 'consigneeNameEn'];
    const changes = moved(INBOUND, NONE, both, 30, 1);
    // The second one is 141 mm wide: it has 18.5 mm to the edge.
    expect(changes).toEqual({ consigneeName: { dx: 18.5, dy: 1 }, consigneeNameEn: { dx: 18.5, dy: 1 } });
    expect(moved(INBOUND, changes, both, -18.5, -1)).toEqual({});
  });
  test('nothing is nothing: the same differences come back', () => {
    const changes = moved(INBOUND, NONE, ['consigneeName'], 1, 0);
    expect(moved(INBOUND, changes, ['consigneeName'], 0, 0)).toBe(changes);
    expect(enlarged(INBOUND, changes, ['line:37.5,53'], 1)).toBe(changes);
    expect(aligned(INBOUND, changes, ['consigneeName'], 'left')).toBe(changes);
    expect(restored(changes, ['consignorName'])).toBe(changes);
  });
  test('there and back a hundred times is the form', () => {
    let changes = NONE;
    for (let at = 0; at < 100; at += 1) changes = moved(INBOUND, changes, ['consigneeName'], 0.1, 0.1);
    expect(changes).toEqual({ consigneeName: { dx: 10, dy: 10 } });
    for (let at = 0; at < 100; at += 1) changes = moved(INBOUND, changes, ['consigneeName'], -0.1, -0.1);
    expect(changes).toEqual({});
  });
  test('makes wider and lower as far as it may be', () => {
    expect(resized(INBOUND, NONE, ['consigneeName'], 500, -50)).toEqual({ consigneeName: { dw: 80.5, dh: -4.3 } });
    expect(resized(INBOUND, NONE, ['line:37.5,53'], 5, 5)).toEqual({ 'line:37.5,53': { dh: 5 } });
  });
  test('text is between 7 and 36 points', () => {
    expect(standing(enlarged(INBOUND, NONE, ['consigneeName'], -9), 'consigneeName')?.size).toBe(7);
    expect(standing(enlarged(INBOUND, NONE, ['consigneeName'], 90), 'consigneeName')?.size).toBe(36);
  });
  test('hides, and shows when all are hidden', () => {
    const one = hidden(INBOUND, NONE, ['consigneeName']);
    expect(one).toEqual({ consigneeName: { hidden: true } });
    const both = hidden(INBOUND, one, ['consigneeName', 'consignorName']);
    expect(Object.keys(both)).toEqual(['consigneeName', 'consignorName']);
    expect(hidden(INBOUND, both, ['consigneeName', 'consignorName'])).toEqual({});
  });
  test('a hidden box still has its place', () => {
    const changes = hidden(INBOUND, moved(INBOUND, NONE, ['consigneeName'], 2, 0), ['consigneeName']);
    expect(standing(changes, 'consigneeName')).toMatchObject({ place: { x: 52.5 }, isHidden: true, isChanged: true });
    expect(standing(changes, 'consigneeNameEn')).toMatchObject({
      place: { x: 50.5 },
      isHidden: false,
      isChanged: false,
    });
  });
  test('puts a box to a place that was typed, or as near as can be', () => {
    expect(putAt(INBOUND, NONE, 'consigneeName', { x: 60, h: 8 })).toEqual({ consigneeName: { dx: 9.5, dh: 0.8 } });
    expect(putAt(INBOUND, NONE, 'consigneeName', { x: 999 })).toEqual({ consigneeName: { dx: 80.5 } });
  });
  test('restores some, or all', () => {
    const changes = moved(INBOUND, NONE, ['consigneeName', 'consignorName'], 1, 0);
    expect(restored(changes, ['consigneeName'])).toEqual({ consignorName: { dx: 1 } });
    expect(restored(changes)).toEqual({});
  });
});

describe('the next neighbour', () => {
  // biome-ignore format: table
  test.each([
    ['left',  5],
    ['right', 0.5],
    ['up',    0.4],
    ['down',  0.4],
  ] satisfies [Side, number][])('%s: %s mm', (side, distance) =>
    expect(snapDistance(INBOUND, NONE, 'consigneeName', side)).toBe(distance),
  );
  test('none is beyond the last one', () => {
    const changes = moved(INBOUND, NONE, ['consigneeName'], -60, 0);
    expect(snapDistance(INBOUND, changes, 'consigneeName', 'left')).toBeUndefined();
  });
});

describe('what is told while people design', () => {
  const faultsOf = (changes: BoxChanges) => layoutFaults(INBOUND, changes).map(layoutFaultText);
  // biome-ignore format: table
  test.each([
    ['nothing changed',                {},                                      []],
    ['moved within its cell',          { consigneeName: { dx: 0.5 } },          []],
    ['another size',                   { consigneeName: { size: 12 } },         []],
    ['over a rule',                    { consigneeName: { dy: 0.6 } },          ['收货人中文压在格线上']],
    ['over the words beside it',       { consigneeName: { dx: -5 } },           ['收货人中文与文字“(中文)”重叠']],
    ['too near to the edge',           { 'bar:number': { dy: -4 } },            ['条码超出可打印范围（离纸边不到 5 毫米）']],
    ['over it, but hidden',            { consigneeName: { dx: -5, hidden: true } }, []],
    ['over one that is hidden',        { consigneeName: { dx: -5 }, 'label:(中文)': { hidden: true } }, []],
  ] satisfies [string, BoxChanges, string[]][])('%s', (_what, changes, told) => expect(faultsOf(changes)).toEqual(told));
  test('each pair once', () =>
    expect(faultsOf(moved(INBOUND, NONE, ['consigneeNameEn', 'consignorName'], 0, 0.1))).toEqual([]));
});

test('a change in words', () => {
  expect(changeText({ dx: -1.5, dy: 2, dw: 3, dh: -0.1, size: 9, align: 'center', hidden: true })).toBe(
    '不打印，左移 1.5 毫米，下移 2 毫米，加宽 3 毫米，压低 0.1 毫米，字号 9 磅，居中',
  );
});
