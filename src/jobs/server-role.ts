import { ROLE_NAMES } from '../accounts/member.ts';
import type { ServerRole } from '../accounts/permissions.ts';

/** What people call what the server of a database lets a program do. */
export function serverRoleName(role: ServerRole): string {
  if (role === 'owner') return '所有者';
  return role === 'reader' ? '只读用户' : ROLE_NAMES[role];
}
