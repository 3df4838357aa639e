import { expect } from 'vitest';
import { beginEntry } from '../../screens/pages/entry/open.ts';
import { frontPopup } from '../../screens/pages/entry/popup/pending-row.ts';
import type { PopupState } from '../../screens/pages/entry/popup/state.ts';
import { focusedField } from '../../screens/pages/entry/value-path.ts';
import type { FieldId } from '../../src/catalogue/catalogue.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import type { TestProgram, TestProgramOptions } from './program.ts';
import type { openStage } from './stage.ts';
import { entryOf, focusOf } from './values.ts';

/** The program with a new declaration in front. */
export async function begun(
  stage: ReturnType<typeof openStage>,
  direction: Direction = 'in',
  options: TestProgramOptions = {},
): Promise<TestProgram> {
  return await stage.start({ ...options, begin: [beginEntry(direction)] });
}

/** Leads the focus to a field of the page. */
export async function goTo(program: TestProgram, id: FieldId): Promise<void> {
  const first = focusOf(program);
  const goods = id.startsWith('goods.');
  while (goods && !focusOf(program).startsWith('goods.')) await program.press('<pagedown>');
  while (focusOf(program) !== id) {
    await program.press('<tab>');
    if (focusOf(program) === first) throw new Error(`no way to ${id}`);
  }
}

/** Fills the fields of the popup in front by Enter from the one in hand on; what is not named is passed. */
export async function fillPopup(
  program: TestProgram,
  values: Readonly<Partial<Record<FieldId, string>>>,
  until?: FieldId,
): Promise<void> {
  const popup = popupIn(program)?.popup;
  const last = until ?? (Object.keys(values).at(-1) as FieldId);
  for (let count = 0; count < 20; count += 1) {
    const field = focusedField(entryOf(program))?.id as FieldId;
    expect(popupIn(program)?.popup).toBe(popup);
    await program.press(values[field] ?? '', '<enter>');
    if (field === last) return;
  }
  throw new Error(`no way to ${last}`);
}

export function popupIn(program: TestProgram): PopupState | undefined {
  return frontPopup(entryOf(program))?.state;
}

/** The field in hand, of the popup in front or of the page. */
export const inHand = (program: TestProgram): FieldId | undefined => focusedField(entryOf(program))?.id;

/** The message line. */
export const said = (program: TestProgram): string => program.state().message?.text ?? '';
