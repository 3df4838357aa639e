import type { Effect } from '../../contract/change.ts';
import { replyTo, replyToApp } from '../../contract/reply.ts';
import { NEW_SETTINGS, type SettingsPage, TAB_NAMES, type TabName } from './state.ts';
import { TABS } from './tabs.ts';

/** Brings the settings to the front with what is kept now; what was not applied on an open page stays. */
export const showSettings: Effect = {
  async run({ office }) {
    const fills = await Promise.all(TAB_NAMES.map(name => TABS[name].read(office)));
    return replyToApp(({ ui }) => {
      const open = ui.pages.find((page): page is SettingsPage => page.kind === 'settings');
      return { page: fills.reduce((page, fill) => fill(page), open ?? NEW_SETTINGS) };
    });
  },
};

/** A tab shows what others have kept meanwhile. */
export function reread(page: SettingsPage, name: TabName): Effect {
  return {
    async run({ office }) {
      const fill = await TABS[name].read(office);
      return replyTo(page, now => ({ state: fill(now) }));
    },
  };
}
