import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reduce } from '../../screens/app/reduce.ts';
import { frontPage, type UiState } from '../../screens/contract/ui.ts';
import type { World } from '../../screens/contract/world.ts';
import { focusStop } from '../../screens/pages/entry/focus.ts';
import { type EntryPage, entryPage, stopsFor } from '../../screens/pages/entry/state.ts';
import { type FieldId, fieldOf } from '../../src/catalogue/catalogue.ts';
import { DIRECTIONS, type Direction } from '../../src/catalogue/row.ts';
import { initialsOf } from '../../src/codes/initials.ts';
import { openCodes } from '../../src/codes/open-codes.ts';
import type { DeclarationRecord } from '../../src/declaration/record.ts';
import { bookOf } from '../../src/jobs/office.ts';
import { DATA, MANUAL_DAY } from '../journeys/program.ts';

let world: World;
beforeAll(() => {
  const codes = openCodes({ shipped: `${DATA}/codes` });
  // The office has declared something before: it stands above the other matches.
  const remembered = { code: '2204210000', name: '酒', initials: 'j', extra: {}, uses: 2, last: 0 };
  const goods = { suggest: () => [{ ...remembered, values: [{ id: 'goods.name' as const, value: '酒' }] }] };
  world = { codes, book: bookOf(codes), now: () => MANUAL_DAY, initialsOf, goods, rows: () => [] as never };
});
afterAll(() => world.codes.reload());

const recordOf = (direction: Direction): DeclarationRecord => ({
  version: 1,
  revision: 0,
  entryNo: 'WI150884980000000',
  document: { direction, containers: [], goods: [] },
  status: 'draft',
  created: '',
  updated: '',
  updatedBy: '',
  sending: 0,
  receipts: [],
});

const CODED: readonly (readonly [Direction, FieldId])[] = DIRECTIONS.flatMap(direction =>
  stopsFor(entryPage(recordOf(direction))).flatMap(({ id }) => {
    const { kind, extras } = fieldOf(id);
    return kind === 'code' || extras.own || id === 'goods.name' ? [[direction, id] as const] : [];
  }),
);

const JUMPS = Array.from('asdfghjkl', mark => ['alt+j', mark]);
/** Every way out of a field, each in the keys that it takes. */
const WAYS: readonly (readonly string[])[] = [
  ...['enter', 'tab', 'shift+tab', 'up', 'f1', 'f2', 'f3', 'escape', 'pageup', 'pagedown'].map(key => [key]),
  ...['alt+s', 'ctrl+s', 'alt+t', 'alt+1', 'alt+g', 'f10'].map(key => [key]),
  ['escape', 'escape'],
  ['escape', 'down'],
  ['f4', 'tab'],
  ['alt+j', 'f1'],
  ['alt+j', 'f2'],
  ['alt+j', 'f4'],
  ['alt+j', 'escape', 'tab'],
  ...JUMPS,
];

/** The page after these keys, from a field that has what the record says. */
function left(record: DeclarationRecord, id: FieldId, keys: readonly string[]): EntryPage {
  const page = entryPage(record);
  const stop = stopsFor(page).findIndex(each => each.id === id);
  let ui: UiState = {
    size: { columns: 80, rows: 24 },
    keyboard: 'full',
    session: { home: '~', practice: true, user: '', userFolder: '' },
    pages: [focusStop(page, stop, world)],
    active: 0,
    dialogs: [],
    message: undefined,
    busy: undefined,
    held: [],
  };
  for (const chord of keys) {
    const typed = chord === 'space' ? ' ' : [...chord].length === 1 ? chord : undefined;
    const text = typed === undefined ? {} : { text: typed };
    ui = { ...reduce(ui, { type: 'key', chord, ...text }, world).ui, dialogs: [] };
  }
  return frontPage(ui) as EntryPage;
}

describe.each(DIRECTIONS)('on the form %s', direction => {
  const fields = CODED.flatMap(([on, id]) => (on === direction ? [id] : []));

  it.each(fields)('who only looks at the choices of %s and leaves has chosen nothing', id => {
    for (const way of WAYS.flatMap(each => [
      ['f4', ...each],
      ['space', ...each],
    ])) {
      const page = left(recordOf(direction), id, way);
      expect({ way, ...page.drafts.document }).toEqual({ way, ...recordOf(direction).document });
      expect({ way, form: page.drafts.form }).toEqual({ way, form: entryPage(recordOf(direction)).drafts.form });
    }
  });
});

it('a code that is there stays what it is, and brings nothing else, when its choices are looked at', () => {
  const record = recordOf('in');
  const held = { ...record, document: { ...record.document, tradeMode: '39', tradeCountry: '840', category: '13' } };
  for (const id of ['tradeMode', 'tradeCountry', 'category'] as const) {
    for (const way of WAYS) {
      expect({ way, ...left(held, id, ['f4', ...way]).drafts.document }).toEqual({ way, ...held.document });
    }
  }
});

it('what several codes fit stays as it was typed, whatever leads away, until people go down to one', () => {
  const ways = WAYS.filter(([first]) => first !== 'enter' && first !== 'escape' && first !== 'f1');
  fc.assert(
    fc.property(fc.constantFrom(...ways), fc.boolean(), (way, led) => {
      // Enter leads into the list; there Tab and Enter choose, and nothing else does.
      if (led && way.includes('tab')) return;
      const typed = ['m', 'g', ...(led ? ['enter'] : []), ...way];
      const page = left(recordOf('in'), 'tradeCountry', typed);
      const { session } = page.focus;
      const isLeft = session === undefined || session.text.text !== 'mg';
      expect(page.drafts.document.tradeCountry).toBe(isLeft ? 'MG' : undefined);
    }),
  );
  expect(left(recordOf('in'), 'tradeCountry', ['m', 'g', 'down', 'down', 'tab']).drafts.document.tradeCountry).toBe(
    '840',
  );
});
