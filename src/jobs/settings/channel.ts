import * as v from 'valibot';
import { ENTERPRISE_IDENTITY } from '../../catalogue/carry.ts';
import { DIALECT, type Dialect, type MessageName } from '../../catalogue/dialect.ts';
import type { Declaration } from '../../catalogue/document.ts';
import { DIRECTIONS } from '../../catalogue/row.ts';
import type { FormName } from '../form-names.ts';
import { oneOf, settingsDocument, text } from './document.ts';
import { isOverHttp, onOwnWay, ownOf, WAY_ENTRIES, WAYS } from './ways.ts';

/** The platforms of settings S4: 01 and 02 speak over HTTP, 03 is the folders of the single window's import client, 09 the practice bureau. */
export const PLATFORMS = {
  '01': '九城通服务',
  '02': '广州EPORT服务',
  '03': '单一窗口导入客户端',
  '09': '练习局',
} as const;

export type Platform = keyof typeof PLATFORMS;

/** What has a channel of its own: the three kinds of declarations, and those that are made for the customs. */
export const CHANNEL_KINDS = { in: '入境', out: '出境', pack: '出境包装', customs: '报关单' } as const;
type ChannelKind = keyof typeof CHANNEL_KINDS;

const optional = v.exactOptional(text());

const ROUTE_NAME = /^(?:in|out|pack|customs)(?:\.[0-9A-Za-z]{1,20})?$/u;
const ROUTE = /^(0[129]|03)(?: (\/.*))?$/u;

const folderName = () =>
  v.exactOptional(v.pipe(text(), v.regex(/^[A-Za-z0-9][\w.-]{0,39}$/u, '应为目录名，如 Decciq001')));

const SCHEMA = v.object({
  platform: oneOf('01', '02', '03', '09'),
  ...WAY_ENTRIES,
  /** What platforms that speak over HTTP have for themselves; what they have not is what all have between them. */
  ways: WAYS,
  /** The folder (`ImpPath`) from which the import client takes what is to be sent. */
  importFolder: optional,
  /** In which form platform 03 sends: a customs declaration, in which declaration and inspection are one, or an application for inspection. */
  inboundForm: v.exactOptional(oneOf('iaq', 'dec')),
  outboundForm: v.exactOptional(oneOf('iaq', 'dec')),
  /** What the client calls the folder of each form, where it is not the usual name. */
  folders: v.exactOptional(v.object({ iaq: folderName(), dec: folderName() })),
  /**
   * Where some go another way: the kind, or the kind, a dot and a registration number; and the platform, for 03 also with a folder of its own:
   * `out.4401600001` is `03 /mnt/ImpPath`.
   */
  routes: v.exactOptional(
    v.record(
      v.pipe(text(), v.regex(ROUTE_NAME, '应为 in、out、pack 或 customs，后面可以有点和报检登记号')),
      v.pipe(text(), v.regex(ROUTE, '应为平台代码 01、02、03 或 09，后面可以有空格和导入目录')),
    ),
  ),
  /** Files with the certificates of an office's own authorities, and with its own certificate and key. */
  ca: optional,
  clientCertificate: optional,
});

/** `settings/channel.json`: where declarations are sent (S4). The password is among the secrets. */
export type ChannelSettings = v.InferOutput<typeof SCHEMA>;

export const CHANNEL = settingsDocument<ChannelSettings>('channel', SCHEMA, { platform: '09' }, 'settings.channel');

/** The forms that are sent, each with its dialect as its table has it: a start does not pay for the tables themselves. */
export const FORM_DIALECTS = { eciq: '2017', iaq: '2018', dec: '2018' } as const satisfies Readonly<
  Record<FormName, Dialect>
>;

type ChannelForms = Pick<ChannelSettings, 'platform' | 'importFolder' | 'inboundForm' | 'outboundForm' | 'routes'>;

/** What says of a declaration how it is sent. */
type Sent = Pick<Declaration, 'direction' | 'sentAs'> & { readonly [ENTERPRISE_IDENTITY.number]?: string };

/** The names under which a way of its own is looked for, the surest first. */
function routeNames(of: Sent): readonly string[] {
  const kinds: readonly ChannelKind[] = [...(of.sentAs === undefined ? [] : (['customs'] as const)), of.direction];
  const number = of[ENTERPRISE_IDENTITY.number];
  return kinds.flatMap(kind => (number ? [`${kind}.${number}`, kind] : [kind]));
}

/** The settings as they are in force for a declaration, which may have a platform and a folder of its own. */
export function settingsFor<S extends ChannelForms>(settings: S, of: Sent): S {
  const { routes } = settings;
  const name = routes && routeNames(of).find(each => Object.hasOwn(routes, each));
  return name === undefined ? settings : onRoute(settings, routes?.[name] ?? '');
}

