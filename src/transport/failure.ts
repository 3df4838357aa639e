import { type FailureKind, TransportError } from './transport-error.ts';

/** How far a request got: nothing yet, a connection stands (TLS not yet agreed), the request itself flows. */
export type Progress = 'started' | 'connected' | 'flowing';

interface Cause {
  readonly code?: unknown;
  /** What a time limit waited for. */
  readonly event?: unknown;
}

// biome-ignore format: table
const CERTIFICATE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED:                    '对方的证书已过期',
  CERT_NOT_YET_VALID:                  '对方的证书尚未生效，本机时间可能不对',
  ERR_TLS_CERT_ALTNAME_INVALID:        '对方的证书不是给这个名称的',
  DEPTH_ZERO_SELF_SIGNED_CERT:         '对方的证书是自签的，不受信任',
  SELF_SIGNED_CERT_IN_CHAIN:           '对方的证书机构不受信任',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:     '对方的证书机构不受信任',
  UNABLE_TO_GET_ISSUER_CERT:           '对方的证书机构不受信任',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:   '对方的证书机构不受信任',
  CERT_REVOKED:                        '对方的证书已吊销',
};

const WRONG_CERTIFICATE = '对方不接受本单位的客户端证书';

/** What a server says of the certificate that was shown to it. With TLS 1.3 it comes when bytes flow already; none was taken then. */
// biome-ignore format: table
const ALERTS: Readonly<Record<string, string>> = {
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED:   '对方要求客户端证书',
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE:       '加密方式谈不拢，或对方要求客户端证书',
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE:         WRONG_CERTIFICATE,
  ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE: WRONG_CERTIFICATE,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED:     WRONG_CERTIFICATE,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED:     WRONG_CERTIFICATE,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN:     WRONG_CERTIFICATE,
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA:              WRONG_CERTIFICATE,
  ERR_SSL_TLSV1_ALERT_ACCESS_DENIED:           WRONG_CERTIFICATE,
};

// biome-ignore format: table
const CODES: Readonly<Record<string, readonly [FailureKind, string?]>> = {
  ENOTFOUND:           ['name'],
  EAI_AGAIN:           ['name'],
  EAI_NODATA:          ['name'],
  EAI_NONAME:          ['name'],
  ECONNREFUSED:        ['refused', '对方拒绝连接'],
  EHOSTUNREACH:        ['refused', '网络到不了对方'],
  ENETUNREACH:         ['refused', '网络不通'],
  EADDRNOTAVAIL:       ['refused', '网络不通'],
  EACCES:              ['refused', '本机不允许连接'],
  EPERM:               ['refused', '本机不允许连接'],
  HPE_HEADER_OVERFLOW: ['too-large', '16 KB（信息头）'],
};

// biome-ignore format: table
const WAITS: Readonly<Record<string, string>> = {
  lookup:        '名称解析超时',
  connect:       '连接超时',
  secureConnect: '安全连接超时',
  send:          '发送超时',
  response:      '已发出，等待回应超时',
};

/** What an error of the http library means, judged by how far the request got. Bytes that never began to flow are not lost. */
export function failureOf(error: unknown, progress: Progress, url: URL): TransportError {
  const { code: rawCode, event: rawEvent } = (error ?? {}) as Cause;
  const code = typeof rawCode === 'string' ? rawCode : '';
  const event = typeof rawEvent === 'string' ? rawEvent : '';
  const lost = progress === 'flowing';
  const fail = (kind: FailureKind, detail = '') => new TransportError(kind, url.host, { lost, detail });

  if (code === 'ETIMEDOUT') return fail('timeout', WAITS[event] ?? (lost ? '等待回应超时' : '连接超时'));
  const known = CODES[code];
  // A name or a port that fails after bytes flowed would be of another connection; only the way there fails like this.
  if (known && (!lost || known[0] === 'too-large')) return fail(...known);
  const alert = ALERTS[code];
  if (alert) return new TransportError('tls', url.host, { lost: false, detail: alert });
  if (code.startsWith('HPE_')) return fail('not-understood', '不是 HTTP');
  if (code.startsWith('Z_') || code.startsWith('ERR__') || code.startsWith('ERR_BROTLI'))
    return fail('not-understood', '压缩的内容有错');
  if (lost) return fail('cut');
  if (url.protocol === 'https:' && progress === 'connected')
    return fail(
      'tls',
      CERTIFICATE[code] ?? (code === 'ECONNRESET' ? '对方中断了握手' : '对方不是 https 服务或证书不受信任'),
    );
  return fail('refused', code ? `连接失败（${code}）` : '连接失败');
}
