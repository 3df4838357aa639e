import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventOf } from '../../src/declaration/receipt.ts';
import type { Delivery } from '../../src/message/exchange.ts';
import { writeDeclaration } from '../../src/message/write.ts';
import { askPractice } from '../../src/practice/ask.ts';
import { NOTICE } from '../../src/practice/door.ts';
import type { Faults } from '../../src/practice/faults.ts';
import { type Practice, type PracticeOptions, startPractice } from '../../src/practice/server.ts';
import { makeFolder } from '../run/temporary-folder.ts';
import { BOOK, CIGARETTES, DATA, inbound, ORANGES, outbound } from './declarations.ts';
import { office } from './office.ts';

let folder: string;
let clock: number;
const running: Practice[] = [];
beforeEach(async () => {
  folder = makeFolder();
  clock = Date.UTC(2017, 8, 20, 2);
});
afterEach(async () => {
  await Promise.all(running.splice(0).map(practice => practice.stop()));
  await rm(folder, { recursive: true });
});

async function start(options: Partial<PracticeOptions> = {}): Promise<Practice> {
  const practice = await startPractice({
    ...{ folder, now: () => clock, random: Math.random, book: BOOK, dataFolder: DATA, pace: 0, ...options },
  });
  running.push(practice);
  return practice;
}

const events = (deliveries: readonly Delivery[]) => deliveries.map(({ receipt }) => eventOf(receipt));
const ids = (deliveries: readonly Delivery[]) => deliveries.map(({ receiptId }) => receiptId);

