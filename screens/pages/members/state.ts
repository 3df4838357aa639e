import { ROLE_NAMES, STATE_NAMES } from '../../../src/accounts/member.ts';
import type { MemberInfo } from '../../../src/jobs/accounts/members.ts';
import { emptyText, type TextState } from '../../widgets/text-state.ts';

/** 通讯录: the people of the office (A2, A6). */
export interface MembersPage {
  readonly kind: 'members';
  readonly id: 'members';
  /** People have to log in. */
  readonly on: boolean;
  readonly enterprise: string;
  /** Whoever looks may decide about the others, and sees their numbers. */
  readonly manages: boolean;
  readonly all: readonly MemberInfo[];
  /** What is searched for; typing changes it. */
  readonly words: TextState;
  readonly index: number;
}

export const NEW_MEMBERS: MembersPage = {
  kind: 'members',
  id: 'members',
  on: false,
  enterprise: '',
  manages: false,
  all: [],
  words: emptyText(),
  index: 0,
};

/** Those whose names, number, role or state have the words; who waits comes first. */
export function foundIn({ all, words: { text } }: MembersPage): readonly MemberInfo[] {
  const words = text.normalize('NFKC').trim().toLowerCase();
  const fits = ({ user, name, mobile, role, state }: MemberInfo) =>
    [user, name.toLowerCase(), mobile, ROLE_NAMES[role], STATE_NAMES[state]].some(each => each.includes(words));
  const found = words === '' ? all : all.filter(fits);
  return found.toSorted((a, b) => Number(b.state === 'pending') - Number(a.state === 'pending'));
}
