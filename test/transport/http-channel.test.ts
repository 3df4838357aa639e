import { execFileSync } from 'node:child_process';
import { getEventListeners } from 'node:events';
import type { RequestListener } from 'node:http';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type HttpChannelOptions, httpChannel } from '../../src/transport/http-channel.ts';
import { TransportError } from '../../src/transport/transport-error.ts';
import { type Certificate, closedPort, http, https, selfSigned, stopServers, tcp } from './servers.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (answer: Uint8Array) => new TextDecoder().decode(answer);
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
    [301, 'transport.status', false],
    [302, 'transport.status', false],
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
    expect(failure.message).toContain(String(status));
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

const hasOpenssl = (() => {
  try {
    return execFileSync('openssl', ['version']).length > 0;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasOpenssl)('TLS', () => {
  const server = async (certificate: Certificate) => {
    const requests: string[] = [];
    const port = await https(certificate, (request, response) => {
      requests.push(request.url ?? '');
      response.end('secure');
    });
    return { requests, port };
  };

  it('an unknown certificate gets nothing to see', async () => {
    const { requests, port } = await server(await selfSigned('loopback'));
    const failure = await failureOf({ sendUrl: `https://127.0.0.1:${port}/` });
    expect(failure).toMatchObject({ code: 'transport.tls', lost: false });
    expect(failure.message).toContain('自签');
    expect(requests).toEqual([]);
  });

  it('a certificate of another name is refused though its authority is trusted', async () => {
    const certificate = await selfSigned('elsewhere');
    const { requests, port } = await server(certificate);
    const failure = await failureOf({ sendUrl: `https://127.0.0.1:${port}/`, ca: certificate.cert });
    expect(failure).toMatchObject({ code: 'transport.tls', lost: false });
    expect(failure.message).toContain('名称');
    expect(requests).toEqual([]);
  });

  it('the authority of the office is trusted when it is given', async () => {
    const certificate = await selfSigned('loopback');
    const { port } = await server(certificate);
    const channel = httpChannel({ sendUrl: `https://localhost:${port}/`, ca: certificate.cert });
    expect(text(await channel.send(MESSAGE, NAME))).toBe('secure');
  });

  it('an answer cut off after the handshake may have been taken', async () => {
    const certificate = await selfSigned('loopback');
    const port = await https(certificate, request => request.socket.destroy());
    const failure = await failureOf({ sendUrl: `https://localhost:${port}/`, ca: certificate.cert });
    expect(failure).toMatchObject({ code: 'transport.cut', lost: true });
  });

  it('https to a server that speaks plain HTTP', async () => {
    const url = await http((_, response) => response.end('plain'));
    const failure = await failureOf({ sendUrl: url.replace('http:', 'https:') });
    expect(failure).toMatchObject({ code: 'transport.tls', lost: false });
  });
});