describe('messages', () => {
  it('a declaration is taken, and its receipts come until they are acknowledged', async () => {
    const { send, receive, acknowledge } = office(await start());
    expect(await send(inbound('WI1'), 'm1')).toMatchObject({ outcome: 'taken', messageId: 'm1' });
    const first = await receive('WI1');
    expect(events(first)).toEqual(['received', 'accepted', 'cleared']);
    expect(first.map(({ receipt }) => [receipt.entryNo, receipt.time, receipt.dealNo])).toEqual([
      ['WI1', '2017-09-20 10:00:00', '440100117000001E'],
      ['WI1', '2017-09-20 10:00:00', '117000000000001'],
      ['WI1', '2017-09-20 10:00:00', '117000000000001'],
    ]);
    expect(await receive('WI1')).toEqual(first);
    expect(await receive()).toEqual(first);
    expect(await receive('WI2')).toEqual([]);
    expect(await acknowledge(ids(first)[1] as string)).toBe('taken');
    expect(await receive('WI1')).toEqual([first[0], first[2]]);
    await acknowledge(...ids(first));
    expect(await receive('WI1')).toEqual([]);
  });

  it('every kind of declaration gets its course', async () => {
    const { send, receive } = office(await start({ sampleEvery: 2 }));
    const { contractNo: _, ...incomplete } = inbound('WI3');
    await send(inbound('WI1', [CIGARETTES]), 'm1');
    await send(outbound('WE2'), 'm2');
    await send(incomplete, 'm3');
    expect(events(await receive('WI1'))).toEqual(['received', 'released']);
    expect(events(await receive('WE2'))).toEqual(['received', 'accepted', 'sampled', 'cleared']);
    const rejected = await receive('WI3');
    expect(events(rejected)).toEqual(['received', 'rejected']);
    expect(rejected[1]?.receipt.text).toBe('退单：【合同号】未填写。（练习局）');
  });

  it('receipts come one pace after the other', async () => {
    const { send, receive } = office(await start({ pace: 1000 }));
    await send(inbound('WI1'), 'm1');
    const seen: string[][] = [];
    for (let second = 0; second < 4; second++, clock += 1000) seen.push(events(await receive()));
    expect(seen.map(list => list.length)).toEqual([0, 1, 2, 3]);
  });

  it('the same message is one declaration, also when it comes many times at once', async () => {
    const { send, receive, inquire } = office(await start());
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(inbound('WI1'), 'm1')));
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual([...Array(7).fill('again'), 'taken']);
    expect(await receive()).toHaveLength(3);
    expect([await inquire('m1'), await inquire('m2')]).toEqual(['taken', 'unknown']);
    const other = await send(inbound('WI1', [ORANGES, ORANGES]), 'm1');
    expect(other).toMatchObject({ outcome: 'refused', text: expect.stringContaining('另一份报检单') });
  });

  it('an entry number in hand is not taken again; a rejected one is corrected', async () => {
    const { send, receive } = office(await start({ pace: 1000 }));
    const { contractNo: _, ...incomplete } = inbound('WI1');
    await send(incomplete, 'm1');
    expect(await send(inbound('WI1'), 'm2')).toMatchObject({
      outcome: 'refused',
      text: expect.stringContaining('正在审核'),
    });
    clock += 2000;
    expect(await send(inbound('WI1'), 'm3')).toMatchObject({ outcome: 'taken' });
    clock += 3000;
    expect(events(await receive('WI1'))).toEqual(['received', 'rejected', 'received', 'accepted', 'cleared']);
    expect(await send(inbound('WI1'), 'm4')).toMatchObject({
      outcome: 'refused',
      text: expect.stringContaining('已办结'),
    });
  });

  it('what is no message is refused with the reason', async () => {
    const { sendXml, send } = office(await start());
    const good = writeDeclaration(inbound('WI1'), { messageId: 'm1', book: BOOK }).xml;
    // biome-ignore format: table
    const refused: readonly (readonly [xml: string, reason: string])[] = [
      ['not xml',                                                     '报文不能读取'],
      [good.slice(0, -40),                                            '不是完整的 XML'],
      ['<Unknown/>',                                                  'Unknown'],
      ['<MessageInquiry/>',                                           'MessageId'],
      [good.replaceAll('ProdHsCode', 'ProdHSCode'),                   '不符合报文标准'],
      [good.replace('<EntUuid>m1</EntUuid>', ''),                     '不符合报文标准'],
      [good.replace('<EntUuid>m1</EntUuid>', '<EntUuid> </EntUuid>'),         '报文编号'],
      [good.replaceAll(/<EntDeclNo>WI1<\/EntDeclNo>/gu, '<EntDeclNo> </EntDeclNo>'),         '录入序号'],
    ];
    for (const [xml, reason] of refused) {
      const { outcome, text } = await sendXml(xml);
      expect([outcome, text]).toEqual(['refused', expect.stringContaining(reason)]);
      expect(text).toContain('练习局');
    }
    expect(await send(inbound('WI1'), 'm1')).toMatchObject({ outcome: 'taken' });
  });

  it('accounts are asked for when there are any', async () => {
    const bureau = await start({
      accounts: [
        { user: 'one', password: 'right' },
        { user: 'two', password: 'right' },
      ],
    });
    const one = office(bureau, { user: 'one', password: 'right' });
    const two = office(bureau, { user: 'two', password: 'right' });
    for (const stranger of [office(bureau), office(bureau, { user: 'one', password: 'wrong' })]) {
      expect(await stranger.send(inbound('WI1'), 'm1')).toMatchObject({ outcome: 'login' });
      expect((await stranger.test()).outcome).toBe('login');
    }
    expect(await one.send(inbound('WI1'), 'm1')).toMatchObject({ outcome: 'taken' });
    expect(await two.receive()).toEqual([]);
    expect(await one.receive()).toHaveLength(3);
  });

  it('says everywhere that it is nobody', async () => {
    const lines: string[] = [];
    const bureau = await start({ log: line => lines.push(line), accounts: [{ user: 'u', password: 's3cret' }] });
    await office(bureau, { user: 'u', password: 's3cret' }).send(inbound('WI1'), 'm1');
    expect((await office(bureau, { user: 'u', password: 's3cret' }).test()).text).toContain('练习局');
    expect(await (await fetch(bureau.url)).text()).toBe(NOTICE);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line).toContain('练习局');
    expect(lines.join()).not.toContain('s3cret');
  });
});

describe('state', () => {
  it('survives a restart, receipts and acknowledgements included', async () => {
    const before = await start({ pace: 1000 });
    const first = office(before);
    await first.send(inbound('WI1'), 'm1');
    clock += 2000;
    const received = await first.receive();
    await first.acknowledge(ids(received)[0] as string);
    await before.stop();

    clock += 1000;
    const second = office(await start({ pace: 1000 }));
    expect(await second.inquire('m1')).toBe('taken');
    expect(await second.send(inbound('WI1'), 'm1')).toMatchObject({ outcome: 'again' });
    expect(events(await second.receive('WI1'))).toEqual(['accepted', 'cleared']);
    await second.send(inbound('WI2'), 'm2');
    clock += 9000;
    expect((await second.receive('WI2'))[0]?.receipt.dealNo).toBe('440100117000002E');
  });

  it('one folder has one server', async () => {
    await start();
    await expect(start()).rejects.toMatchObject({ code: 'practice.running' });
    await running[0]?.stop();
    await start();
  });

  it('a port in use is said, and the folder stays free', async () => {
    const other = makeFolder();
    const { url } = await start();
    await expect(start({ folder: other, port: Number(new URL(url).port) })).rejects.toMatchObject({
      code: 'practice.port',
    });
    await start({ folder: other });
    await running.at(-1)?.stop();
    await rm(other, { recursive: true });
  });
});

