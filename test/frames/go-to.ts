import type { FieldId } from '../../src/catalogue/catalogue.ts';
import { focusOf } from '../journeys/eyes.ts';
import type { TestProgram } from '../journeys/program.ts';

/** Leads the focus to a field of the page by Tab alone: frames are recorded as far scrolled as that way leaves them. */
export async function goTo(program: TestProgram, id: FieldId): Promise<void> {
  const first = focusOf(program);
  const goods = id.startsWith('goods.');
  while (goods && !focusOf(program).startsWith('goods.')) await program.press('<pagedown>');
  while (focusOf(program) !== id) {
    await program.press('<tab>');
    if (focusOf(program) === first) throw new Error(`no way to ${id}`);
  }
}
