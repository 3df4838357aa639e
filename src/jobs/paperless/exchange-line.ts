import { UserError } from '../../errors.ts';
import type { Account } from '../../message/account.ts';
import type { Request } from '../../message/exchange.ts';
import type { PaperlessFileHead } from '../../message/paperless.ts';
import type { Channel, ChannelAnswer } from '../../transport/channel.ts';
import type { TransportError } from '../../transport/transport-error.ts';
import { loadWire, requestBytes } from '../wire.ts';
import type { PaperlessLine } from './line.ts';

/** Bytes of a file in one part. */
const PART_BYTES = 256 * 1024;
/** Tries of one request after which the line is given up: what is there stays there, and the next sending goes on from it. */
const TRIES = 5;
/** Milliseconds before the second try; each further one waits twice as long. */
const PAUSE = 250;

/** The line that speaks our own exchange with a server, a part of a file at a time. */
export function exchangePaperlessLine(
  channel: Channel,
  account: Account | undefined,
  wait: (milliseconds: number) => Promise<void>,
): PaperlessLine {
  /** Every request may be said again: who was not answered learns what became of it by saying the same. */
  async function say<T>(
    request: Request,
    read: (wire: Wire) => (answer: ChannelAnswer) => T,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const wire = await loadWire();
    for (let tries = 1; ; tries += 1) {
      try {
        return read(wire)(await channel.receive(await requestBytes(request, account), { signal }));
      } catch (error) {
        const isLine = error instanceof UserError && error.exit === 'transport';
        if (!isLine || signal?.aborted || channel.dead || tries === TRIES || !isPassing(error)) throw error;
        await wait(PAUSE * 2 ** (tries - 1));
      }
    }
  }

  async function hasOf(request: Request, head: PaperlessFileHead, signal: AbortSignal | undefined) {
    const answer = await say(request, wire => wire.readProgress, signal);
    if (!('outcome' in answer)) return answer.find(({ fileId }) => fileId === head.fileId)?.has ?? 0;
    throw refusal(answer.outcome === 'login', answer.text ?? '');
  }

  return {
    async file(head, bytes, onProgress, signal) {
      let has = await hasOf({ kind: 'paperless-inquiry', fileIds: [head.fileId] }, head, signal);
      onProgress(has);
      for (let stuck = 0; has < bytes.length; ) {
        const offset = has;
        const part = { ...head, offset, data: bytes.subarray(offset, offset + PART_BYTES) };
        has = await hasOf({ kind: 'paperless-part', part }, head, signal);
        onProgress(Math.min(has, bytes.length));
        stuck = has > offset ? 0 : stuck + 1;
        if (stuck === TRIES) throw refusal(false, `${head.name} 传不上去，停在 ${offset} 字节`);
      }
    },
    test: signal => say({ kind: 'test' }, wire => wire.readAnswer, signal),
    ticket: (declarationNo, signal) =>
      say({ kind: 'paperless-ticket', declarationNo }, wire => wire.readAnswer, signal),
    report: (report, signal) => say({ kind: 'paperless-report', report }, wire => wire.readAnswer, signal),
  };
}

type Wire = Awaited<ReturnType<typeof loadWire>>;

/** Whether the same may go well the next time. */
function isPassing(error: UserError): boolean {
  const { kind } = error as TransportError;
  return kind === undefined || !['address', 'login', 'redirected', 'cancelled', 'tls', 'too-large'].includes(kind);
}

export function refusal(login: boolean, text: string): UserError {
  return login
    ? new UserError('transport.login', '局端不接受无纸化的通讯账号', {
        exit: 'login',
        next: ['核对无纸化通讯的账号和密码'],
      })
    : new UserError('paperless.refused', `局端没有接受无纸化申报：${text}`, {
        exit: 'faults',
        next: ['按局端说的改正单据，再发送'],
      });
}
