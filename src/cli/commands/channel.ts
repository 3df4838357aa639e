import { resolve } from 'node:path';
import { EXIT } from '../../errors.ts';
import { type ChannelState, channelState, platformName } from '../../jobs/channel.ts';
import type { Office } from '../../jobs/office.ts';
import { secretOf, setSecret, setSetting } from '../../jobs/settings/by-name.ts';
import {
  CHANNEL_KINDS,
  type ChannelSettings,
  PLATFORMS,
  type Platform,
  routeText,
  settingsInUse,
  settingsOn,
} from '../../jobs/settings/channel.ts';
import { HTTP_PLATFORMS, hasSharedAccount, isOverHttp, ownOf, WAY_SETTINGS } from '../../jobs/settings/ways.ts';
import { testChannel } from '../../jobs/test-channel.ts';
import { missingIn, placeOf } from '../../jobs/way-settings.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import type { Command, Context } from '../context.ts';
import { tableOf } from '../report.ts';
import { tellSettingChanges } from './settings.ts';

interface Route {
  readonly kind?: keyof typeof CHANNEL_KINDS;
  readonly registration?: string;
  readonly folder?: string;
  readonly platform?: Platform;
}

type Action = (context: Context, office: Office, words: readonly string[], route: Route) => Promise<void>;

/** Lets those of a kind go the same way as the others again. */
const SAME = 'same';

const ACTIONS = {
  async list({ report }, office) {
    const state = await channelState(office);
    const { settings } = state;
    const rows = Object.keys(PLATFORMS).map(code => rowOf(code as Platform, state));
    const routes = Object.entries(settings.routes ?? {});
    report.result(rows, () => [
      ...tableOf(
        ['', '平台', '还缺', '账号', '去处'],
        rows.map(({ platform, name, inForce, missing, address, account }) => [
          inForce ? '›' : '',
          `${platform} ${name}`,
          missing.join('、'),
          account ? `${account.user}${account.password ? '（有密码）' : '（没有密码）'}` : '',
          address,
        ]),
      ),
      ...routes.map(([name, route]) => `${routeText(name)} 另走 ${cleanLine(platformName(route))}`),
    ]);
  },

  async set(context, office, [name = '', value], { platform }) {
    if (name === '' || value === undefined)
      throw usage(
        '没有写明哪一项和值',
        '如 baojian channel set sendUrl https://…；密码写 - 从标准输入读取：channel set password -',
      );
    const place = `${ownPlace(name, platform)}${name}`;
    if (value !== '-' || secretOf(`channel.${place}`) === undefined) return await change(context, office, place, value);
    const secret = new TextDecoder().decode(await context.rim.readInput()).replace(/\r?\n$/u, '');
    await setSecret(office, `channel.${place}`, secret);
    const set = secret !== '';
    context.report.result({ name: `channel.${place}`, set }, () => [
      `channel.${place} ${set ? '已加密保存' : '已删去'}`,
    ]);
  },

  async use(context, office, [platform = ''], { kind, registration, folder }) {
    if (kind === undefined && (registration !== undefined || folder !== undefined))
      throw usage(
        '没有写明是哪一种单证',
        '加 --kind in、out、pack 或 customs；全部单证的目录用 channel set importFolder',
      );
    if (!(platform in PLATFORMS) && !(kind !== undefined && platform === SAME))
      throw usage(
        platform === '' ? '没有写明平台' : `没有这个平台：${cleanLine(platform)}`,
        `有 ${Object.keys(PLATFORMS).map(platformName).join('、')}`,
      );
    if (kind === undefined) await change(context, office, 'platform', platform);
    else {
      const name = registration === undefined ? kind : `${kind}.${registration}`;
      const way = folder === undefined ? platform : `${platform} ${resolve(folder)}`;
      await change(context, office, `routes.${name}`, platform === SAME ? '' : way);
      if (platform === SAME) return;
    }
    const { settings: held } = await channelState(office);
    const way = { ...held, platform: platform as Platform, ...(folder && { importFolder: folder }) };
    const missing = missingIn(way, held);
    if (missing.length > 0) context.report.note(`还没有填写${missing.join('、')}`);
  },

  async test({ report }, office) {
    const { platform, texts } = await testChannel(office);
    report.result({ platform, texts }, () => texts.map(text => `${platformName(platform)}：${text}`));
  },
} as const satisfies Record<string, Action>;

async function change({ report }: Context, office: Office, name: string, value: string): Promise<void> {
  await tellSettingChanges(report, office, await setSetting(office, `channel.${name}`, value));
}

