import type { Box } from '../form.ts';
import { BOLD, graded, label, optional } from './rows.ts';

/** The page for what has no room on a form: our own, no official one is known. */
// biome-ignore format: table
export const ANNEX: { readonly boxes: readonly Box[] } = {
  boxes: graded('guess', [
    optional( 17.5, 16,   175,  8,  '{@title} 附页',            16, 'center', BOLD),
    label   ( 17.5, 27,   16,  6,   '*编号',                     9.5, 'left'),
    optional( 33,   27,   60,  6,   '{@number}',                 9.5, 'left'),
    label   (150,   27,   14,  6,   '附页:',                     9.5, 'right'),
    optional(165,   27,   27.5, 6,  '{@page} / {@pages}',        9.5, 'left'),
  ]),
};

/** Where the lines of an annex page begin and end. */
export const ANNEX_FRAME = { x: 17.5, w: 175, top: 35, bottom: 284 } as const;
