import type * as v from 'valibot';
import { UserError } from '../../errors.ts';
import type { GoodsMapping } from '../../workbook/scan.ts';
import { CHANNEL, CHANNEL_PASSWORD, channelFaults, withoutCredentials } from '../channel.ts';
import { GOODS_MAPPING, mappingFaults, tidyMapping } from '../goods-mapping.ts';
import type { Office } from '../office.ts';
import { ENTERPRISES, enterpriseFaults, PARTIES, partyFaults, withIdentity } from '../own-lists.ts';
import { SHORTCUT_PAGES, SHORTCUTS, shortcutFaults, shortcutsInForce, storedPage } from '../shortcuts.ts';
import { SWITCHES } from '../switches.ts';
import type { CheckedDocument } from './document.ts';

/** A document of the settings as files and commands see it: plain JSON by dotted names. */
export interface SettingsPart {
  readonly title: string;
  readonly document: CheckedDocument<unknown>;
  /** Of what is shown, which may differ from what is kept. */
  readonly schema: v.GenericSchema;
  /** The property that tells the entries of its list apart. */
  readonly key?: string;
  /** Names below it whose values are secrets, and what they are called among the secrets. */
  readonly secrets: Readonly<Record<string, string>>;
  show(office: Office, held: unknown): unknown;
  /** What is wrong in meaning with something that fits the schema. */
  faults(office: Office, shown: unknown): readonly UserError[];
  /** What is kept of something without faults. */
  keep(office: Office, shown: unknown): unknown;
}

// The table holds documents of many types; each line is checked here, where its type is known.
function part<T>(
  title: string,
  document: CheckedDocument<T>,
  own: {
    readonly key?: string;
    readonly secrets?: Readonly<Record<string, string>>;
    readonly show?: (office: Office, held: T) => unknown;
    readonly faults?: (office: Office, shown: T) => readonly UserError[];
    readonly keep?: (office: Office, shown: T) => T;
  } = {},
): SettingsPart {
  return {
    title,
    document: document as CheckedDocument<unknown>,
    schema: document.schema as v.GenericSchema,
    ...(own.key !== undefined && { key: own.key }),
    secrets: own.secrets ?? {},
    show: (office, held) => own.show?.(office, held as T) ?? held,
    faults: (office, shown) => own.faults?.(office, shown as T) ?? [],
    keep: (office, shown) => own.keep?.(office, shown as T) ?? shown,
  };
}

/** Every document of the settings, by the name that it has in settings files and in `settings get`. Templates are documents, not settings. */
export const SETTINGS_PARTS = {
  switches: part('报检开关', SWITCHES),
  shortcuts: part('随附单据快捷键', SHORTCUTS, {
    show: shortcutsInForce,
    faults: (office, shown) => SHORTCUT_PAGES.flatMap(page => shortcutFaults(office, page, shown[page] ?? {})),
    keep: (office, shown) =>
      Object.fromEntries(
        SHORTCUT_PAGES.flatMap(page => {
          const kept = shown[page] && storedPage(office, page, shown[page]);
          return kept ? [[page, kept]] : [];
        }),
      ),
  }),
  goodsMapping: part<GoodsMapping>('货物导入自定义', GOODS_MAPPING, {
    faults: (_office, shown) => mappingFaults(shown),
    keep: (_office, shown) => tidyMapping(shown),
  }),
  channel: part('申报通讯', CHANNEL, {
    secrets: { password: CHANNEL_PASSWORD },
    show: (_office, held) => withoutCredentials(held),
    faults: (_office, shown) => channelFaults(shown),
  }),
  enterprises: part('报检注册', ENTERPRISES, {
    key: 'number',
    faults: (office, shown) => shown.flatMap(enterprise => enterpriseFaults(office, enterprise)),
    keep: (_office, shown) => shown.map(withIdentity),
  }),
  parties: part('收发货人', PARTIES, {
    key: 'code',
    faults: (_office, shown) => shown.flatMap(partyFaults),
  }),
} as const satisfies Record<string, SettingsPart>;

export type PartName = keyof typeof SETTINGS_PARTS;
export const PART_NAMES = Object.keys(SETTINGS_PARTS) as readonly PartName[];

/** Throws `settings.unknown`. */
export function partOf(name: string): SettingsPart {
  if (Object.hasOwn(SETTINGS_PARTS, name)) return SETTINGS_PARTS[name as PartName];
  throw unknownSetting(name, PART_NAMES);
}

export function unknownSetting(name: string, known: readonly string[]): UserError {
  return new UserError('settings.unknown', `没有这一项设置：${name}`, {
    exit: 'usage',
    next: [known.length > 0 ? `可用的有：${known.join('、')}` : 'settings get 列出全部设置'],
  });
}
