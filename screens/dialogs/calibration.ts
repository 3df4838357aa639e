import { calibrationText, keepMeasured } from '../../src/jobs/calibrate.ts';
import type { Calibration } from '../../src/jobs/printing.ts';
import { CROSSES } from '../../src/paper/adjust.ts';
import { USUAL_MARGINS } from '../../src/paper/printable.ts';
import type { Change, Effect, Reply } from '../contract/change.ts';
import { good } from '../contract/message.ts';
import type { DialogPart } from '../contract/part.ts';
import { replyToApp, replyToDialog } from '../contract/reply.ts';
import { fitted, type Line, line, span } from '../draw/line.ts';
import { boxed, centred, wrapped } from '../draw/picture.ts';
import { type List, listActions } from '../widgets/list.ts';
import { drawText, editText, selectedText, type TextState, textState, typeInto } from '../widgets/text-state.ts';
import { orSaid } from './or-said.ts';

/** Takes what was measured on the calibration page of a printer (T5). */
export interface CalibrationDialog {
  readonly kind: 'calibration';
  readonly printer: string;
  /** Of each cross the distance from the left and the upper edge, then the white edges; as typed. */
  readonly values: readonly string[];
  readonly index: number;
  readonly text: TextState;
  readonly wrong: readonly string[];
  /** What follows when it is kept. */
  readonly done: Reply;
}

interface Asked {
  readonly label: string;
  readonly usual: number;
}

// biome-ignore format: table
const ASKED: readonly Asked[] = [
  ...CROSSES.flatMap(({ name, x, y }) => [
    { label: `${name} 距左边`, usual: x },
    { label: `${name} 距上边`, usual: y },
  ]),
  { label: '左边打不到', usual: USUAL_MARGINS.left },
  { label: '上边打不到', usual: USUAL_MARGINS.top },
  { label: '右边打不到', usual: USUAL_MARGINS.right },
  { label: '下边打不到', usual: USUAL_MARGINS.bottom },
];

export function askMeasured(printer: string, held: Calibration | undefined, done: Reply): CalibrationDialog {
  const { left, top, right, bottom } = held ?? USUAL_MARGINS;
  const margins = [left, top, right, bottom];
  const values = ASKED.map(({ usual }, at) => String(margins[at - CROSSES.length * 2] ?? usual));
  return { kind: 'calibration', printer, values, index: 0, text: selectedText(values[0] ?? ''), wrong: [], done };
}

const typed = (dialog: CalibrationDialog, text: TextState): Change<CalibrationDialog> => ({
  state: { ...dialog, text, wrong: [], values: dialog.values.with(dialog.index, text.text) },
});

/** Two of them in a line: the places of one cross. */
const FIELDS: List<CalibrationDialog> = {
  count: () => ASKED.length,
  round: true,
  at: ({ index }) => index,
  select: (dialog, index) => ({ state: { ...dialog, index, text: selectedText(dialog.values[index] ?? '') } }),
};

/** `20.5`, also with a comma or in full width as an input method types it. */
function millimetres(text: string): number | undefined {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/[,，。]/u, '.')
    .replace(/(?:mm|毫米)$/iu, '');
  return /^\d{1,3}(?:\.\d{1,2})?$/u.test(plain) ? Number(plain) : undefined;
}

function keeping(dialog: CalibrationDialog, numbers: readonly number[]): Effect {
  const points = CROSSES.map((_, at) => ({ x: numbers[at * 2] ?? 0, y: numbers[at * 2 + 1] ?? 0 }));
  const [left = 0, top = 0, right = 0, bottom = 0] = numbers.slice(CROSSES.length * 2);
  return {
    run: ({ office }) =>
      orSaid<CalibrationDialog>('calibration', async () => {
        const kept = await keepMeasured(office, dialog.printer, points, { left, top, right, bottom });
        const message = good(`${dialog.printer} 已校准：${calibrationText(kept)}`);
        return replyToDialog('calibration', () => ({ close: true, ...message, reply: dialog.done }));
      }),
  };
}

const LABEL = 12;
const WIDTH = 8;

export const CALIBRATION: DialogPart<CalibrationDialog> = {
  contexts: () => ['calibration', 'text'],
  actions: {
    ...editText<CalibrationDialog>(dialog => dialog.text, typed),
    ...listActions('calibration', FIELDS),
    'calibration.keep'(dialog) {
      const numbers = dialog.values.map(millimetres);
      const at = numbers.indexOf(undefined);
      if (at < 0) return { effects: [keeping(dialog, numbers as number[])] };
      const wrong = [`${ASKED[at]?.label}：写毫米数，如 20 或 20.5`];
      return { state: { ...dialog, index: at, text: selectedText(dialog.values[at] ?? ''), wrong } };
    },
    'calibration.close': ({ done }) => ({ close: true, reply: replyToApp(() => ({ reply: done })) }),
  },
  type: (dialog, text) => typed(dialog, typeInto(dialog.text, text)),
  draw(dialog, area) {
    const columns = Math.min(62, area.columns - 6);
    let cursor = { x: 0, y: 0 };
    const cell = (at: number, y: number, x: number): Line => {
      const here = at === dialog.index;
      const shown = here ? dialog.text : textState(dialog.values[at] ?? '');
      const drawn = drawText(shown, WIDTH, here);
      if (here) cursor = { x: x + 2 + LABEL + drawn.caret, y };
      return [
        span(here ? '› ' : '  ', 'bold'),
        span(fitted(ASKED[at]?.label ?? '', LABEL), here ? 'focusLabel' : 'label'),
        ...drawn.line,
        span('   '),
      ];
    };
    const rows = Array.from(
      { length: ASKED.length / 2 },
      (_, row): Line => [...cell(row * 2, row, 0), ...cell(row * 2 + 1, row, LABEL + WIDTH + 5)],
    );
    const hints =
      dialog.wrong.length > 0
        ? dialog.wrong
        : ['校准页上十字中心到纸边的距离；打不到的看四边台阶里最小的数。单位毫米。'];
    const foot = hints
      .flatMap(text => wrapped(text, columns))
      .map(text => line(text, dialog.wrong.length > 0 ? 'error' : 'panelQuiet'));
    return centred(boxed(`校准 ${dialog.printer}`, { lines: [...rows, [], ...foot], cursor }, columns), area);
  },
};