describe('faults on demand', () => {
  // biome-ignore format: table
  const CASES: readonly (readonly [name: string, faults: Partial<Faults>, failure: object, taken: boolean])[] = [
    ['refuse',   { refuse: 1 },   { code: 'transport.cut', lost: true },      false],
    ['error',    { error: 1 },    { code: 'transport.status', lost: true },   false],
    ['drop',     { drop: 1 },     { code: 'transport.cut', lost: true },      true],
    ['garbage',  { garbage: 1 },  { name: 'UserError', exit: 'transport' },   true],
    ['truncate', { truncate: 1 }, { name: 'UserError', exit: 'transport' },   true],
  ];

  it.each(CASES)('%s', async (_, faults, failure, taken) => {
    const practice = await start({ faults });
    const { send, inquire } = office(practice);
    await expect(send(inbound('WI1'), 'm1')).rejects.toMatchObject(failure);
    practice.setFaults({ refuse: 0, error: 0, drop: 0, garbage: 0, truncate: 0 });
    expect(await inquire('m1')).toBe(taken ? 'taken' : 'unknown');
    expect((await send(inbound('WI1'), 'm1')).outcome).toBe(taken ? 'again' : 'taken');
  });

  it('slow answers come all the same', async () => {
    const { send } = office(await start({ faults: { slow: 20 } }));
    expect((await send(inbound('WI1'), 'm1')).outcome).toBe('taken');
  });

  it('receipts twice, and last first', async () => {
    const { send, receive } = office(await start({ faults: { duplicate: true, shuffle: true } }));
    await send(inbound('WI1'), 'm1');
    expect(events(await receive())).toEqual(['cleared', 'cleared', 'accepted', 'accepted', 'received', 'received']);
  });

  it('one verdict for all', async () => {
    const practice = await start({ faults: { verdict: 'reject' } });
    const { send, receive } = office(practice);
    await send(inbound('WI1'), 'm1');
    practice.setFaults({ verdict: 'sample' });
    await send(inbound('WI2', [CIGARETTES]), 'm2');
    expect(events(await receive('WI1'))).toEqual(['received', 'rejected']);
    expect(events(await receive('WI2'))).toEqual(['received', 'accepted', 'sampled', 'cleared']);
  });

  it('a seed fixes whom they hit: three of ten answers lost, every declaration there once', async () => {
    const outcomes = async (seed: number) => {
      const other = makeFolder();
      const practice = await start({ folder: other, seed, faults: { drop: 0.3 } });
      const { send } = office(practice);
      const seen: boolean[] = [];
      for (let turn = 0; turn < 40; turn++) {
        seen.push(
          await send(inbound(`WI${turn}`), `m${turn}`).then(
            () => true,
            () => false,
          ),
        );
      }
      practice.setFaults({ drop: 0 });
      for (let turn = 0; turn < 40; turn++)
        expect((await send(inbound(`WI${turn}`), `m${turn}`)).outcome).toBe('again');
      await practice.stop();
      await rm(other, { recursive: true });
      return seen;
    };
    const seen = await outcomes(7);
    expect(await outcomes(7)).toEqual(seen);
    expect(seen).toContain(false);
    expect(seen).toContain(true);
  });
});

describe('orders', () => {
  const order = async (practice: Practice, what: string, body: unknown = {}) => {
    const answer = await askPractice(practice, `practice/${what}`, body);
    return answer?.status === 200 ? JSON.parse(answer.text) : answer?.status;
  };

  it('change faults, empty the bureau, stop it', async () => {
    const practice = await start();
    const { send, inquire } = office(practice);
    await send(inbound('WI1'), 'm1');
    expect(await order(practice, 'faults', { error: 2 })).toBe(400);
    expect(await order(practice, 'faults', { error: 1 })).toMatchObject({
      taken: 1,
      faults: { error: 1 },
    });
    await expect(inquire('m1')).rejects.toMatchObject({ code: 'transport.status' });
    expect(await order(practice, 'reset')).toMatchObject({ taken: 0, faults: { error: 0 } });
    expect(await inquire('m1')).toBe('unknown');
    expect(await order(practice, 'stop')).toMatchObject({ taken: 0 });
    await practice.ended;
    await expect(fetch(practice.url)).rejects.toThrow();
    const again = await start();
    expect(await office(again).inquire('m1')).toBe('unknown');
  });
});
