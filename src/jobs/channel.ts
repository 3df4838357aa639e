import * as v from 'valibot';
import { UserError } from '../errors.ts';
import type { Account } from '../message/account.ts';
import type { Channel } from '../transport/channel.ts';
import { httpChannel } from '../transport/http-channel.ts';
import type { Office } from './office.ts';
import { findPracticeBureau } from './practice.ts';
import { requestBytes } from './wire.ts';

/** The platforms of settings S4 that speak over HTTP; 09 is the practice bureau. */
export const PLATFORMS = { '01': '九城通服务', '02': '广州EPORT服务', '09': '练习局' } as const;

const optional = v.exactOptional(v.string());

const SHAPE = v.object({
  platform: v.picklist(['01', '02', '09']),
  sendUrl: optional,
  receiveUrl: optional,
  /** Plain http to another machine, where an office's own gateway adds TLS. */
  allowPlain: v.exactOptional(v.boolean()),
  registrationNo: optional,
  organisationCode: optional,
  user: optional,
  method: optional,
  certificate: optional,
});

/** `settings/channel.json`: where declarations are sent (S4). The password is among the secrets. */
export type ChannelSettings = v.InferOutput<typeof SHAPE>;

const DOCUMENT = {
  name: 'channel',
  initial: { platform: '09' } as ChannelSettings,
  shape: (json: unknown, file: string): ChannelSettings => {
    const parsed = v.safeParse(SHAPE, json);
    if (parsed.success) return parsed.output;
    const place = v.getDotPath(parsed.issues[0]) ?? '';
    throw new UserError('settings.shape', `设置文件 ${file} 的内容不对：${place}`, {
      exit: 'store',
      next: ['改正该文件，或删除它以恢复默认设置'],
    });
  },
};
const PASSWORD = 'channel.password';

/** A channel that is ready to be used, the account that goes with it, and who declares. */
export interface OpenChannel {
  readonly platform: keyof typeof PLATFORMS;
  readonly channel: Channel;
  readonly account: Account | undefined;
  readonly organisationCode: string | undefined;
}

export async function channelSettings(office: Office): Promise<ChannelSettings> {
  return await office.store.settings.read(DOCUMENT);
}

/** Changes the channel; a password, if given, goes to the secrets. */
export async function changeChannel(office: Office, settings: ChannelSettings, password?: string): Promise<void> {
  if (password !== undefined) await office.store.secrets.set(PASSWORD, password);
  await office.store.settings.update(DOCUMENT, () => DOCUMENT.shape(settings, 'channel'));
}

/** The channel in force. Throws a transport error that says what is missing. */
export async function openChannel(office: Office): Promise<OpenChannel> {
  const { platform, sendUrl, receiveUrl, allowPlain, organisationCode, user, method, certificate } =
    await channelSettings(office);
  const password = user === undefined ? undefined : await office.store.secrets.get(PASSWORD);
  const account =
    user === undefined
      ? undefined
      : { user, password: password ?? '', ...(method && { method }), ...(certificate && { certificate }) };
  // An account that no message can carry is found out before anything is on its way.
  if (account) await requestBytes({ kind: 'test' }, account);
  if (platform === '09') {
    const practice = await findPracticeBureau(office);
    if (!practice)
      throw new UserError('channel.practice-stopped', '练习局没有运行', {
        exit: 'transport',
        next: ['先启动练习局：界面首页“申报通讯”一行回车，或 baojian practice start'],
      });
    return { platform, channel: httpChannel({ sendUrl: practice.url }), account, organisationCode };
  }
  if (!sendUrl) {
    throw new UserError('channel.no-address', `${PLATFORMS[platform]} 没有填写发送地址`, {
      exit: 'transport',
      next: ['在 settings/channel.json 填写 sendUrl 和 receiveUrl'],
    });
  }
  return { platform, channel: httpChannel({ sendUrl, receiveUrl, allowPlain }), account, organisationCode };
}
