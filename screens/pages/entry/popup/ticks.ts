import { fieldOf, sizeOf } from '../../../../src/catalogue/catalogue.ts';
import { dialectIn } from '../../../../src/catalogue/dialect-in-force.ts';
import { get, type Row } from '../../../../src/declaration/path.ts';
import type { World } from '../../../contract/world.ts';
import { allowed, tableFor } from '../../../fields/coded.ts';
import type { FieldContext } from '../../../fields/field-editor.ts';
import { flagBitsOf } from '../../../fields/flags.ts';
import { newRow, shortcutOf } from '../../../fields/typed-rows.ts';
import type { Ticks } from '../../../layout/popups.ts';
import { change } from '../change.ts';
import type { DraftEdit } from '../drafts.ts';
import { draftAt } from '../drafts.ts';
import type { EntryPage } from '../state.ts';
import { fieldContextOf } from '../value-path.ts';
import { frontPopup, type OpenPopup, pendingRowEdit, withTop } from './pending-row.ts';
import { popupRows } from './value.ts';

/** A line that can be ticked. */
export interface TickLine {
  readonly code: string;
  readonly name: string;
  readonly initials: string;
  /** The character that stands for it in the field. */
  readonly shortcut: string;
  readonly ticked: boolean;
  /** How many rows the value has for it. */
  readonly count: number;
  /** What the fields below hold for it, where they change it as it stands. */
  readonly detail: string;
  /** Never ticked. */
  readonly fixed: boolean;
}

/** All lines of a popup, in the order of their table; a code that the table does not have stands at the end while it is ticked. */
export function allTicks(page: EntryPage, open: OpenPopup, world: World): readonly TickLine[] {
  const { ticks, value } = open.spec;
  if (!ticks) return [];
  const fieldContext = fieldContextOf(page, fieldOf(value), world);
  const held = get(draftAt(page.drafts, open.state.draft), open.state.path);
  if (ticks.of === 'flags') {
    return flagBitsOf(fieldContext).map(({ place, name, initials, fixed }) => {
      const ticked = typeof held === 'string' && held[place - 1] === '1';
      return {
        code: String(place),
        name,
        initials,
        shortcut: '',
        ticked,
        count: 0,
        detail: '',
        fixed: fixed !== undefined,
      };
    });
  }
  const codeContext: FieldContext =
    ticks.of === 'rows' ? { ...fieldContext, field: fieldOf(ticks.code) } : fieldContext;
  const codes = codesIn(held, ticks);
  const rows = tableFor(codeContext)?.rows.filter(allowed(codeContext)) ?? [];
  const lines = rows.map(({ code, name, initials }, index): TickLine => {
    const count = codes.filter(each => each === code).length;
    const shortcut = ticks.of === 'rows' ? shortcutOf(fieldContext, code, index) : '';
    const detail = count > 0 ? detailOf(open, held, codes.indexOf(code)) : '';
    return { code, name, initials, shortcut, ticked: count > 0, count, detail, fixed: false };
  });
  const strange = [...new Set(codes)].filter(code => !rows.some(row => row.code === code));
  const unknown = strange.map(code => ({
    code,
    name: '（代码表里没有）',
    initials: '',
    shortcut: '',
    ticked: true,
    count: codes.filter(each => each === code).length,
    detail: '',
    fixed: false,
  }));
  return [...lines, ...unknown];
}

/** What the fields of a ticked line hold, in the words of the form. */
function detailOf({ spec }: OpenPopup, held: unknown, index: number): string {
  if (spec.form !== 'live' || !Array.isArray(held)) return '';
  const row = (held[index] ?? {}) as Row;
  return spec.fields
    .map(fieldOf)
    .flatMap(({ name, label }) => (row[name] === undefined ? [] : [`${label} ${row[name]}`]))
    .join('  ');
}

/** The page with another line to tick selected; fields that change what is there are those of its row. */
export function atTick(page: EntryPage, place: (tick: number, count: number) => number, world: World): EntryPage {
  const open = frontPopup(page);
  if (!open?.spec.ticks) return page;
  const lines = foundTicks(page, open, world);
  const tick = Math.max(0, Math.min(lines.length - 1, place(open.state.tick, lines.length)));
  if (open.spec.form !== 'live') return withTop(page, { tick });
  const line = lines[tick];
  const row = line ? rowOfTick(page, open, line) : -1;
  return withTop(page, { tick, editingIndex: row < 0 ? undefined : row });
}

