import {
  APPORTIONED_NAMES,
  type ApportionedName,
  apportionedAs,
  BASIS_NAMES,
  type BasisName,
  basisAs,
} from '../../src/catalogue/apportion.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import { type Apportion, apportion } from '../../src/declaration/apportion.ts';
import type { Edit } from '../../src/declaration/edit.ts';
import { add, isNumber } from '../../src/kinds/number.ts';
import type { Size } from '../../src/terminal/cells.ts';
import { cleanLine } from '../../src/text.ts';
import type { Change, Reply } from '../contract/change.ts';
import type { DialogPart } from '../contract/part.ts';
import { fitted, type Line, line, span } from '../draw/line.ts';
import { boxed, centred, wrapped } from '../draw/picture.ts';
import { indexed, listActions } from '../widgets/list.ts';
import { chosenMark, drawRows } from '../widgets/list-rows.ts';
import { textPrompt } from '../widgets/text-prompt.ts';
import { drawText, suggest, type TextState, textState } from '../widgets/text-state.ts';

/** A total that is dealt out to goods lines, seen before it is done. */
export interface ApportionDialog {
  readonly kind: 'apportion';
  readonly document: Declaration;
  /** The lines that it is for, and which of them keep what they have. */
  readonly lines: readonly number[];
  readonly kept: readonly number[];
  readonly of: ApportionedName;
  readonly by: BasisName;
  readonly total: TextState;
  /** Of the lines that are shown. */
  readonly index: number;
  readonly wrong: string | undefined;
  /** What is done with the edits. */
  readonly take: (edits: readonly Edit[], name: string) => Reply;
}

export function openApportion(
  document: Declaration,
  lines: readonly number[],
  take: ApportionDialog['take'],
): ApportionDialog {
  const [of] = APPORTIONED_NAMES as readonly [ApportionedName];
  const dialog: ApportionDialog = {
    kind: 'apportion',
    document,
    lines,
    kept: [],
    of,
    by: 'value',
    total: textState(''),
    index: 0,
    wrong: undefined,
    take,
  };
  return { ...dialog, total: offered(dialog) };
}

/** The control total where one was typed, else what the lines come to now; typing replaces it. */
function offered({ document, of, lines }: ApportionDialog): TextState {
  const { control } = apportionedAs(of);
  const typed = control && document.control?.[control];
  const made = apportion(document, { of, by: 'equal', total: '0', lines, kept: [] });
  const held = (made.shares ?? []).flatMap(({ before }) => before ?? []).filter(isNumber);
  return suggest(textState(''), typed ?? (held.length > 0 ? held.reduce(add) : ''));
}

const dealt = ({ document, of, by, total, lines, kept }: ApportionDialog): Apportion =>
  apportion(document, { of, by, total: total.text.replace(/[,\s]/gu, ''), lines, kept });

const nextOf = <T>(all: readonly T[], now: T): T => all[(all.indexOf(now) + 1) % all.length] as T;

const TOTAL = textPrompt<ApportionDialog>(
  ({ total }) => total,
  (dialog, total): Change<ApportionDialog> => ({ state: { ...dialog, total, wrong: undefined } }),
);

const roomIn = ({ lines }: ApportionDialog, area: Size): number => Math.max(1, Math.min(lines.length, area.rows - 11));

const LIST = indexed<ApportionDialog>({ count: ({ lines }) => lines.length, rows: roomIn });

export const APPORTION: DialogPart<ApportionDialog> = {
  ...TOTAL,
  contexts: () => ['apportion', 'text'],
  actions: {
    ...TOTAL.actions,
    ...listActions('apportion', LIST, ['up', 'down', 'page-up', 'page-down']),
    'apportion.of': dialog => {
      const next = { ...dialog, of: nextOf(APPORTIONED_NAMES, dialog.of), wrong: undefined };
      return { state: { ...next, total: offered(next) } };
    },
    'apportion.by': dialog => ({ state: { ...dialog, by: nextOf(BASIS_NAMES, dialog.by), wrong: undefined } }),
    'apportion.keep': dialog => {
      const at = dialog.lines[dialog.index];
      if (at === undefined) return {};
      const kept = dialog.kept.includes(at) ? dialog.kept.filter(each => each !== at) : [...dialog.kept, at];
      return { state: { ...dialog, kept, wrong: undefined } };
    },
    'apportion.deal': dialog => {
      const made = dealt(dialog);
      if (made.refused !== undefined) return { state: { ...dialog, wrong: made.refused } };
      const name = `分摊【${apportionedAs(dialog.of).label}】到 ${made.shares.length} 项`;
      return { close: true, reply: dialog.take(made.edits, name) };
    },
    'apportion.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const columns = Math.min(72, area.columns - 6);
    const { document, lines, kept, of, by, total, index, wrong } = dialog;
    const made = dealt(dialog);
    const { label } = apportionedAs(of);
    const asked = drawText(total, columns - 12, true);
    const number = Math.floor((columns - 12) / 3);
    const rows = drawRows(lines, { index, room: roomIn(dialog, area) }, (at, place, selected): Line => {
      const share = made.shares?.[place];
      const stays = kept.includes(at);
      const name = cleanLine(String(document.goods[at]?.name ?? ''));
      const after = stays ? '保持' : (share?.share ?? '');
      return [
        chosenMark(selected),
        ...line(
          `${String(at + 1).padStart(4)}${stays ? ' =' : '  '} ${fitted(name, number)} ${fitted(share?.before ?? '', number - 2, 'right')} → ${fitted(after, number - 2, 'right')}`,
          selected ? 'chosen' : 'panel',
        ),
      ];
    });
    const note = wrong ?? made.refused;
    const open = lines.length - kept.length;
    const said = note ?? `分给 ${open} 项${kept.length > 0 ? `，${kept.length} 项保持原数` : ''}；合计正好是总数`;
    return centred(
      boxed(
        '分摊',
        {
          lines: [
            [
              span('分什么  ', 'label'),
              span(label, 'panel'),
              span('   按什么  ', 'label'),
              span(basisAs(by).label, 'panel'),
            ],
            [span('总数    ', 'label'), ...asked.line],
            [],
            ...rows.lines,
            [],
            ...wrapped(said, columns).map(text => line(text, note === undefined ? 'panelQuiet' : 'warning')),
          ],
          cursor: { x: 8 + asked.caret, y: 1 },
        },
        columns,
      ),
      area,
    );
  },
};
