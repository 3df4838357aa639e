import type { World } from '../../../contract/world.ts';
import { fitted, type Line, line, span, widthOf } from '../../../draw/line.ts';
import { chosenMark, drawRows } from '../../../widgets/list-rows.ts';
import { drawText } from '../../../widgets/text-state.ts';
import type { EntryPage } from '../state.ts';
import type { Drawn } from './drawn.ts';
import type { OpenPopup } from './pending-row.ts';
import { foundTicks, type TickLine } from './ticks.ts';
/** What can be ticked, below the line in which it is looked for. */
export function drawTicks(page: EntryPage, open: OpenPopup, columns: number, rows: number, world: World): Drawn {
  const { state } = open;
  const lines = foundTicks(page, open, world);
  const ticked = lines.filter(each => each.ticked).length;
  const here = state.zone === 'ticks';
  const finding = drawText(state.find, 20, here);
  const head: Line = [
    span('查找 ', 'label'),
    ...finding.line,
    span(`  已勾选 ${ticked} / ${lines.length}`, 'panelQuiet'),
  ];
  const room = Math.max(1, rows - 1);
  const shortcuts = lines.some(({ shortcut }) => shortcut !== '');
  const codes = Math.max(4, ...lines.map(({ code }) => widthOf(code)));
  const drawn = drawRows(lines, { index: state.tick, room }, (each, _at, selected) =>
    tickLine(each, here && selected, shortcuts, codes, columns),
  );
  const empty: Line[] = lines.length === 0 ? [line('没有符合的；退格改查找的字', 'warning')] : [];
  const isFinding = lines.length === 0 || state.tick < 0;
  const cursor = here ? { x: isFinding ? 5 + finding.caret : 1, y: isFinding ? 0 : 1 + drawn.y } : undefined;
  return { lines: [head, ...drawn.lines, ...empty], cursor, seen: room };
}

function tickLine(tick: TickLine, chosen: boolean, shortcuts: boolean, codes: number, columns: number): Line {
  const { code, name, shortcut, ticked, count, detail, fixed } = tick;
  const box = fixed ? ' - ' : ticked ? '[x]' : '[ ]';
  const more = count > 1 ? `  ${count} 条明细` : detail === '' ? '' : `  ${detail}`;
  const text = ` ${shortcuts ? `${fitted(shortcut, 2)}` : ''}${fitted(code, codes)} ${name}${more}`;
  return [
    chosenMark(chosen),
    span(box, chosen ? 'chosen' : ticked ? 'good' : 'panel'),
    span(fitted(text, columns - 4), chosen ? 'chosen' : ticked ? 'value' : 'panel'),
  ];
}
