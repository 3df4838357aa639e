import { type StandingBox, standingBoxes } from '../../../src/paper/template/edit.ts';
import { ALIGN_WORDS } from '../../../src/paper/template/wording.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import type { ActionContext } from '../../contract/change.ts';
import { blank, exactly, type Line, lineWidth, span } from '../../draw/line.ts';
import type { Picture } from '../../draw/picture.ts';
import { type CanvasMark, drawCanvas } from '../../widgets/page-canvas/canvas.ts';
import { canvasSize, cellsOf, withinPage } from '../../widgets/page-canvas/zoom.ts';
import { strideText } from './edits.ts';
import { currentBox, type DesignerPage, faultsOf, formOf, meantIds, placedPage, shownBoxes } from './state.ts';

/** The lines above the page: what is told of the box, and of the template. */
const STATUS_ROWS = 2;

/** What there is for the page itself. */
export const canvasArea = ({ columns, rows }: Size): Size => ({ columns, rows: Math.max(1, rows - STATUS_ROWS) });

export function drawDesigner(page: DesignerPage, area: Size, { world }: ActionContext): Picture {
  const room = canvasArea(area);
  const scroll = withinPage(page.scroll, page.zoom, room);
  const marks = marksOf(page, new Set(faultsOf(page, world.book).map(({ id }) => id)));
  const lines = drawCanvas(placedPage(page, world.book), { zoom: page.zoom, scroll, marks }, room);
  const indent = Math.max(0, Math.floor((room.columns - canvasSize(page.zoom).columns) / 2));
  const box = currentBox(page);
  const cells = box && cellsOf(box.place, page.zoom);
  return {
    lines: [
      boxLine(page, area.columns),
      templateLine(page, area.columns),
      ...lines.map(line => [blank(indent), ...line]),
    ],
    ...(cells && {
      cursor: {
        x: Math.max(0, Math.min(area.columns - 1, indent + cells.column - scroll.column)),
        y: STATUS_ROWS + Math.max(0, Math.min(room.rows - 1, cells.row - scroll.row)),
      },
    }),
  };
}

function marksOf(page: DesignerPage, faulty: ReadonlySet<string>): readonly CanvasMark[] {
  const boxes = standingBoxes(formOf(page), page.now);
  const mark = (look: CanvasMark['look'], which: (box: StandingBox) => boolean): readonly CanvasMark[] =>
    boxes.filter(which).map(({ place }) => ({ place, look, dotted: true }));
  return [
    ...mark('empty', ({ isHidden }) => isHidden),
    ...mark('errorField', ({ id }) => faulty.has(id)),
    ...mark('selected', ({ id }) => page.marked.has(id)),
    ...mark('chosen', ({ id }) => id === page.current),
  ];
}

/** Name, place and look of the box with the focus; at the right what an arrow does. */
function boxLine(page: DesignerPage, columns: number): Line {
  const box = currentBox(page);
  if (!box) return [];
  const { name, place, size, align, isHidden, isChanged } = box;
  const numbers = `x ${place.x}  y ${place.y}  宽 ${place.w}  高 ${place.h} 毫米`;
  const left: Line = [
    span(` ${name} `, 'focusLabel'),
    span(` ${numbers}`, 'value'),
    span(size === undefined ? '' : `  ${size} 磅`, 'value'),
    span(align === undefined ? '' : `  ${ALIGN_WORDS[align]}`),
    span(isHidden ? '  不打印' : '', 'warning'),
    span(isChanged ? '  已改' : '', 'warning'),
  ];
  return spread(left, [span(`${strideText(page.stride)} `, 'key')], columns);
}

/** Which box of how many, what is marked and changed; at the right what is shown. */
function templateLine(page: DesignerPage, columns: number): Line {
  const boxes = shownBoxes(page);
  const at = boxes.findIndex(({ id }) => id === page.current) + 1;
  const changed = Object.keys(page.now).length;
  const { grade } = (currentBox(page)?.box ?? {}) as { readonly grade?: string };
  const left: Line = [
    span(` ${page.all ? '全部的框' : '内容的框'} ${at}/${boxes.length}`, 'quiet'),
    span(page.marked.size > 0 ? `  标记的 ${meantIds(page).length} 个一起改` : '', 'key'),
    span(changed > 0 ? `  共改动 ${changed} 框` : '  与原来的版式相同', 'quiet'),
    span(grade === 'guess' ? '  这一框的位置是推测的' : '', 'warning'),
  ];
  return spread(left, [span(page.bare ? '只显示内容 ' : '', 'key')], columns);
}

function spread(left: Line, right: Line, columns: number): Line {
  const rest = columns - lineWidth(right) - 1;
  return [...exactly(left, rest), blank(1), ...right];
}
