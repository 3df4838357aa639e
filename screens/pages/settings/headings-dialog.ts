import type { Size } from '../../../src/terminal/cells.ts';
import type { Reply } from '../../contract/change.ts';
import type { DialogPart } from '../../contract/part.ts';
import { fitted, line, span, widthOf } from '../../draw/line.ts';
import { boxed, centred } from '../../draw/picture.ts';
import { indexed, listActions } from '../../widgets/list.ts';
import { drawRows } from '../../widgets/list-rows.ts';
import { searchPrompt } from '../../widgets/search.ts';
import { searchPicture } from '../../widgets/search-picture.ts';
import { emptyText, type TextState } from '../../widgets/text-state.ts';

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
  readonly words: TextState;
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
  return { kind: 'headings', title, choices, words: emptyText(), index: Math.max(0, same < 0 ? near : same), take };
}

function found({ choices, words }: HeadingsDialog): readonly Choice[] {
  const text = words.text.trim().toLowerCase();
  return choices.filter(({ heading, cell }) => `${heading}\n${cell}`.toLowerCase().includes(text));
}

const rowsIn = ({ choices }: HeadingsDialog, area: Size): number =>
  Math.max(3, Math.min(area.rows - 6, choices.length));

const LIST = indexed<HeadingsDialog>({ count: dialog => found(dialog).length, rows: rowsIn });
const WORDS = searchPrompt<HeadingsDialog>();

export const HEADINGS: DialogPart<HeadingsDialog> = {
  ...WORDS,
  contexts: () => ['headings', 'text'],
  actions: {
    ...WORDS.actions,
    ...listActions('headings', LIST),
    'headings.choose': dialog => {
      const choice = found(dialog)[dialog.index];
      return choice ? { close: true, reply: dialog.take(choice.heading) } : {};
    },
    'headings.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const columns = Math.min(76, area.columns - 6);
    const rows = rowsIn(dialog, area);
    const choices = found(dialog);
    const name = Math.min(26, Math.max(8, ...dialog.choices.map(({ heading }) => widthOf(heading))));
    const list = drawRows(choices, { index: dialog.index, room: rows }, (choice, _at, chosen) => {
      const { heading, cell, example, used } = choice;
      const of = used.length > 0 ? `（已用于 ${used.join('、')}）` : '';
      return [
        span(chosen ? '›' : ' ', 'bold'),
        span(fitted(` ${heading}`, name + 1), chosen ? 'chosen' : 'panel'),
        span(fitted(`  ${cell}`, 7), chosen ? 'chosen' : 'key'),
        span(fitted(` ${example}${of}`, columns - name - 9), chosen ? 'chosen' : 'panelQuiet'),
      ];
    });
    const picture = searchPicture({
      label: span('查找 ', 'label'),
      words: dialog.words,
      columns,
      found: list.lines,
      nothing: line('没有符合的；退格改查找的字', 'warning'),
      rows,
    });
    return centred(boxed(dialog.title, picture, columns), area);
  },
};
