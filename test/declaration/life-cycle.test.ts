import { describe, expect, test } from 'vitest';
import {
  awaitsReceipts,
  isEditable,
  type LifeEvent,
  nextStatus,
  STATUS_MARKS,
  type Status,
} from '../../src/declaration/life-cycle.ts';

const STATUSES = Object.keys(STATUS_MARKS) as Status[];
// biome-ignore format: table
const EVENTS = [
  'keep', 'save', 'send', 'undelivered', 'withdraw', 'received', 'accepted', 'rejected', 'sampled', 'cleared',
  'released', 'reported', 'returned', 'noted', 'unknown',
] as const satisfies readonly LifeEvent[];

// The same table read the other way round: an event, and from where to where it leads.
// biome-ignore format: table
const WALKS: Readonly<Record<LifeEvent, string>> = {
  keep:        '草→草 存→草 错→草',
  save:        '草→存 存→存 错→存',
  send:        '存→发',
  undelivered: '发→存',
  withdraw:    '草→撤 存→撤 发→撤 收→撤 正→撤 错→撤 放→撤',
  received:    '发→收',
  accepted:    '发→正 收→正 错→正',
  rejected:    '发→错 收→错 正→错',
  sampled:     '',
  cleared:     '发→放 收→放 正→放 错→放',
  released:    '发→放 收→放 正→放 错→放',
  reported:    '',
  returned:    '',
  noted:       '',
  unknown:     '',
};

describe('the life of a declaration', () => {
  test.each(EVENTS)('%s', event => {
    const walk = STATUSES.flatMap(from => {
      const to = nextStatus(from, event);
      return to ? [`${STATUS_MARKS[from].mark}→${STATUS_MARKS[to].mark}`] : [];
    });
    expect(walk.join(' ')).toBe(WALKS[event]);
  });

  test('every status is reached from a draft', () => {
    const seen = new Set<Status>(['draft']);
    for (const from of seen) {
      for (const event of EVENTS) {
        const to = nextStatus(from, event);
        if (to) seen.add(to);
      }
    }
    expect([...seen].sort()).toEqual([...STATUSES].sort());
  });

  test('one character each, and no two alike', () => {
    expect(STATUSES.map(status => STATUS_MARKS[status].mark).join('')).toBe('草存发收正错放撤');
    expect(new Set(STATUSES.map(status => STATUS_MARKS[status].word)).size).toBe(8);
  });

  test('only what the bureau has not in hand can be changed', () => {
    expect(STATUSES.filter(isEditable)).toEqual(['draft', 'saved', 'rejected']);
  });

  test('what the bureau may still answer', () => {
    expect(STATUSES.filter(awaitsReceipts)).toEqual(['sent', 'received', 'accepted']);
  });
});
