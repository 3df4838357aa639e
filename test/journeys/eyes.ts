import { frontPage } from '../../screens/contract/ui.ts';
import { frontPopup } from '../../screens/pages/entry/popup/pending-row.ts';
import type { PopupState } from '../../screens/pages/entry/popup/state.ts';
import type { EntryPage } from '../../screens/pages/entry/state.ts';
import { stopAt } from '../../screens/pages/entry/state.ts';
import { focusedField } from '../../screens/pages/entry/value-path.ts';
import type { FieldId } from '../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import type { TestProgram } from './program.ts';

// What people see of the program, and where they are in it.

/** The message that the program has for them. */
export const message = (program: TestProgram): string | undefined => program.state().message?.text;

/** What lies over the page, the front one last. */
export const dialogs = (program: TestProgram): readonly string[] => program.state().dialogs.map(({ kind }) => kind);

export const frontDialog = (program: TestProgram): string | undefined => dialogs(program).at(-1);

/** The kind of the page in front. */
export const pageKind = (program: TestProgram): string => frontPage(program.state()).kind;

export const rowsOf = async (program: TestProgram): Promise<string[]> => (await program.frame()).split('\n');

/** The line with the open pages. */
export const title = async (program: TestProgram): Promise<string | undefined> => (await rowsOf(program))[0];

/** The line above the keys: the message, the fault or the help of the field. */
export const noteOf = async (program: TestProgram): Promise<string | undefined> =>
  (await rowsOf(program)).at(-2)?.trim();

/** The line with the keys that work. */
export const keysShown = async (program: TestProgram): Promise<string | undefined> => (await rowsOf(program)).at(-1);

export const lineWith = async (program: TestProgram, text: string): Promise<string | undefined> =>
  (await rowsOf(program)).find(row => row.includes(text));

/** The entry page in front. */
export function entryOf(program: TestProgram): EntryPage {
  const page = frontPage(program.state());
  if (page.kind !== 'entry') throw new Error(`the page in front is ${page.kind}`);
  return page;
}

/** The field of the page that has the focus, also while a popup is open over it. */
export const focusOf = (program: TestProgram): FieldId => stopAt(entryOf(program)).id;

/** The field that is typed into, of the popup in front or of the page. */
export const inHand = (program: TestProgram): FieldId | undefined => focusedField(entryOf(program))?.id;

/** What stands in that field, taken in or not. */
export const textInHand = (program: TestProgram): string | undefined => entryOf(program).focus.session?.text.text;

/** The row that is being filled in in the outermost popup, as deep in its document as it will stand. */
export function popupRow(program: TestProgram): Declaration {
  const { rows } = entryOf(program).drafts;
  return rows[0] ?? { direction: 'in', containers: [], goods: [] };
}

/** The popup in front. */
export const popupIn = (program: TestProgram): PopupState | undefined => frontPopup(entryOf(program))?.state;
