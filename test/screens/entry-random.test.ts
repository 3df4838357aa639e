import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reduce } from '../../screens/app/reduce.ts';
import { frontPage, type UiState } from '../../screens/contract/ui.ts';
import type { World } from '../../screens/contract/world.ts';
import { NO_LISTS } from '../../screens/fields/field-editor.ts';
import { step } from '../../screens/pages/entry/change.ts';
import { draftAt } from '../../screens/pages/entry/drafts.ts';
import { focusStop } from '../../screens/pages/entry/focus.ts';
import { replay } from '../../screens/pages/entry/replay.ts';
import { type EntryPage, entryPage } from '../../screens/pages/entry/state.ts';
import { LIST_NAMES } from '../../src/catalogue/catalogue.ts';
import { initialsOf } from '../../src/codes/initials.ts';
import { openCodes } from '../../src/codes/open-codes.ts';
import type { DeclarationRecord } from '../../src/declaration/record.ts';
import { bookOf } from '../../src/jobs/office.ts';
import { DATA, MANUAL_DAY } from '../journeys/program.ts';

let world: World;
beforeAll(() => {
  const codes = openCodes({ shipped: `${DATA}/codes` });
  const goods = { suggest: () => [] };
  world = { codes, book: bookOf(codes), now: () => MANUAL_DAY, initialsOf, goods, rows: () => [] as never };
});
afterAll(() => world.codes.reload());

const RECORD: DeclarationRecord = {
  version: 1,
  revision: 0,
  entryNo: 'WI150884980000000',
  document: {
    direction: 'in',
    containers: [{ spec: '11', numbers: ['MSKU9208011'] }],
    goods: [
      { hsCode: '2204210000', name: '酒', licences: [{ type: '408', number: 'A1', writeOffGoodsNo: '1' }] },
      { hsCode: '0801120000', name: '椰子', quantity: '3' },
    ],
    attachedDocuments: [{ type: '101001', number: 'HT-1' }],
  },
  status: 'draft',
  created: '',
  updated: '',
  updatedBy: '',
  sending: 0,
  receipts: [],
};

/** What a person may press on the entry page and in its popups; words are typed. */
const PRESSED = [
  ...['tab', 'enter', 'shift+tab', 'up', 'down', 'pageup', 'pagedown', 'space', 'escape', 'f4', 'f5', 'f8'],
  ...['ctrl+z', 'ctrl+y', 'ctrl+q', 'ctrl+c', 'alt+a', 'alt+d', 'alt+o', 'alt+c', 'alt+k', 'alt+l', 'alt+up', 'alt+g'],
  ...['backspace', 'delete', 'home', 'left', 'right', 'end'],
  // The grid.
  ...['alt+q', 'alt+q', 'ctrl+a', 'ctrl+d', 'ctrl+f', 'ctrl+p', 'ctrl+l', 'alt+down', 'ctrl+e', 'insert'],
];
const TYPED = [
  '1',
  '12',
  '100',
  '408',
  '22042100',
  '16,21',
  'MSKU9208011,BSIU9015992',
  '中文',
  '2017',
  '20170920',
  'N/M',
  '0101',
];

interface Played {
  readonly page: EntryPage;
  /** What the journal has. */
  readonly lines: readonly unknown[];
}

type View = 'form' | 'grid';

/** The declaration on a page that shows its lists so. */
const begun = (view: View): EntryPage =>
  entryPage(RECORD, { ...NO_LISTS, switches: { ...NO_LISTS.switches, grid: view === 'grid' } });

/** The page after these keys, from the field that has the focus first. */
function play(view: View, stop: number, keys: readonly string[]): Played {
  const lines: unknown[] = [];
  const nobody = { length: 0, reader: () => () => undefined };
  const settings = { update: async () => ({}), read: async () => [] };
  const journals = { append: (_entryNo: string, line: unknown) => lines.push(line), sync: () => undefined };
  let ui: UiState = {
    size: { columns: 80, rows: 24 },
    keyboard: 'full',
    session: { home: '~', practice: true, user: '', userFolder: '' },
    pages: [focusStop(begun(view), stop, world)],
    active: 0,
    dialogs: [],
    message: undefined,
    busy: undefined,
    held: [],
  };
  const press = (chord: string, text?: string): void => {
    const outcome = reduce(ui, { type: 'key', chord, ...(text !== undefined && { text }) }, world);
    // A dialog over the page is none of its own affairs.
    ui = { ...outcome.ui, dialogs: [] };
    // Jobs need an office; the journal is written at once.
    // Nobody has prices of former declarations here.
    const former = { refresh: async () => undefined };
    for (const effect of outcome.effects) {
      if (effect.label === undefined)
        void effect.run({ office: { store: { settings, rows: () => nobody }, local: { journals } }, former } as never);
    }
  };
  for (const key of keys) {
    if (PRESSED.includes(key)) press(key, key === 'space' ? ' ' : undefined);
    else for (const character of key) press(character, character);
  }
  return { page: frontPage(ui) as EntryPage, lines };
}

