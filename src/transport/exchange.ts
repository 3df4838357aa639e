import type { IncomingHttpHeaders } from 'node:http';
import type { Agent } from 'node:https';
import type { Socket } from 'node:net';
import { rootCertificates } from 'node:tls';
import type { Got, Request } from 'got';
import { titleOf } from '../page-title.ts';
import { type ClientIdentity, tlsOptions } from './certificates.ts';
import type { Bytes, ChannelAnswer, Waiting } from './channel.ts';
import { failureOf, type Progress } from './failure.ts';
import { type FailureKind, TransportError } from './transport-error.ts';
import { charsetOf, isPage, PAGE_START, redirectTarget, saysPage } from './web-page.ts';

/** Time limits in milliseconds. */
interface TimeLimits {
  /** Finding the name, connecting and agreeing on TLS, each. */
  readonly connect: number;
  /** Writing the message. */
  readonly send: number;
  /** From the last byte written to the first of the answer. */
  readonly answer: number;
  /** All of it. */
  readonly whole: number;
}

export interface ExchangeOptions {
  readonly timeouts?: Partial<TimeLimits> | undefined;
  /** None of the limits is longer, in milliseconds. */
  readonly patience?: number | undefined;
  /** Answers above this many bytes (after unpacking) are refused while they come in. */
  readonly maxAnswerBytes?: number | undefined;
  /** Certificates (PEM) of an office's own authorities, trusted beside the public ones. */
  readonly ca?: readonly string[] | undefined;
  /** What is shown to a server that asks who calls. */
  readonly identity?: ClientIdentity | undefined;
  readonly contentType?: string | undefined;
  /** Connections that have a way of their own to prove the other side; without it certificates are verified. */
  readonly agent?: Agent | undefined;
  /** POST unless told; a GET has no body. */
  readonly method?: 'GET' | 'POST' | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** An answer may have no body, where its status says all. */
  readonly mayBeEmpty?: boolean | undefined;
}

const TIME_LIMITS: TimeLimits = { connect: 15_000, send: 60_000, answer: 60_000, whole: 180_000 };
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

let loading: Promise<Got> | undefined;
/** got costs 78 ms: a run that sends nothing does not pay for it. */
function loadGot(): Promise<Got> {
  loading ??= import('got').then(({ got }) => got);
  return loading;
}

/**
 * One request, never repeated here, and its answer. Redirects are not followed, certificates are verified, and proxies of the environment are not
 * used, because got does not use them. Every failure is a `TransportError`.
 */
