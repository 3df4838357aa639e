import { jumpOf, LIST_JUMPS } from '../../../screens/layout/jump.ts';
import { MOVING } from '../../../screens/pages/entry/move-actions.ts';
import { type EntryPage, listAt, stopsFor } from '../../../screens/pages/entry/state.ts';
import { type FieldId, type ListName, SECTIONS } from '../../../src/catalogue/catalogue.ts';
import { entryOf } from '../eyes.ts';
import type { TestProgram } from '../program.ts';

/** Values by the field that they are typed into; `<enter>` in them chooses a match. */
export type Values = Readonly<Record<string, string>>;

/** Who works on the entry page. */
export interface Hand {
  /** Types the values into their fields, in printed order. */
  fill(values: Values): Promise<void>;
  /** Brings a row of a list into its form. */
  take(list: ListName, row: number): Promise<void>;
  /** Adds the form to its list and begins the next row. */
  add(): Promise<void>;
  /** Keys that the values alone took so far. */
  typed(): number;
}

/** How the focus gets from place to place. */
interface Ways {
  /** To the field with this number among the stops. */
  to(page: EntryPage, stop: number): readonly string[];
  /** Into a list of the page. */
  into(page: EntryPage, list: ListName): readonly string[];
  /** From the list to the form, with the row. */
  readonly back: string;
  readonly add: string;
}

/** One who knows every key and sees the shortest way: Tab, Shift+Tab, jump mode with a mark or a section. */
export function expert(program: TestProgram): Hand {
  return handOf(program, {
    to: (page, stop) =>
      shortest([
        ...steps(page, stop),
        ...missing(program, page, stop),
        ...sections(page, stop),
        ...jump(jumpOf(stopsFor(page)[stop]?.id as FieldId)),
      ]),
    into: (_page, list) => shortest(jump(LIST_JUMPS[list])),
    back: '<enter>',
    add: '<f5>',
  });
}

/** As the manual tells it (3.4.3): Tab from field to field; in the lists Ctrl+Q, the arrows, Alt+L and Ctrl+Enter. */
export function byManual(program: TestProgram): Hand {
  const tabs = (page: EntryPage, stop: number) => {
    const count = stopsFor(page).length;
    return times((stop - page.focus.stop + count) % count, '<tab>');
  };
  return handOf(program, {
    to: tabs,
    into: (page, list) => [
      ...(listAt(page) === list
        ? []
        : tabs(
            page,
            stopsFor(page).findIndex(({ section }) => SECTIONS[section].rows === list),
          )),
      '<ctrl+q>',
    ],
    back: '<alt+l>',
    add: '<ctrl+enter>',
  });
}

function handOf(program: TestProgram, ways: Ways): Hand {
  let typed = 0;
  return {
    async fill(values) {
      const fields = stopsFor(entryOf(program)).filter(({ id }) => id in values);
      if (fields.length < Object.keys(values).length) throw new Error('Not every value has a field on this form');
      for (const { id } of fields) {
        const page = entryOf(program);
        const stop = stopsFor(page).findIndex(other => other.id === id);
        if (page.focus.list !== undefined || page.focus.stop !== stop) await program.press(...ways.to(page, stop));
        if (entryOf(program).focus.stop !== stop) throw new Error(`The way to ${id} leads elsewhere`);
        const text = values[id] ?? '';
        typed += text.replace(/<[^<>]+>/gu, '.').length;
        await program.press(text);
      }
    },
    async take(list, row) {
      await program.press(...ways.into(entryOf(program), list));
      const { index } = entryOf(program).lists[list];
      await program.press(...times(Math.abs(row - index), row < index ? '<up>' : '<down>'), ways.back);
    },
    add: () => program.press(ways.add),
    typed: () => typed,
  };
}

const times = (count: number, key: string): string[] => Array.from({ length: count }, () => key);

const shortest = (ways: readonly (readonly string[])[]): readonly string[] =>
  ways.toSorted((a, b) => a.length - b.length)[0] ?? [];

const along = (from: number, to: number): string[] => times(Math.abs(to - from), to > from ? '<tab>' : '<shift+tab>');

function steps(page: EntryPage, stop: number): string[][] {
  return page.focus.list ? [] : [along(page.focus.stop, stop)];
}

/** From one field that must be filled to the next. */
function missing(program: TestProgram, page: EntryPage, stop: number): string[][] {
  const { codes, book, now, store } = program.office;
  const goods = { suggest: () => [] };
  const world = { codes, book, now, goods, initialsOf: (text: string) => text, rows: () => store.rows() };
  const context = { ui: program.state(), world, nth: 0, tabs: () => [] };
  let at = page;
  for (let count = 1; count <= 3; count += 1) {
    const act = MOVING['entry.next-missing'];
    at = (typeof act === 'function' && act(at, context).state) || at;
    if (at.focus.stop === stop) return [times(count, '<alt+e>')];
  }
  return [];
}

function sections(page: EntryPage, stop: number): string[][] {
  return Object.keys(SECTIONS).flatMap((section, index) => {
    const first = stopsFor(page).findIndex(other => other.section === section);
    return first < 0 ? [] : [['<alt+j>', `<f${index + 1}>`, ...along(first, stop)]];
  });
}

/** The way of jump mode: each goal has a mark, in view or not. */
const jump = (mark: string | undefined): string[][] => (mark === undefined ? [] : [['<alt+j>', ...mark]]);
