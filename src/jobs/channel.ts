import type { Declaration } from '../catalogue/document.ts';
import { UserError } from '../errors.ts';
import { demandWritable } from '../store/store.ts';
import { httpChannel } from '../transport/http-channel.ts';
import { importFolder } from '../transport/import-folder.ts';
import {
  aboutCertificates,
  type CertificateState,
  type Certificates,
  readCertificates,
} from './channel-certificates.ts';
import { exchangeLine } from './exchange-line.ts';
import { folderLine } from './folder-line.ts';
import type { FormName } from './form-names.ts';
import type { Line } from './line.ts';
import type { Office } from './office.ts';
import { isPracticeFolder, openPracticeLine } from './practice.ts';
import {
  CHANNEL,
  type ChannelSettings,
  formsOn,
  PLATFORMS,
  type Platform,
  sentForm,
  settingsFor,
  settingsInUse,
  settingsOn,
  wayName,
} from './settings/channel.ts';
import { type HttpPlatform, hasSharedAccount, isOverHttp } from './settings/ways.ts';
import { patienceOf } from './switches.ts';
import { withoutCredentials } from './way-settings.ts';
import { requestBytes } from './wire.ts';

/** The name of the channel's password among the secrets. */
export const CHANNEL_PASSWORD = 'channel.password';

/** The names of the passwords that platforms have of their own. */
export const WAY_PASSWORDS = {
  '01': 'channel.01.password',
  '02': 'channel.02.password',
} as const satisfies Record<HttpPlatform, string>;

/** The name of what unlocks the file of the office's own certificate. */
export const CLIENT_PASSPHRASE = 'channel.client-passphrase';

/** A channel that is ready to be used, and who declares. */
export interface OpenChannel {
  readonly platform: Platform;
  /** By what the outbox knows what went this way; the platform unless told. */
  readonly name?: string;
  readonly line: Line;
  /** The form in which a declaration is sent; undefined where the platform takes none of its kind. */
  readonly form: (of: Declaration) => FormName | undefined;
  readonly organisationCode: string | undefined;
  /** Where some go another way: the way of a declaration, the one of a name, and all that are in use. */
  readonly ways?: {
    of(document: Declaration): Promise<OpenChannel>;
    named(name: string): Promise<OpenChannel | undefined>;
    readonly all: readonly (() => Promise<OpenChannel>)[];
  };
}

export const nameOf = ({ name, platform }: Pick<OpenChannel, 'name' | 'platform'>): string => name ?? platform;

/**
 * The form in which a declaration is sent.
 *
 * @throws UserError `message.no-form` where the platform takes none of that kind
 */
export function formOf({ platform, form }: Pick<OpenChannel, 'platform' | 'form'>, document: Declaration): FormName {
  const found = form(document);
  if (found !== undefined) return found;
  throw new UserError('message.no-form', `${platformName(platform)}没有这种报检单的报文`, {
    exit: 'faults',
    next: [
      document.sentAs === undefined
        ? '出境包装只有 e-CIQ 报检报文：换平台再发（channel use）'
        : `报关单只能经 ${platformName('03')}发送（channel use 03）`,
    ],
  });
}

export async function channelSettings(office: Office): Promise<ChannelSettings> {
  return await office.store.settings.read(CHANNEL);
}

/** A platform as people read it, whatever is written for it. */
export function platformName(way: string): string {
  const [code = '', ...folder] = way.split(' ');
  return [code, PLATFORMS[code as Platform], ...folder].filter(Boolean).join(' ');
}

/** Changes the channel; a password, if given, goes to the secrets. */
export async function changeChannel(office: Office, settings: ChannelSettings, password?: string): Promise<void> {
  if (password !== undefined) await office.store.secrets.set(CHANNEL_PASSWORD, password);
  await office.store.settings.update(CHANNEL, () => CHANNEL.shape(settings, 'channel'));
  await office.readLevels();
}

/** The channel as its settings are looked at. */
export interface ChannelState {
  readonly settings: ChannelSettings;
  readonly hasPassword: boolean;
  /** Whether a platform has a password of its own. */
  readonly hasOwnPassword: Readonly<Record<HttpPlatform, boolean>>;
  readonly hasPassphrase: boolean;
  readonly certificates: Readonly<Record<'ca' | 'clientCertificate', CertificateState>>;
}

/** Whether nothing that is sent leaves this machine, on whatever way: to the practice bureau, or into a folder that it made. */
export async function isPractice(settings: ChannelSettings): Promise<boolean> {
  const each = settingsInUse(settings).map(async ({ platform, importFolder }) =>
    platform === '03' ? importFolder !== undefined && (await isPracticeFolder(importFolder)) : platform === '09',
  );
  return (await Promise.all(each)).every(Boolean);
}

/** Before anything was read. */
export const NEW_CHANNEL: ChannelState = {
  settings: CHANNEL.initial,
  hasPassword: false,
  hasOwnPassword: { '01': false, '02': false },
  hasPassphrase: false,
  certificates: aboutCertificates({}, { passphrase: undefined, now: 0 }),
};

export async function channelState(office: Office): Promise<ChannelState> {
  const { secrets } = office.store;
  const settings = withoutCredentials(await channelSettings(office));
  // A secret that cannot be opened is told of by whoever needs it.
  const passphrase = await secrets.get(CLIENT_PASSPHRASE).catch(() => undefined);
  return {
    settings,
    hasPassword: await secrets.has(CHANNEL_PASSWORD),
    hasOwnPassword: { '01': await secrets.has(WAY_PASSWORDS['01']), '02': await secrets.has(WAY_PASSWORDS['02']) },
    hasPassphrase: await secrets.has(CLIENT_PASSPHRASE),
    certificates: aboutCertificates(settings, { passphrase, now: office.now() }),
  };
}

