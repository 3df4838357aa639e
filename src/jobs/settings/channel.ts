import * as v from 'valibot';
import { DIALECT, type Dialect, type MessageName } from '../../catalogue/dialect.ts';
import type { Declaration } from '../../catalogue/document.ts';
import type { FormName } from '../form-names.ts';
import { oneOf, settingsDocument, text, yesNo } from './document.ts';

/** The platforms of settings S4: 01 and 02 speak over HTTP, 03 is the folders of the single window's import client, 09 the practice bureau. */
export const PLATFORMS = {
  '01': '九城通服务',
  '02': '广州EPORT服务',
  '03': '单一窗口导入客户端',
  '09': '练习局',
} as const;

export type Platform = keyof typeof PLATFORMS;

const optional = v.exactOptional(text());

const SCHEMA = v.object({
  platform: oneOf('01', '02', '03', '09'),
  sendUrl: optional,
  receiveUrl: optional,
  /** Plain http to another machine, where an office's own gateway adds TLS. */
  allowPlain: v.exactOptional(yesNo()),
  registrationNo: optional,
  organisationCode: optional,
  user: optional,
  method: optional,
  certificate: optional,
  /** The folder (`ImpPath`) from which the import client takes what is to be sent. */
  importFolder: optional,
  /** In which form platform 03 sends: a customs declaration, in which declaration and inspection are one, or an application for inspection. */
  inboundForm: v.exactOptional(oneOf('iaq', 'dec')),
  outboundForm: v.exactOptional(oneOf('iaq', 'dec')),
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

type ChannelForms = Pick<ChannelSettings, 'platform' | 'inboundForm' | 'outboundForm'>;

/** Of a declaration what says in which form it is sent. */
type Sent = Pick<Declaration, 'direction' | 'sentAs'>;

/** The form that a declaration is sent in; undefined where it cannot be sent that way. */
export function sentForm(
  { platform, inboundForm, outboundForm }: ChannelForms,
  { direction, sentAs }: Sent,
): FormName | undefined {
  if (sentAs !== undefined) return platform === '03' ? sentAs : undefined;
  if (platform !== '03') return 'eciq';
  if (direction === 'pack') return undefined;
  return (direction === 'in' ? inboundForm : outboundForm) ?? 'iaq';
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
