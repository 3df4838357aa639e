import * as v from 'valibot';
import type { UserError } from '../../errors.ts';
import type { Office } from '../office.ts';
import { oneOf, settingsDocument, text, yesNo } from '../settings/document.ts';
import { typedFaults, withBareAddresses } from '../typed-addresses.ts';

const optional = v.exactOptional(text());

const SCHEMA = v.object({
  /** Which of the two is in force: the program hands the documents over, or the bureau's own page is opened. */
  way: oneOf('service', 'embed'),
  registration: optional,
  url: optional,
  user: optional,
  embedRegistration: optional,
  embedUrl: optional,
  /** Plain http to another machine: the one address that is known has nothing else. */
  allowPlain: v.exactOptional(yesNo()),
});

/** `settings/paperless.json` (S5). The password is among the secrets. */
export type PaperlessSettings = v.InferOutput<typeof SCHEMA>;

export const PAPERLESS = settingsDocument<PaperlessSettings>(
  'paperless',
  SCHEMA,
  { way: 'service' },
  'settings.channel',
);
/** The name of the password among the secrets. */
export const PAPERLESS_PASSWORD = 'paperless.password';

/** Addresses by the first two digits of a registration number: the manual prints one, no public source has others. */
const ADDRESSES: Readonly<Record<string, string>> = { '44': 'http://219.136.187.254:8000/' };

const ORGANISATIONS = 'inspection-orgs';

/** The bureau of a registration number, such as 广东局(44), by its first two digits; undefined when they name none. */
export function bureauOf({ codes }: Pick<Office, 'codes'>, registration: string): string | undefined {
  const digits = registration.trim().slice(0, 2);
  const name = codes.table(ORGANISATIONS).get(`${digits}0000`)?.name;
  return name && `${name.replace(/本部$/u, '')}(${digits})`;
}

/** The registration number that counts for a way: the embedded one has its own, or that of the service; empty when there is none. */
export function numberFor(
  { registration = '', embedRegistration }: PaperlessSettings,
  way: PaperlessSettings['way'],
): string {
  return ((way === 'embed' ? embedRegistration : undefined) ?? registration).trim();
}

/** The address that is typed for a way, or that is known of the bureau; empty when there is none. */
export function addressFor(settings: PaperlessSettings, way: PaperlessSettings['way']): string {
  const typed = way === 'service' ? settings.url : settings.embedUrl;
  return typed || (ADDRESSES[numberFor(settings, way).slice(0, 2)] ?? '');
}

/** What must still be filled in before documents can go a way, as people call it. */
export function lackingFor(settings: PaperlessSettings, way: PaperlessSettings['way']): readonly string[] {
  return [
    ...(addressFor(settings, way) ? [] : ['无纸化URL']),
    ...(settings.user || way === 'embed' ? [] : ['通讯账号']),
  ];
}

export async function paperlessSettings(office: Office): Promise<PaperlessSettings> {
  return await office.store.settings.read(PAPERLESS);
}

const TYPED = ['url', 'embedUrl'] as const;

/** The settings as they may be shown. */
export const withoutAccounts = (settings: PaperlessSettings): PaperlessSettings => withBareAddresses(settings, TYPED);

/** What is wrong with addresses that are typed: `paperless.address`. */
export const paperlessFaults = (settings: PaperlessSettings): readonly UserError[] =>
  typedFaults('paperless', settings, TYPED);
