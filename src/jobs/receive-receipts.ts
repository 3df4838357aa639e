import type { Receipt } from '../declaration/receipt.ts';
import { UserError } from '../errors.ts';
import type { OutboxEntry } from '../store/outbox-entry.ts';
import { demandWritable } from '../store/store.ts';
import { applyAll, applyKept, type Changed } from './apply-receipts.ts';
import { channelSettings, nameOf, type OpenChannel, openChannel } from './channel.ts';
import { dayOf, timeOf } from './clock.ts';
import { type Delivered, deliverDue } from './deliver-outbox.ts';
import { underOurNumbers } from './named-receipts.ts';
import { beginNotices, type NoticeRound, type NoticesTold } from './notices.ts';
import type { Office } from './office.ts';
import { strangersIn, tooMany } from './refused-receipts.ts';
import { settingsInUse, wayName } from './settings/channel.ts';
import { type Delivery, loadWire } from './wire.ts';

export interface Received {
  /** What the outbox still had to send, and what became of it. */
  readonly delivered: readonly (Delivered & { readonly entry: OutboxEntry })[];
  /** Receipts that are new; those that came again are not counted. */
  readonly arrived: number;
  readonly changed: readonly Changed[];
  /** New receipts that name no declaration of this office: they are kept, and applied when it is there. */
  readonly unmatched: readonly Receipt[];
  /** What could not be taken; it was not acknowledged and will come again, but is told once a day. */
  readonly problems: readonly string[];
  /** What became of telling others. */
  readonly notices: NoticesTold;
  /** Why some of those that wait could not be asked about. All else was received and kept. */
  readonly failure?: UserError;
}

/** The declarations that the bureau may still answer; read by columns, for there may be 200,000 rows. */
function waitingIn({ store }: Office): readonly string[] {
  const rows = store.rows();
  const waits = rows.column('awaiting');
  return rows.column('entryNo').filter((_, index) => waits[index]);
}

// Declarations in one request, so that the answer does not become too large.
const AT_ONCE = 200;

/**
 * Asks for the receipts of the given declarations, or of all that wait for some (R1). Each receipt is on the disk before it is
 * acknowledged; whether it is applied before or after that makes no difference. What the outbox still has to send goes first.
 * Throws when the line failed before anything came.
 */
export async function receiveReceipts(
  office: Office,
  options: { readonly entryNos?: readonly string[]; readonly signal?: AbortSignal; readonly open?: OpenChannel } = {},
): Promise<Received> {
  demandWritable(office.store);
  const notices = await beginNotices(office);
  const left = await applyKept(office, notices);
  const whole = options.open ?? (await openChannel(office));
  const delivered = await deliverDue(office, whole, options);
  const waiting = options.entryNos ?? waitingIn(office);
  const batches: Batch[] = [];
  const refusals: string[] = [];
  let failure: UserError | undefined;
  for (const way of whole.ways?.all ?? [async () => whole]) {
    try {
      const open = await way();
      const at = { waiting, batches, refusals, notices, signal: options.signal };
      const failed = await receiveFrom(office, open, at);
      failure ??= failed;
    } catch (error) {
      // What one way lacks keeps nothing from coming on another.
      if (!isLineFailure(error)) throw error;
      failure ??= error;
    }
  }
  const changed = [...left, ...batches.flatMap(batch => batch.changed)];
  const unmatched = batches.flatMap(batch => batch.unmatched);
  const told = await notices.tell(options.signal);
  if (failure && changed.length + unmatched.length === 0) throw failure;
  return {
    delivered,
    arrived: changed.flatMap(({ receipts }) => receipts).length + unmatched.length,
    changed,
    unmatched,
    problems: await office.store.receipts.owed.untold(
      [...refusals, ...batches.flatMap(batch => batch.problems)],
      dayOf(office.now()),
    ),
    notices: told,
    ...(failure && { failure }),
  };
}

const portions = <T>(all: readonly T[], most: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, at) => all.slice(at * most, (at + 1) * most));

/** Whether the fault lies with the line or the other side, so that what came before it stands. */
function isLineFailure(error: unknown): error is UserError {
  return error instanceof UserError && (error.exit === 'transport' || error.exit === 'login');
}

type Batch = Pick<Received, 'changed' | 'unmatched' | 'problems' | 'failure'>;

/** Receives what waits on one way; what went wrong there is told, and what came before it stands. */
async function receiveFrom(
  office: Office,
  open: OpenChannel,
  at: {
    readonly waiting: readonly string[];
    readonly batches: Batch[];
    readonly refusals: string[];
    readonly notices: NoticeRound;
    readonly signal: AbortSignal | undefined;
  },
): Promise<UserError | undefined> {
  const { waiting, batches, refusals, notices, signal } = at;
  let failure: UserError | undefined = open.line.dead ?? (await makeUp(office, open, refusals, signal));
  // A line that brings whatever waits brings it at one question.
  for (const entryNos of open.line.unasked ? [waiting] : portions(waiting, AT_ONCE)) {
    if (failure || signal?.aborted) break;
    try {
      batches.push(await receiveBatch(office, open, entryNos, { notices, signal }));
      failure = batches.at(-1)?.failure;
    } catch (error) {
      if (!isLineFailure(error)) throw error;
      failure = error;
    }
  }
  return failure;
}

