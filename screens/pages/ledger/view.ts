import { groupingLabel, groupName, namingOf } from '../../../src/jobs/ledger.ts';
import {
  type LedgerColumnName,
  ledgerColumn,
  ledgerHeading,
  meanText,
  percentText,
  sumsText,
  USUAL_COLUMNS,
} from '../../../src/ledger/columns.ts';
import type { Group } from '../../../src/ledger/count.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import type { Point } from '../../../src/terminal/moves.ts';
import type { ActionContext } from '../../contract/change.ts';
import type { World } from '../../contract/world.ts';
import { blank, exactly, fitted, type Line, line, span, widthOf } from '../../draw/line.ts';
import { type Picture, scrolled } from '../../draw/picture.ts';
import { chosenMark, drawRows } from '../../widgets/list-rows.ts';
import { placedIn, rowText, type TableColumn, wantsOf } from '../../widgets/table.ts';
import { drawText } from '../../widgets/text-state.ts';
import { cellsAcross, layoutOf } from './layout.ts';
import { paneLines } from './pane.ts';
import { CELLS, type Counted, groupsOf, isChoice, type LedgerPage, labelOf, openGroup, shownText } from './state.ts';

/** The query on top, below it the groups with their total, and a chart with the figures of one group; or the declarations of a group. */
export function drawLedger(page: LedgerPage, area: Size, { ui, world }: ActionContext): Picture {
  const query = drawQuery(page, area, world);
  const body = page.inside ? insideLines(page, area, world) : groupLines(page, area, world);
  const cursor = ui.dialogs.length === 0 ? query.cursor : undefined;
  return { lines: [...query.lines, ...body], ...(cursor && { cursor }) };
}

const LABEL = 7;

function drawQuery(
  page: LedgerPage,
  area: Size,
  world: World,
): { readonly lines: readonly Line[]; readonly cursor: Point | undefined } {
  const across = cellsAcross(area);
  const each = Math.floor(area.columns / across);
  const lines: Line[] = [];
  let cursor: Point | undefined;
  for (let from = 0; from < CELLS.length; from += across) {
    lines.push(
      CELLS.slice(from, from + across).flatMap((name, place): Line => {
        const focused = page.cell === from + place;
        const room = each - LABEL - 2;
        const label = span(
          `${focused ? '›' : ' '}${fitted(labelOf(name, page.query), LABEL)}`,
          focused ? 'focusLabel' : 'label',
        );
        const text = shownText(page.query, name, world.now());
        if (!focused) return [label, span(fitted(text || '—', room), text ? 'value' : 'empty'), blank(1)];
        if (isChoice(name))
          return [
            label,
            span(`[${fitted(text, Math.min(room, widthOf(text)))}]`, 'chosen'),
            blank(room - widthOf(text)),
          ];
        const drawn = drawText(page.text, room, true);
        cursor = { x: place * each + LABEL + 1 + drawn.caret, y: lines.length };
        return [label, ...drawn.line, blank(1)];
      }),
    );
  }
  return { lines: lines.map(each => exactly(each, area.columns)), cursor };
}

interface GroupColumn extends TableColumn {
  readonly heading: (counted: Counted) => string;
  readonly text: (group: Group, name: string, world: World) => string;
}

// biome-ignore format: table
const COLUMNS: readonly GroupColumn[] = [
  { columns: 10, grows: 2, heading: ({ by, direction }) => groupingLabel(by, direction), text: (_group, name) => name },
  { columns: 6,  right: true, heading: () => '份数',     text: ({ count }) => String(count) },
  { columns: 6,  right: true, heading: () => '法检',     text: ({ inspected }) => String(inspected) },
  { columns: 7,  right: true, heading: () => '退单率',   text: ({ refused, sent }) => percentText(refused, sent) },
  { columns: 12, right: true, heading: () => '平均用时', text: meanText },
  { columns: 14, grows: 1,    heading: () => '货物总值', text: (group, _name, world) => valuesOf(group, world) },
];

/** Every key draws the page anew, and the widths of its columns come from many groups: what was made once is kept as long as its group. */
const known = new WeakMap<Group, string>();

function valuesOf(group: Group, world: World): string {
  let text = known.get(group);
  if (text === undefined) {
    text = sumsText(group.sums, 'value', namingOf(world));
    known.set(group, text);
  }
  return text;
}

