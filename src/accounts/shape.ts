import { type Accounts, type Enterprise, type Member, ROLES, STATES, type Tries } from './member.ts';
import { isPasswordRecord } from './password.ts';
import type { Session } from './session.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isOneOf = (words: readonly string[], value: unknown): boolean => isText(value) && words.includes(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

const isTries = (value: unknown): value is Tries =>
  isObject(value) && isCount(value.failures) && isCount(value.lockedUntil);

function isMember(value: unknown): value is Member {
  if (!isObject(value) || !isTries(value)) return false;
  const { id, user, name, mobile, role, state, password, devices, created, decided } = value as Record<string, unknown>;
  return (
    [id, user, name, mobile, created].every(isText) &&
    isOneOf(ROLES, role) &&
    isOneOf(STATES, state) &&
    isPasswordRecord(password) &&
    Array.isArray(devices) &&
    (decided === undefined || (isObject(decided) && isText(decided.at) && isText(decided.by)))
  );
}

const isEnterprise = (value: unknown): value is Enterprise =>
  isObject(value) && isText(value.type) && isText(value.name) && isText(value.code);

/** Whether it is all that is kept of people, with no two of a name. */
export function isAccounts(value: unknown): value is Accounts {
  if (!isObject(value)) return false;
  const { on, enterprise, members, strangers } = value;
  if (typeof on !== 'boolean' || !Array.isArray(members) || !members.every(isMember) || !isObject(strangers))
    return false;
  const unique = (words: readonly string[]) => new Set(words).size === words.length;
  return (
    (enterprise === undefined || isEnterprise(enterprise)) &&
    Object.values(strangers).every(isTries) &&
    unique(members.map(({ id }) => id)) &&
    unique(members.map(({ user }) => user))
  );
}

export const isSession = (value: unknown): value is Session =>
  isObject(value) && [value.sum, value.member, value.created, value.until].every(isText);
