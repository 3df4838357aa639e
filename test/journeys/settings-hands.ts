import { expect } from 'vitest';
import { frontPage } from '../../screens/contract/ui.ts';
import { type SettingsPage, TAB_NAMES, type TabName } from '../../screens/pages/settings/state.ts';
import { rowsOf } from './eyes.ts';
import type { TestProgram } from './program.ts';

/** More fields than any form of the settings has. */
const MANY = 60;

/** The settings in front. */
export const settingsOf = (program: TestProgram): SettingsPage => frontPage(program.state()) as SettingsPage;

/** Opens a tab of the settings, as people do from the home page. */
export async function openSettings(program: TestProgram, tab: TabName): Promise<TestProgram> {
  await program.press('app.settings');
  await goIntoTab(program, tab);
  expect(settingsOf(program)).toMatchObject({ kind: 'settings', tab, inMenu: false });
  return program;
}

/** From the menu of the settings into one of its tabs. */
export async function goIntoTab(program: TestProgram, tab: TabName): Promise<void> {
  await program.press(`<${'1234567890-'[TAB_NAMES.indexOf(tab)]}>`, 'settings.enter');
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