function onRoute<S extends ChannelForms>(settings: S, route: string): S {
  const [, platform = settings.platform, importFolder] = ROUTE.exec(route) ?? [];
  return { ...settings, platform: platform as Platform, ...(importFolder && { importFolder }) };
}

/** The settings of each way that is in use, the usual one first. */
export function settingsInUse<S extends ChannelForms>(settings: S): readonly S[] {
  const isUsual = DIRECTIONS.some(direction => settingsFor(settings, { direction }) === settings);
  const all = [
    ...(isUsual ? [settings] : []),
    ...Object.values(settings.routes ?? {}).map(route => onRoute(settings, route)),
  ];
  return all.filter((each, at) => all.findIndex(other => wayName(other) === wayName(each)) === at);
}

/** The platforms over HTTP that are in use and have no address of their own. */
export const sharing = (settings: ChannelSettings): readonly Platform[] => [
  ...new Set(
    settingsInUse(settings).flatMap(of => (isOverHttp(of.platform) && !ownOf(of).sendUrl ? [of.platform] : [])),
  ),
];

/** The settings of a way with what its platform has for itself. The address that all have between them is that of the platform in force, if it needs one. */
export function settingsOn(way: ChannelSettings, usual: ChannelSettings = way): ChannelSettings {
  const [first, ...others] = sharing(usual);
  const owner = others.length > 0 ? usual.platform : first;
  return onOwnWay(way, owner === undefined || owner === way.platform || !sharing(usual).includes(way.platform));
}

/** What a way of its own is for, as people read it: 出境 4401600001. */
export function routeText(name: string): string {
  const [kind = '', number = ''] = name.split('.');
  return `${CHANNEL_KINDS[kind as ChannelKind] ?? kind} ${number}`.trim();
}

/** The forms that are sent on a way. */
export function formsOn(way: ChannelForms, usual: ChannelForms): readonly FormName[] {
  const routed = Object.keys(usual.routes ?? {}).map((name): Sent => {
    const [kind = 'in', number] = name.split('.') as [ChannelKind, string?];
    const of = kind === 'customs' ? ({ direction: 'out', sentAs: 'dec' } as const) : { direction: kind };
    return { ...of, ...(number && { [ENTERPRISE_IDENTITY.number]: number }) };
  });
  const here = [...DIRECTIONS.map((direction): Sent => ({ direction })), ...routed].filter(
    of => wayName(settingsFor(usual, of)) === wayName(way),
  );
  return here.flatMap(of => sentForm(usual, of) ?? []);
}

/** What a way is called where it must be found again: its platform, and the folder where it is not the usual one of this office. */
export function wayName({ platform, importFolder }: ChannelForms, usual?: ChannelForms): string {
  const own = platform === '03' && importFolder !== undefined && importFolder !== usual?.importFolder;
  return own ? `${platform} ${importFolder}` : platform;
}

/** The form that a declaration is sent in; undefined where it cannot be sent that way. */
export function sentForm(settings: ChannelForms, of: Sent): FormName | undefined {
  const { platform, inboundForm, outboundForm } = settingsFor(settings, of);
  if (of.sentAs !== undefined) return platform === '03' ? of.sentAs : undefined;
  if (platform !== '03') return 'eciq';
  if (of.direction === 'pack') return undefined;
  return (of.direction === 'in' ? inboundForm : outboundForm) ?? 'iaq';
}

/** The dialect in which declarations are coded that are sent like this one. */
export function dialectOf(settings: ChannelForms, of: Sent): Dialect {
  const form = of.sentAs ?? sentForm(settings, of);
  return form === undefined ? DIALECT : FORM_DIALECTS[form];
}

/** The form of a declaration, where that has fields of its own. */
export function messageOf(settings: ChannelForms, of: Sent): MessageName | undefined {
  return of.sentAs ?? (sentForm(settings, of) === 'dec' ? 'dec' : undefined);
}

const hasFolder = ({ importFolder, routes = {} }: ChannelSettings): boolean =>
  Boolean(importFolder) || Object.values(routes).some(route => route.includes(' '));

/**
 * Imports go as customs declarations today: that is written down where an office names its folder for the first time and has not said otherwise. Who used
 * the folders before without saying sends applications, and goes on doing so when the folder is named anew.
 */
export function withInboundForm(settings: ChannelSettings, before: ChannelSettings): ChannelSettings {
  if (settings.inboundForm !== undefined || hasFolder(settings) === hasFolder(before)) return settings;
  return { ...settings, inboundForm: hasFolder(settings) ? 'dec' : 'iaq' };
}
