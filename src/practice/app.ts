import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { maskedMobile } from '../accounts/mobile.ts';
import { readScanRequest } from '../accounts/scan.ts';
import { answerTo } from './answer.ts';
import type { Bureau } from './bureau.ts';
import { NOTICE } from './door.ts';
import { type Faults, NO_FAULTS, readFaults } from './faults.ts';
import { causeOf } from './folder-error.ts';
import { type Mailbox, readSms } from './mailbox.ts';
import { mishaps, XML } from './mishaps.ts';
import type { ScanDesk } from './scan-desk.ts';

/** What the server lets its visitors reach: all of them have the key. */
export interface Counter {
  readonly bureau: Bureau;
  readonly mailbox: Mailbox;
  readonly scans: ScanDesk;
  readonly dataFolder: string;
  readonly random: () => number;
  readonly log: (line: string) => void;
  readonly faults: () => Faults;
  setFaults(changes: Partial<Faults>): void;
  /** How many messages it has taken. */
  count(): number;
  clear(): Promise<void>;
  /** Lets go of the folder. */
  release(): Promise<void>;
  stop(): Promise<void>;
}

/** What `GET /practice` tells. */
export interface PracticeState {
  readonly pid: number;
  readonly taken: number;
  readonly faults: Faults;
}

const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

/** The requests of an office, and the orders of whoever runs the bureau. */
export function appOf(counter: Counter): Hono<{ Bindings: HttpBindings }> {
  const { faults, random, log, mailbox, scans } = counter;
  const app = new Hono<{ Bindings: HttpBindings }>();
  const state = (): PracticeState => ({ pid: process.pid, taken: counter.count(), faults: faults() });
  app.get('/practice', context => context.json(state()));
  app.post('/practice/faults', async context => {
    const changes = readFaults(await context.req.json().catch(() => undefined));
    if (!changes) return context.text('练习局不认识这些故障', 400);
    counter.setFaults(changes);
    return context.json(state());
  });
  app.post('/practice/reset', async context => {
    await counter.clear();
    counter.setFaults(NO_FAULTS);
    return context.json(state());
  });
  app.post('/practice/stop', async context => {
    await counter.release();
    setImmediate(() => void counter.stop());
    return context.json(state());
  });
  app.get('/practice/mailbox', context => context.json(mailbox.list()));
  app.post('/sms', mishaps(faults, random), async context => {
    const sms = readSms(await context.req.json().catch(() => undefined));
    if (!sms) return context.text('练习局：不是短信', 400);
    mailbox.take(sms);
    log(`练习局 短信：${maskedMobile(sms.mobile)}`);
    return context.json({ taken: true });
  });
  app.post('/scan', mishaps(faults, random), async context => {
    const request = readScanRequest(await context.req.json().catch(() => undefined));
    return request ? context.json(scans.answer(request)) : context.text('练习局：不是扫码登录的请求', 400);
  });
  app.get('*', context => context.text(NOTICE));
  app.post(
    '*',
    mishaps(faults, random),
    bodyLimit({ maxSize: MAX_MESSAGE_BYTES, onError: context => context.text('练习局：报文过大', 413) }),
    async context => {
      const { xml, line } = await answerTo(new Uint8Array(await context.req.arrayBuffer()), counter);
      log(`练习局 ${line}`);
      return context.body(xml, 200, { 'content-type': XML });
    },
  );
  app.onError((error, context) => {
    log(`练习局 出错：${error.message}`);
    const cause = causeOf(error);
    return cause === undefined
      ? context.text('练习局内部出错', 500)
      : context.text(`练习局没有收下，不能保存：${cause}`, 507);
  });
  return app;
}
