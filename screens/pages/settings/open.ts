import { answerAtLarge, answerTo, type Effect } from '../../contract/part.ts';
import { PARTS } from './parts.ts';
import { NEW_SETTINGS, PART_NAMES, type PartName, type SettingsPage } from './state.ts';

/** Brings the settings to the front with what is kept now; what was not applied on an open page stays. */
export const showSettings: Effect = {
  async run({ office }) {
    const fills = await Promise.all(PART_NAMES.map(name => PARTS[name].read(office)));
    return answerAtLarge(({ ui }) => {
      const open = ui.pages.find((page): page is SettingsPage => page.kind === 'settings');
      return { page: fills.reduce((page, fill) => fill(page), open ?? NEW_SETTINGS) };
    });
  },
};

/** A part shows what others have kept meanwhile. */
export function reread(page: SettingsPage, name: PartName): Effect {
  return {
    async run({ office }) {
      const fill = await PARTS[name].read(office);
      return answerTo(page, now => ({ self: fill(now) }));
    },
  };
}