export async function exchange(
  url: URL,
  bytes: Bytes,
  { signal }: Waiting,
  {
    timeouts,
    patience = Number.POSITIVE_INFINITY,
    maxAnswerBytes = MAX_ANSWER_BYTES,
    ca,
    identity,
    agent,
    contentType = 'text/xml; charset=utf-8',
    method = 'POST',
    headers = {},
    mayBeEmpty = false,
  }: ExchangeOptions,
): Promise<ChannelAnswer> {
  const got = await loadGot();
  const cancelled = (lost: boolean) => new TransportError('cancelled', url.host, { lost });
  if (signal?.aborted) throw cancelled(false);
  const within = (limit: number) => Math.min(limit, patience);
  const wanted = { ...TIME_LIMITS, ...timeouts };
  const limits = {
    connect: within(wanted.connect),
    send: within(wanted.send),
    answer: within(wanted.answer),
    whole: within(wanted.whole),
  };
  const request = got.stream(url, {
    method,
    ...(method === 'POST' && { body: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) }),
    headers: {
      ...(method === 'POST' && { 'content-type': contentType }),
      ...{ accept: '*/*', 'user-agent': 'baojian', ...headers },
    },
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    strictContentLength: true,
    timeout: {
      lookup: limits.connect,
      connect: limits.connect,
      secureConnect: limits.connect,
      send: limits.send,
      response: limits.answer,
      request: limits.whole,
    },
    ...(signal && { signal }),
    ...(agent && { agent: { https: agent } }),
    https: {
      ...(ca && { certificateAuthority: [...rootCertificates, ...ca] }),
      ...(identity && gotIdentity(identity)),
    },
  });
  const progressOf = watch(request, url);
  const answer = headOf(request);

  const chunks: Bytes[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      // Of a page that refuses, its beginning tells whose it is.
      if (!answer.isPage || size >= PAGE_START) refuse(answer, chunks, url);
      size += (chunk as Bytes).length;
      if (size > maxAnswerBytes)
        throw new TransportError('too-large', url.host, { lost: true, detail: `${maxAnswerBytes} 字节` });
      chunks.push(chunk as Bytes);
    }
  } catch (error) {
    if (error instanceof TransportError) throw error;
    if (signal?.aborted) throw cancelled(progressOf() === 'flowing');
    refuse(answer, chunks, url);
    throw failureOf(error, progressOf(), url);
  } finally {
    // got takes its listener off the signal only when the stream is destroyed; a signal may live as long as the program.
    request.destroy();
  }
  refuse(answer, chunks, url);
  if (size === 0 && !mayBeEmpty)
    throw new TransportError('not-understood', url.host, { lost: true, detail: '内容是空的' });
  const whole = Buffer.concat(chunks);
  if (isPage(whole, answer.headers)) {
    const title = titleOf(whole.subarray(0, PAGE_START), charsetOf(answer.headers));
    throw new TransportError('page', url.host, { lost: true, detail: title && `：${title}` });
  }
  return { bytes: whole, charset: charsetOf(answer.headers) };
}

/** Got has names of its own for what TLS calls cert and pfx. */
function gotIdentity(identity: ClientIdentity) {
  const { cert, ...rest } = { cert: undefined, ...tlsOptions(identity) };
  return { ...rest, ...(cert !== undefined && { certificate: cert }) };
}

/** How far a request has got. From the moment the connection can carry bytes, they may have arrived. */
function watch(request: Request, url: URL): () => Progress {
  let progress: Progress = 'started';
  request.on('request', sent => {
    if (sent.reusedSocket) {
      progress = 'flowing';
      return;
    }
    sent.once('socket', (socket: Socket) => {
      socket.once('connect', () => {
        progress = url.protocol === 'https:' ? 'connected' : 'flowing';
      });
      socket.once('secureConnect', () => {
        progress = 'flowing';
      });
    });
  });
  return () => progress;
}

interface AnswerHead {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly isPage: boolean;
}

/** Status and headers of the answer, once they are there. */
function headOf(request: Request): AnswerHead {
  const head: { -readonly [K in keyof AnswerHead]: AnswerHead[K] } = { status: undefined, headers: {}, isPage: false };
  request.on('response', ({ statusCode, headers }: { statusCode: number; headers: IncomingHttpHeaders }) => {
    head.status = statusCode;
    head.headers = headers;
    head.isPage = saysPage(headers);
  });
  return head;
}

/** Throws where the status is none of success, with what is there of the body. Only 5xx leaves open whether the message was taken. */
function refuse({ status, headers, isPage: page }: AnswerHead, chunks: readonly Bytes[], url: URL): void {
  if (status === undefined || (status >= 200 && status < 300)) return;
  const fail = (kind: FailureKind, detail: string, lost = false) =>
    new TransportError(kind, url.host, { lost, detail });
  if (status < 400 && headers.location !== undefined) throw fail('redirected', redirectTarget(headers, url));
  const title = page ? titleOf(Buffer.concat(chunks), charsetOf(headers)) : '';
  const told = title && `，网页${title}`;
  // These two are said by a proxy or a network, never by the server itself.
  if (status === 407 || status === 511) throw fail('page', `（HTTP ${status}${told}）`);
  if (status === 401 || status === 403) throw fail('login', `（HTTP ${status}${told}）`);
  throw fail('status', `${status}${told}`, status >= 500);
}
