import { timeOf } from '../../../src/jobs/clock.ts';
import type { Trashed } from '../../../src/jobs/trash.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { cleanLine } from '../../../src/text.ts';
import { fitted, type Line, line, span } from '../../draw/line.ts';
import type { Picture } from '../../draw/picture.ts';
import { chosenMark, drawRows } from '../../widgets/list-rows.ts';
import { promptBehind } from '../../widgets/prompt.ts';
import { placedIn, rowText, type TableColumn, wantsOf } from '../../widgets/table.ts';
import { foundIn, type TrashPage } from './state.ts';

/** The count, the search and the headings. */
export const ROWS_ABOVE = 3;

interface Column extends TableColumn {
  readonly heading: string;
  readonly text: (row: Trashed) => string;
}

// biome-ignore format: table
const COLUMNS: readonly Column[] = [
  { heading: '录入序号', columns: 18, text: ({ entryNo }) => entryNo },
  { heading: '删除时间', columns: 17, text: ({ removed }) => (removed ? timeOf(Date.parse(removed.at)).slice(0, 16) : '没有记录') },
  { heading: '删除人',   columns: 10, text: ({ removed }) => cleanLine(removed?.by ?? '') },
  { heading: '收/发货人', columns: 24, text: ({ row, broken }) => cleanLine(row?.party ?? broken ?? '') },
  { heading: '合同号',   columns: 16, text: ({ row }) => cleanLine(row?.contract ?? '') },
  { heading: '货物',     columns: 24, text: ({ row }) => cleanLine(row?.goods ?? '') },
];

export function drawTrash(page: TrashPage, area: Size): Picture {
  const rows = foundIn(page);
  const want = wantsOf(
    COLUMNS,
    rows,
    ({ heading }) => heading,
    ({ text }, row: Trashed) => text(row),
  );
  const placed = placedIn(COLUMNS, area.columns - 1, { want, tight: true });
  const asked = promptBehind(span(' 查找 ', 'label'), page.words, area.columns - COUNT);
  const count = span(
    fitted(`${rows.length === page.all.length ? '' : `${rows.length} / `}${page.all.length} 份`, COUNT - 1, 'right'),
    'quiet',
  );
  const drawn = drawRows(rows, { index: page.index, room: area.rows - ROWS_ABOVE }, (row, _at, selected): Line => {
    const text = fitted(
      rowText(placed, column => column.text(row)),
      area.columns - 1,
    );
    return [chosenMark(selected), span(text, selected ? 'chosen' : row.broken ? 'error' : 'plain')];
  });
  const none = page.all.length === 0 ? '回收站是空的' : '没有找到；Esc 清除查找';
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

/** What the count of declarations takes. */
const COUNT = 18;
