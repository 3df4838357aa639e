import { resolve } from 'node:path';
import { EXIT } from '../../errors.ts';
import { channelSettings, missingIn, placeOf, platformName } from '../../jobs/channel.ts';
import type { Office } from '../../jobs/office.ts';
import { setSetting } from '../../jobs/settings/by-name.ts';
import {
  CHANNEL_KINDS,
  type ChannelSettings,
  PLATFORMS,
  type Platform,
  routeText,
} from '../../jobs/settings/channel.ts';
import { testChannel } from '../../jobs/test-channel.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import type { Command, Context } from '../context.ts';
import { tableOf } from '../report.ts';
import { tellSettingChanges } from './settings.ts';

interface Route {
  readonly kind?: keyof typeof CHANNEL_KINDS;
  readonly registration?: string;
  readonly folder?: string;
}

type Action = (context: Context, office: Office, words: readonly string[], route: Route) => Promise<void>;

/** Lets those of a kind go the same way as the others again. */
const SAME = 'same';

const ACTIONS = {
  async list({ report }, office) {
    const settings = await channelSettings(office);
    const rows = Object.keys(PLATFORMS).map(code => rowOf(code as Platform, settings));
    const routes = Object.entries(settings.routes ?? {});
    report.result(rows, () => [
      ...tableOf(
        ['', '平台', '还缺', '去处'],
        rows.map(({ platform, name, inForce, missing, address }) => [
          inForce ? '›' : '',
          `${platform} ${name}`,
          missing.join('、'),
          address,
        ]),
      ),
      ...routes.map(([name, route]) => `${routeText(name)} 另走 ${cleanLine(platformName(route))}`),
    ]);
  },

  async set(context, office, [name = '', value]) {
    if (name === '' || value === undefined)
      throw usage(
        '没有写明哪一项和值',
        '如 baojian channel set sendUrl https://…；密码用 settings set channel.password -',
      );
    await change(context, office, name, value);
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
    const held = await channelSettings(office);
    const missing = missingIn({ ...held, platform: platform as Platform, ...(folder && { importFolder: folder }) });
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

function rowOf(platform: Platform, settings: ChannelSettings) {
  const missing = missingIn({ ...settings, platform });
  const address = cleanLine(placeOf({ ...settings, platform }));
  const routes = Object.entries(settings.routes ?? {}).filter(([, route]) => route.startsWith(platform));
  const inForce = settings.platform === platform;
  // Which kinds go this way, with a registration number behind a dot.
  return {
    platform,
    name: PLATFORMS[platform],
    inForce,
    missing,
    address,
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
      .option('folder', { type: 'string', describe: '和 --kind、03 一起：它自己的导入目录' })
      .example('$0 channel use 03 --kind out', '此后出境单证经单一窗口导入客户端，其余不变')
      .example(
        '$0 channel use 03 --kind out --registration 4401600001 --folder /mnt/ImpPath2',
        '这一家的出境单证经它自己的客户端',
      )
      .example('$0 channel', '有哪些平台，现在用哪一个，还缺什么')
      .example('$0 channel use 02', '此后发给广州EPORT服务')
      .example('$0 channel set sendUrl https://bureau.example/send', '发送地址')
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
