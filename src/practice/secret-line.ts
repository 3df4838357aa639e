import { Agent, type ServerOptions } from 'node:https';

/*
 * The line between an office and its practice bureau: TLS with a key that both have and nobody else (PSK), so that each connection proves
 * both sides before a byte of a message is said. Whoever binds the port of a bureau that is gone cannot agree on such a line.
 */

const IDENTITY = 'baojian';
// PSK is not a way of TLS 1.3 that Node offers; of these the first forgets its keys with the connection.
const SUITE = {
  ciphers: 'ECDHE-PSK-CHACHA20-POLY1305:PSK-AES256-GCM-SHA384',
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.2',
} as const;

/** How long a stranger may take to agree on the line, in milliseconds. */
const HANDSHAKE = 10_000;

/** The first byte of whoever wants TLS; anything else is plain HTTP. */
export const TLS_HANDSHAKE = 0x16;

/** What a server is made with that listens to those who have the key. `key` is in hexadecimal digits. */
export function listeningSide(key: string): ServerOptions {
  const psk = Buffer.from(key, 'hex');
  return {
    ...SUITE,
    handshakeTimeout: HANDSHAKE,
    pskCallback: (_, identity) => (identity === IDENTITY ? psk : null),
  };
}

/** Connections that only the server with this key can answer. */
export function callingSide(key: string): Agent {
  const psk = Buffer.from(key, 'hex');
  return new Agent({
    ...SUITE,
    keepAlive: true,
    pskCallback: () => ({ psk, identity: IDENTITY }),
    // The key has proved who it is; there is no certificate whose name could be looked at.
    checkServerIdentity: () => undefined,
  });
}