/** The lines that what is typed finds: by code, name, initials or shortcut. */
export function foundTicks(page: EntryPage, open: OpenPopup, world: World): readonly TickLine[] {
  const words = open.state.find.text.normalize('NFKC').trim().toLowerCase();
  const lines = allTicks(page, open, world);
  if (words === '') return lines;
  return lines.filter(
    ({ code, name, initials, shortcut }) =>
      code.toLowerCase().startsWith(words) ||
      name.toLowerCase().includes(words) ||
      initials.toLowerCase().includes(words) ||
      shortcut.toLowerCase() === words,
  );
}

function codesIn(held: unknown, ticks: Exclude<Ticks, { of: 'flags' }>): readonly string[] {
  if (!Array.isArray(held)) return [];
  if (ticks.of === 'codes') return held.map(String);
  const { name } = fieldOf(ticks.code);
  return held.map((row: Row) => String(row[name] ?? ''));
}

/** The page with a line ticked, or no longer. */
export function toggled(page: EntryPage, open: OpenPopup, line: TickLine, world: World): EntryPage {
  const { ticks } = open.spec;
  if (!ticks || line.fixed) return page;
  const { draft: on, path, editingIndex } = open.state;
  const value = nextValue(page, open, ticks, line, world);
  const name = `${line.ticked ? '取消' : '勾选'}【${line.name}】`;
  const mark: DraftEdit = { draft: on, edit: { op: 'set', path, value } };
  if (!open.spec.list) return change(page, [mark], world, { name });
  const before = popupRows(page, open.state);
  const after: readonly unknown[] = Array.isArray(value) ? value : [];
  const index = line.ticked ? after.indexOf(before[open.state.index]) : after.length - 1;
  const selected = index < 0 ? Math.min(open.state.index, after.length - 1) : index;
  if (editingIndex === undefined) return withTop(change(page, [mark], world, { name }), { index: selected });
  // The fields stay with their row, which may stand elsewhere now, or go with it.
  const moved = after.indexOf(before[editingIndex]);
  if (moved >= 0) return withTop(change(page, [mark], world, { name }), { index: selected, editingIndex: moved });
  const gone = change(page, [mark, pendingRowEdit(page, open.state, undefined)], world, { name });
  return withTop(gone, { index: selected, editingIndex: undefined, pristine: {} });
}

function nextValue(page: EntryPage, open: OpenPopup, ticks: Ticks, { code, ticked }: TickLine, world: World): unknown {
  const held = get(draftAt(page.drafts, open.state.draft), open.state.path);
  const field = fieldOf(open.spec.value);
  if (ticks.of === 'flags') {
    const { max } = sizeOf(field, page.drafts.document.direction);
    const digits = Array.from({ length: max }, (_, at) => (typeof held === 'string' && held[at] === '1' ? '1' : '0'));
    digits[Number(code) - 1] = ticked ? '0' : '1';
    return digits.includes('1') ? digits.join('') : undefined;
  }
  const values: readonly unknown[] = Array.isArray(held) ? held : [];
  if (ticks.of === 'codes') {
    const { direction } = page.drafts.document;
    const group = ticks.exclusive[dialectIn(world.book, direction)].find(codes => codes.includes(code)) ?? [code];
    const others = values.filter(each => each !== code && (ticked || !group.includes(String(each))));
    return orNothing(ticked ? others : [...others, code].sort());
  }
  const codeName = fieldOf(ticks.code).name;
  if (ticked) return orNothing(values.filter(row => (row as Row)[codeName] !== code));
  return [...values, newRow(code, fieldContextOf(page, field, world))];
}

const orNothing = (values: readonly unknown[]) => (values.length > 0 ? values : undefined);

/** Where the first row of a ticked line stands in the value. */
export function rowOfTick(page: EntryPage, open: OpenPopup, { code }: TickLine): number {
  const { ticks } = open.spec;
  if (ticks?.of !== 'rows') return -1;
  const held = get(draftAt(page.drafts, open.state.draft), open.state.path);
  return codesIn(held, ticks).indexOf(code);
}
