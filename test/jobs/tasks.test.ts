import { describe, expect, it } from 'vitest';
import { dueOf } from '../../src/declaration/task.ts';
import { removeDeclaration } from '../../src/jobs/keep-declarations.ts';
import { colleagueNamed, nextTask, placeDeclaration, taskCounts } from '../../src/jobs/tasks.ts';
import { importGood, openTestOffice } from './office.ts';

const MEMBERS = [
  { name: '李四', user: 'lisi' },
  { name: '李五', user: 'liwu' },
  { name: '王二', user: 'wang' },
];

describe('a name', () => {
  it.each([
    ['李四', '李四'],
    ['王', '王二'],
    ['LIWU', '李五'],
    ['wa', '王二'],
  ])('%s is %s', (typed, name) => {
    expect(colleagueNamed(MEMBERS, typed).name).toBe(name);
  });

  it.each([
    ['李', '不止一人'],
    ['赵', '没有这个人'],
    ['', '没有写明'],
  ])('%s is nobody: %s', (typed, why) => {
    expect(() => colleagueNamed(MEMBERS, typed)).toThrow(why);
  });

  it('is taken as it is where nobody logs in', () => {
    expect(colleagueNamed([{ name: '我', user: '' }], '小王').name).toBe('小王');
  });
});

it.each([
  ['', undefined],
  ['2017-10-23', 'overdue'],
  ['2017-10-24', 'today'],
  ['2017-10-25', 'later'],
] as const)('a task until %s is %s', (by, due) => {
  expect(dueOf(by, '2017-10-24')).toBe(due);
});

it('the next is what is due first, then what has waited longest; what went away counts no more', async () => {
  const { office } = await openTestOffice();
  const [a = '', b = '', c = '', d = ''] = await importGood(office, 4);
  for (const [entryNo, by] of [
    [a, ''],
    [b, ''],
    [c, '2017-10-25'],
    [d, '2017-10-24'],
  ] as const)
    await placeDeclaration(office, entryNo, { to: '小王', word: '', by });
  const rows = () => office.store.rows();
  expect(nextTask(rows(), '小王')).toBe(d);
  expect(nextTask(rows(), '小王', [d])).toBe(c);
  expect(nextTask(rows(), '小王', [c, d])).toBe(a);
  expect(nextTask(rows(), '别人')).toBeUndefined();
  expect(taskCounts(rows(), '小王', office.now()).in).toEqual({ mine: 4, today: 1, overdue: 0 });
  await removeDeclaration(office, d);
  expect(taskCounts(rows(), '小王', office.now()).in).toEqual({ mine: 3, today: 0, overdue: 0 });
});
