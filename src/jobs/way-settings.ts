import { isAbsolute } from 'node:path';
import { UserError } from '../errors.ts';
import { type ChannelSettings, type Platform, settingsInUse, settingsOn } from './settings/channel.ts';
import { HTTP_PLATFORMS, isOverHttp } from './settings/ways.ts';
import { typedFaults, withBareAddresses } from './typed-addresses.ts';

const ADDRESSES = ['sendUrl', 'receiveUrl'] as const;

/** All that is wrong with addresses and the folder that are filled in: `channel.address`, `channel.folder`, `channel.one-address`. */
export function channelFaults(settings: ChannelSettings): readonly UserError[] {
  const { importFolder: folder = '', ways = {} } = settings;
  // Programs that run elsewhere, at other times, mean the same folder.
  const relative = folder !== '' && !isAbsolute(folder);
  const wrong = new UserError('channel.folder', 'channel.importFolder：要写完整的路径，以 / 开头', {
    exit: 'usage',
    next: ['如 channel set importFolder /mnt/ImpPath'],
  });
  const own = HTTP_PLATFORMS.flatMap(platform =>
    typedFaults('channel', ways[platform] ?? {}, ADDRESSES, `ways.${platform}.`),
  );
  return [
    ...(relative ? [wrong] : []),
    ...(haveOneAddress(settings) ? [oneAddress()] : []),
    ...typedFaults('channel', settings, ADDRESSES),
    ...own,
  ];
}

/** Receipts are asked for at an address: of one that two platforms have, nobody could tell whose they are. */
function haveOneAddress(settings: ChannelSettings): boolean {
  const used = new Map(
    settingsInUse(settings)
      .filter(({ platform }) => isOverHttp(platform))
      .map(way => [way.platform, way]),
  );
  const addresses = [...used.values()].map(way => settingsOn(way, settings).sendUrl || undefined);
  const isNobodys = addresses.length > 1 && addresses.every(address => address === undefined);
  return (
    new Set(addresses).size < addresses.filter(address => address !== undefined).length ||
    (isNobodys && Boolean(settings.sendUrl))
  );
}

const oneAddress = () =>
  new UserError('channel.one-address', '01 和 02 都在用，不能是同一个发送地址', {
    exit: 'usage',
    next: ['各填各的：channel set sendUrl 网址 --platform 02，01 同样；或在设置的申报通讯里'],
  });

/** The settings as they may be shown. */
export function withoutCredentials(settings: ChannelSettings): ChannelSettings {
  const bare = withBareAddresses(settings, ADDRESSES);
  const { ways } = settings;
  if (ways === undefined) return bare;
  const each = Object.entries(ways).map(([platform, own]) => [platform, withBareAddresses(own, ADDRESSES)]);
  return { ...bare, ways: Object.fromEntries(each) };
}

// 广州EPORT服务 asks for both numbers, as the manual shows it; an address is printed for neither.
// biome-ignore format: table
const NEEDED = {
  '01': { sendUrl: '发送地址' },
  '02': { sendUrl: '发送地址', registrationNo: '报检登记号', organisationCode: '组织机构代码' },
  '03': { importFolder: '导入目录' },
  '09': {},
} as const satisfies Record<Platform, Partial<Record<keyof ChannelSettings, string>>>;

/** What must still be filled in before the chosen platform can be sent to, as people call it. */
export function missingIn(settings: ChannelSettings, usual: ChannelSettings = settings): readonly string[] {
  const held = settingsOn(settings, usual);
  return Object.entries(NEEDED[settings.platform])
    .filter(([name]) => !held[name as keyof ChannelSettings])
    .map(([, title]) => title);
}

/** The address or folder to which the chosen platform is sent; empty for the practice bureau, or while there is none. */
export function placeOf(settings: ChannelSettings, usual: ChannelSettings = settings): string {
  const { platform, sendUrl = '', importFolder = '' } = settingsOn(settings, usual);
  if (platform === '09') return '';
  return platform === '03' ? importFolder : sendUrl;
}
