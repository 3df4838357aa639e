import type { Direction } from '../../../src/catalogue/row.ts';
import {
  type Choices,
  type Comparison,
  type Difference,
  presetsOf,
  type Side,
} from '../../../src/declaration/compare.ts';
import { type ContextName, KEYS } from '../../../src/keys/table.ts';
import { helpOf } from '../../../src/keys/views.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Action, Actions, GuardedAction } from '../../contract/change.ts';
import { warn } from '../../contract/message.ts';
import type { DialogPart } from '../../contract/part.ts';
import { indexed, listActions } from '../../widgets/list.ts';
import { openReading } from '../reading.ts';
import type { CompareDialog } from './state.ts';
import { placeOf, wholeOf } from './texts.ts';
import { drawCompare, screenOn } from './view.ts';

/** What is compared: who saved the other version and when, and why it cannot be changed any more. */
export interface Versions {
  readonly comparison: Comparison;
  readonly direction: Direction;
  readonly who: string;
  readonly when: string;
  readonly only?: string | undefined;
}

/** What follows from each way out. */
export type Ways = Pick<CompareDialog, 'confirm' | 'accept' | 'asNew'>;

/** Begins at the first thing that has to be chosen. */
export function openCompare({ comparison, direction, who, when, only }: Versions, ways: Ways): CompareDialog {
  const presets = presetsOf(comparison);
  const choices = only === undefined ? presets : presets.map((): Side => 'theirs');
  const index = Math.max(0, choices.indexOf(undefined));
  return { kind: 'compare', comparison, direction, choices, index, who: cleanLine(who), when, only, ...ways };
}

const openOnes = ({ choices }: CompareDialog): number => choices.filter(side => side === undefined).length;

const LIST = indexed<CompareDialog>({ count: ({ comparison }) => comparison.differences.length, page: screenOn });

/** What chooses a side, while there is something to choose. */
const choosing = (run: (dialog: CompareDialog) => Choices): GuardedAction<CompareDialog> => ({
  cannot: ({ only }) => only,
  run: dialog => ({ state: { ...dialog, choices: run(dialog) } }),
});

const choose = (side: (now: Side | undefined) => Side): GuardedAction<CompareDialog> =>
  choosing(({ choices, index }) => (index in choices ? choices.with(index, side(choices[index])) : choices));

const nextOpen: Action<CompareDialog> = dialog => {
  const { choices, index } = dialog;
  const places = choices.flatMap((side, at) => (side === undefined ? [at] : []));
  const next = places.find(at => at > index) ?? places[0];
  return next === undefined ? warn('没有要选择的了，可以确认') : { state: { ...dialog, index: next } };
};

const confirm: Action<CompareDialog> = dialog => {
  const open = openOnes(dialog);
  if (open === 0) return { close: true, reply: dialog.confirm(dialog.choices) };
  const index = dialog.choices.indexOf(undefined);
  return { state: { ...dialog, index }, ...warn(`还有 ${open} 处两人改得不同，请先选择用哪一个`) };
};

const read: Action<CompareDialog> = (dialog, { world }) => {
  const difference = dialog.comparison.differences[dialog.index];
  if (!difference) return {};
  const reader = { direction: dialog.direction, codes: world.codes, book: world.book };
  const part = (title: string, which: 'base' | 'mine' | 'theirs') => [
    `◆ ${title}`,
    ...wholeOf(difference, which, reader),
  ];
  const text = [...part('我的', 'mine'), ...part(`${dialog.who}的`, 'theirs'), ...part('原来的', 'base')];
  return { open: openReading(titleOf(difference), text) };
};

function titleOf(difference: Difference): string {
  const { group, label } = placeOf(difference);
  return group === '' ? label : `${group} ${label}`;
}

const chain = ({ only }: CompareDialog): readonly ContextName[] =>
  only === undefined ? ['compare'] : ['compareOnly', 'compare'];

const help: Action<CompareDialog> = (dialog, { ui }) => ({
  open: openReading(
    '比较两个版本',
    helpOf(KEYS, chain(dialog), ui.keyboard).flatMap(({ title, lines }) => [
      `◆ ${title}`,
      ...lines.map(({ keys, label, help }) => `\t${keys}\t${label}${help ? `\t${help}` : ''}`),
      '',
    ]),
  ),
});

const ACTIONS: Actions<CompareDialog> = {
  'compare.mine': choose(() => 'mine'),
  'compare.theirs': choose(() => 'theirs'),
  'compare.switch': choose(now => (now === 'mine' ? 'theirs' : 'mine')),
  'compare.all-mine': choosing(({ choices }) => choices.map(() => 'mine')),
  'compare.all-theirs': choosing(({ choices }) => choices.map(() => 'theirs')),
  'compare.next-open': nextOpen,
  'compare.read': read,
  'compare.help': help,
  'compare.confirm': confirm,
  'compare.accept': ({ accept }) => ({ close: true, reply: accept }),
  'compare.as-new': ({ asNew }) => ({ close: true, reply: asNew }),
  'compare.cancel': () => ({ close: true }),
  ...listActions('compare', LIST),
};

export const COMPARE: DialogPart<CompareDialog> = {
  contexts: chain,
  actions: ACTIONS,
  draw: (dialog, area, { world }) =>
    drawCompare(dialog, area, { direction: dialog.direction, codes: world.codes, book: world.book }),
};
