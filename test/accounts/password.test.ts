import { expect, test } from 'vitest';
import {
  COST,
  isPassword,
  isPasswordRecord,
  isWeaker,
  passwordFault,
  passwordRecord,
} from '../../src/accounts/password.ts';

const CHEAP = { N: 1024, r: 8, p: 1 };

test('a record is of its password alone, has a salt of its own, and does not tell the password', async () => {
  const [one, two] = await Promise.all([passwordRecord('报检2017口令', CHEAP), passwordRecord('报检2017口令', CHEAP)]);
  expect(one?.hash).not.toBe(two?.hash);
  expect(JSON.stringify(one)).not.toContain('2017');
  expect(await isPassword('报检2017口令', one)).toBe(true);
  // Full width digits, as an input method leaves them.
  expect(await isPassword('报检２０１７口令', one)).toBe(true);
  for (const wrong of ['报检2017口', '报检2017口令 ', '', '报'.repeat(2000)])
    expect(await isPassword(wrong, one)).toBe(false);
});

test('no password fits nobody, nor a record whose hash is gone', async () => {
  expect(await isPassword('', undefined)).toBe(false);
  expect(await isPassword('x', { scheme: 'scrypt', ...CHEAP, salt: '', hash: '' })).toBe(false);
});

test('a record of a lower cost is to be made anew', async () => {
  expect(isWeaker(await passwordRecord('geheim-99', CHEAP))).toBe(true);
  expect(isWeaker({ scheme: 'scrypt', ...COST, salt: '', hash: '' })).toBe(false);
});

test.each([
  [{}, true],
  [{ scheme: 'md5' }, false],
  [{ N: 1000 }, false],
  [{ N: 2 ** 21 }, false],
  [{ r: 64 }, false],
  [{ p: 0 }, false],
  [{ p: 17 }, false],
  [{ salt: 1 }, false],
])('a record with %o is one: %s', (more, is) => {
  expect(isPasswordRecord({ scheme: 'scrypt', ...CHEAP, salt: '', hash: '', ...more })).toBe(is);
});

test.each([
  ['geheim-99', undefined],
  ['短密码', '密码太短'],
  ['x'.repeat(1025), '密码太长'],
  ['geheim\u0007-99', '密码里有控制字符'],
  ['WangFang8', '密码不能和用户名相同'],
  ['abababab', '密码太简单'],
])('the new password %j of wangfang8 is refused: %s', (password, message) => {
  const fault = passwordFault(password, 'wangfang8');
  if (message === undefined) expect(fault).toBeUndefined();
  else expect(fault?.message).toContain(message);
  expect(fault?.message ?? '').not.toContain(password);
});