function groupLines(page: LedgerPage, area: Size, world: World): readonly Line[] {
  const { counted } = page;
  const layout = layoutOf(page, area);
  if (!counted) return [[], line(' 正在统计…', 'quiet')];
  const groups = groupsOf(page);
  const name = (group: Group): string => groupName(counted.by, group.key, namingOf(world));
  const text = (column: GroupColumn, group: Group): string =>
    column.text(group, group === counted.ledger.total ? '合计' : name(group), world);
  const room = layout.columns - 2;
  const shown = [...groups, counted.ledger.total];
  const want = wantsOf(COLUMNS, shown, each => each.heading(counted), text);
  // What is worth knowing most is worth the blanks of the others on a narrow screen.
  const placed = placedIn(COLUMNS, room, { want, tight: true });
  const focused = page.cell < 0;
  const rows = drawRows(groups, { index: page.index, room: layout.rows }, (group, _at, selected) => [
    chosenMark(selected),
    span(
      rowText(placed, column => text(column, group)),
      selected && focused ? 'chosen' : 'plain',
    ),
  ]);
  const table: Line[] = [
    stateLine(page, counted, layout.columns),
    line(` ${rowText(placed, column => column.heading(counted))}`, 'section'),
    ...(groups.length === 0 ? [line('  没有这样的单证。按 Tab 改条件，C 清除条件', 'quiet')] : rows.lines),
  ];
  // The total stands right below the groups.
  table.push(line(` ${rowText(placed, column => text(column, counted.ledger.total))}`, 'bold'));
  while (table.length < layout.rows + 3) table.push([]);
  if (!layout.pane) return table;
  const pane = paneLines(page, layout.pane, layout.beside, world);
  if (!layout.beside) return [...table, line('─'.repeat(area.columns), 'rule'), ...pane];
  return table.map((each, at): Line => [...exactly(each, layout.columns), span(' │ ', 'rule'), ...(pane[at] ?? [])]);
}

/** What was counted, and whether it is what is asked now. */
function stateLine({ counting }: LedgerPage, { ledger }: Counted, columns: number): Line {
  const text = ` ${ledger.total.count} 份，${ledger.groups.length} 组`;
  const state = counting ? ' 正在统计… ' : '';
  return [span(fitted(text, columns - widthOf(state)), 'quiet'), span(state, 'warning')];
}

function insideLines(page: LedgerPage, area: Size, world: World): readonly Line[] {
  const { counted, inside } = page;
  const group = openGroup(page);
  if (!counted || !inside || !group) return [];
  const layout = layoutOf(page, area);
  const naming = namingOf(world);
  const first = scrolled(0, inside.index, layout.rows, group.places.length);
  const found = group.places.slice(first, first + layout.rows).flatMap((place, at) => {
    const row = counted.rows.at(place);
    return row ? [{ row, number: first + at + 1 }] : [];
  });
  const columns = COLUMNS_INSIDE;
  const text = ({ name }: InsideColumn, { row, number }: (typeof found)[number]): string =>
    ledgerColumn(name).text(row, number, naming);
  const heading = ({ name }: InsideColumn): string => ledgerHeading(name, counted.direction);
  const placed = placedIn(columns, area.columns - 2, {
    overflow: 'skip',
    want: wantsOf(columns, found, heading, text),
    tight: true,
  });
  const name = groupName(counted.by, group.key, naming);
  const about = ` ${groupingLabel(counted.by, counted.direction)} ${name}：${group.count} 份`;
  return [
    [span(fitted(about, area.columns - 12), 'bold'), span(fitted('Esc 返回', 12, 'right'), 'quiet')],
    line(` ${rowText(placed, heading)}`, 'section'),
    ...found.map((each): Line => {
      const selected = each.number - 1 === inside.index;
      return [
        chosenMark(selected),
        span(
          rowText(placed, column => text(column, each)),
          selected && page.cell < 0 ? 'chosen' : 'plain',
        ),
      ];
    }),
  ];
}

interface InsideColumn extends TableColumn {
  readonly name: LedgerColumnName;
}

// A narrow window shows the first of them: the numbers by which people know a declaration come before what it says of the office.
const ORDER: readonly LedgerColumnName[] = [
  'number',
  'inspected',
  'declarationNo',
  'party',
  'date',
  'contract',
  'bill',
  'enterprise',
  'registration',
  'status',
  'entryNo',
  'value',
];

const COLUMNS_INSIDE: readonly InsideColumn[] = [...ORDER, ...USUAL_COLUMNS.filter(name => !ORDER.includes(name))].map(
  (name): InsideColumn => {
    const { columns, grows, right } = ledgerColumn(name);
    return { name, columns, ...(grows !== undefined && { grows }), ...(right && { right }) };
  },
);
