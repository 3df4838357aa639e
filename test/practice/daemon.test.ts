import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  orderFaults,
  practiceStatus,
  READY_FD,
  resetPractice,
  startDaemon,
  stopDaemon,
} from '../../src/practice/daemon.ts';
import { readServerFile } from '../../src/practice/server-file.ts';
import { built } from '../run/built.ts';
import { makeFolder } from '../run/temporary-folder.ts';
import { inbound } from './declarations.ts';
import { office } from './office.ts';

let folder: string;
beforeEach(async () => {
  folder = makeFolder();
});
afterEach(async () => {
  await stopDaemon(folder);
  await rm(folder, { recursive: true });
});

async function start(...more: string[]) {
  const { program } = await built();
  return await startDaemon({
    folder,
    command: [process.execPath, program('practice/serve'), folder, String(READY_FD), ...more],
  });
}

/** What somebody who may read the folder knows of its server. */
const reach = async () => (await readServerFile(folder)) ?? expect.unreachable('no server');

/** Ends the process without any last word, and waits until the system has closed its connections. */
async function kill({ pid, url }: { pid: number; url: string }): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await gone(url);
}

/** Waits until nobody answers there any more. */
async function gone(url: string): Promise<void> {
  for (let alive = true; alive; )
    alive = await fetch(url).then(
      () => true,
      () => false,
    );
}

describe('the practice bureau as a process of its own', () => {
  it('starts once, is found, and stops', async () => {
    expect(await practiceStatus(folder)).toBeUndefined();
    expect(await stopDaemon(folder)).toBe(false);
    const first = await start();
    expect(first).toMatchObject({ started: true, taken: 0 });
    expect(first.pid).not.toBe(process.pid);
    expect(await start()).toEqual({ ...first, started: false });
    expect(await practiceStatus(folder)).toMatchObject({ url: first.url, pid: first.pid });
    expect((await stat(join(folder, 'server.json'))).mode & 0o077).toBe(0);
    expect(await readFile(join(folder, 'practice.log'), 'utf8')).toContain('练习局：只供练习');
    expect(await stopDaemon(folder)).toBe(true);
    expect(await practiceStatus(folder)).toBeUndefined();
    await expect(stat(join(folder, 'server.json'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('two starts at once give one server', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect(one.pid).toBe(two.pid);
    expect([one.started, two.started].toSorted()).toEqual([false, true]);
  });

  it('what was answered with taken is there after kill -9', async () => {
    const first = await start();
    const { send, receive, acknowledge } = office(await reach());
    // Sent without a break, so that the kill meets it at work; every answer that came counts.
    const answered: string[] = [];
    let killed: Promise<void> | undefined;
    for (let turn = 0; ; turn++) {
      const outcome = await send(inbound(`WI${turn}`), `m${turn}`).then(
        answer => answer.outcome,
        () => undefined,
      );
      if (outcome === undefined) break;
      answered.push(`m${turn}`);
      if (turn === 4) await acknowledge((await receive('WI0'))[0]?.receiptId as string);
      if (turn === 20) killed = kill(first);
    }
    await killed;
    expect(await practiceStatus(folder)).toBeUndefined();
    expect(answered.length).toBeGreaterThan(20);

    const second = await start();
    expect(second.started).toBe(true);
    const after = office(await reach());
    for (const messageId of answered) expect(await after.inquire(messageId)).toBe('taken');
    expect(await after.receive('WI0')).toHaveLength(2);
    expect(await after.receive('WI1')).toHaveLength(3);
  });

  it('is emptied while it runs and while it does not', async () => {
    await resetPractice(folder);
    await start();
    const first = office(await reach());
    await first.send(inbound('WI1'), 'm1');
    await resetPractice(folder);
    expect(await first.inquire('m1')).toBe('unknown');
    await first.send(inbound('WI1'), 'm2');
    await stopDaemon(folder);
    await resetPractice(folder);
    await start();
    expect(await office(await reach()).inquire('m2')).toBe('unknown');
  });

  it('ends by itself when its folder goes', async () => {
    const { url } = await start();
    await rm(folder, { recursive: true });
    await gone(url);
    await mkdir(folder);
    expect(await practiceStatus(folder)).toBeUndefined();
  });

  it('takes orders about faults', async () => {
    await expect(orderFaults(folder, { error: 1 })).rejects.toMatchObject({ code: 'practice.stopped' });
    await start();
    await orderFaults(folder, { error: 1 });
    await expect(office(await reach()).inquire('m1')).rejects.toMatchObject({ code: 'transport.status' });
    expect((await practiceStatus(folder))?.faults.error).toBe(1);
  });

  it('tells why it did not start', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise(resolve => blocker.once('listening', resolve));
    await expect(start(String((blocker.address() as AddressInfo).port))).rejects.toMatchObject({
      code: 'practice.start',
      message: expect.stringContaining('不能使用端口'),
    });
    blocker.close();
    await expect(startDaemon({ folder, command: ['/no/such/program'] })).rejects.toMatchObject({
      code: 'practice.start',
    });
  });
});
