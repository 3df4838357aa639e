import { describe, expect, it } from 'vitest';
import { cellsOf, listColumns } from '../../screens/layout/entry.ts';
import { POPUPS } from '../../screens/layout/popups.ts';
import { linesOf } from '../../screens/pages/entry/lines.ts';
import { entryPage } from '../../screens/pages/entry/state.ts';
import { pathOnPage } from '../../screens/pages/entry/value-path.ts';
import { FIELDS, fieldsOf, isWanted, onForm, SECTIONS, type SectionName } from '../../src/catalogue/catalogue.ts';
import { DIRECTIONS } from '../../src/catalogue/row.ts';
import { stopsOf } from '../../src/declaration/stops.ts';

const SECTION_NAMES = Object.keys(SECTIONS) as SectionName[];

describe.each(DIRECTIONS)('the layout of form %s', direction => {
  it.each([undefined, 'dec'] as const)('has every field of the catalogue once, in the printed order (%s)', message => {
    for (const section of SECTION_NAMES) {
      const laid = cellsOf(section, direction, message)
        .flatMap(group => group.flatMap(({ ids }) => ids))
        .filter(id => isWanted(FIELDS.find(field => field.id === id) as (typeof FIELDS)[number], direction, message));
      const printed = fieldsOf(section)
        .filter(field => isWanted(field, direction, message) && !field.extras.popupOnly)
        .map(({ id }) => id);
      expect(laid).toEqual(printed);
    }
  });

  it.each([60, 80, 120, 200])('flows into %i columns, each cell inside the line', columns => {
    const page = entryPage({
      version: 1,
      revision: 0,
      entryNo: 'WI150881040000000',
      document: { direction, containers: [], goods: [] },
      status: 'draft',
      created: '',
      updated: '',
      updatedBy: '',
      sending: 0,
      receipts: [],
    });
    const cells = linesOf(page, columns).flatMap(line => (line.kind === 'cells' ? [line.cells] : []));
    for (const line of cells) {
      let end = 0;
      for (const { x, columns: wide } of line) {
        expect(x).toBeGreaterThanOrEqual(end);
        expect(wide).toBeGreaterThanOrEqual(38);
        end = x + wide;
      }
      expect(end).toBeLessThanOrEqual(columns);
    }
    const seen = cells.flat().flatMap(({ ids }) => ids);
    expect(stopsOf(direction).every(({ id }) => seen.includes(id))).toBe(true);
  });

  it('shows only columns of the form in its lists', () => {
    for (const list of ['containers', 'goods'] as const) {
      for (const { id } of listColumns(list, direction, 200)) {
        expect(onForm(FIELDS.find(field => field.id === id) as (typeof FIELDS)[number], direction)).toBe(true);
      }
    }
  });
});

describe('places', () => {
  it('head fields live in the document, fields of lists in the form', () => {
    expect(pathOnPage('category')).toMatchObject({ draft: 'document', path: 'category' });
    expect(pathOnPage('goods.quantity')).toMatchObject({ draft: 'form', path: 'goods[0].quantity' });
  });

  it('every popup of the catalogue has its title', () => {
    for (const { extras } of FIELDS) if (extras.popup) expect(POPUPS[extras.popup].title).toBeTruthy();
  });
});
