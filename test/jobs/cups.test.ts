import { expect, test } from 'vitest';
import { printerState, printersOf } from '../../src/jobs/printers.ts';
import { openCommandRoom } from '../cli/command.ts';
import { lacksCups, startCups } from './cups.ts';
import { good } from './office.ts';

test.skipIf(lacksCups)('a real queue: listed, printed to, without paper, closed, not there', async () => {
  const cups = await startCups();
  const room = await openCommandRoom({ env: cups.env });
  await room.run('import -', JSON.stringify([good(1), good(2)]));
  const numbers: string[] = (await room.run('list --limit 0 --json')).json.rows.map(
    ({ entryNo }: { entryNo: string }) => entryNo,
  );
  const printed = async () => (await room.run('list --queue printed --json')).json.rows.length;

  const { queues } = await printersOf(cups.env);
  expect(queues.map(queue => [queue.name, queue.usual, printerState(queue)])).toEqual([
    ['closed', false, '不接收任务，空闲'],
    ['office', true, '空闲'],
    ['store-room', false, '空闲'],
  ]);

  const words = ['--copies', '2', '--sides', 'two-sided-long-edge'];
  const said = await room.run(['print', ...numbers, '--default-printer', ...words, '--json']);
  expect([said.code, said.json.results.map(({ job }: { job: { id: string } }) => job.id)]).toEqual([
    0,
    ['office-1', 'office-2'],
  ]);
  const jobs = await cups.taken('office', 2);
  expect(jobs.map(({ title, copies }) => [title, copies])).toEqual(numbers.map(number => [number, '2']));
  for (const { options, bytes } of jobs) {
    expect(options.split(' ')).toEqual(
      expect.arrayContaining(['media=A4', 'sides=two-sided-long-edge', 'print-scaling=none']),
    );
    expect(bytes.toString('latin1')).toMatch(/^%PDF-1\.7\n.*%%EOF\n$/su);
  }
  expect(await printed()).toBe(2);

  // Taken by the queue is printed, as far as we can tell; that it then stops is told by its state.
  await room.run(['print', numbers[0] ?? '', '--printer', 'store-room']);
  const stopped = async () => (await printersOf(cups.env)).queues.find(({ name }) => name === 'store-room');
  while ((await stopped())?.state !== 'stopped') await new Promise(setImmediate);
  const storeRoom = await stopped();
  expect(storeRoom && printerState(storeRoom)).toContain('停着：没有纸');
  expect(storeRoom?.waiting).toBe(1);
  expect((await room.run('print --printers')).out).toMatch(
    /\* +office +空闲 +没有校准\n.*store-room +停着：没有纸.*1 份在等/u,
  );
  const more = await room.run(['print', numbers[1] ?? '', '--printer', 'store-room']);
  expect(more.out).toContain('在打印队列里等待，1 页\n  ! 打印机停着：没有纸');

  const closed = await room.run(['print', numbers[0] ?? '', '--printer', 'closed']);
  expect([closed.code, closed.out]).toEqual([
    1,
    expect.stringContaining('打印队列 closed 没有接受：这个队列现在不接收任务'),
  ]);
  const none = await room.run(['print', numbers[0] ?? '', '--printer', 'none']);
  expect([none.code, none.out]).toEqual([1, expect.stringContaining('打印队列 none 没有接受：没有这个打印队列')]);

  const page = await room.run('print --calibration-page --printer office');
  expect([page.code, page.out]).toEqual([0, '校准页已交给 office：office-5\n']);
  expect((await cups.taken('office', 3)).at(-1)?.title).toBe('打印校准页 office');
});

test('where no scheduler runs, that is said', async () => {
  const env = { PATH: process.env.PATH ?? '', CUPS_SERVER: '/no/such/socket' };
  const { queues, none } = await printersOf(env);
  expect([queues, none]).toEqual([[], expect.stringMatching(/没有(?:运行|打印系统 CUPS)$/u)]);
});
