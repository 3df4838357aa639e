import type { Office } from '../../../src/jobs/office.ts';
import type { Find } from '../../contract/find.ts';
import type { World } from '../../contract/world.ts';
import { type SettingsPage, TAB_NAMES, type TabName } from './state.ts';
import { TABS } from './tabs.ts';

/** The focus in the open tab. */
export function entered(page: SettingsPage, world: World): SettingsPage {
  const inside = { ...page, inMenu: false };
  return TABS[page.tab].enter?.(inside, world) ?? inside;
}

/** The focus on the menu above it. */
export function left(page: SettingsPage, world: World): SettingsPage {
  const outside = { ...page, inMenu: true };
  return page.inMenu ? page : (TABS[page.tab].leave?.(outside, world) ?? outside);
}

/** The page with the focus in a tab, on one of its places where one is named. */
export function arrived(page: SettingsPage, name: string, at: string | undefined, world: World): SettingsPage {
  const tab = TAB_NAMES.find(each => each === name) ?? page.tab;
  const inside = entered({ ...left(page, world), tab }, world);
  return at === undefined ? inside : (TABS[tab].arrive?.(inside, at, world) ?? inside);
}

/** The tabs, and what is in them whatever the office keeps. */
export function settingFinds(world: World): readonly Find[] {
  return TAB_NAMES.flatMap(tab => {
    const { title, places } = TABS[tab];
    const inside = places?.(world) ?? [];
    return [
      { id: `setting ${tab}`, group: 'setting' as const, name: title, aside: '设置', lead: leadTo(tab) },
      ...inside.map(
        ({ at, name, code }): Find => ({
          id: `setting ${tab} ${at}`,
          group: 'setting',
          ...(code !== undefined && { code }),
          name,
          aside: title,
          lead: leadTo(tab, at),
        }),
      ),
    ];
  });
}

/** The parties and registrations that the office keeps. */
export async function ownFinds(office: Office): Promise<readonly Find[]> {
  const kept = await Promise.all(
    TAB_NAMES.map(async tab => (await TABS[tab].kept?.(office))?.map(place => ({ tab, place })) ?? []),
  );
  return kept.flat().map(({ tab, place: { at, name, sort } }) => ({
    id: `party ${tab} ${at}`,
    group: 'party',
    sort,
    code: at,
    name,
    aside: at,
    lead: leadTo(tab, at),
  }));
}

const leadTo = (tab: TabName, at?: string): Find['lead'] => ({
  go: { to: 'setting', tab, ...(at !== undefined && { at }) },
});
