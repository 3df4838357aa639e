import { contentText, type ShownLine } from '../../../src/jobs/audit/show.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { fitted, type Line, line, span } from '../../draw/line.ts';
import type { Picture } from '../../draw/picture.ts';
import { chosenMark, drawRows } from '../../widgets/list-rows.ts';
import { promptBehind } from '../../widgets/prompt.ts';
import { placedIn, rowText, type TableColumn, wantsOf } from '../../widgets/table.ts';
import type { AuditPage } from './state.ts';

/** The count, the search and the headings. */
export const ROWS_ABOVE = 3;

interface Column extends TableColumn {
  readonly heading: string;
  readonly text: (line: ShownLine) => string;
}

// biome-ignore format: table
const COLUMNS: readonly Column[] = [
  { heading: '时间',     columns: 12, text: ({ time }) => time.slice(5, 16) },
  { heading: '谁',       columns: 9,  text: ({ who }) => who },
  { heading: '做了什么', columns: 11, text: ({ title }) => title },
  { heading: '哪一份',   columns: 18, text: ({ which }) => which },
  { heading: '内容',     columns: 60, text: row => contentText(row).replaceAll('\n', '⏎') },
];

/** Words of what nobody has done on purpose, or that somebody should look at. */
const NOTABLE: readonly string[] = ['found-changed', 'found-gone', 'made-up', 'undone', 'moved-aside'];

export function drawAudit(page: AuditPage, area: Size): Picture {
  const { lines: rows, more, foundBy } = page;
  const want = wantsOf(
    COLUMNS,
    rows,
    ({ heading }) => heading,
    ({ text }, row: ShownLine) => text(row),
  );
  const placed = placedIn(COLUMNS, area.columns - 1, { want, tight: true });
  const asked = promptBehind(span(' 查找 ', 'label'), page.words, area.columns - COUNT);
  const count = span(fitted(more ? `最新 ${rows.length} 条` : `${rows.length} 条`, COUNT - 1, 'right'), 'quiet');
  const drawn = drawRows(rows, { index: page.index, room: area.rows - ROWS_ABOVE }, (row, _at, selected): Line => {
    const text = fitted(
      rowText(placed, column => column.text(row)),
      area.columns - 1,
    );
    return [chosenMark(selected), span(text, selected ? 'chosen' : NOTABLE.includes(row.what) ? 'warning' : 'plain')];
  });
  const none = foundBy === undefined ? '' : foundBy.trim() === '' ? '还没有操作记录' : '没有找到；Esc 清除查找';
  return {
    ...(asked.prompt && { prompt: asked.prompt }),
    lines: [
      [...(asked.lines[0] ?? []), count],
      [
        span(' '),
        span(
          rowText(placed, ({ heading }) => heading),
          'label',
        ),
      ],
      [span('─'.repeat(area.columns), 'rule')],
      ...(rows.length === 0 ? [line(` ${none}`, 'quiet')] : drawn.lines),
    ],
    ...(asked.cursor && { cursor: asked.cursor }),
  };
}

/** What the count of lines takes. */
const COUNT = 18;

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
