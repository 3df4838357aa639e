import { X509Certificate } from 'node:crypto';
import { Duplex } from 'node:stream';
import { createSecureContext, TLSSocket } from 'node:tls';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';

/** What TLS shows of an office: a certificate with its key, as they lie in one file. */
export type ClientIdentity =
  | { readonly pfx: Uint8Array; readonly passphrase?: string }
  | { readonly pem: string; readonly passphrase?: string };

const PEM = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/gu;
const KEY = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/u;

/** The certificates of authorities in a file, PEM (one or several) or DER, as PEM. Throws `channel.certificate`, as all here do. */
export function readAuthorities(bytes: Uint8Array, now: number): readonly string[] {
  const text = Buffer.from(bytes).toString('latin1');
  const found = (text.match(PEM) ?? [bytes]).map(each => parsed(each));
  for (const each of found) {
    if (!each.ca && !isSelfSigned(each)) throw refusal(`里面是 ${nameOf(each)} 的证书，不是证书机构的`);
    checkDates(each, now);
  }
  return found.map(String);
}

/** The certificate of the office and its key: PEM with both in one file, or PKCS#12. */
export function readIdentity(bytes: Uint8Array, passphrase: string | undefined, now: number): ClientIdentity {
  const pem = Buffer.from(bytes).toString('latin1');
  const secret = passphrase === undefined ? {} : { passphrase };
  const isPem = pem.includes('-----BEGIN ');
  if (isPem && !pem.match(PEM)) throw refusal('里面没有证书');
  if (isPem && !KEY.test(pem))
    throw refusal('里面只有证书，没有私钥', '把证书和私钥放进同一个文件，或用 .p12、.pfx 文件');
  const identity: ClientIdentity = isPem ? { pem, ...secret } : { pfx: bytes, ...secret };
  checkDates(certificateOf(identity), now);
  return identity;
}

/** As the TLS of node takes it. */
export const tlsOptions = (identity: ClientIdentity) =>
  'pfx' in identity
    ? { pfx: Buffer.from(identity.pfx), ...passphraseOf(identity) }
    : { cert: identity.pem, key: identity.pem, ...passphraseOf(identity) };

const passphraseOf = ({ passphrase }: ClientIdentity) => (passphrase === undefined ? {} : { passphrase });

/** The certificate that would be shown: a socket over nothing knows it before it has said anything. */
function certificateOf(identity: ClientIdentity): X509Certificate {
  try {
    const secureContext = createSecureContext(tlsOptions(identity));
    const socket = new TLSSocket(new Duplex({ read: () => {}, write: (_chunk, _encoding, done) => done() }), {
      secureContext,
    });
    const shown = socket.getX509Certificate();
    socket.destroy();
    if (shown) return shown;
  } catch (error) {
    throw openingFault(error, 'pem' in identity, identity.passphrase !== undefined);
  }
  throw refusal('里面没有证书');
}

// What OpenSSL says is a name at best; none of it holds what was being opened.
function openingFault(error: unknown, isPem: boolean, hasPassphrase: boolean): UserError {
  const said = error instanceof Error ? `${(error as NodeJS.ErrnoException).code ?? ''} ${error.message}` : '';
  if (/MISMATCH|mismatch/u.test(said)) return refusal('里面的私钥不是这个证书的', '用申请这个证书时的私钥');
  if (/mac verify|BAD_DECRYPT|bad decrypt|PASSWORD|passphrase|INTERRUPTED/iu.test(said)) {
    return refusal(
      hasPassphrase ? '口令打不开它' : '要口令才能打开',
      '先设口令：baojian settings set channel.clientPassphrase - < 口令文件',
    );
  }
  if (/UNSUPPORTED|unsupported/u.test(said)) {
    return refusal('加密方式太旧，打不开', '用 openssl pkcs12 -legacy 打开，再用 openssl pkcs12 -export 重新写出');
  }
  return refusal(
    isPem ? '里面的证书或私钥不完整' : '不是证书文件，或不完整',
    '要 PEM 文件（证书和私钥在一起）或 .p12、.pfx',
  );
}

function parsed(from: string | Uint8Array): X509Certificate {
  try {
    return new X509Certificate(from);
  } catch {
    throw refusal('不是证书文件，或不完整', '要 .pem、.crt 或 .cer 证书文件');
  }
}

/** Whose certificates they are, and until when they hold. */
export const aboutAuthorities = (pems: readonly string[]): string => pems.map(pem => about(parsed(pem))).join('；');
export const aboutIdentity = (identity: ClientIdentity): string => about(certificateOf(identity));

const about = (certificate: X509Certificate) => `${nameOf(certificate)}，到 ${dayOf(certificate.validTo)}`;

const isSelfSigned = (certificate: X509Certificate) => certificate.checkIssued(certificate);

function checkDates(certificate: X509Certificate, now: number): void {
  const { validFrom, validTo } = certificate;
  if (Date.parse(validTo) < now)
    throw refusal(`${nameOf(certificate)} 的证书 ${dayOf(validTo)} 已过期`, '换成新的证书；本机时间也要对');
  if (Date.parse(validFrom) > now)
    throw refusal(`${nameOf(certificate)} 的证书 ${dayOf(validFrom)} 才生效`, '核对本机时间');
}

const BEIJING = 8 * 3_600_000;
const dayOf = (text: string) => new Date(Date.parse(text) + BEIJING).toISOString().slice(0, 10);
const MAX_NAME = 60;

function nameOf({ subject = '' }: X509Certificate): string {
  const common = /^CN=(.*)$/mu.exec(subject)?.[1] ?? subject;
  return cleanLine(common).slice(0, MAX_NAME) || '没有名称';
}

function refusal(what: string, next = '换一个文件，或请发证书的单位重新给'): UserError {
  return new UserError('channel.certificate', what, { exit: 'usage', next: [next] });
}
