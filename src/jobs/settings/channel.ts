import * as v from 'valibot';
import { DIALECT, type Dialect, type MessageName } from '../../catalogue/dialect.ts';
import { DIRECTIONS, type Direction } from '../../catalogue/row.ts';
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

/** The form that a kind of declaration is sent in; undefined where it cannot be sent that way. */
function sentForm({ platform, inboundForm, outboundForm }: ChannelForms, direction: Direction): FormName | undefined {
  if (platform !== '03') return 'eciq';
  if (direction === 'pack') return undefined;
  return (direction === 'in' ? inboundForm : outboundForm) ?? 'iaq';
}

/** The form that each kind of declaration is sent in; a kind without one cannot be sent that way. */
export type SentForms = Readonly<Partial<Record<Direction, FormName>>>;

export const sentForms = (settings: ChannelForms): SentForms =>
  Object.fromEntries(
    DIRECTIONS.flatMap(direction => {
      const form = sentForm(settings, direction);
      return form === undefined ? [] : [[direction, form]];
    }),
  );

/** The dialect in which declarations of a kind are coded. */
export function dialectOf(settings: ChannelForms, direction: Direction): Dialect {
  const form = sentForm(settings, direction);
  return form === undefined ? DIALECT : FORM_DIALECTS[form];
}

/** The form of a kind of declaration, where that has fields of its own. */
export function messageOf(settings: ChannelForms, direction: Direction): MessageName | undefined {
  return sentForm(settings, direction) === 'dec' ? 'dec' : undefined;
}
