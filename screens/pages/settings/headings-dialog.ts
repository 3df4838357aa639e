import type { Size } from '../../../src/terminal/cells.ts';
import { areaOf } from '../../contract/area.ts';
import type { Action, Change, Reply } from '../../contract/change.ts';
import type { DialogPart } from '../../contract/part.ts';
import { fitted, type Line, line, span, widthOf } from '../../draw/line.ts';
import { boxed, centred, scrolled } from '../../draw/picture.ts';
import { bounded, promptAt } from '../../widgets/prompt.ts';
import { editText, emptyText, type TextState, textState, typeInto } from '../../widgets/text-state.ts';

/** A heading of somebody's own workbook, and the columns of the program that it serves already. */
interface Choice {
  readonly heading: string;
  readonly cell: string;
  readonly example: string;
  readonly used: readonly string[];
}

/** The headings of a workbook with search (S3). */
export interface HeadingsDialog {
  readonly kind: 'headings';
  readonly title: string;
  readonly choices: readonly Choice[];
  readonly find: TextState;
  readonly index: number;
  readonly take: (heading: string) => Reply;
}

/** The selection begins at the heading that is, or has in it, what the column is called. */
export function openHeadings(
  title: string,
  choices: readonly Choice[],
  wanted: string,
  take: (heading: string) => Reply,
): HeadingsDialog {
  const same = choices.findIndex(({ heading }) => heading === wanted);
  const near = choices.findIndex(({ heading }) => heading.includes(wanted));
  return { kind: 'headings', title, choices, find: emptyText(), index: Math.max(0, same < 0 ? near : same), take };
}

function found({ choices, find }: HeadingsDialog): readonly Choice[] {
  const text = find.text.trim().toLowerCase();
  return choices.filter(({ heading, cell }) => `${heading}\n${cell}`.toLowerCase().includes(text));
}

const rowsIn = (dialog: HeadingsDialog, area: Size): number =>
  Math.max(3, Math.min(area.rows - 6, dialog.choices.length));

const move =
  (steps: (rows: number) => number): Action<HeadingsDialog> =>
  (dialog, { ui }) => {
    const index = dialog.index + steps(rowsIn(dialog, areaOf(ui)));
    return { state: { ...dialog, index: Math.max(0, Math.min(found(dialog).length - 1, index)) } };
  };

const asked = (dialog: HeadingsDialog, find: TextState): Change<HeadingsDialog> => ({
  state: { ...dialog, find: bounded(find), index: 0 },
});

const LABEL = '查找 ';

export const HEADINGS: DialogPart<HeadingsDialog> = {
  contexts: () => ['headings', 'text'],
  actions: {
    ...editText<HeadingsDialog>(dialog => dialog.find, asked),
    'headings.up': move(() => -1),
    'headings.down': move(() => 1),
    'headings.page-up': move(rows => -rows),
    'headings.page-down': move(rows => rows),
    'headings.choose': dialog => {
      const choice = found(dialog)[dialog.index];
      return choice ? { close: true, reply: dialog.take(choice.heading) } : {};
    },
    'headings.close': () => ({ close: true }),
  },
  type: (dialog, text) => asked(dialog, typeInto(dialog.find, text)),
  prompt: (dialog, { text, caret }) => asked(dialog, { ...textState(text), caret }),
  draw(dialog, area) {
    const columns = Math.min(76, area.columns - 6);
    const rows = rowsIn(dialog, area);
    const choices = found(dialog);
    const first = scrolled(0, dialog.index, rows, choices.length);
    const { line: find, cursor, prompt } = promptAt({ x: widthOf(LABEL), y: 0 }, dialog.find, columns - widthOf(LABEL));
    const name = Math.min(26, Math.max(8, ...dialog.choices.map(({ heading }) => widthOf(heading))));
    const lines = choices.slice(first, first + rows).map(({ heading, cell, example, used }, offset): Line => {
      const chosen = first + offset === dialog.index;
      const of = used.length > 0 ? `（已用于 ${used.join('、')}）` : '';
      return [
        span(chosen ? '›' : ' ', 'bold'),
        span(fitted(` ${heading}`, name + 1), chosen ? 'chosen' : 'panel'),
        span(fitted(`  ${cell}`, 7), chosen ? 'chosen' : 'key'),
        span(fitted(` ${example}${of}`, columns - name - 9), chosen ? 'chosen' : 'panelQuiet'),
      ];
    });
    if (choices.length === 0) lines.push(line('没有符合的；退格改查找的字', 'warning'));
    while (lines.length < rows) lines.push([]);
    return centred(
      boxed(dialog.title, { lines: [[span(LABEL, 'label'), ...find], ...lines], cursor, prompt }, columns),
      area,
    );
  },
};
