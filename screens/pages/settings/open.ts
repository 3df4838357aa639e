import type { Effect } from '../../contract/change.ts';
import { replyTo, replyToApp } from '../../contract/reply.ts';
import type { World } from '../../contract/world.ts';
import { arrived } from './places.ts';
import { NEW_SETTINGS, type SettingsPage, TAB_NAMES, type TabName } from './state.ts';
import { TABS } from './tabs.ts';

/** Brings the settings to the front with what is kept now; what was not applied on an open page stays. */
export const showSettings: Effect = showing(page => page);

/** The same, with the focus in a tab: on a row, switch, rule or field where one is named. */
export const showSetting = (tab: string, at?: string): Effect =>
  showing((page, world) => arrived(page, tab, at, world));

function showing(then: (page: SettingsPage, world: World) => SettingsPage): Effect {
  return {
    async run({ office }) {
      const fills = await Promise.all(TAB_NAMES.map(name => TABS[name].read(office)));
      return replyToApp(({ ui, world }) => {
        const open = ui.pages.find((page): page is SettingsPage => page.kind === 'settings');
        const page = fills.reduce((now, fill) => fill(now), open ?? NEW_SETTINGS);
        return { page: then(page, world) };
      });
    },
  };
}

/** A tab shows what others have kept meanwhile. */
export function reread(page: SettingsPage, name: TabName): Effect {
  return {
    async run({ office }) {
      const fill = await TABS[name].read(office);
      return replyTo(page, now => ({ state: fill(now) }));
    },
  };
}
