import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

const running: { server: Server; sockets: Set<Socket> }[] = [];

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  running.push({ server, sockets });
  return (server.address() as AddressInfo).port;
}

/** Ends every server that a test started. */
export async function stopServers(): Promise<void> {
  await Promise.all(
    running.splice(0).map(({ server, sockets }) => {
      for (const socket of sockets) socket.destroy();
      return new Promise(resolve => server.close(resolve));
    }),
  );
}

/** A server that speaks HTTP. */
export async function http(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createHttpServer(listener))}/`;
}

/** A server that may say anything. */
export async function tcp(onConnection: (socket: Socket) => void): Promise<number> {
  return listen(createServer(onConnection));
}

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export async function https(certificate: Certificate & ServerOptions, listener: RequestListener): Promise<number> {
  return listen(createTlsServer(certificate, listener));
}

/** A port that nobody listens on. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** One of `fixtures/certificates` with its key; `loopback` and `elsewhere` (of another name) are self-signed. */
export function certificateOf(name: 'loopback' | 'elsewhere' | 'server'): Certificate {
  const pem = readFileSync(certificateFile(`${name}.pem`), 'utf8');
  return { key: pem, cert: pem };
}

export const certificateFile = (name: string): string => join('fixtures', 'certificates', name);