/** The folder of the client that each form goes into. */
const FOLDERS = [
  { form: 'iaq', business: 'Tecciq' },
  { form: 'dec', business: 'Deccus001' },
] as const;

const OPENINGS: Readonly<
  Record<Platform, (office: Office, settings: ChannelSettings, usual: ChannelSettings) => Promise<Line>>
> = {
  '01': overHttp,
  '02': overHttp,
  '03': byFolders,
  '09': toPractice,
};

/** The channel in force, with those of declarations that go another way. Throws a transport error that says what is missing. */
export async function openChannel(office: Office): Promise<OpenChannel> {
  // What comes over a line has to be kept.
  demandWritable(office.store);
  const settings = await channelSettings(office);
  const used = settingsInUse(settings);
  const [only = settings] = used;
  if (used.length === 1) return await openOne(office, only, settings);
  const opened = new Map<string, Promise<OpenChannel>>();
  const open = (of: ChannelSettings): Promise<OpenChannel> => {
    const name = wayName(of, settings);
    const made = opened.get(name) ?? openOne(office, of, settings);
    opened.set(name, made);
    return made;
  };
  const ways: NonNullable<OpenChannel['ways']> = {
    of: document => open(settingsFor(settings, document)),
    async named(name) {
      const found = used.find(each => wayName(each, settings) === name);
      return found && (await open(found));
    },
    all: used.map(each => () => open(each)),
  };
  // A way that lacks something is told of when it is used.
  const tried = await Promise.allSettled(used.map(open));
  const first = tried.find(each => each.status === 'fulfilled')?.value ?? (await open(only));
  return { ...first, ways };
}

async function openOne(office: Office, way: ChannelSettings, usual: ChannelSettings): Promise<OpenChannel> {
  const of = settingsOn(way, usual);
  const { platform, organisationCode } = of;
  return {
    platform,
    name: wayName(of, usual),
    line: await OPENINGS[platform](office, of, usual),
    form: document => sentForm(usual, document),
    organisationCode,
  };
}

async function toPractice(office: Office): Promise<Line> {
  const { url, agent } = await openPracticeLine(office);
  const channel = httpChannel({ sendUrl: url, agent, patience: await patienceOf(office) });
  // The account is the real bureau's: who practises shows it to nobody.
  return exchangeLine(channel, undefined);
}

async function byFolders({ wait }: Office, settings: ChannelSettings, usual: ChannelSettings): Promise<Line> {
  const forms = formsOn(settings, usual);
  const { platform, importFolder: root, folders } = settings;
  if (!root)
    throw new UserError('channel.no-folder', `${PLATFORMS[platform]} 没有填写导入目录`, {
      exit: 'transport',
      next: ['填写客户端的导入目录（ImpPath）：channel set importFolder 目录'],
    });
  return folderLine(
    FOLDERS.map(({ form, business }) => ({
      form,
      folder: importFolder({ root, business: folders?.[form] ?? business, wait }),
      isNeeded: forms.includes(form),
    })),
  );
}

async function overHttp(office: Office, settings: ChannelSettings): Promise<Line> {
  const { platform, sendUrl, receiveUrl, allowPlain, user, method, certificate } = settings;
  const password = user === undefined ? undefined : await passwordOf(office, settings);
  const account =
    user === undefined
      ? undefined
      : { user, password: password ?? '', ...(method && { method }), ...(certificate && { certificate }) };
  // An account with characters that no message can carry fails here, before anything is sent.
  if (account) await requestBytes({ kind: 'test' }, account);
  if (!sendUrl) {
    throw new UserError('channel.no-address', `${PLATFORMS[platform]} 没有填写发送地址`, {
      exit: 'transport',
      next: [`填写发送地址和接收地址：channel set sendUrl 网址 --platform ${platform}，receiveUrl 同样`],
    });
  }
  const certificates = await certificatesOf(office, settings);
  const patience = await patienceOf(office);
  const channel = httpChannel({ sendUrl, receiveUrl, allowPlain, patience, ...certificates });
  return exchangeLine(channel, account);
}

async function passwordOf({ store: { secrets } }: Office, settings: ChannelSettings): Promise<string | undefined> {
  const { platform } = settings;
  const own = isOverHttp(platform) ? await secrets.get(WAY_PASSWORDS[platform]) : undefined;
  return own ?? (hasSharedAccount(settings) ? await secrets.get(CHANNEL_PASSWORD) : undefined);
}

/** All passwords of the channel as they are now; one that cannot be opened is told of by whoever needs it. */
export async function channelPasswords({ store: { secrets } }: Office): Promise<readonly (string | undefined)[]> {
  const names = [CHANNEL_PASSWORD, ...Object.values(WAY_PASSWORDS)];
  return await Promise.all(names.map(name => secrets.get(name).catch(() => undefined)));
}

async function certificatesOf(office: Office, settings: ChannelSettings): Promise<Certificates> {
  if (!settings.ca && !settings.clientCertificate) return {};
  const passphrase = await office.store.secrets.get(CLIENT_PASSPHRASE);
  return readCertificates(settings, { passphrase, now: office.now(), exit: 'transport' });
}
