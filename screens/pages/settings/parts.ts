import { ENTERPRISES_PART } from './enterprises.ts';
import { MAPPING_PART } from './mapping.ts';
import { PARTIES_PART } from './parties.ts';
import type { SettingsTab } from './settings-part.ts';
import { shortcutsPart } from './shortcuts.ts';
import type { TabName } from './state.ts';
import { SWITCHES_PART } from './switches.ts';

export const PARTS: Readonly<Record<TabName, SettingsTab>> = {
  enterprises: ENTERPRISES_PART,
  out: shortcutsPart('out'),
  in: shortcutsPart('in'),
  mapping: MAPPING_PART,
  parties: PARTIES_PART,
  switches: SWITCHES_PART,
};
