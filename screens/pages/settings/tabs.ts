import { CHANNEL_TAB } from './channel.ts';
import { CODES_TAB } from './codes.ts';
import { ENTERPRISES_TAB } from './enterprises.ts';
import { GATE_TAB } from './gate.ts';
import { MAPPING_TAB } from './mapping.ts';
import { PARTIES_TAB } from './parties.ts';
import { PRINTING_TAB } from './printing.ts';
import { RULES_TAB } from './rules.ts';
import type { SettingsTab } from './settings-tab.ts';
import { shortcutsTab } from './shortcuts.ts';
import type { TabName } from './state.ts';
import { SWITCHES_TAB } from './switches.ts';

export const TABS: Readonly<Record<TabName, SettingsTab>> = {
  enterprises: ENTERPRISES_TAB,
  out: shortcutsTab('out'),
  in: shortcutsTab('in'),
  mapping: MAPPING_TAB,
  parties: PARTIES_TAB,
  switches: SWITCHES_TAB,
  rules: RULES_TAB,
  printing: PRINTING_TAB,
  channel: CHANNEL_TAB,
  codes: CODES_TAB,
  gate: GATE_TAB,
};
