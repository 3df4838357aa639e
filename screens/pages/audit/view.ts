import { contentText, type ShownLine } from '../../../src/jobs/audit/show.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import type { Picture } from '../../draw/picture.ts';
import { drawSearchedTable, type HeadedColumn } from '../../widgets/searched-table.ts';
import type { AuditPage } from './state.ts';

// biome-ignore format: table
const COLUMNS: readonly HeadedColumn<ShownLine>[] = [
  { heading: '时间',     columns: 12, text: ({ time }) => time.slice(5, 16) },
  { heading: '谁',       columns: 9,  text: ({ who }) => who },
  { heading: '做了什么', columns: 11, text: ({ title }) => title },
  { heading: '哪一份',   columns: 18, text: ({ which }) => which },
  { heading: '内容',     columns: 60, text: row => contentText(row).replaceAll('\n', '⏎') },
];

/** Words of what nobody has done on purpose, or that somebody should look at. */
const NOTABLE: readonly string[] = ['found-changed', 'found-gone', 'made-up', 'undone', 'moved-aside'];

export function drawAudit({ lines: rows, more, foundBy, index, words }: AuditPage, area: Size): Picture {
  const count = more ? `最新 ${rows.length} 条` : `${rows.length} 条`;
  const none = foundBy === undefined ? '' : foundBy.trim() === '' ? '还没有操作记录' : '没有找到；Esc 清除查找';
  const look = ({ what }: ShownLine) => (NOTABLE.includes(what) ? 'warning' : 'plain');
  return drawSearchedTable({ columns: COLUMNS, rows, index, words, count, none, look }, area);
}

/** A line in full, as text to read. */
export function detailOf({
  time,
  who,
  title,
  which,
  revision,
  text,
  changes,
  more,
  hash,
}: ShownLine): readonly string[] {
  return [
    `${time}  ${who}`,
    `${title}  ${which}${revision === undefined ? '' : `  第 ${revision} 次保存`}`,
    ...(text === '' ? [] : [text]),
    `校验值 ${hash}`,
    '',
    ...(changes.length === 0 ? ['没有改动内容'] : []),
    ...changes.flatMap(({ label, before, after }) => [
      `◆ ${label}`,
      ...(before === '' ? [] : [`  原为 ${before.replaceAll('\n', '⏎')}`]),
      ...(after === '' ? ['  去掉'] : [`  ${before === '' ? '填入' : '改为'} ${after.replaceAll('\n', '⏎')}`]),
    ]),
    ...(more > 0 ? ['', `另有 ${more} 处没有列出`] : []),
  ];
}
