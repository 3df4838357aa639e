import { describe, expect, it } from 'vitest';
import { fieldOf } from '../../../src/catalogue/catalogue.ts';
import type { Direction } from '../../../src/catalogue/row.ts';
import { stopsOf } from '../../../src/declaration/stops.ts';
import { adoptDocument, keepDraft } from '../../../src/jobs/keep-declarations.ts';
import { documentOf } from '../../declaration/cases.ts';
import { entryOf, message, textInHand } from '../eyes.ts';
import { goTo, openStored, typeInto } from '../hands.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 9 });

const CASE: Readonly<Record<Exclude<Direction, 'pack'>, string>> = { in: 'in-full', out: 'out-full' };

/** A declaration in which nearly every field has its value, with its rows in the forms. */
async function fullPage(direction: keyof typeof CASE) {
  const program = await stage.begin(direction);
  const record = await keepDraft(program.office, await adoptDocument(program.office, documentOf(CASE[direction])));
  await openStored(program, record.entryNo);
  for (const list of ['containers.spec', 'goods.hsCode'] as const) {
    await goTo(program, list);
    await program.press('entry.to-list', 'list.first', 'rows.take');
  }
  return program;
}

describe('Space in a field that was only entered (E5)', () => {
  it.each(['in', 'out'] as const)('changes no value of a page with values: %s', async direction => {
    const program = await fullPage(direction);
    const { drafts } = entryOf(program);
    for (const { id } of stopsOf(direction)) {
      if (fieldOf(id).kind === 'flag') continue;
      await goTo(program, id);
      await program.press('<space>');
      const { popups, focus } = entryOf(program);
      if (popups.length > 0) await program.press('popup.cancel');
      else if (focus.session?.matches) await program.press('matches.close');
      else if (focus.session?.calendar) await program.press('calendar.close');
      await program.press('<tab>');
      expect([id, entryOf(program).drafts]).toEqual([id, drafts]);
    }
  });

  it.each([
    ['specialRequirements', 'P6'],
    ['marks', 'P4'],
    ['certificatesAsked', 'P7'],
    ['goods.packageQuantity', 'P11'],
    ['enterpriseQualifications', 'P1'],
  ] as const)('opens the popup of %s', async (field, popup) => {
    const program = await stage.begin();
    await goTo(program, field);
    await program.press('<space>');
    expect(entryOf(program).popups.map(each => each.popup)).toEqual([popup]);
  });

  it('opens the matches of a coded field at the code that it has', async () => {
    const program = await stage.begin();
    await typeInto(program, 'category', '13');
    await program.press('<tab>', 'entry.previous', '<space>');
    const { session } = entryOf(program).focus;
    expect(session?.matches?.rows.length).toBeGreaterThan(1);
    expect(session?.matches?.rows[session.matches.from ?? -1]?.code).toBe('13');
    await program.press('matches.close', '<tab>');
    expect(entryOf(program).drafts.document.category).toBe('13');
  });

  it('is a blank behind the value of a text', async () => {
    const program = await stage.begin();
    await typeInto(program, 'storagePlace', 'A');
    await program.press('<tab>', 'entry.previous', '<space>', 'B', '<tab>');
    expect(entryOf(program).drafts.document.storagePlace).toBe('A B');
    expect(message(program)).toBeUndefined();
  });

  it('is a blank in a text with a popup once a character was typed; F4 opens the popup all the same', async () => {
    const program = await stage.begin();
    await typeInto(program, 'specialRequirements', 'A');
    await program.press('<space>', 'B');
    expect(textInHand(program)).toBe('A B');
    expect(entryOf(program).popups).toEqual([]);
    await program.press('field.open');
    expect(entryOf(program).popups.map(({ popup }) => popup)).toEqual(['P6']);
    expect(entryOf(program).drafts.document.specialRequirements).toBe('A B');
  });
});
