import { EXIT } from '../../errors.ts';
import { channelSettings, missingIn, placeOf, platformName } from '../../jobs/channel.ts';
import type { Office } from '../../jobs/office.ts';
import { setSetting } from '../../jobs/settings/by-name.ts';
import { type ChannelSettings, PLATFORMS, type Platform } from '../../jobs/settings/channel.ts';
import { testChannel } from '../../jobs/test-channel.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import type { Command, Context } from '../context.ts';
import { tableOf } from '../report.ts';
import { tellSettingChanges } from './settings.ts';

type Action = (context: Context, office: Office, words: readonly string[]) => Promise<void>;

const ACTIONS = {
  async list({ report }, office) {
    const settings = await channelSettings(office);
    const rows = Object.keys(PLATFORMS).map(code => rowOf(code as Platform, settings));
    report.result(rows, () =>
      tableOf(
        ['', '平台', '还缺', '去处'],
        rows.map(({ platform, name, inForce, missing, address }) => [
          inForce ? '›' : '',
          `${platform} ${name}`,
          missing.join('、'),
          address,
        ]),
      ),
    );
  },

  async set(context, office, [name = '', value]) {
    if (name === '' || value === undefined)
      throw usage(
        '没有写明哪一项和值',
        '如 baojian channel set sendUrl https://…；密码用 settings set channel.password -',
      );
    await change(context, office, name, value);
  },

  async use(context, office, [platform = '']) {
    if (!(platform in PLATFORMS))
      throw usage(
        platform === '' ? '没有写明平台' : `没有这个平台：${cleanLine(platform)}`,
        `有 ${Object.keys(PLATFORMS).map(platformName).join('、')}`,
      );
    await change(context, office, 'platform', platform);
    const missing = missingIn(await channelSettings(office));
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
  return { platform, name: PLATFORMS[platform], inForce: settings.platform === platform, missing, address };
}

export const channel: Command = {
  command: 'channel [action] [words..]',
  right: { list: 'declaration.read', set: 'settings.channel', use: 'settings.channel', test: 'declaration.send' },
  describe: '申报通讯：list 列出平台，use 平台 换一个，set 项 值 填写，test 问一问对方在不在',
  build: yargs =>
    yargs
      .positional('action', { choices: Object.keys(ACTIONS), default: 'list', describe: '做什么' })
      .positional('words', { type: 'string', array: true, describe: '平台代码，或一项和它的值' })
      .example('$0 channel', '有哪些平台，现在用哪一个，还缺什么')
      .example('$0 channel use 02', '此后发给广州EPORT服务')
      .example('$0 channel set sendUrl https://bureau.example/send', '发送地址')
      .example('$0 channel test', '接通了没有，账号对不对；什么也不申报'),
  completes: (_, [action, name]) => (action === 'use' && name === undefined ? ['platforms'] : undefined),
  async run(context, { action, words = [] }: { action: keyof typeof ACTIONS; words?: readonly string[] }) {
    await ACTIONS[action](context, await context.office(), words);
    return EXIT.done;
  },
};
