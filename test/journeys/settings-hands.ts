import { expect } from 'vitest';
import { PART_NAMES, type PartName, type SettingsPage } from '../../screens/settings/state.ts';
import { frontPage } from '../../screens/state.ts';
import { rowsOf } from './eyes.ts';
import type { TestProgram } from './program.ts';

/** More fields than any form of the settings has. */
const MANY = 60;

/** The settings in front. */
export const settingsOf = (program: TestProgram): SettingsPage => frontPage(program.state()) as SettingsPage;

/** Opens a part of the settings, as people do from the home page. */
export async function openSettings(program: TestProgram, part: PartName): Promise<TestProgram> {
  await program.press('app.settings');
  await goIntoPart(program, part);
  expect(settingsOf(program)).toMatchObject({ kind: 'settings', part, inMenu: false });
  return program;
}

/** From the menu of the settings into one of its parts. */
export async function goIntoPart(program: TestProgram, part: PartName): Promise<void> {
  await program.press(`<${PART_NAMES.indexOf(part) + 1}>`, 'settings.enter');
}

/** Types into fields of the form in hand by their labels, going on from field to field with Tab; stays in the last. */
export async function typeIntoForm(program: TestProgram, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(values)) {
    for (let count = 0; (await labelInHand(program)) !== label; count += 1) {
      if (count === MANY) throw new Error(`no way to ${label}`);
      await program.press('<tab>');
    }
    await program.press(text);
  }
}

/** The label of the field that is typed into, which stands in front of its bracket. */
async function labelInHand(program: TestProgram): Promise<string | undefined> {
  const { y } = await program.cursor();
  return /(\S+?)\*? *\[/u.exec((await rowsOf(program))[y] ?? '')?.[1];
}
