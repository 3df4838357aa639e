import { channelSettings, platformName } from './channel.ts';
import type { Office } from './office.ts';
import { PLATFORMS } from './settings/channel.ts';

/** What the practice bureau is sent to without. */
const IDLE_IN_PRACTICE: ReadonlySet<string> = new Set(
  [
    ...['sendUrl', 'receiveUrl', 'allowPlain', 'user', 'method', 'certificate', 'password'],
    ...['ca', 'clientCertificate', 'clientPassphrase', 'importFolder'],
  ].map(name => `channel.${name}`),
);

const OWN = /^channel\.ways\.0[12]\./u;

/** What to say of settings that were changed and are not in force, because all goes to the practice bureau; nothing when they are. */
export async function idleSettings(office: Office, names: readonly string[]): Promise<readonly string[]> {
  const idle = names.filter(name => IDLE_IN_PRACTICE.has(name.replace(OWN, 'channel.')));
  if (idle.length === 0 || (await channelSettings(office)).platform !== '09') return [];
  const platforms = Object.keys(PLATFORMS).filter(code => code !== '09');
  return [
    `还不起作用：${idle.join('、')}。现在单证发给练习局`,
    `启用：settings set channel.platform 平台代码（${platforms.map(platformName).join('、')}）`,
  ];
}
