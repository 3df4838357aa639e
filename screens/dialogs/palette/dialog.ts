import type { Size } from '../../../src/terminal/cells.ts';
import type { Action, Change } from '../../contract/change.ts';
import type { DialogPart } from '../../contract/part.ts';
import { fitted, type Line, line, span, widthOf } from '../../draw/line.ts';
import { boxed, centred } from '../../draw/picture.ts';
import { indexed, listActions } from '../../widgets/list.ts';
import { drawRows } from '../../widgets/list-rows.ts';
import { searchedFor } from '../../widgets/search.ts';
import { searchPicture } from '../../widgets/search-picture.ts';
import { textPrompt } from '../../widgets/text-prompt.ts';
import { lookFor } from './looking.ts';
import { type Result, resultsOf } from './results.ts';
import { askedIn, type PaletteDialog, PREFIX_HINT } from './state.ts';

const COLUMNS = 76;
/** What stands before a row: mark and sort. */
const HEAD = 9;

const rowsIn = (_dialog: PaletteDialog, area: Size): number => Math.max(3, Math.min(16, area.rows - 7));

const LIST = indexed<PaletteDialog>({
  count: (dialog, context) => resultsOf(dialog, context).length,
  rows: rowsIn,
});

const WORDS = textPrompt<PaletteDialog>(
  ({ words }) => words,
  (dialog, words): Change<PaletteDialog> => {
    const next = searchedFor(dialog, words);
    return words.text === dialog.words.text ? { state: next } : lookFor(next);
  },
);

const run: Action<PaletteDialog> = (dialog, context) => {
  const find = resultsOf(dialog, context)[dialog.index]?.find;
  if (!find) return {};
  return { close: true, ...(find.group !== 'own-code' && { used: find.id }), ...find.lead };
};

function rowLine({ find, head }: Result, chosen: boolean, columns: number, asides: number): Line {
  const look = chosen ? 'chosen' : 'panel';
  const aside = fitted(find.aside ?? '', asides, 'right');
  return [
    span(chosen ? '›' : ' ', 'bold'),
    span(fitted(head, HEAD), 'panelQuiet'),
    span(fitted(find.name, columns - HEAD - asides - 2), look),
    span(' ', look),
    span(aside, chosen ? 'chosen' : find.group === 'function' ? 'key' : 'panelQuiet'),
  ];
}

/** What is said where nothing is found. */
function nothingFound(dialog: PaletteDialog): string {
  if (dialog.looking) return '正在找…';
  const { text } = askedIn(dialog);
  return text === '' ? '输入名称、拼音、首字母或号码' : '没有找到';
}

export const PALETTE: DialogPart<PaletteDialog> = {
  ...WORDS,
  contexts: () => ['palette', 'text'],
  actions: {
    ...WORDS.actions,
    ...listActions('palette', LIST),
    'palette.run': run,
    'palette.close': () => ({ close: true }),
  },
  draw(dialog, area, context) {
    const columns = Math.min(COLUMNS, area.columns - 6);
    const rows = rowsIn(dialog, area);
    const results = resultsOf(dialog, context);
    // No name is pushed aside by what is told beside it.
    const widest = Math.max(0, ...results.map(({ find }) => widthOf(find.aside ?? '')));
    const asides = Math.min(widest, Math.floor(columns / 3));
    const list = drawRows(results, { index: dialog.index, room: rows }, (result, _at, chosen) =>
      rowLine(result, chosen, columns, asides),
    );
    const picture = searchPicture({
      label: span('› ', 'key'),
      words: dialog.words,
      columns,
      ruled: true,
      found: list.lines,
      nothing: line(nothingFound(dialog), 'panelQuiet'),
      rows,
    });
    const hint = line(fitted(PREFIX_HINT, columns), 'panelQuiet');
    return centred(boxed('查找', { ...picture, lines: [...picture.lines, hint] }, columns), area);
  },
};
