import { type Accounts, type Member, ROLE_NAMES, STATE_NAMES } from '../../accounts/member.ts';
import type { AuditChange, AuditEntry } from '../../store/audit-line.ts';

/** What the audit says of the people of the office; of a password only that it changed. Tries to log in are no change. */
export function describeMembers(before: Accounts, after: Accounts): AuditEntry | undefined {
  const from = new Map(before.members.map(member => [member.id, member]));
  const to = new Map(after.members.map(member => [member.id, member]));
  const changes = [
    ...inTexts('', { 登录: onOff(before) }, { 登录: onOff(after) }),
    ...inTexts('企业', { ...before.enterprise }, { ...after.enterprise }),
    ...[...new Set([...from.keys(), ...to.keys()])].flatMap(id => ofMember(from.get(id), to.get(id))),
  ];
  return changes.length === 0 ? undefined : { what: 'member', changes };
}

const onOff = ({ on }: Accounts): string => (on ? '要登录' : '不用登录');

function ofMember(before: Member | undefined, after: Member | undefined): readonly AuditChange[] {
  const name = (after ?? before)?.user ?? '';
  const isReset = before && after && JSON.stringify(before.password) !== JSON.stringify(after.password);
  return [...inTexts(name, shown(before), shown(after)), ...(isReset ? [{ path: `${name} 密码`, after: '已改' }] : [])];
}

function shown(member: Member | undefined): Readonly<Record<string, string>> {
  if (member === undefined) return {};
  const { name, mobile, role, state, devices } = member;
  return {
    姓名: name,
    手机: mobile,
    角色: ROLE_NAMES[role],
    状态: STATE_NAMES[state],
    扫码设备: devices.length === 0 ? '' : `${devices.length} 台`,
  };
}

function inTexts(
  name: string,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly AuditChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap(key => {
    const [was = '', is = ''] = [before[key], after[key]];
    if (was === is) return [];
    return [{ path: `${name} ${key}`.trim(), ...(was !== '' && { before: was }), ...(is !== '' && { after: is }) }];
  });
}
