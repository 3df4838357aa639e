import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { got } from 'got';
import { writeDeclaration } from '../src/message/write.ts';
import { callingSide } from '../src/practice/secret-line.ts';
import { startPractice } from '../src/practice/server.ts';
import { httpChannel } from '../src/transport/http-channel.ts';
import { BOOK, DATA, inbound } from '../test/practice/declarations.ts';
import { type Figure, figure } from './figure.ts';

const ROUNDS = 5;
const SENDS = 200;
const AT_ONCE = 8;

/** Sends a second through the channel to the practice bureau, against bare got to the same server; the best of several rounds taken in turn. */
export async function bench(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-transport-'));
  const practice = await startPractice({
    ...{ folder, now: Date.now, random: Math.random, book: BOOK, dataFolder: DATA, pace: 0 },
  });
  try {
    const sendUrl = practice.url.replace('http:', 'https:');
    const agent = callingSide(practice.key);
    let next = 0;
    const message = () => {
      next++;
      const { xml } = writeDeclaration(inbound(`WI${next}`), { messageId: `m${next}`, book: BOOK });
      return new TextEncoder().encode(xml);
    };
    const channel = httpChannel({ sendUrl, agent });
    const ways = {
      channel: async (body: Uint8Array) => (await channel.send(body, { messageId: '' })).bytes,
      bare: (body: Uint8Array) => got.post(sendUrl, { body: Buffer.from(body), agent: { https: agent } }).buffer(),
    };
    const best = { channel: 0, bare: 0 };
    await rate(ways.channel, message);
    for (let round = 0; round < ROUNDS; round++) {
      for (const way of ['bare', 'channel'] as const) best[way] = Math.max(best[way], await rate(ways[way], message));
    }
    return [figure('transport.send', best.channel, '1/s', best.bare)];
  } finally {
    await practice.stop();
    await rm(folder, { recursive: true });
  }
}

/** Sends a second, eight under way at a time. */
async function rate(send: (body: Uint8Array) => Promise<Uint8Array>, message: () => Uint8Array): Promise<number> {
  const bodies = Array.from({ length: SENDS }, message);
  const begun = performance.now();
  const one = async () => {
    for (let body = bodies.pop(); body; body = bodies.pop()) {
      const answer = Buffer.from(await send(body)).toString();
      if (!answer.includes('<Code>0</Code>')) throw new Error(answer);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return SENDS / ((performance.now() - begun) / 1000);
}
