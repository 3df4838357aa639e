import { beginEntry, openEntry } from '../../screens/pages/entry/open.ts';
import { type EntryPage, stopAt, stopsFor } from '../../screens/pages/entry/state.ts';
import type { FieldId } from '../../src/catalogue/catalogue.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import { dialogs, entryOf, focusOf, rowsOf, textInHand } from './eyes.ts';
import type { TestProgram } from './program.ts';

// What people do at the keyboard, in their words.

/** Values by the field that they are typed into. */
export type Typed = Readonly<Partial<Record<FieldId, string>>>;

/** The same step several times. */
export const times = (count: number, step: string): string[] => Array.from({ length: count }, () => step);

/** Leads the focus to a field of the page: by the sections, then from field to field. */
export async function goTo(program: TestProgram, field: FieldId): Promise<void> {
  if (entryOf(program).focus.list !== undefined) await program.press('list.leave');
  const stops = stopsFor(entryOf(program));
  const wanted = stops.findIndex(({ id }) => id === field);
  const step = (page: EntryPage): string => {
    const ahead = page.focus.stop < wanted;
    if (stopAt(page).section === stops[wanted]?.section) return ahead ? '<tab>' : 'entry.previous';
    return ahead ? 'entry.next-section' : 'entry.previous-section';
  };
  for (let page = entryOf(program); page.focus.stop !== wanted; page = entryOf(program)) {
    await program.press(step(page));
    if (entryOf(program).focus.stop === page.focus.stop) throw new Error(`no way to ${field} from ${focusOf(program)}`);
  }
}

/** Types into a field of the page and stays there. */
export async function typeInto(program: TestProgram, field: FieldId, text: string): Promise<void> {
  await goTo(program, field);
  await program.press(text);
}

/** Types values into fields of the page and leaves each with Tab. */
export async function fill(program: TestProgram, values: Typed): Promise<void> {
  for (const [field, text] of Object.entries(values)) {
    await typeInto(program, field as FieldId, text);
    await program.press('<tab>');
  }
}

/** Types into a field of the page, leaves it and comes back, so that it shows what has been taken in. */
export async function fillAndReturn(program: TestProgram, field: FieldId, text: string): Promise<void> {
  await fill(program, { [field]: text });
  await goTo(program, field);
}

/** Takes away what stands in the field that is typed into, character by character. */
export async function emptyField(program: TestProgram): Promise<void> {
  await program.press('text.end');
  while (textInHand(program)) await program.press('text.backspace');
}

/** Fills the three sections in front of the goods, and then line after line of goods. */
export async function fillPage(program: TestProgram, head: Typed, ...lines: readonly Typed[]): Promise<void> {
  await fillSection(program, head);
  await fillSection(program, head);
  await fillSection(program, {});
  for (const line of lines) await fillSection(program, line);
}

/** Types values from the field that has the focus to the last one of its section, with Enter after each; what is not named is passed. */
export async function fillSection(program: TestProgram, values: Typed): Promise<void> {
  const { section } = stopAt(entryOf(program));
  const first = focusOf(program);
  do {
    await program.press(values[focusOf(program)] ?? '', '<enter>');
  } while (stopAt(entryOf(program)).section === section && focusOf(program) !== first);
}

/** Types lines of goods, one after the other, and stays in the empty form. */
export async function addGoods(program: TestProgram, ...lines: readonly Typed[]): Promise<void> {
  await goTo(program, 'goods.hsCode');
  for (const line of lines) await fillSection(program, line);
}

/** From anywhere on the page into its list of goods. */
export async function goToGoodsList(program: TestProgram): Promise<void> {
  await goTo(program, 'goods.hsCode');
  await program.press('entry.to-list');
}

/** Brings a line of goods back into the form. */
export async function takeGoods(program: TestProgram, which: 'first' | 'last'): Promise<void> {
  await goToGoodsList(program);
  await program.press(`list.${which}`, 'rows.take');
}

/** Changes values of a line of goods that is there. */
export async function changeGoods(program: TestProgram, which: 'first' | 'last', values: Typed): Promise<void> {
  await takeGoods(program, which);
  await fill(program, values);
  await program.press('rows.add');
}

