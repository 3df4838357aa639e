import type { OfficeLevels } from '../../../src/declaration/check.ts';
import { NEW_SMS, type SmsState } from '../../../src/jobs/accounts/settings.ts';
import { type ChannelState, NEW_CHANNEL } from '../../../src/jobs/channel.ts';
import type { OwnHeading } from '../../../src/jobs/goods-mapping.ts';
import { NEW_PAPERLESS, type PaperlessChannel } from '../../../src/jobs/paperless/channel-state.ts';
import type { Printers } from '../../../src/jobs/printers.ts';
import { type Printing, USUAL_PRINTING } from '../../../src/jobs/printing.ts';
import { NOTICES, type NoticeSettings } from '../../../src/jobs/settings/notices.ts';
import type { Characters, ShortcutPage } from '../../../src/jobs/shortcuts.ts';
import { SWITCHES, type Switches } from '../../../src/jobs/switches.ts';
import { beginForm, type FormState } from '../../fields/form/state.ts';
import type { RegisterState } from './register-state.ts';
import { emptyRegister } from './register-state.ts';

/** The tabs of the settings in the order of the manual's menu (3.3.1); documents have a page for each side. */
export const TAB_NAMES = [
  'enterprises',
  'out',
  'in',
  'mapping',
  'parties',
  'switches',
  'rules',
  'printing',
  'channel',
  'codes',
  'gate',
] as const;
export type TabName = (typeof TAB_NAMES)[number];

/** The characters of one side, as they are in force and as they are being changed (S2). */
export interface ShortcutsState {
  readonly held: Characters;
  readonly draft: Characters;
  /** The document with the focus, in the order of the code table. */
  readonly index: number;
}

/** The headings of the office's own workbook (S3): columns of the program → headings, '' for none. */
export interface MappingState {
  /** What is in force is what it began with. */
  readonly form: FormState;
  /** The workbook that headings can be chosen from, once one was picked. */
  readonly workbook: { readonly name: string; readonly headings: readonly OwnHeading[] } | undefined;
}

/** How this person prints, the queues there are, and the second font of the office ('' for none). */
export interface PrintingState {
  readonly held: Printing;
  readonly printers: Printers;
  readonly fallbackFont: string;
  readonly index: number;
}

/** Where declarations and their paperless documents go. */
export interface ChannelTabState {
  readonly held: ChannelState;
  readonly paperless: PaperlessChannel;
  readonly accounts: SmsState;
  readonly notices: NoticeSettings;
  readonly index: number;
}

/** Settings S1 to S7, and how faults count: a menu, and the tab that is open. Each tab keeps what is not applied while another one is open. */
export interface SettingsPage {
  readonly kind: 'settings';
  readonly id: 'settings';
  readonly tab: TabName;
  /** The focus is on the menu. */
  readonly inMenu: boolean;
  readonly switches: { readonly held: Switches; readonly index: number };
  readonly rules: { readonly held: OfficeLevels; readonly index: number };
  readonly printing: PrintingState;
  readonly channel: ChannelTabState;
  readonly shortcuts: Readonly<Record<ShortcutPage, ShortcutsState>>;
  readonly mapping: MappingState;
  readonly registers: Readonly<Record<'enterprises' | 'parties' | 'codes' | 'gate', RegisterState>>;
}

const NO_SHORTCUTS: ShortcutsState = { held: {}, draft: {}, index: 0 };

/** The page before anything was read. */
export const NEW_SETTINGS: SettingsPage = {
  kind: 'settings',
  id: 'settings',
  tab: 'enterprises',
  inMenu: true,
  switches: { held: SWITCHES.initial, index: 0 },
  rules: { held: {}, index: 0 },
  printing: { held: USUAL_PRINTING, printers: { queues: [] }, fallbackFont: '', index: 0 },
  channel: { held: NEW_CHANNEL, paperless: NEW_PAPERLESS, accounts: NEW_SMS, notices: NOTICES.initial, index: 0 },
  shortcuts: { out: NO_SHORTCUTS, in: NO_SHORTCUTS },
  mapping: { form: beginForm({}), workbook: undefined },
  registers: { enterprises: emptyRegister(), parties: emptyRegister(), codes: emptyRegister(), gate: emptyRegister() },
};
