import { resolve } from 'node:path';
import type * as v from 'valibot';
import { UserError } from '../../errors.ts';
import type { GoodsMapping } from '../../workbook/table-headings.ts';
import { ACCOUNTS, accountsFaults, SMS_SECRET, withBareAccounts } from '../accounts/settings.ts';
import { CHANNEL_PASSWORD, CLIENT_PASSPHRASE, WAY_PASSWORDS } from '../channel.ts';
import { certificateFaults } from '../channel-certificates.ts';
import { COLUMN_MAPPINGS, columnMappingFaults, keptColumnMappings } from '../column-mappings.ts';
import { GOODS_MAPPING, mappingFaults, tidyMapping } from '../goods-mapping.ts';
import { keptTemplates, LEDGER_TEMPLATES, templateFaults } from '../ledger-templates.ts';
import type { Office } from '../office.ts';
import { ENTERPRISES, enterpriseFaults, PARTIES, partyFaults, withIdentity } from '../own-lists.ts';
import { PAPERLESS, PAPERLESS_PASSWORD, paperlessFaults, withoutAccounts } from '../paperless/settings.ts';
import { PAPER_SETTINGS, paperFaults } from '../print-settings.ts';
import { OWN_PRINTING, ownPrinting, PRINTING, type Printing } from '../printing.ts';
import { SHORTCUT_PAGES, SHORTCUTS, shortcutFaults, shortcutsInForce, storedPage } from '../shortcuts.ts';
import { SWITCHES } from '../switches.ts';
import { channelFaults, withoutCredentials } from '../way-settings.ts';
import { ALIASES, aliasFaults, keptAliases } from './aliases.ts';
import { ARTICLES, decisionFaults, keptDecisions } from './articles.ts';
import { CHANNEL, withInboundForm } from './channel.ts';
import { CODE_ROWS, keptRows, rowFaults } from './code-rows.ts';
import type { CheckedDocument } from './document.ts';
import { FORGOTTEN, forgottenFaults } from './forgotten-rejections.ts';
import { NOTICES, noticeFaults } from './notices.ts';
import { keptNotes, noteFaults, RECEIPT_NOTES } from './receipt-notes.ts';
import { keptReviewRules, REVIEW_RULES, reviewRuleFaults } from './review-rules.ts';
import { keptRules, RULES, ruleFaults, shownRules } from './rule-levels.ts';

/** A document of the settings as files and commands see it: plain JSON by dotted names. */
export interface SettingsPart {
  readonly title: string;
  readonly document: CheckedDocument<unknown>;
  /** What is shown must fit it; what is kept may differ from that. */
  readonly schema: v.GenericSchema;
  /** The property that tells the entries of its list apart. */
  readonly key?: string;
  /** Names below it whose values are secrets, and what they are called among the secrets. */
  readonly secrets: Readonly<Record<string, string>>;
  show(held: unknown, office: Office): unknown;
  /** What is wrong in meaning with something that fits the schema; `known` is what it replaces, as it is shown, and the secrets below it. */
  faults(shown: unknown, office: Office, known: Known): readonly UserError[];
  /** What is kept of something without faults; `held` is what is kept now. */
  keep(shown: unknown, office: Office, held: unknown): unknown;
  /** What people set by name, with what else it brings where nothing is said of that; `before` is what was shown. */
  withMore(shown: unknown, before: unknown): unknown;
}

export interface Known {
  readonly before: unknown;
  /** By their names below the part; those that are set and can be opened. */
  readonly secrets: Readonly<Record<string, string>>;
}

// The table holds documents of many types; each line is checked here, where its type is known.
function part<T>(
  title: string,
  document: CheckedDocument<T>,
  own: {
    readonly key?: string;
    readonly schema?: v.GenericSchema;
    readonly secrets?: Readonly<Record<string, string>>;
    readonly show?: (held: T, office: Office) => unknown;
    readonly faults?: (shown: T, office: Office, known: Known & { readonly before: T }) => readonly UserError[];
    readonly keep?: (shown: T, office: Office, held: T) => T;
    readonly withMore?: (shown: T, before: T) => T;
  } = {},
): SettingsPart {
  return {
    title,
    document: document as CheckedDocument<unknown>,
    schema: own.schema ?? (document.schema as v.GenericSchema),
    ...(own.key !== undefined && { key: own.key }),
    secrets: own.secrets ?? {},
    show: (held, office) => own.show?.(held as T, office) ?? held,
    faults: (shown, office, known) => own.faults?.(shown as T, office, known as Known & { before: T }) ?? [],
    keep: (shown, office, held) => own.keep?.(shown as T, office, held as T) ?? shown,
    withMore: (shown, before) => own.withMore?.(shown as T, before as T) ?? shown,
  };
}

