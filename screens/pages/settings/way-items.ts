import { platformName } from '../../../src/jobs/channel.ts';
import { settingsInUse, settingsOn } from '../../../src/jobs/settings/channel.ts';
import { titleOfSetting } from '../../../src/jobs/settings/titles.ts';
import { HTTP_PLATFORMS, type HttpPlatform, ownOf } from '../../../src/jobs/settings/ways.ts';
import { missingIn } from '../../../src/jobs/way-settings.ts';
import { cleanLine } from '../../../src/text.ts';
import { type Item, secretWord } from './channel-items.ts';
import type { ChannelTabState } from './state.ts';

type TextName = 'sendUrl' | 'receiveUrl' | 'registrationNo' | 'organisationCode' | 'user' | 'method' | 'certificate';

// biome-ignore format: table
const ABOUT = {
  sendUrl:          '只归这个平台的网址。有自己的地址，就也用自己的账号：共用的账号不发到这里。',
  receiveUrl:       '接收回执的网址；空着用自己的发送地址。',
  registrationNo:   '在这个平台登记的号码；空着用共用的。',
  organisationCode: '写进报文的组织机构代码；空着用共用的。',
  user:             '这个平台给的账号；地址是共用的而这里空着时，用共用的账号。',
  method:           '平台要求写明账号怎么认证时填写，照平台给的写。',
  certificate:      '平台给了通讯证书的编号时填写。',
} as const satisfies Record<TextName, string>;

/**
 * What a platform has for itself is worth lines where two of them share what all have between them, and where it has anything; who uses one
 * platform fills in what stands above.
 */
function isShown(platform: HttpPlatform, { held: { settings, hasOwnPassword } }: ChannelTabState): boolean {
  const used = new Set(settingsInUse(settings).map(way => way.platform));
  const isOneOfTwo = HTTP_PLATFORMS.every(each => used.has(each));
  return isOneOfTwo || hasOwnPassword[platform] || Object.keys(ownOf({ ...settings, platform })).length > 0;
}

/** The settings as they hold there. */
function heldOn(platform: HttpPlatform, { held: { settings } }: ChannelTabState) {
  const way = { ...settings, platform };
  return settingsOn(way, settingsInUse(settings).some(used => used.platform === platform) ? settings : way);
}

const own = (platform: HttpPlatform, { held: { settings } }: ChannelTabState) => ownOf({ ...settings, platform });

/** The first that is still missing on the platform, told when anything of it is changed. */
function missing(platform: HttpPlatform, { held: { settings } }: ChannelTabState): string | undefined {
  if (!settingsInUse(settings).some(used => used.platform === platform)) return undefined;
  const names = missingIn({ ...settings, platform }, settings);
  return names.length > 0 ? `${platformName(platform)} 还没有填写${names.join('、')}` : undefined;
}

const text = (platform: HttpPlatform, name: TextName): Item => ({
  ...{ title: titleOfSetting(`channel.${name}`), name: `channel.ways.${platform}.${name}`, sort: 'text' },
  about: ABOUT[name],
  isShown: state => isShown(platform, state),
  value(state) {
    const value = cleanLine(heldOn(platform, state)[name] ?? '');
    if (value === '') return '没有';
    return own(platform, state)[name] ? value : `${value}（共用的）`;
  },
  start: state => own(platform, state)[name] ?? '',
  missing: state => missing(platform, state),
});

/** The lines of a platform's own address and account. */
export const wayItems = (platform: HttpPlatform): readonly Item[] => [
  text(platform, 'sendUrl'),
  text(platform, 'receiveUrl'),
  {
    ...{ title: titleOfSetting('channel.allowPlain'), name: `channel.ways.${platform}.allowPlain`, sort: 'choice' },
    about: '只在本单位自己的网关加密时才开：http:// 会泄露账号。',
    isShown: state => isShown(platform, state),
    value: state => (heldOn(platform, state).allowPlain ? '开' : '关'),
    next: state => String(!heldOn(platform, state).allowPlain),
  },
  text(platform, 'registrationNo'),
  text(platform, 'organisationCode'),
  text(platform, 'user'),
  {
    ...{ title: '密码', name: `channel.ways.${platform}.password`, sort: 'secret' },
    about: '这个账号的密码，加密保存，不显示，也不随设置导出。',
    isShown: state => isShown(platform, state),
    value: ({ held: { hasOwnPassword } }) => secretWord(hasOwnPassword[platform]),
  },
  text(platform, 'method'),
  text(platform, 'certificate'),
];
