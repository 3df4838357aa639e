import { accountsState, membersOf } from '../../../src/jobs/accounts/members.ts';
import type { Office } from '../../../src/jobs/office.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Change, Effect } from '../../contract/change.ts';
import type { PagePart } from '../../contract/part.ts';
import { replyTo, replyToApp } from '../../contract/reply.ts';
import { openDevices } from '../../dialogs/devices.ts';
import { indexed, listActions } from '../../widgets/list.ts';
import { within } from '../../widgets/list-moves.ts';
import { ROWS_ABOVE } from '../../widgets/searched-table.ts';
import { editText, emptyText, type TextState, typeInto } from '../../widgets/text-state.ts';
import { askNewMember, askOwnPassword, decisionsOn, turnAccounts } from './decisions.ts';
import { foundIn, type MembersPage, NEW_MEMBERS } from './state.ts';
import { drawMembers } from './view.ts';

const LIST = indexed<MembersPage>({
  count: page => foundIn(page).length,
  rows: (_page, area) => area.rows - ROWS_ABOVE,
});

const read = async (office: Office): Promise<(page: MembersPage) => MembersPage> => {
  const { on, enterprise } = await accountsState(office);
  const all = on ? await membersOf(office) : [];
  return page => {
    const manages = office.seat.refusal('members') === undefined;
    const next = { ...page, on, enterprise: enterprise?.name ?? '', manages, all };
    return { ...next, index: within(page.index, foundIn(next).length) };
  };
};

/** Brings the people of the office to the front as they are now. */
export const showMembers: Effect = {
  label: '正在看通讯录',
  async run({ office }) {
    const fill = await read(office);
    return replyToApp(({ ui }) => {
      const open = ui.pages.find((page): page is MembersPage => page.kind === 'members');
      return { page: fill(open ?? NEW_MEMBERS) };
    });
  },
};

const reread = (): Effect => ({
  async run({ office }) {
    const fill = await read(office);
    return replyTo(NEW_MEMBERS, now => ({ state: fill(now) }));
  },
});

const typed = (page: MembersPage, words: TextState): Change<MembersPage> => ({ state: { ...page, words, index: 0 } });

/** All of them again, the focus where it was. */
function unsearched(page: MembersPage): MembersPage {
  const next = { ...page, words: emptyText() };
  const member = foundIn(page)[page.index];
  return { ...next, index: member ? foundIn(next).findIndex(({ id }) => id === member.id) : 0 };
}

const withoutAccounts = ({ on }: MembersPage) => (on ? undefined : '没有启用帐户；F9 启用');

function noteOf(on: boolean, manages: boolean, enterprise: string): string {
  if (!on) return 'F9 启用帐户';
  const what = manages ? '回车：批准、停用、改角色等；直接输入即查找' : 'F6 改自己的密码；直接输入即查找';
  return enterprise === '' ? what : `${enterprise}。${what}`;
}

/** Who works here, who waits to be let in, and what each may (A2, A6). */
export const MEMBERS: PagePart<MembersPage> = {
  tab: () => '通讯录',
  contexts: ({ on }) => (on ? ['members', 'text'] : ['membersOff']),
  actions: {
    ...editText<MembersPage>(({ words }) => words, typed),
    ...listActions('members', LIST),
    'members.choose': {
      cannot: page => withoutAccounts(page) ?? (foundIn(page)[page.index] ? undefined : '没有选中的人'),
      run(page) {
        const member = foundIn(page)[page.index];
        return member ? (decisionsOn(member, reread) as Change<MembersPage>) : {};
      },
    },
    'members.add': { cannot: withoutAccounts, run: () => askNewMember(reread) as Change<MembersPage> },
    'members.password': { cannot: withoutAccounts, run: () => askOwnPassword() as Change<MembersPage> },
    'members.devices': { cannot: withoutAccounts, run: () => ({ effects: [openDevices] }) },
    'members.accounts': ({ on }) => ({ effects: [turnAccounts(!on)] }),
    'members.close': page => (page.words.text === '' ? { close: true } : { state: unsearched(page) }),
  },
  type: (page, text) => (page.on ? typed(page, typeInto(page.words, text)) : {}),
  draw: drawMembers,
  note: ({ on, manages, enterprise }) => ({ tone: 'quiet', text: noteOf(on, manages, cleanLine(enterprise)) }),
  help: () => [
    '通讯录：谁能登录、是管理员还是报检员、谁在等待批准。只有管理员能改，也只有管理员看得见手机号。',
    'F6 改自己的密码；F7 绑定手机，以后扫码登录，或解绑；F9 启用或停用帐户。锁定时间和登录有效期在设置的“报检开关”里。',
  ],
  onActivate: () => ({ effects: [reread()] }),
};
