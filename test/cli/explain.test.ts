import { expect, test } from 'vitest';
import { openCommandRoom } from './command.ts';

test('receipts explain tells what a code means; the office says its own once, and takes it back', async () => {
  const { run } = await openCommandRoom();
  expect((await run('receipts explain 1301')).out).toContain('怎么办：');
  const unknown = await run('receipts explain 7788');
  expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('7788 还没有说明')]);
  expect((await run(['receipts', 'explain', '7788', '等三天'])).code).toBe(0);
  expect((await run('receipts explain 7788')).out).toContain('本单位：等三天');
  expect((await run('receipts explain --json')).json).toContainEqual(
    expect.objectContaining({ code: '7788', own: '等三天' }),
  );
  expect((await run('settings get receiptNotes')).out).toContain('等三天');
  expect((await run('store check')).code).toBe(0);
  expect((await run('receipts explain 7788 --undo')).code).toBe(0);
  expect((await run('receipts explain 7788')).code).toBe(2);
  expect((await run(['receipts', 'explain', '坏 码', '等'])).code).toBe(2);
});
