import { cleanLine } from '../../text.ts';
import type { Align } from '../form.ts';
import { SHEET } from '../placed.ts';
import type { BoxChange, TemplateFault } from './apply.ts';
import { type LayoutFault, MARGIN } from './faults.ts';

export const ALIGN_WORDS: Readonly<Record<Align, string>> = { left: '左对齐', center: '居中', right: '右对齐' };

/** Millimetres without a zero at the end. */
const plain = (value: number): string => String(Math.abs(value));

/** What a change does to its box, in words. */
export function changeText({ dx = 0, dy = 0, dw = 0, dh = 0, size, align, hidden }: BoxChange): string {
  return [
    ...(hidden ? ['不打印'] : []),
    ...(dx ? [`${dx > 0 ? '右' : '左'}移 ${plain(dx)} 毫米`] : []),
    ...(dy ? [`${dy > 0 ? '下' : '上'}移 ${plain(dy)} 毫米`] : []),
    ...(dw ? [`${dw > 0 ? '加宽' : '收窄'} ${plain(dw)} 毫米`] : []),
    ...(dh ? [`${dh > 0 ? '加高' : '压低'} ${plain(dh)} 毫米`] : []),
    ...(size === undefined ? [] : [`字号 ${size} 磅`]),
    ...(align === undefined ? [] : [ALIGN_WORDS[align]]),
  ].join('，');
}

/** Something that a form cannot take of a template, in words. */
export function templateFaultText({ kind, name }: TemplateFault): string {
  if (kind === 'unknown') return `版式里没有“${cleanLine(name)}”这一框，没有用上`;
  return kind === 'bounds'
    ? `${name}超出 ${SHEET.w}×${SHEET.h} 毫米的纸或太小，已改到范围之内`
    : `${name}有不能改的一项，没有用上`;
}

/** What is wrong with the place of a box, in words. */
export function layoutFaultText({ kind, name, other }: LayoutFault): string {
  if (kind === 'margin') return `${name}超出可打印范围（离纸边不到 ${MARGIN} 毫米）`;
  return kind === 'overlap' ? `${name}与${other}重叠` : `${name}压在格线上`;
}
