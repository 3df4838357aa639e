import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { callingSide } from './secret-line.ts';
import type { ServerFile } from './server-file.ts';

/** How long a server that has proved itself may keep silent, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Asks the practice bureau of a folder, or orders it something with a body. Undefined when it is not there, or somebody without its key is.
 *
 * @throws an error named `TimeoutError` when it keeps silent
 */
export async function askPractice(
  { url, key }: Pick<ServerFile, 'url' | 'key'>,
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly text: string } | undefined> {
  const agent = callingSide(key);
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const asked = request(new URL(path, url.replace(/^http:/u, 'https:')), {
      method: body === undefined ? 'GET' : 'POST',
      agent,
      signal,
    });
    asked.end(body === undefined ? undefined : JSON.stringify(body));
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    return { status: answer.statusCode ?? 0, text: await text(answer) };
  } catch {
    if (signal.aborted) throw signal.reason;
    return undefined;
  } finally {
    agent.destroy();
  }
}