const KEYS = fc.array(fc.constantFrom(...PRESSED, ...TYPED), { minLength: 1, maxLength: 60 });
const STOP = fc.nat({ max: 75 });
const VIEWS: readonly View[] = ['form', 'grid'];

/** Everything confirmed and left, then taken back to the beginning. */
function undone(view: View, stop: number, keys: readonly string[]): EntryPage {
  return play(view, stop, [
    ...keys,
    ...Array.from({ length: 6 }, () => 'alt+o'),
    ...keys.flatMap(() => ['ctrl+z', 'ctrl+z', 'ctrl+z']),
  ]).page;
}

/** Everything confirmed and left. */
const closed = (view: View, stop: number, keys: readonly string[]): EntryPage =>
  play(view, stop, [...keys, ...Array.from({ length: 6 }, () => 'alt+o'), 'shift+tab']).page;

it.each(VIEWS)('comes back to where it began by undo, whatever was pressed, in popups and outside, in a %s', view => {
  fc.assert(
    fc.property(STOP, KEYS, (stop, keys) => {
      const page = undone(view, stop, keys);
      expect(page.popups).toEqual([]);
      expect(page.drafts.document).toEqual(RECORD.document);
      expect(page.drafts.form).toEqual(begun(view).drafts.form);
    }),
    { numRuns: 150 },
  );
});

/** The documents that taking back, or doing again, leads through. */
function walked(from: EntryPage, way: 'undo' | 'redo'): readonly unknown[] {
  const seen: unknown[] = [];
  let page = from;
  for (let done = step(page, way, world); done; done = step(page, way, world)) {
    page = done.page;
    seen.push([done.name, page.drafts.document, page.drafts.form]);
  }
  return seen;
}

it.each(VIEWS)('does again one step at a time what was taken back, to where it was, in a %s', view => {
  fc.assert(
    fc.property(STOP, KEYS, (stop, keys) => {
      const page = closed(view, stop, keys);
      const back: EntryPage[] = [page];
      for (let done = step(page, 'undo', world); done; done = step(done.page, 'undo', world)) back.push(done.page);
      for (const wanted of back.toReversed().slice(1)) {
        const done = step(back.at(-1) as EntryPage, 'redo', world);
        expect(done?.page.drafts).toEqual(wanted.drafts);
        back.push(done?.page as EntryPage);
      }
      expect(back.at(-1)?.history.redo).toHaveLength(page.history.redo.length);
    }),
    { numRuns: 80 },
  );
});

it.each(VIEWS)(
  'comes back from its journal as it was, with its popups and what was being typed in them, in a %s',
  view => {
    fc.assert(
      fc.property(STOP, KEYS, (stop, keys) => {
        const { page, lines } = play(view, stop, keys);
        const again = replay(lines, base => entryPage(base));
        if (!again) {
          expect(page.drafts.document).toEqual(RECORD.document);
          return;
        }
        // What is in hand stands in the journal as if it had been left, and here it has not.
        if (page.focus.session && page.focus.session.text.text !== page.focus.session.before) return;
        expect(again.drafts.document).toEqual(page.drafts.document);
        expect(again.drafts.form).toEqual(page.drafts.form);
        for (const list of LIST_NAMES) expect(again.lists[list].editingIndex).toEqual(page.lists[list].editingIndex);
        // A popup in which nothing was done is no loss.
        expect(again.popups.map(({ popup }) => popup)).toEqual(page.journal.noted.map(({ popup }) => popup));
        const rowsOf = ({ drafts, popups }: EntryPage) => popups.map((_popup, depth) => draftAt(drafts, depth));
        expect(rowsOf(again)).toEqual(rowsOf(page).slice(0, again.popups.length));
        // What can be taken back and done again is the same, step by step.
        const names = (steps: EntryPage['history']['undo']) => steps.map(({ name }) => name);
        expect(names(again.history.undo)).toEqual(names(page.history.undo));
        expect(names(again.history.redo)).toEqual(names(page.history.redo));
        if (again.popups.length < page.popups.length) return;
        for (const way of ['undo', 'redo'] as const) expect(walked(again, way)).toEqual(walked(page, way));
      }),
      { numRuns: 150 },
    );
  },
);