/** Adds a line of goods that is the same as the first. */
export async function copyGoods(program: TestProgram): Promise<void> {
  await goToGoodsList(program);
  await program.press('list.first', 'rows.copy');
}

/** Has the faults listed and goes to the one of this value. */
export async function goToFault(program: TestProgram, path: string): Promise<void> {
  await program.press('entry.faults');
  const at = entryOf(program).faults?.findIndex(fault => fault.path === path) ?? -1;
  if (at < 0) throw new Error(`no fault of ${path}`);
  await program.press(...times(at, 'faults.down'), 'faults.go');
}

/** Answers the question in front by the words of one of its choices. */
export async function answer(program: TestProgram, words: string): Promise<void> {
  const question = program.state().dialogs.at(-1);
  if (question?.kind !== 'question') throw new Error(`no question to answer with ${words}`);
  const wanted = question.choices.findIndex(({ label }) => label === words);
  if (wanted < 0) throw new Error(`${words} is none of ${question.choices.map(({ label }) => label).join(' ')}`);
  const by = wanted - question.index;
  await program.press(...times(Math.abs(by), by < 0 ? 'question.previous' : 'question.next'), 'question.choose');
}

/** Chooses a line of the menu in front by its words. */
export async function choose(program: TestProgram, words: string): Promise<void> {
  const menu = program.state().dialogs.at(-1);
  if (menu?.kind !== 'menu') throw new Error(`no menu with ${words}`);
  const wanted = menu.items.findIndex(({ label }) => label === words);
  if (wanted < 0) throw new Error(`${words} is none of ${menu.items.map(({ label }) => label).join(' ')}`);
  await program.press(String(wanted + 1));
}

/** Takes away what stands in the dialog for a file. */
export async function emptyPath(program: TestProgram): Promise<void> {
  const dialog = program.state().dialogs.at(-1);
  if (dialog?.kind !== 'path' && dialog?.kind !== 'export') throw new Error('no dialog for a file');
  await program.press('<end>', ...times(dialog.file.text.length, '<backspace>'));
}

/** Goes from line to line, of the dialog in front or of the page, until the one that is chosen has these words. */
export async function stepTo(program: TestProgram, step: string, words: string): Promise<void> {
  for (let count = 0; count < 100; count += 1) {
    const rows = await rowsOf(program);
    const { y } = await program.cursor();
    const marked = dialogs(program).length > 0 ? undefined : rows.find(row => /^ *›/u.test(row));
    const here = marked ?? rows[y];
    if (here?.includes(words)) return;
    await program.press(step);
  }
  throw new Error(`no line with ${words}`);
}

/** Names a file in the dialog for one, in place of what stands there. */
export async function giveFile(program: TestProgram, path: string): Promise<void> {
  await emptyPath(program);
  await program.press(path, '<enter>');
}

/** From an entry page through the menu for workbooks. */
export async function importFrom(program: TestProgram, words: string, path: string): Promise<void> {
  await program.press('entry.import');
  await choose(program, words);
  await giveFile(program, path);
}

/** Opens a new declaration from the first page, as people do. */
export async function beginNew(program: TestProgram): Promise<void> {
  await program.press('home.new');
  await answer(program, '1 入境');
}

/** Opens a new declaration in a page of its own; its number. */
export async function beginOn(program: TestProgram, direction: Direction = 'in'): Promise<string> {
  program.program.run(beginEntry(direction));
  await program.program.idle();
  return entryOf(program).id;
}

/** Opens a stored declaration in a page of its own. */
export async function openStored(program: TestProgram, entryNo: string): Promise<void> {
  program.program.run(openEntry(entryNo));
  await program.program.idle();
}

/** From the first page to a list of declarations. */
export async function openList(program: TestProgram, direction: Direction = 'in'): Promise<void> {
  await program.press(`<${['in', 'out', 'pack'].indexOf(direction) + 1}>`);
}

/** To the open page with this number. */
export async function toPage(program: TestProgram, number: number): Promise<void> {
  await program.press(`<alt+${number}>`);
}

/** Pastes a text from the clipboard. */
export async function paste(program: TestProgram, text: string): Promise<void> {
  program.program.key({ name: 'paste', ctrl: false, alt: false, shift: false, paste: text });
  await program.program.idle();
}