/** Every document of the settings, by the name that it has in settings files and in `settings get`. Templates are documents, not settings. */
const SETTINGS_PARTS = {
  switches: part('报检开关', SWITCHES),
  shortcuts: part('随附单据快捷键', SHORTCUTS, {
    show: (held, office) => shortcutsInForce(office, held),
    faults: (shown, office) => SHORTCUT_PAGES.flatMap(page => shortcutFaults(office, page, shown[page] ?? {})),
    keep: (shown, office) =>
      Object.fromEntries(
        SHORTCUT_PAGES.flatMap(page => {
          const kept = shown[page] && storedPage(office, page, shown[page]);
          return kept ? [[page, kept]] : [];
        }),
      ),
  }),
  goodsMapping: part<GoodsMapping>('货物导入自定义', GOODS_MAPPING, {
    faults: mappingFaults,
    keep: tidyMapping,
  }),
  columnMappings: part('栏目对应', COLUMN_MAPPINGS, {
    key: 'name',
    faults: columnMappingFaults,
    keep: keptColumnMappings,
  }),
  channel: part('申报通讯', CHANNEL, {
    secrets: {
      password: CHANNEL_PASSWORD,
      clientPassphrase: CLIENT_PASSPHRASE,
      'ways.01.password': WAY_PASSWORDS['01'],
      'ways.02.password': WAY_PASSWORDS['02'],
    },
    show: withoutCredentials,
    faults: (shown, office, { before, secrets }) => [
      ...channelFaults(shown),
      ...certificateFaults(shown, before, { passphrase: secrets.clientPassphrase, now: office.now() }),
    ],
    // Whoever sends stands in another folder.
    keep: ({ ca, clientCertificate, ...rest }) => ({
      ...rest,
      ...(ca && { ca: resolve(ca) }),
      ...(clientCertificate && { clientCertificate: resolve(clientCertificate) }),
    }),
    withMore: withInboundForm,
  }),
  paperless: part('无纸化通讯', PAPERLESS, {
    secrets: { password: PAPERLESS_PASSWORD },
    show: withoutAccounts,
    faults: paperlessFaults,
  }),
  accounts: part('短信和扫码', ACCOUNTS, {
    secrets: { sms: SMS_SECRET },
    show: withBareAccounts,
    faults: accountsFaults,
  }),
  enterprises: part('报检注册', ENTERPRISES, {
    key: 'number',
    faults: (shown, office) => shown.flatMap(enterprise => enterpriseFaults(office, enterprise)),
    keep: shown => shown.map(withIdentity),
  }),
  parties: part('收发货人', PARTIES, {
    key: 'code',
    faults: shown => shown.flatMap(partyFaults),
  }),
  paper: part('打印字体', PAPER_SETTINGS, { faults: paperFaults }),
  printing: part('打印', PRINTING, {
    schema: OWN_PRINTING,
    show: ownPrinting,
    // Everybody sees and changes what is theirs.
    keep: (shown, { user }, held) => ({ ...held, [user]: shown as unknown as Printing }),
  }),
  articles: part('商品库', ARTICLES, { faults: decisionFaults, keep: keptDecisions }),
  notices: part('向外通知', NOTICES, { faults: noticeFaults }),
  receiptNotes: part('回执说明', RECEIPT_NOTES, { key: 'code', faults: noteFaults, keep: keptNotes }),
  rejections: part('不再提示的退单原因', FORGOTTEN, { key: 'name', faults: forgottenFaults }),
  aliases: part('代码别名', ALIASES, { faults: aliasFaults, keep: keptAliases }),
  codeRows: part('代码增改', CODE_ROWS, { faults: rowFaults, keep: keptRows }),
  ledger: part('统计导出模板', LEDGER_TEMPLATES, { key: 'name', faults: templateFaults, keep: keptTemplates }),
  reviewRules: part('复核', REVIEW_RULES, { key: 'name', faults: reviewRuleFaults, keep: keptReviewRules }),
  rules: part('检查规则', RULES, {
    show: shownRules,
    faults: ruleFaults,
    keep: keptRules,
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
