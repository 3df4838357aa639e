import { expect } from 'vitest';
import type { FieldId } from '../../src/catalogue/catalogue.ts';
import { inHand, popupIn } from './eyes.ts';
import { goTo, type Typed } from './hands.ts';
import type { TestProgram } from './program.ts';

/** More fields than any popup has. */
const MANY = 20;

/** Goes to a field of the page and opens its popup. */
export async function openPopup(program: TestProgram, field: FieldId): Promise<void> {
  await goTo(program, field);
  await program.press('field.open');
}

/** Fills fields of the popup in front, each with Enter, from the one in hand on; what is not named is passed. */
export async function fillPopup(program: TestProgram, values: Typed): Promise<void> {
  const last = Object.keys(values).at(-1) as FieldId;
  const popup = popupIn(program)?.popup;
  for (let count = 0; count < MANY; count += 1) {
    const field = inHand(program) as FieldId;
    expect(popupIn(program)?.popup).toBe(popup);
    await program.press(values[field] ?? '', '<enter>');
    if (field === last) return;
  }
  throw new Error(`no way to ${last}`);
}

/** Passes fields of the popup in front by Enter, types into this one and stays there. */
export async function typeIntoPopup(program: TestProgram, field: FieldId, text: string): Promise<void> {
  for (let count = 0; inHand(program) !== field; count += 1) {
    if (count === MANY) throw new Error(`no way to ${field}`);
    await program.press('<enter>');
  }
  await program.press(text);
}
