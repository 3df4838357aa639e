import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer, request, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { callingSide } from '../../src/practice/secret-line.ts';
import type { Practice } from '../../src/practice/server.ts';

export interface PlainDoor {
  readonly url: string;
  close(): Promise<void>;
}

/** A practice bureau in the part of a real one, which has an address of plain HTTP, or of HTTPS, and knows its offices by their accounts. */
export async function openPlainDoor(
  { url, key }: Pick<Practice, 'url' | 'key'>,
  port = 0,
  tls?: ServerOptions,
): Promise<PlainDoor> {
  const agent = callingSide(key);
  const listener: RequestListener = (asked, answer) => {
    const { host: _, ...headers } = asked.headers;
    const passed = request(
      url.replace('http:', 'https:'),
      { method: asked.method ?? 'POST', headers, agent },
      given => {
        answer.writeHead(given.statusCode ?? 500, given.headers);
        given.pipe(answer);
      },
    );
    passed.on('error', () => asked.socket.resetAndDestroy());
    asked.pipe(passed);
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
  const close = async () => {
    agent.destroy();
    server.closeAllConnections();
    if (server.listening) await new Promise(resolve => server.close(resolve));
  };
  onTestFinished(close);
  return { url: `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
}
