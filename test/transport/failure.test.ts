import { describe, expect, it } from 'vitest';
import { failureOf, type Progress } from '../../src/transport/failure.ts';
import type { FailureKind } from '../../src/transport/transport-error.ts';

const PLAIN = new URL('http://127.0.0.1:8080/secret?ticket=1');
const TLS = new URL('https://bureau.example/secret');

// biome-ignore format: table
const CASES: readonly (readonly [code: string, event: string, progress: Progress, url: URL, kind: FailureKind, lost: boolean])[] = [
  ['ENOTFOUND',                     '',              'started',   TLS,   'name',           false],
  ['EAI_AGAIN',                     '',              'started',   PLAIN, 'name',           false],
  ['ECONNREFUSED',                  '',              'started',   TLS,   'refused',        false],
  ['ENETUNREACH',                   '',              'started',   PLAIN, 'refused',        false],
  ['EHOSTUNREACH',                  '',              'started',   PLAIN, 'refused',        false],
  ['ECONNRESET',                    '',              'started',   PLAIN, 'refused',        false],
  ['CERT_HAS_EXPIRED',              '',              'connected', TLS,   'tls',            false],
  ['ERR_TLS_CERT_ALTNAME_INVALID',  '',              'connected', TLS,   'tls',            false],
  ['EPROTO',                        '',              'connected', TLS,   'tls',            false],
  ['ECONNRESET',                    '',              'connected', TLS,   'tls',            false],
  ['ETIMEDOUT',                     'lookup',        'started',   TLS,   'timeout',        false],
  ['ETIMEDOUT',                     '',              'started',   TLS,   'timeout',        false],
  ['ETIMEDOUT',                     'connect',       'started',   PLAIN, 'timeout',        false],
  ['ETIMEDOUT',                     'secureConnect', 'connected', TLS,   'timeout',        false],
  ['ETIMEDOUT',                     'send',          'flowing',   PLAIN, 'timeout',        true],
  ['ETIMEDOUT',                     'response',      'flowing',   TLS,   'timeout',        true],
  ['ETIMEDOUT',                     'request',       'flowing',   TLS,   'timeout',        true],
  ['ECONNRESET',                    '',              'flowing',   PLAIN, 'cut',            true],
  ['EPIPE',                         '',              'flowing',   TLS,   'cut',            true],
  ['ERR_HTTP_CONTENT_LENGTH_MISMATCH', '',           'flowing',   PLAIN, 'cut',            true],
  ['ERR_SSL_BAD_RECORD_MAC',        '',              'flowing',   TLS,   'cut',            true],
  ['HPE_INVALID_CONSTANT',          '',              'flowing',   PLAIN, 'not-understood', true],
  ['HPE_HEADER_OVERFLOW',           '',              'flowing',   PLAIN, 'too-large',      true],
  ['Z_DATA_ERROR',                  '',              'flowing',   PLAIN, 'not-understood', true],
  ['Z_BUF_ERROR',                   '',              'flowing',   PLAIN, 'not-understood', true],
];

describe('what an error of the http library means', () => {
  it.each(CASES)('%s %s while %s', (code, event, progress, url, kind, lost) => {
    const failure = failureOf({ code, event }, progress, url);
    expect(failure).toMatchObject({ kind, lost, code: `transport.${kind}`, exit: 'transport' });
  });

  it('names the host and nothing else of the address', () => {
    for (const [code, event, progress, url] of CASES) {
      const { message, next } = failureOf({ code, event }, progress, url);
      expect(message).toContain(url.host);
      expect([message, ...next].join()).not.toMatch(/secret|ticket|undefined|\{/u);
      expect(next.length).toBeGreaterThan(0);
    }
  });

  it('says to ask first exactly when the bytes may have arrived', () => {
    for (const [code, event, progress, url] of CASES) {
      const failure = failureOf({ code, event }, progress, url);
      expect(failure.next.some(line => line.includes('先查询'))).toBe(failure.lost);
    }
  });
});