async function receiveBatch(
  office: Office,
  open: OpenChannel,
  entryNos: readonly string[],
  { notices, signal }: { readonly notices: NoticeRound; readonly signal: AbortSignal | undefined },
): Promise<Batch> {
  const { writeReceipt } = await loadWire();
  const answer = await open.line.receipts(entryNos, timeOf(office.now()), signal);
  if ('outcome' in answer) throw refusal(answer.outcome === 'login', answer.text ?? '');
  const asked = new Set(entryNos);
  const isOurs = (entryNo: string): boolean =>
    open.line.unasked ? office.store.rows().indexOf(entryNo) >= 0 : asked.has(entryNo);
  const deliveries = await underOurNumbers(office, answer.deliveries);
  const ours = deliveries.filter(({ receipt }) => isOurs(receipt.entryNo));
  const fresh: Receipt[] = [];
  const refused: Delivery[] = [];
  const kept = await office.store.receipts.keep(
    ours.map(({ receipt }) => ({
      identity: receipt.identity,
      entryNo: receipt.entryNo,
      raw: writeReceipt(receipt),
      receivedAt: office.now(),
    })),
  );
  for (const [at, delivery] of ours.entries()) {
    if (kept[at] === 'new') fresh.push(delivery.receipt);
    if (kept[at] === 'refused') refused.push(delivery);
  }
  // What is not on the disk is not acknowledged.
  const withheld = new Set(refused.map(({ receiptId }) => receiptId));
  const receiptIds = [...new Set(ours.map(({ receiptId }) => receiptId))].filter(id => !withheld.has(id));
  if (receiptIds.length > 0) await office.store.receipts.owed.owe(nameOf(open), receiptIds, office.now());
  const changed = (await applyAll(office, fresh, notices)).map(({ change }) => change);
  const here = new Set(changed.map(({ entryNo }) => entryNo));
  const failure = await acknowledge(office, open, receiptIds, signal);
  return {
    changed,
    unmatched: fresh.filter(({ entryNo }) => !here.has(entryNo)),
    problems: [
      ...answer.problems.map(({ text }) => text),
      ...strangersIn(deliveries, isOurs),
      ...tooMany(office, refused),
    ],
    ...(failure && { failure }),
  };
}

/** Lets the bureau forget what is kept here; what fails stays owed. */
async function acknowledge(
  { store }: Office,
  { line, ...open }: OpenChannel,
  receiptIds: readonly string[],
  signal: AbortSignal | undefined,
): Promise<UserError | undefined> {
  if (receiptIds.length === 0) return undefined;
  try {
    const { outcome, text = '' } = await line.acknowledge(receiptIds, signal);
    // What it does not know it has forgotten.
    if (outcome !== 'taken' && outcome !== 'unknown') return refusal(outcome === 'login', text);
    await store.receipts.owed.paid(nameOf(open), receiptIds);
    return undefined;
  } catch (error) {
    if (isLineFailure(error)) return error;
    throw error;
  }
}

/** Acknowledgements in one request. */
const OWED_AT_ONCE = 1_000;

/** Acknowledges what could not be before, whatever has become of the declarations. A refusal is said, and keeps from nothing else. */
async function makeUp(
  office: Office,
  open: OpenChannel,
  refusals: string[],
  signal: AbortSignal | undefined,
): Promise<UserError | undefined> {
  const { owed } = office.store.receipts;
  const ids = await owed.of(nameOf(open), office.now());
  for (const some of portions(ids, OWED_AT_ONCE)) {
    if (signal?.aborted) break;
    const failure = await acknowledge(office, open, some, signal);
    if (failure?.code === REFUSED) {
      await owed.refused(nameOf(open), office.now());
      refusals.push(`${ids.length} 条回执已收下，局端不接受确认：${failure.message}`);
      return undefined;
    }
    if (failure) return failure;
  }
  return undefined;
}

/** Whether the bureau has yet to hear that receipts were taken. */
export async function owesAcknowledgements(office: Office): Promise<boolean> {
  const settings = await channelSettings(office);
  const owed = await Promise.all(
    settingsInUse(settings).map(each => office.store.receipts.owed.of(wayName(each, settings), office.now())),
  );
  return owed.some(({ length }) => length > 0);
}

const REFUSED = 'transport.refused-request';

function refusal(login: boolean, text: string): UserError {
  return new UserError(
    login ? 'transport.login' : REFUSED,
    login ? '局端不接受通讯账号' : `局端拒绝了接收请求：${text}`,
    {
      exit: login ? 'login' : 'transport',
      next: [login ? '核对申报通讯的账号和密码' : '稍后再试'],
    },
  );
}
