import * as v from 'valibot';
import { text, yesNo } from './document.ts';

/** The platforms that speak over HTTP, each of which can have an address and an account of its own. */
export const HTTP_PLATFORMS = ['01', '02'] as const;
export type HttpPlatform = (typeof HTTP_PLATFORMS)[number];

const optional = v.exactOptional(text());

const ENTRIES = {
  sendUrl: optional,
  receiveUrl: optional,
  /** Plain http to another machine, where an office's own gateway adds TLS. */
  allowPlain: v.exactOptional(yesNo()),
  registrationNo: optional,
  organisationCode: optional,
  user: optional,
  method: optional,
  certificate: optional,
};

/** What a platform has for itself, and what all have between them. The passwords are among the secrets. */
export const WAY_ENTRIES = ENTRIES;
export const WAYS = v.exactOptional(
  v.object({ '01': v.exactOptional(v.object(ENTRIES)), '02': v.exactOptional(v.object(ENTRIES)) }),
);

const WAY = v.object(ENTRIES);
export type WaySettings = v.InferOutput<typeof WAY>;
export type WaySetting = keyof WaySettings;
export const WAY_SETTINGS = Object.keys(ENTRIES) as readonly WaySetting[];

export const isOverHttp = (platform: string): platform is HttpPlatform =>
  (HTTP_PLATFORMS as readonly string[]).includes(platform);

interface WithWays extends WaySettings {
  readonly platform: string;
  readonly ways?: { readonly [platform in HttpPlatform]?: WaySettings };
}

export const ownOf = ({ platform, ways }: WithWays): WaySettings =>
  isOverHttp(platform) ? (ways?.[platform] ?? {}) : {};

/** An address with what is said of it, and the account that is shown there. */
const ADDRESS = ['sendUrl', 'receiveUrl', 'allowPlain'] as const;
const ACCOUNT = ['user', 'method', 'certificate'] as const;

const filled = (settings: WaySettings): WaySettings =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined && value !== ''));

const without = <S extends WaySettings>(settings: S, names: readonly WaySetting[]): S =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name as WaySetting))) as S;

/**
 * The settings as they hold on their platform: what it has for itself counts, else what all have between them. An account never goes to
 * an address that it was not written down for: a platform with an address of its own has its own account, or none.
 */
export function onOwnWay<S extends WithWays>(settings: S, hasShared: boolean): S {
  const own = filled(ownOf(settings));
  const isElsewhere = own.sendUrl !== undefined || !hasShared;
  const dropped = [...(isElsewhere ? ADDRESS : []), ...(isElsewhere || own.user !== undefined ? ACCOUNT : [])];
  return { ...without(settings, isOverHttp(settings.platform) ? dropped : []), ...own };
}

/** Whether the account on a way is the one that all have between them. */
export const hasSharedAccount = (settings: WithWays): boolean => filled(ownOf(settings)).user === undefined;
