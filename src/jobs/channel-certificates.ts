import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { type ExitName, UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import {
  aboutAuthorities,
  aboutIdentity,
  type ClientIdentity,
  readAuthorities,
  readIdentity,
} from '../transport/certificates.ts';

/** The files of the channel's settings that hold certificates. */
export interface CertificateFiles {
  readonly ca?: string;
  readonly clientCertificate?: string;
}

/** What of them TLS takes. */
export interface Certificates {
  readonly ca?: readonly string[];
  readonly identity?: ClientIdentity;
}

// biome-ignore format: table
const FILES = {
  ca:                '证书机构',
  clientCertificate: '客户端证书',
} as const satisfies Record<keyof CertificateFiles, string>;
type FileName = keyof typeof FILES;

const MAX_BYTES = 1 << 20;

interface Reading {
  readonly passphrase: string | undefined;
  readonly now: number;
  readonly exit: ExitName;
}

/** Reads the files that are named. Throws `channel.certificate` with what is wrong, and in which file. */
export function readCertificates({ ca, clientCertificate }: CertificateFiles, reading: Reading): Certificates {
  const { passphrase, now } = reading;
  return {
    ...(ca && { ca: read('ca', ca, reading, bytes => readAuthorities(bytes, now)) }),
    ...(clientCertificate && {
      identity: read('clientCertificate', clientCertificate, reading, bytes => readIdentity(bytes, passphrase, now)),
    }),
  };
}

/** What is wrong with files that were not named before: who changes something else is not kept from it by a certificate that has expired. */
export function certificateFaults(
  files: CertificateFiles,
  before: CertificateFiles,
  reading: Omit<Reading, 'exit'>,
): readonly UserError[] {
  return (Object.keys(FILES) as FileName[]).flatMap(name => {
    const file = files[name];
    if (!file || file === before[name]) return [];
    try {
      readCertificates({ [name]: file }, { ...reading, exit: 'usage' });
      return [];
    } catch (error) {
      if (error instanceof UserError) return [error];
      throw error;
    }
  });
}

/** Whose certificates lie in the files and until when they hold, or what is wrong with them. */
export function aboutCertificates(
  files: CertificateFiles,
  reading: Omit<Reading, 'exit'>,
): Readonly<Record<FileName, CertificateState>> {
  const state = (name: FileName): CertificateState => {
    const file = files[name];
    if (!file) return { text: '没有', ok: true };
    try {
      const { ca, identity } = readCertificates({ [name]: file }, { ...reading, exit: 'usage' });
      return { text: identity ? aboutIdentity(identity) : aboutAuthorities(ca ?? []), ok: true };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { text: error.message, ok: false };
    }
  };
  return { ca: state('ca'), clientCertificate: state('clientCertificate') };
}

export interface CertificateState {
  readonly text: string;
  readonly ok: boolean;
}

function read<T>(name: FileName, file: string, { exit }: Reading, take: (bytes: Uint8Array) => T): T {
  const place = `${FILES[name]} ${cleanLine(basename(file))}`;
  const refuse = (what: string, next: readonly string[]) =>
    new UserError('channel.certificate', `${place}：${what}`, { exit, next });
  const bytes = bytesOf(file);
  if (typeof bytes === 'string') throw refuse(bytes, [`核对文件的位置和权限：${cleanLine(file)}`]);
  try {
    return take(bytes);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw refuse(error.message, error.next);
  }
}

/** The bytes of a file, or why it cannot be read. */
function bytesOf(file: string): Uint8Array | string {
  try {
    const facts = statSync(file);
    if (!facts.isFile()) return '不是文件';
    if (facts.size > MAX_BYTES) return '太大，不是证书';
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? '没有这个文件' : `不能读取（${code}）`;
  }
}
