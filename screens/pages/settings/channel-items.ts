import { basename } from 'node:path';
import { platformName } from '../../../src/jobs/channel.ts';
import { PLATFORMS, type Platform } from '../../../src/jobs/settings/channel.ts';
import { titleOfSetting } from '../../../src/jobs/settings/titles.ts';
import { missingIn } from '../../../src/jobs/way-settings.ts';
import { cleanLine } from '../../../src/text.ts';
import { around } from '../../widgets/list-moves.ts';
import type { ChannelTabState } from './state.ts';

/** One line of the tab: how it is changed follows from its sort. */
export interface Item {
  readonly title: string;
  /** Its name, as `settings set` knows it. */
  readonly name: string;
  readonly sort: 'choice' | 'text' | 'secret' | 'file' | 'folder';
  readonly about: string;
  value(state: ChannelTabState): string;
  /** What a choice becomes next, as `settings set` would be told. */
  next?(state: ChannelTabState, steps: 1 | -1): string;
  /** What stands in the prompt at first. */
  start?(state: ChannelTabState): string;
  /** What still stands in the way once it has become what it is. */
  missing?(state: ChannelTabState): string | undefined;
  readonly endings?: readonly string[];
  /** The setting that is changed, and to what, where its name is not all of it. */
  store?(text: string): readonly [name: string, value: string];
  /** Whether there is anything to choose; always unless told. */
  isShown?(state: ChannelTabState): boolean;
  /** What it holds is wrong. */
  wrong?(state: ChannelTabState): boolean;
}

const CODES = Object.keys(PLATFORMS) as readonly Platform[];
export const secretWord = (set: boolean): string => (set ? '已设置，不显示' : '没有');

function text(
  name: 'sendUrl' | 'receiveUrl' | 'registrationNo' | 'organisationCode' | 'user' | 'method' | 'certificate',
  about: string,
): Item {
  return {
    ...{ title: titleOfSetting(`channel.${name}`), name: `channel.${name}`, sort: 'text', about },
    value: ({ held: { settings } }) => cleanLine(settings[name] ?? '') || '没有',
    start: ({ held: { settings } }) => settings[name] ?? '',
  };
}

function file(name: 'ca' | 'clientCertificate', about: string, endings: readonly string[]): Item {
  return {
    ...{ title: titleOfSetting(`channel.${name}`), name: `channel.${name}`, sort: 'file', about, endings },
    start: ({ held: { settings } }) => settings[name] ?? '',
    value({ held: { settings, certificates } }) {
      const held = settings[name];
      const { text: state, ok } = certificates[name];
      return held && ok ? `${cleanLine(basename(held))}（${state}）` : state;
    },
    wrong: ({ held: { certificates } }) => !certificates[name].ok,
  };
}

const FORM_WORDS = { iaq: '检验检疫申请', dec: '报关单' } as const;
const FORM_CODES = ['iaq', 'dec'] as const;

/** In which form a kind of declaration goes into the folders. */
function form(name: 'inboundForm' | 'outboundForm'): Item {
  return {
    ...{ title: titleOfSetting(`channel.${name}`), name: `channel.${name}`, sort: 'choice' },
    about: '检验检疫申请放进 Tecciq；报关单是报关和报检合一的报文，放进 Deccus001，录单页面多出报关信息。',
    isShown: ({ held: { settings } }) => settings.platform === '03',
    value: ({ held: { settings } }) => FORM_WORDS[settings[name] ?? 'iaq'],
    next: ({ held: { settings } }, steps) =>
      FORM_CODES[around(FORM_CODES.indexOf(settings[name] ?? 'iaq') + steps, FORM_CODES.length)] ?? 'iaq',
  };
}

/** What the client calls the folder of a form. */
function folder(name: 'iaq' | 'dec', usual: string): Item {
  return {
    ...{ title: titleOfSetting(`channel.folders.${name}`), name: `channel.folders.${name}`, sort: 'text' },
    about: `客户端里这个目录的名称与 ${usual} 不同时填写，如 Decciq001。`,
    isShown: ({ held: { settings } }) => settings.platform === '03',
    value: ({ held: { settings } }) => settings.folders?.[name] ?? usual,
    start: ({ held: { settings } }) => settings.folders?.[name] ?? '',
  };
}

/** Where declarations are sent, and as whom (S4). */
export const CHANNEL_ITEMS: readonly Item[] = [
  {
    title: titleOfSetting('channel.platform'),
    name: 'channel.platform',
    sort: 'choice',
    about: '单证发给谁。练习局在本机，谁也收不到。',
    value: ({ held }) => platformName(held.settings.platform),
    missing({ held: { settings } }) {
      const missing = missingIn(settings);
      return missing.length > 0 ? `${PLATFORMS[settings.platform]} 还没有填写${missing.join('、')}` : undefined;
    },
    next: (
      {
        held: {
          settings: { platform },
        },
      },
      steps,
    ) => CODES[around(CODES.indexOf(platform) + steps, CODES.length)] ?? platform,
  },
  {
    ...{ title: titleOfSetting('channel.importFolder'), name: 'channel.importFolder', sort: 'folder' },
    about: '单一窗口导入客户端的 ImpPath，多半是那台 Windows 的共享；只用于平台 03。',
    value: ({ held: { settings } }) => cleanLine(settings.importFolder ?? '') || '没有',
    start: ({ held: { settings } }) => settings.importFolder ?? '',
  },
  form('inboundForm'),
  form('outboundForm'),
  folder('iaq', 'Tecciq'),
  folder('dec', 'Deccus001'),
  text('sendUrl', '平台给的网址，https:// 开头；练习局不用填。'),
  text('receiveUrl', '接收回执的网址；空着用发送地址。'),
  {
    title: titleOfSetting('channel.allowPlain'),
    name: 'channel.allowPlain',
    sort: 'choice',
    about: '只在本单位自己的网关加密时才开：http:// 会泄露账号。',
    value: ({ held }) => (held.settings.allowPlain ? '开' : '关'),
    next: ({ held }) => String(!held.settings.allowPlain),
  },
  text('registrationNo', '在平台登记的号码。'),
  text('organisationCode', '写进报文的组织机构代码。'),
  text('user', '平台给的账号。'),
  {
    ...{ title: '密码', name: 'channel.password', sort: 'secret', about: '加密保存，不显示，也不随设置导出。' },
    value: ({ held }) => secretWord(held.hasPassword),
  },
  file('ca', '对方的证书由单位自建的机构发出时，那个机构的证书（.pem、.crt、.cer）。', ['.pem', '.crt', '.cer']),
  file('clientCertificate', '对方要求客户端证书时：.p12、.pfx，或证书和私钥在一起的 .pem。有口令的先填口令。', [
    ...['.p12', '.pfx', '.pem'],
  ]),
  {
    ...{
      title: '证书口令',
      name: 'channel.clientPassphrase',
      sort: 'secret',
      about: '打开客户端证书的口令，加密保存。',
    },
    value: ({ held }) => secretWord(held.hasPassphrase),
  },
  text('method', '平台要求写明账号怎么认证时填写，照平台给的写。'),
  text('certificate', '平台给了通讯证书的编号时填写。'),
];
