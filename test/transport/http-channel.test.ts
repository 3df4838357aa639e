import { getEventListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { readAuthorities, readIdentity } from '../../src/transport/certificates.ts';
import type { ChannelAnswer } from '../../src/transport/channel.ts';
import { type HttpChannelOptions, httpChannel } from '../../src/transport/http-channel.ts';
import { TransportError } from '../../src/transport/transport-error.ts';
import {
  type Certificate,
  certificateFile,
  certificateOf,
  closedPort,
  http,
  https,
  stopServers,
  tcp,
} from './servers.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = ({ bytes: answer }: ChannelAnswer) => new TextDecoder().decode(answer);
const MESSAGE = bytes('<m>s3cret 报检</m>');
const NAME = { messageId: 'm1' };

afterEach(stopServers);

async function failureOf(options: HttpChannelOptions, signal?: AbortSignal): Promise<TransportError> {
  const error = await httpChannel(options)
    .send(MESSAGE, { ...NAME, signal })
    .then(
      () => expect.unreachable('it was answered'),
      (reason: unknown) => reason,
    );
  expect(error).toBeInstanceOf(TransportError);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('s3cret');
  return error as TransportError;
}

const answering = (listener: RequestListener) => http(listener).then(sendUrl => ({ sendUrl }));
const saying = (raw: string) =>
  tcp(socket => socket.once('data', () => socket.end(raw))).then(port => ({ sendUrl: `http://127.0.0.1:${port}/` }));

describe('what goes through', () => {
  it('leaves nothing on a signal that lives longer', async () => {
    const options = await answering((_, response) => response.end('ok'));
    const { signal } = new AbortController();
    const channel = httpChannel(options);
    for (let round = 0; round < 3; round += 1) await channel.send(MESSAGE, { ...NAME, signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('posts the bytes and gives the answer as it is', async () => {
    const seen: unknown[] = [];
    const options = await answering(async (request, response) => {
      const body = Buffer.concat(await request.toArray());
      seen.push([request.method, request.headers['content-type'], request.headers['content-length'], body.toString()]);
      response.end('回执 <x/>');
    });
    expect(text(await httpChannel(options).send(MESSAGE, NAME))).toBe('回执 <x/>');
    expect(seen).toEqual([['POST', 'text/xml; charset=utf-8', String(MESSAGE.length), '<m>s3cret 报检</m>']]);
  });

  it('asks at the receiving address, and tests both', async () => {
    const sendUrl = await http((_, response) => response.end('send'));
    const receiveUrl = await http((_, response) => response.end('receive'));
    const channel = httpChannel({ sendUrl, receiveUrl });
    expect(text(await channel.send(MESSAGE, NAME))).toBe('send');
    expect(text(await channel.receive(MESSAGE))).toBe('receive');
    expect((await channel.test(MESSAGE)).map(text)).toEqual(['send', 'receive']);
    expect((await httpChannel({ sendUrl }).test(MESSAGE)).map(text)).toEqual(['send']);
  });

  it('has nothing lost where it only asks', async () => {
    const options = await answering((_, response) => response.writeHead(502).end());
    const channel = httpChannel(options);
    const lostOf = (asked: Promise<unknown>) => asked.catch(({ lost, message }: TransportError) => [lost, message]);
    const words = `${new URL(options.sendUrl).host} 未能处理：HTTP 502`;
    expect(await lostOf(channel.send(MESSAGE, NAME))).toEqual([true, words]);
    expect(await lostOf(channel.receive(MESSAGE))).toEqual([false, words]);
    expect(await lostOf(channel.test(MESSAGE))).toEqual([false, words]);
  });

  it('unpacks what is packed', async () => {
    const options = await answering((_, response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync('packed')),
    );
    expect(text(await httpChannel(options).send(MESSAGE, NAME))).toBe('packed');
  });

  it('keeps its connections, and no listeners on them', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    const options = await answering((_, response) => response.end('ok'));
    const channel = httpChannel(options);
    for (let turn = 0; turn < 25; turn++) await channel.send(MESSAGE, NAME);
    await new Promise(resolve => setImmediate(resolve));
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });
});

describe('what goes wrong', () => {
  it('a name that does not exist', async () => {
    const failure = await failureOf({ sendUrl: 'https://no-such-host.invalid/x' });
    expect(failure).toMatchObject({ code: 'transport.name', lost: false });
    expect(failure.message).toContain('no-such-host.invalid');
  });

  it('a port that nobody listens on', async () => {
    const failure = await failureOf({ sendUrl: `http://127.0.0.1:${await closedPort()}/` });
    expect(failure).toMatchObject({ code: 'transport.refused', lost: false });
  });

  it.each([
    [301, 'transport.redirected', false],
    [302, 'transport.redirected', false],
    [304, 'transport.redirected', false],
    [400, 'transport.status', false],
    [404, 'transport.status', false],
    [401, 'transport.login', false],
    [403, 'transport.login', false],
    [500, 'transport.status', true],
    [503, 'transport.status', true],
  ])('HTTP %i', async (status, code, lost) => {
    let calls = 0;
    const options = await answering((_, response) => {
      calls++;
      response.writeHead(status, { location: '/elsewhere' }).end('<html>');
    });
    const failure = await failureOf(options);
    expect(failure).toMatchObject({ code, lost, exit: code === 'transport.login' ? 'login' : 'transport' });
    expect(failure.message).toContain(code === 'transport.redirected' ? '/elsewhere' : String(status));
    expect(calls).toBe(1);
  });

  it('a reset after the message was read', async () => {
    let reads = 0;
    const port = await tcp(socket =>
      socket.once('data', () => {
        reads++;
        socket.resetAndDestroy();
      }),
    );
    const failure = await failureOf({ sendUrl: `http://127.0.0.1:${port}/` });
    expect(failure).toMatchObject({ code: 'transport.cut', lost: true });
    expect(reads).toBe(1);
  });

  it('a reset of a connection that was used before', async () => {
    let requests = 0;
    const options = await answering((request, response) => {
      if (requests++ === 0) response.end('first');
      else request.socket.resetAndDestroy();
    });
    const channel = httpChannel(options);
    expect(text(await channel.send(MESSAGE, NAME))).toBe('first');
    expect(await failureOf(options)).toMatchObject({ code: 'transport.cut', lost: true });
    expect(requests).toBe(2);
  });

  it.each([
    ['a connection closed without an answer', '', 'transport.cut'],
    ['something that is not HTTP', 'SSH-2.0-OpenSSH\r\n\r\n', 'transport.not-understood'],
    ['half an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<half', 'transport.cut'],
    ['half an answer in chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf', 'transport.cut'],
    [
      'half a packed answer',
      'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nhalf',
      'transport.not-understood',
    ],
    ['an empty answer', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', 'transport.not-understood'],
    ['endless headers', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(40_000)}`, 'transport.too-large'],
  ])('%s', async (_, raw, code) => {
    expect(await failureOf(await saying(raw))).toMatchObject({ code, lost: true });
  });

  it('no answer in time', async () => {
    const options = await answering(request => request.resume());
    const failure = await failureOf({ ...options, timeouts: { answer: 200 } });
    expect(failure).toMatchObject({ code: 'transport.timeout', lost: true });
    expect(failure.message).toContain('等待回应');
  });

  it('an answer that trickles', async () => {
    const options = await answering((_, response) => void response.write('<'));
    expect(await failureOf({ ...options, timeouts: { whole: 400 } })).toMatchObject({
      code: 'transport.timeout',
      lost: true,
    });
  });

  it('a server that accepts and never speaks TLS', async () => {
    const port = await tcp(() => {});
    const failure = await failureOf({ sendUrl: `https://127.0.0.1:${port}/`, timeouts: { connect: 100 } });
    expect(failure).toMatchObject({ code: 'transport.timeout', lost: false });
  });

  it('an answer without end is left at the limit', async () => {
    let written = 0;
    const options = await answering((_, response) => {
      const more = () => {
        while (!response.destroyed) {
          written += 65_536;
          if (!response.write(Buffer.alloc(65_536))) break;
        }
      };
      response.on('drain', more).on('error', () => {});
      more();
    });
    const failure = await failureOf({ ...options, maxAnswerBytes: 100_000 });
    expect(failure).toMatchObject({ code: 'transport.too-large', lost: true });
    expect(written).toBeLessThan(50_000_000);
  });

  it('a small packed answer that unpacks to a large one is left at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const options = await answering((_, response) => response.setHeader('content-encoding', 'gzip').end(bomb));
    expect(await failureOf({ ...options, maxAnswerBytes: 1_000_000 })).toMatchObject({ code: 'transport.too-large' });
  });

  it('cancelled before, during and after the message went out', async () => {
    const early = await failureOf({ sendUrl: `http://127.0.0.1:${await closedPort()}/` }, AbortSignal.abort());
    expect(early).toMatchObject({ code: 'transport.cancelled', lost: false });

    const late = new AbortController();
    const options = await answering(request => request.resume().once('end', () => late.abort()));
    expect(await failureOf(options, late.signal)).toMatchObject({ code: 'transport.cancelled', lost: true });

    const shaking = new AbortController();
    const port = await tcp(socket => socket.once('data', () => shaking.abort()));
    const failure = await failureOf({ sendUrl: `https://127.0.0.1:${port}/` }, shaking.signal);
    expect(failure).toMatchObject({ code: 'transport.cancelled', lost: false });
  });
});

describe('TLS', () => {
  const server = async (certificate: Certificate) => {
    const requests: string[] = [];
    const port = await https(certificate, (request, response) => {
      requests.push(request.url ?? '');
      response.end('secure');
    });
    return { requests, port };
  };

  it('an unknown certificate gets nothing to see', async () => {
    const { requests, port } = await server(certificateOf('loopback'));
    const failure = await failureOf({ sendUrl: `https://127.0.0.1:${port}/` });
    expect(failure).toMatchObject({ code: 'transport.tls', lost: false });
    expect(failure.message).toContain('自签');
    expect(requests).toEqual([]);
  });

  it('a certificate of another name is refused though its authority is trusted', async () => {
    const certificate = certificateOf('elsewhere');
    const { requests, port } = await server(certificate);
    const failure = await failureOf({ sendUrl: `https://127.0.0.1:${port}/`, ca: [certificate.cert] });
    expect(failure).toMatchObject({ code: 'transport.tls', lost: false });
    expect(failure.message).toContain('名称');
    expect(requests).toEqual([]);
  });

  it('the authority of the office is trusted when it is given', async () => {
    const certificate = certificateOf('loopback');
    const { port } = await server(certificate);
    const channel = httpChannel({ sendUrl: `https://localhost:${port}/`, ca: [certificate.cert] });
    expect(text(await channel.send(MESSAGE, NAME))).toBe('secure');
  });

  it('an answer cut off after the handshake may have been taken', async () => {
    const certificate = certificateOf('loopback');
    const port = await https(certificate, request => request.socket.destroy());
    const failure = await failureOf({ sendUrl: `https://localhost:${port}/`, ca: [certificate.cert] });
    expect(failure).toMatchObject({ code: 'transport.cut', lost: true });
  });

  it('https to a server that speaks plain HTTP', async () => {
    const url = await http((_, response) => response.end('plain'));
    const failure = await failureOf({ sendUrl: url.replace('http:', 'https:') });
    expect(failure).toMatchObject({ code: 'transport.tls', lost: false });
  });

  const NOW = Date.parse('2026-11-27');
  const file = (name: string) => readFileSync(certificateFile(name));
  const ca = readAuthorities(file('authority.pem'), NOW);
  const strict = async (requests: string[]) =>
    `https://localhost:${await https(
      { ...certificateOf('server'), ca: [...ca], requestCert: true, rejectUnauthorized: true },
      (request, response) => {
        requests.push(String((request.socket as TLSSocket).getPeerX509Certificate()?.subject));
        response.end('secure');
      },
    )}/`;

  it.each([
    ['client.pem', undefined],
    ['client-locked.pem', 'geheim'],
    ['client.p12', 'geheim'],
  ])('shows the certificate of the office: %s', async (name, passphrase) => {
    const requests: string[] = [];
    const channel = httpChannel({
      sendUrl: await strict(requests),
      ca,
      identity: readIdentity(file(name), passphrase, NOW),
    });
    expect(text(await channel.send(MESSAGE, NAME))).toBe('secure');
    expect(requests).toEqual(['CN=练习报检公司']);
  });

  it('says that a server wants a certificate', async () => {
    const requests: string[] = [];
    const sendUrl = await strict(requests);
    const none = await failureOf({ sendUrl, ca });
    expect(none).toMatchObject({ code: 'transport.tls', lost: false });
    expect(none.message).toContain('客户端证书');
    expect(requests).toEqual([]);
  });

  it.each([
    [
      'a key that is another one',
      () =>
        Buffer.from(
          `${CERT}${certificateOf('server').key.replace(/-----BEGIN CERT[\s\S]*?-----END CERTIFICATE-----/u, '')}`,
        ),
      undefined,
      '里面的私钥不是这个证书的',
    ],
    ['a certificate alone', () => Buffer.from(CERT), undefined, '里面只有证书，没有私钥'],
    ['one that has expired', () => file('expired.pem'), undefined, '过期的公司 的证书 2012-01-01 已过期'],
    ['another passphrase', () => file('client.p12'), 'Geheim', '口令打不开它'],
    ['no passphrase', () => file('client-locked.pem'), undefined, '要口令才能打开'],
    ['an old way to lock', () => file('client-legacy.p12'), 'geheim', '加密方式太旧，打不开'],
    ['something else', () => Buffer.from('hello'), undefined, '不是证书文件，或不完整'],
    ['half of it', () => file('client.p12').subarray(0, 300), 'geheim', '不是证书文件，或不完整'],
    [
      'a key alone',
      () => Buffer.from(certificateOf('server').key.replace(/-----BEGIN CERT[\s\S]*?-----END CERTIFICATE-----/u, '')),
      undefined,
      '里面没有证书',
    ],
  ])('takes no certificate with %s', (_, bytes, passphrase, message) => {
    expect(() => readIdentity(bytes(), passphrase, NOW)).toThrow(
      expect.objectContaining({ code: 'channel.certificate', message }),
    );
  });

  it.each([
    ['a certificate of somebody', file('client.pem'), '里面是 练习报检公司 的证书，不是证书机构的'],
    ['one that has expired', file('expired.pem'), '里面是 过期的公司 的证书，不是证书机构的'],
    ['something else', Buffer.from('hello'), '不是证书文件，或不完整'],
  ])('takes no authority from %s', (_, bytes, message) => {
    expect(() => readAuthorities(bytes, NOW)).toThrow(
      expect.objectContaining({ code: 'channel.certificate', message }),
    );
  });

  it('takes authorities in DER, several in one file, and none before its time', () => {
    const pem = file('authority.pem').toString();
    const der = Buffer.from(pem.replace(/-----[^-]+-----/gu, ''), 'base64');
    expect(readAuthorities(der, NOW)).toEqual(ca);
    expect(readAuthorities(Buffer.from(`${pem}\n${pem}`), NOW)).toHaveLength(2);
    expect(() => readAuthorities(der, 0)).toThrow('练习证书机构 的证书 2010-01-01 才生效');
  });
});

describe('an answer of somebody in between', () => {
  const page = (title: string, head = '') =>
    `<!DOCTYPE html>\n<html><head>${head}<title>${title}</title></head><body>x</body></html>`;
  const gbk = Buffer.concat([
    Buffer.from(page('#').split('#')[0] ?? ''),
    Buffer.from([0xb5, 0xc7, 0xc2, 0xbc]),
    Buffer.from('</title>'),
  ]);

  it.each([
    ['a page', 'text/html; charset=utf-8', page('  上网\n认证 &amp; 登录\u202e'), '：“上网 认证 & 登录”'],
    ['a page in GBK', 'text/html; charset=gbk', gbk, '：“登录”'],
    ['a page in GBK that says nothing', 'text/html', gbk, '：“登录”'],
    ['a page without a title', 'text/html', '<html></html>', ''],
    ['a page that is called XML', 'text/xml', `<?xml version="1.0"?>\n${page('Login')}`, '：“Login”'],
    ['a page with a long title', 'text/html', page('长'.repeat(99)), `：“${'长'.repeat(40)}…”`],
    ['a text that is called a page', 'text/html', 'please log in', ''],
  ])('%s', async (_, type, body, told) => {
    const failure = await failureOf(
      await answering((_request, response) => response.setHeader('content-type', type).end(body)),
    );
    expect(failure).toMatchObject({
      code: 'transport.page',
      lost: true,
      message: `${failure.host} 回的是网页，不是局端的回应${told}`,
    });
  });

  it('XML that is called a page is XML', async () => {
    const options = await answering((_, response) =>
      response.setHeader('content-type', 'text/html').end('<?xml version="1.0"?><Response/>'),
    );
    expect(text(await httpChannel(options).send(MESSAGE, NAME))).toContain('<Response/>');
  });

  it.each([
    ['http://portal.example/login/认证?token=s3cret', 'http://portal.example/login/%E8%AE%A4%E8%AF%81'],
    ['http://me:s3cret@portal.example/', 'http://portal.example'],
    ['https://portal.example/s3cret-path', 'https://portal.example'],
    ['/elsewhere', 'http://127.0.0.1'],
    [`http://portal.example/${'x'.repeat(200)}`, `http://portal.example/${'x'.repeat(80 - 22)}…`],
    ['http://[', '没有写明地址'],
  ])('a redirect to %s', async (location, told) => {
    const { sendUrl } = await answering((_, response) =>
      response.writeHead(302, { location: encodeURI(decodeURI(location)) }).end('x'),
    );
    const failure = await failureOf({ sendUrl: `${sendUrl}s3cret-path` });
    expect(failure).toMatchObject({ code: 'transport.redirected', lost: false });
    expect(failure.message.replace(/(127\.0\.0\.1):\d+\/elsewhere$/u, '$1')).toBe(
      `${failure.host} 转到了别处：${told}`,
    );
  });

  it.each([
    [403, 'transport.login', '（HTTP 403，网页“防火墙”）'],
    [407, 'transport.page', '（HTTP 407，网页“防火墙”）'],
    [502, 'transport.status', 'HTTP 502，网页“防火墙”'],
  ])('a page with HTTP %s', async (status, code, told) => {
    const failure = await failureOf(
      await answering((_, response) =>
        response.writeHead(status, { 'content-type': 'text/html' }).end(page('防火墙').padEnd(99_999)),
      ),
    );
    expect(failure.code).toBe(code);
    expect(failure.message.endsWith(told)).toBe(true);
  });
});

const CERT = readFileSync(certificateFile('client.pem'), 'utf8').replace(/-----BEGIN PRIVATE KEY[\s\S]*/u, '');
