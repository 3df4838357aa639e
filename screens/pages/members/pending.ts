import { decideMember, type MemberInfo, pendingMembers } from '../../../src/jobs/accounts/members.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Change, Effect } from '../../contract/change.ts';
import { good } from '../../contract/message.ts';
import { replyToApp } from '../../contract/reply.ts';
import type { AnyPage } from '../../contract/ui.ts';
import { ask } from '../../dialogs/question.ts';

/** Asks an administrator who has just logged in about those who wait to be let in, one after the other. */
export const offerPending: Effect = {
  async run({ office }) {
    const waiting = office.seat.refusal('members') ? [] : await pendingMembers(office);
    return waiting.length === 0 ? undefined : replyToApp(() => asked(waiting));
  },
};

function asked([first, ...rest]: readonly MemberInfo[]): Change<AnyPage> {
  if (!first) return {};
  const { user, name, mobile } = first;
  const who = `${cleanLine(name)}（用户名 ${cleanLine(user)}${mobile === '' ? '' : `，手机 ${mobile}`}）要加入。`;
  const decide = (decision: 'approve' | 'refuse', done: string): Effect => ({
    label: '正在保存',
    async run({ office }) {
      await decideMember(office, user, decision);
      return replyToApp(() => ({ ...good(`${cleanLine(name)}${done}`), ...asked(rest) }));
    },
  });
  const lead = (effect: Effect) => replyToApp(() => ({ effects: [effect] }));
  return {
    open: ask(
      '等待批准',
      [who, ...(rest.length > 0 ? [`另有 ${rest.length} 人。`] : []), '以后也可以在通讯录里批准。'],
      [
        { label: '批准', reply: lead(decide('approve', '已批准')) },
        { label: '拒绝', reply: lead(decide('refuse', '已拒绝')) },
        { label: '以后再说' },
      ],
    ),
  };
}
