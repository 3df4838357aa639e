import { POINT } from './char-widths.ts';
import { SHEET } from './placed.ts';

/** How everything is drawn so that a printer, which moves and stretches it, puts it where it belongs: millimetres from the upper left edge times a scale. */
export interface Adjustment {
  readonly dx: number;
  readonly dy: number;
  readonly scaleX: number;
  readonly scaleY: number;
}

/** A printer that is as it should be. */
export const EXACT: Adjustment = { dx: 0, dy: 0, scaleX: 1, scaleY: 1 };

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the crosses of the calibration page are, in the order in which they are measured. */
// biome-ignore format: table
export const CROSSES = [
  { name: '左上', x: 20,  y: 20 },
  { name: '右上', x: 190, y: 20 },
  { name: '左下', x: 20,  y: 277 },
  { name: '右下', x: 190, y: 277 },
] as const;

// A printer that feeds the paper awry is beyond this; a page that was fitted to the paper is 3 to 5 hundredths smaller.
const MAX_SHIFT = 15;
const MAX_STRETCH = 0.07;
/** Two crosses of one edge lie this much apart at most. */
const MAX_SKEW = 2;

/**
 * The adjustment of a printer that puts the crosses where they were measured, in millimetres from the left and upper edges of the paper.
 * When no printer does that, what is wrong with the measured values.
 */
export function adjustmentOf(measured: readonly Point[]): Adjustment | { readonly wrong: string } {
  const [topLeft, topRight, bottomLeft, bottomRight] = measured;
  if (!topLeft || !topRight || !bottomLeft || !bottomRight) return { wrong: '要量全四个十字' };
  const pairs: readonly (readonly [string, number, number])[] = [
    ['左边两个十字到纸左边', topLeft.x, bottomLeft.x],
    ['右边两个十字到纸左边', topRight.x, bottomRight.x],
    ['上边两个十字到纸上边', topLeft.y, topRight.y],
    ['下边两个十字到纸上边', bottomLeft.y, bottomRight.y],
  ];
  const awry = pairs.find(([, one, other]) => Math.abs(one - other) > MAX_SKEW);
  if (awry) return { wrong: `${awry[0]}的距离相差 ${rounded(Math.abs(awry[1] - awry[2]))} 毫米：纸放斜了，或量错了` };
  const across = along([topLeft.x, bottomLeft.x], [topRight.x, bottomRight.x], CROSSES[0].x, CROSSES[1].x);
  const down = along([topLeft.y, topRight.y], [bottomLeft.y, bottomRight.y], CROSSES[0].y, CROSSES[2].y);
  for (const { scale } of [across, down]) {
    if (!(Math.abs(1 - 1 / scale) <= MAX_STRETCH))
      return { wrong: `打出来的是原大的 ${Math.round(100 / scale)}%：打印时缩放过，关掉“适合纸张”再打，或量错了` };
  }
  if (Math.max(Math.abs(across.shift), Math.abs(down.shift)) > MAX_SHIFT)
    return { wrong: `偏了 ${MAX_SHIFT} 毫米以上：量错了，或纸没有放好` };
  return { dx: across.shift, dy: down.shift, scaleX: across.scale, scaleY: down.scale };
}

/** What puts two lines, measured twice each, back to where they belong. */
function along(near: readonly [number, number], far: readonly [number, number], first: number, last: number) {
  const [a, b] = [(near[0] + near[1]) / 2, (far[0] + far[1]) / 2];
  const scale = (last - first) / (b - a);
  return { scale: rounded(scale, 5), shift: rounded(first - scale * a, 3) };
}

const rounded = (value: number, digits = 1) => Number(value.toFixed(digits));

export const isExact = ({ dx, dy, scaleX, scaleY }: Adjustment) => dx === 0 && dy === 0 && scaleX === 1 && scaleY === 1;

/** The drawing operator that adjusts what follows; its y counts from the lower edge. */
export function operatorOf({ dx, dy, scaleX, scaleY }: Adjustment): string {
  const points = (millimetres: number) => Math.round((millimetres / POINT) * 1000) / 1000;
  return `${scaleX} 0 0 ${scaleY} ${points(dx)} ${points(SHEET.h * (1 - scaleY) - dy)} cm`;
}
