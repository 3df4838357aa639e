import { SMALLEST } from '../../../src/paper/fit.ts';
import type { Align } from '../../../src/paper/form.ts';
import { type BoxChanges, LARGEST } from '../../../src/paper/template/apply.ts';
import { aligned, enlarged, hidden, moved, resized, restored } from '../../../src/paper/template/edit.ts';
import { type Side, snapDistance } from '../../../src/paper/template/snap.ts';
import { ALIGN_WORDS } from '../../../src/paper/template/wording.ts';
import type { Action, Actions, Change } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import { keepDraftSoon } from './draft.ts';
import { currentBox, type DesignerPage, formOf, meantIds, type Stride } from './state.ts';

/** The page with other differences, as one step of undo; `why` tells what kept them the same. */
export function edited(page: DesignerPage, now: BoxChanges, why: string): Change<DesignerPage> {
  if (now === page.now) return info(why);
  const state = { ...page, now, past: [...page.past, page.now], future: [] };
  return { state, effects: [keepDraftSoon(state)] };
}

const EDGE = '已经到纸边，或这一框不能往那边移';

const WAYS: Readonly<Record<Side, readonly [x: number, y: number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

function shifted(page: DesignerPage, side: Side, stride: Stride): Change<DesignerPage> {
  const [x, y] = WAYS[side];
  const by = stride === 'snap' ? snapDistance(formOf(page), page.now, page.current, side) : stride;
  if (by === undefined) return info('那一边没有可以对齐的框或格线');
  return edited(page, moved(formOf(page), page.now, meantIds(page), x * by, y * by), EDGE);
}

const move =
  (side: Side, stride?: Stride): Action<DesignerPage> =>
  page =>
    shifted(page, side, stride ?? page.stride);

/** How much wider or higher a step makes a box: one that goes to neighbours does so by tenths. */
const amount = ({ stride }: DesignerPage): number => (stride === 1 ? 1 : 0.1);

const size =
  (dw: number, dh: number): Action<DesignerPage> =>
  page => {
    const by = amount(page);
    const now = resized(formOf(page), page.now, meantIds(page), dw * by, dh * by);
    return edited(page, now, '这一框的大小不能再往这边改');
  };

/** Points of a step. */
const FONT_STEP = 0.5;

const font =
  (way: 1 | -1): Action<DesignerPage> =>
  page =>
    edited(
      page,
      enlarged(formOf(page), page.now, meantIds(page), way * FONT_STEP),
      `这一框没有字号，或已经到头（${SMALLEST} 至 ${LARGEST} 磅）`,
    );

const align =
  (to: Align): Action<DesignerPage> =>
  page =>
    edited(page, aligned(formOf(page), page.now, meantIds(page), to), `已经是${ALIGN_WORDS[to]}，或这一框不能对齐`);

const undo: Action<DesignerPage> = page => {
  const before = page.past.at(-1);
  if (before === undefined) return info('没有可以撤销的');
  const state = { ...page, now: before, past: page.past.slice(0, -1), future: [page.now, ...page.future] };
  return { state, effects: [keepDraftSoon(state)] };
};

const redo: Action<DesignerPage> = page => {
  const [next, ...future] = page.future;
  if (next === undefined) return info('没有可以重做的');
  const state = { ...page, now: next, past: [...page.past, page.now], future };
  return { state, effects: [keepDraftSoon(state)] };
};

/** What changes boxes. */
export const EDITS: Actions<DesignerPage> = {
  'designer.left': move('left'),
  'designer.right': move('right'),
  'designer.up': move('up'),
  'designer.down': move('down'),
  'designer.fine-left': move('left', 0.1),
  'designer.fine-right': move('right', 0.1),
  'designer.fine-up': move('up', 0.1),
  'designer.fine-down': move('down', 0.1),
  'designer.snap-left': move('left', 'snap'),
  'designer.snap-right': move('right', 'snap'),
  'designer.snap-up': move('up', 'snap'),
  'designer.snap-down': move('down', 'snap'),
  'designer.narrower': size(-1, 0),
  'designer.wider': size(1, 0),
  'designer.lower': size(0, -1),
  'designer.higher': size(0, 1),
  'designer.smaller': font(-1),
  'designer.larger': font(1),
  'designer.align-left': align('left'),
  'designer.align-center': align('center'),
  'designer.align-right': align('right'),
  'designer.hide': page => edited(page, hidden(formOf(page), page.now, meantIds(page)), '没有选中的框'),
  'designer.restore': page => edited(page, restored(page.now, meantIds(page)), '这里与原来的版式相同'),
  'designer.restore-all': page => edited(page, restored(page.now), '全部与原来的版式相同'),
  'designer.undo': undo,
  'designer.redo': redo,
  'designer.stride': page => {
    const stride: Stride = page.stride === 1 ? 0.1 : page.stride === 0.1 ? 'snap' : 1;
    return { state: { ...page, stride }, ...info(`方向键：${strideText(stride)}`) };
  },
  'designer.mark': page => {
    if (!currentBox(page)) return {};
    const marked = new Set(page.marked);
    if (!marked.delete(page.current)) marked.add(page.current);
    return { state: { ...page, marked } };
  },
};

/** What an arrow does, in words. */
export const strideText = (stride: Stride): string => (stride === 'snap' ? '对齐邻框' : `移 ${stride} 毫米`);