/** Where a setting of a platform's own lies; empty for what all have between them. */
function ownPlace(name: string, platform: Platform | undefined): string {
  if (platform === undefined) return '';
  if (!isOverHttp(platform))
    throw usage(
      `${platformName(platform)}没有自己的地址和账号`,
      `有的是 ${HTTP_PLATFORMS.map(platformName).join('、')}`,
    );
  if (name === 'password' || (WAY_SETTINGS as readonly string[]).includes(name)) return `ways.${platform}.`;
  throw usage(
    `${cleanLine(name)} 是各平台共用的，不能一个平台一个`,
    `一个平台一个的有 ${WAY_SETTINGS.join('、')}、password`,
  );
}

/** The account that is shown on a way, without its password. */
function accountOn(held: ChannelSettings, { hasPassword, hasOwnPassword }: ChannelState) {
  const { platform, user } = held;
  if (!user || !isOverHttp(platform)) return undefined;
  return { user: cleanLine(user), password: hasOwnPassword[platform] || (hasSharedAccount(held) && hasPassword) };
}

function rowOf(platform: Platform, state: ChannelState) {
  const { settings } = state;
  const way = { ...settings, platform };
  const usual = settingsInUse(settings).some(used => used.platform === platform) ? settings : way;
  const missing = missingIn(way, usual);
  const address = cleanLine(placeOf(way, usual));
  const account = accountOn(settingsOn(way, usual), state);
  const own = [
    ...Object.keys(ownOf(way)),
    ...(isOverHttp(platform) && state.hasOwnPassword[platform] ? ['password'] : []),
  ];
  const routes = Object.entries(settings.routes ?? {}).filter(([, route]) => route.startsWith(platform));
  const inForce = settings.platform === platform;
  // Which kinds go this way, with a registration number behind a dot.
  return {
    platform,
    name: PLATFORMS[platform],
    inForce,
    missing,
    address,
    ...(account && { account }),
    ...(own.length > 0 && { own }),
    ...(routes.length > 0 && { only: Object.fromEntries(routes) }),
  };
}

export const channel: Command = {
  command: 'channel [action] [words..]',
  right: { list: 'declaration.read', set: 'settings.channel', use: 'settings.channel', test: 'declaration.send' },
  describe: '申报通讯：list 列出平台，use 平台 换一个（--kind 只换一种单证的），set 项 值 填写，test 问一问对方在不在',
  build: yargs =>
    yargs
      .positional('action', { choices: Object.keys(ACTIONS), default: 'list', describe: '做什么' })
      .positional('words', { type: 'string', array: true, describe: '平台代码，或一项和它的值' })
      .option('kind', {
        choices: Object.keys(CHANNEL_KINDS) as (keyof typeof CHANNEL_KINDS)[],
        describe: 'use：只有这一种单证走这个平台；平台写 same 恢复和其他单证一样',
      })
      .option('registration', { type: 'string', describe: '和 --kind 一起：只有这个报检登记号的' })
      .option('platform', {
        choices: HTTP_PLATFORMS,
        describe: 'set：这一项只归这个平台；没有自己的，用各平台共用的',
      })
      .option('folder', { type: 'string', describe: '和 --kind、03 一起：它自己的导入目录' })
      .example('$0 channel use 03 --kind out', '此后出境单证经单一窗口导入客户端，其余不变')
      .example(
        '$0 channel use 03 --kind out --registration 4401600001 --folder /mnt/ImpPath2',
        '这一家的出境单证经它自己的客户端',
      )
      .example('$0 channel', '有哪些平台，现在用哪一个，还缺什么')
      .example('$0 channel use 02', '此后发给广州EPORT服务')
      .example('$0 channel set sendUrl https://bureau.example/send', '发送地址')
      .example('$0 channel set sendUrl https://eport.example/in --platform 02', '01 和 02 都在用时，各有各的地址和账号')
      .example('$0 channel set password - --platform 02 < 密码文件', '它自己的密码，加密保存')
      .example('$0 channel test', '接通了没有，账号对不对；什么也不申报'),
  completes: (_, [action, name]) => (action === 'use' && name === undefined ? ['platforms'] : undefined),
  async run(
    context,
    { action, words = [], ...route }: Route & { action: keyof typeof ACTIONS; words?: readonly string[] },
  ) {
    await ACTIONS[action](context, await context.office(), words, route);
    return EXIT.done;
  },
};
