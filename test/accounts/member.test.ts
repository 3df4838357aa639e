import { describe, expect, test } from 'vitest';
import {
  type Accounts,
  type Decision,
  foldedUser,
  identityFault,
  type Member,
  memberNamed,
  withDecision,
} from '../../src/accounts/member.ts';
import { type Actor, type Right, refusalOf } from '../../src/accounts/permissions.ts';
import { isAccounts } from '../../src/accounts/shape.ts';
import { triesOf, withFailure, withoutFailures } from '../../src/accounts/tries.ts';
import { accountsOf, member } from './people.ts';

const MARK = { at: '2017-10-24T02:00:00.000Z', by: '王芳' };
const wang = member('wang', { name: '王芳', role: 'administrator' });

test.each([
  ['Wang', 'wang'],
  ['ＷＡＮＧ', 'wang'],
  [' 王芳 ', '王芳'],
  ['WANG@Office', 'wang@office'],
])('the user name %s is %s', (typed, kept) => {
  expect(foldedUser(typed)).toBe(kept);
  expect(memberNamed(accountsOf(member(kept)), typed)?.user).toBe(kept);
});

test.each([
  [{}, undefined],
  [{ user: '' }, 'account.user'],
  [{ user: 'a b' }, 'account.user'],
  [{ user: '-li' }, 'account.user'],
  [{ user: 'x'.repeat(33) }, 'account.user'],
  [{ user: 'l\u001bi' }, 'account.user'],
  [{ user: 'ＷＡＮＧ' }, 'account.user-taken'],
  [{ name: ' \u0007' }, 'account.name'],
  [{ name: '长'.repeat(41) }, 'account.name'],
  [{ mobile: '12ab' }, 'account.mobile'],
  [{ mobile: '+8613800000000' }, undefined],
] as const)('of somebody new %o is refused with %s', (more, code) => {
  const person = { user: 'li', name: '李明', mobile: '', ...more };
  expect(identityFault(accountsOf(wang), person)?.code).toBe(code);
});

describe('decisions', () => {
  test.each<[Member['state'], Decision, Member['state'] | 'account.state']>([
    ['pending', 'approve', 'active'],
    ['pending', 'refuse', 'refused'],
    ['pending', 'disable', 'account.state'],
    ['pending', 'enable', 'account.state'],
    ['active', 'disable', 'disabled'],
    ['active', 'approve', 'account.state'],
    ['active', 'refuse', 'account.state'],
    ['refused', 'approve', 'active'],
    ['refused', 'enable', 'account.state'],
    ['disabled', 'enable', 'active'],
    ['disabled', 'approve', 'account.state'],
  ])('who is %s and meets %s is %s', (state, decision, outcome) => {
    const held = accountsOf(wang, member('li', { state }));
    const decide = () => withDecision(held, 'id-li', decision, MARK);
    if (outcome === 'account.state') expect(decide).toThrow(expect.objectContaining({ code: outcome }));
    else expect(memberNamed(decide(), 'li')).toMatchObject({ state: outcome, decided: MARK });
  });

  const other = member('li', { role: 'administrator' });
  test.each<[string, Accounts, Decision, boolean]>([
    ['the only one', accountsOf(wang, member('li')), 'disable', false],
    ['the only one', accountsOf(wang, member('li')), { role: 'declarant' }, false],
    ['the only active one', accountsOf(wang, { ...other, state: 'disabled' }), 'disable', false],
    ['the only active one', accountsOf(wang, { ...other, state: 'pending' }), { role: 'declarant' }, false],
    ['one of two', accountsOf(wang, other), 'disable', true],
    ['one of two', accountsOf(wang, other), { role: 'declarant' }, true],
    ['the only one', accountsOf(wang), { role: 'administrator' }, true],
  ])('an administrator who is %s can cease to be one: %o', (_what, held, decision, may) => {
    const decide = () => withDecision(held, wang.id, decision, MARK);
    if (may) expect(decide).not.toThrow();
    else expect(decide).toThrow(expect.objectContaining({ code: 'account.last-administrator' }));
  });
});

describe('tries', () => {
  const NOW = Date.UTC(2017, 9, 24);
  const MINUTE = 60_000;
  const failed = (held: Accounts, user: string, times: number) => {
    let accounts = held;
    for (let time = 0; time < times; time += 1) accounts = withFailure(accounts, user, NOW);
    return triesOf(accounts, user);
  };

  test.each([
    [1, 0],
    [4, 0],
    [5, 1],
    [6, 0],
    [9, 0],
    [10, 5],
    [15, 15],
    [20, 60],
    [25, 60],
    [500, 60],
  ])('after %i failures a user name is locked for %i minutes, whether somebody has it or not', (times, minutes) => {
    const expected = { failures: times, lockedUntil: minutes === 0 ? 0 : NOW + minutes * MINUTE };
    expect(failed(accountsOf(wang), 'wang', times)).toMatchObject(expected);
    expect(failed(accountsOf(wang), 'nobody', times)).toMatchObject(expected);
  });

  test('the right password begins anew, another way of writing the name does not', () => {
    const held = withFailure(withFailure(accountsOf(wang), 'WANG', NOW), 'ｗａｎｇ', NOW);
    expect(triesOf(held, 'wang').failures).toBe(2);
    expect(triesOf(withoutFailures(held, 'Wang'), 'wang')).toMatchObject({ failures: 0, lockedUntil: 0 });
  });

  test('of names of nobody so many are remembered and no more, by nothing that tells them', () => {
    let held = accountsOf(wang);
    for (let count = 0; count < 300; count += 1) held = withFailure(held, `nobody-${count}`, NOW);
    expect(Object.keys(held.strangers)).toHaveLength(200);
    expect(JSON.stringify(held.strangers)).not.toContain('nobody');
    expect(isAccounts(held)).toBe(true);
  });
});

describe('permissions', () => {
  const held = accountsOf(wang, member('li', { name: '李明' }), member('old', { state: 'disabled' }));
  const as = (user?: string): Actor => ({ user: 'unix', ...(user && { member: { id: `id-${user}`, name: user } }) });

  test.each<[string | undefined, Right, string | undefined]>([
    ['wang', 'members', undefined],
    ['wang', 'declaration.write', undefined],
    ['li', 'declaration.write', undefined],
    ['li', 'settings.own', undefined],
    ['li', 'settings.channel', 'account.not-allowed'],
    ['li', 'settings.shared', 'account.not-allowed'],
    ['li', 'members', 'account.not-allowed'],
    ['li', 'secrets', 'account.not-allowed'],
    ['old', 'declaration.read', 'account.not-active'],
    ['gone', 'declaration.read', 'account.not-active'],
    [undefined, 'declaration.read', 'account.login-needed'],
  ])('%s may %s, or hears %s', (user, right, code) => {
    expect(refusalOf(held, as(user), right)?.code).toBe(code);
    expect(refusalOf({ ...held, on: false }, as(user), right)).toBeUndefined();
  });

  test('a refusal names what is missing and who may', () => {
    const refusal = refusalOf(held, as('li'), 'settings.channel');
    expect(refusal?.message).toBe('报检员没有“修改申报通讯”的权限');
    expect(refusal?.next).toEqual(['请管理员来做：王芳']);
    expect(refusal?.exit).toBe('login');
  });
});
