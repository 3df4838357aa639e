import { timeOf } from '../../../src/jobs/clock.ts';
import type { Trashed } from '../../../src/jobs/trash.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Picture } from '../../draw/picture.ts';
import { drawSearchedTable, type HeadedColumn } from '../../widgets/searched-table.ts';
import { foundIn, type TrashPage } from './state.ts';

// biome-ignore format: table
const COLUMNS: readonly HeadedColumn<Trashed>[] = [
  { heading: '录入序号', columns: 18, text: ({ entryNo }) => entryNo },
  { heading: '删除时间', columns: 17, text: ({ removed }) => (removed ? timeOf(Date.parse(removed.at)).slice(0, 16) : '没有记录') },
  { heading: '删除人',   columns: 10, text: ({ removed }) => cleanLine(removed?.by ?? '') },
  { heading: '收/发货人', columns: 24, text: ({ row, broken }) => cleanLine(row?.party ?? broken ?? '') },
  { heading: '合同号',   columns: 16, text: ({ row }) => cleanLine(row?.contract ?? '') },
  { heading: '货物',     columns: 24, text: ({ row }) => cleanLine(row?.goods ?? '') },
];

export function drawTrash(page: TrashPage, area: Size): Picture {
  const rows = foundIn(page);
  const { all, index, words } = page;
  const count = `${rows.length === all.length ? '' : `${rows.length} / `}${all.length} 份`;
  const none = all.length === 0 ? '回收站是空的' : '没有找到；Esc 清除查找';
  const look = ({ broken }: Trashed) => (broken ? 'error' : 'plain');
  return drawSearchedTable({ columns: COLUMNS, rows, index, words, count, none, look }, area);
}
