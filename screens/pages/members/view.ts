import { ROLE_NAMES, STATE_NAMES } from '../../../src/accounts/member.ts';
import type { MemberInfo } from '../../../src/jobs/accounts/members.ts';
import { WHAT_CHANGES } from '../../../src/jobs/accounts/turn-on.ts';
import { timeOf } from '../../../src/jobs/clock.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { cleanLine } from '../../../src/text.ts';
import { line } from '../../draw/line.ts';
import { type Picture, wrapped } from '../../draw/picture.ts';
import { drawSearchedTable, type HeadedColumn } from '../../widgets/searched-table.ts';
import { foundIn, type MembersPage } from './state.ts';

const NUMBER = '手机号';

// biome-ignore format: table
const COLUMNS: readonly HeadedColumn<MemberInfo>[] = [
  { heading: '姓名',   columns: 12, text: ({ name }) => cleanLine(name) },
  { heading: '用户名', columns: 14, text: ({ user }) => cleanLine(user) },
  { heading: '角色',   columns: 8,  text: ({ role }) => ROLE_NAMES[role] },
  { heading: '状态',   columns: 8,  text: ({ state }) => STATE_NAMES[state] },
  { heading: NUMBER,   columns: 14, text: ({ mobile }) => mobile },
  { heading: '加入',   columns: 10, text: ({ created }) => timeOf(Date.parse(created)).slice(0, 10) },
];

export function drawMembers(page: MembersPage, area: Size): Picture {
  if (!page.on) return withoutAccounts(area);
  const rows = foundIn(page);
  const { index, words, all, manages } = page;
  const columns = COLUMNS.filter(({ heading }) => manages || heading !== NUMBER);
  const count = `${rows.length} / ${all.length} 人`;
  const look = ({ state }: MemberInfo) => (state === 'pending' ? 'warning' : 'plain');
  const none = '没有找到；Esc 清除查找';
  return drawSearchedTable({ columns, rows, index, words, count, none, look }, area);
}

function withoutAccounts(area: Size): Picture {
  const room = area.columns - 4;
  const changes = WHAT_CHANGES.flatMap(text =>
    wrapped(text, room).map((part, at) => line(`${at === 0 ? ' · ' : '   '}${part}`, 'plain')),
  );
  const before = wrapped('没有启用帐户：不用登录，人人都能做全部的事。启用以后：', room);
  return { lines: [[], ...before.map(part => line(` ${part}`, 'plain')), ...changes] };
}
