import { type Adjustment, CROSSES, isExact } from './adjust.ts';
import { textsIn } from './page-draft.ts';
import { type PlacedLine, type PlacedPage, type PlacedText, SHEET } from './placed.ts';

/** Half of a cross, in millimetres. */
const ARM = 6;
/** How far in from each edge the stairs go, by which the white edge of the printer is read. */
const DEEPEST = 15;
const STEP = 4;

/** The page by which a printer is calibrated (T5): four crosses to measure, and stairs along the edges. `printer` and `adjustment` are told on it. */
export function calibrationPage(printer: string, adjustment: Adjustment): PlacedPage {
  const texts: PlacedText[] = [];
  const lines: PlacedLine[] = [];
  const rule = (x1: number, y1: number, x2: number, y2: number, weight = 0.4) =>
    lines.push({ layer: 'background', x1, y1, x2, y2, weight });
  const write = (x: number, y: number, text: string, size = 9, w = 120) =>
    texts.push(...textsIn({ x, y, w, h: 5 }, { lines: [text], size, align: 'left' }, 'background'));

  for (const { name, x, y } of CROSSES) {
    rule(x - ARM, y, x + ARM, y);
    rule(x, y - ARM, x, y + ARM);
    // Inwards from the cross, so that nothing stands between it and the edge.
    write(x < SHEET.w / 2 ? x + 8 : x - 46, y + (y < SHEET.h / 2 ? 4 : -9), `${name}：距左边 ${x}，距上边 ${y}`, 8);
  }
  stairs(rule, write);
  write(45, 60, `打印校准页　${printer}`, 16);
  for (const [at, text] of telling(adjustment).entries()) write(45, 74 + at * 7, text, 10);
  return { paper: 'calibration', backdrop: {}, texts, lines, ticks: [], bars: [], boxes: [] };
}

const telling = (adjustment: Adjustment): readonly string[] => [
  ...(isExact(adjustment)
    ? ['这一页没有校准。用尺量四个十字的中心到纸左边和上边的距离（毫米），', '填到 设置 → 打印 → 校准。']
    : ['这一页按现在的校准打印：十字应在所写的位置上，差不到半毫米就可以。', '要重新量，先打一张没有校准的。']),
  '四边的台阶：看得见的线里最小的数字，就是这一边打不到的毫米数。',
  '打印时不要选“适合纸张”，纸用 A4。',
];

/** Of each edge a stair of short lines, one a millimetre further in, with its number beside it. */
function stairs(
  rule: (x1: number, y1: number, x2: number, y2: number) => void,
  write: (x: number, y: number, text: string, size?: number, w?: number) => void,
): void {
  for (let depth = 1; depth <= DEEPEST; depth += 1) {
    const [down, across] = [115 + depth * STEP, 65 + depth * STEP];
    const number = String(depth);
    rule(depth, down, depth, down + STEP);
    write(18, down - 0.5, number, 7, 6);
    rule(SHEET.w - depth, down, SHEET.w - depth, down + STEP);
    write(SHEET.w - 21, down - 0.5, number, 7, 6);
    rule(across, depth, across + STEP, depth);
    write(across + 0.5, 17, number, 7, 6);
    rule(across, SHEET.h - depth, across + STEP, SHEET.h - depth);
    write(across + 0.5, SHEET.h - 22, number, 7, 6);
  }
}
