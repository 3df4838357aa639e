import type { Direction } from '../../../src/catalogue/row.ts';
import { type Choices, type Comparison, type Difference, presetsOf, type Side } from '../../../src/declaration/compare.ts';
import { type ContextName, KEYS } from '../../../src/keys/table.ts';
import { helpOf } from '../../../src/keys/views.ts';
import { cleanLine } from '../../../src/text.ts';
import { openReading } from '../reading.ts';
import { type Act, type Actions, type GuardedAct, type LayerPart, type Scene, warn } from '../../contract/part.ts';
import { areaOf } from '../../contract/state.ts';
import type { CompareLayer } from './state.ts';
import { placeOf, wholeOf } from './texts.ts';
import { drawCompare, listRows } from './view.ts';

/** What is compared: who saved the other version and when, and why it cannot be changed any more. */
export interface Versions {
  readonly comparison: Comparison;
  readonly direction: Direction;
  readonly who: string;
  readonly when: string;
  readonly only?: string | undefined;
}

/** What follows from each way out. */
export type Ways = Pick<CompareLayer, 'confirm' | 'accept' | 'asNew'>;

/** Begins at the first thing that has to be chosen. */
export function openCompare({ comparison, direction, who, when, only }: Versions, ways: Ways): CompareLayer {
  const presets = presetsOf(comparison);
  const choices = only === undefined ? presets : presets.map((): Side => 'theirs');
  const index = Math.max(0, choices.indexOf(undefined));
  return { kind: 'compare', comparison, direction, choices, index, who: cleanLine(who), when, only, ...ways };
}

const openOnes = ({ choices }: CompareLayer): number => choices.filter(side => side === undefined).length;

const count = ({ comparison }: CompareLayer): number => comparison.differences.length;

const move =
  (to: (layer: CompareLayer, scene: Scene) => number): Act<CompareLayer> =>
  (layer, scene) => ({
    self: { ...layer, index: Math.max(0, Math.min(count(layer) - 1, to(layer, scene))) },
  });

const page = (layer: CompareLayer, { ui }: Scene): number => Math.max(1, listRows(layer, areaOf(ui)) - 1);

/** What chooses a side, while there is something to choose. */
const choosing = (run: (layer: CompareLayer) => Choices): GuardedAct<CompareLayer> => ({
  cannot: ({ only }) => only,
  run: layer => ({ self: { ...layer, choices: run(layer) } }),
});

const choose = (side: (now: Side | undefined) => Side): GuardedAct<CompareLayer> =>
  choosing(({ choices, index }) => (index in choices ? choices.with(index, side(choices[index])) : choices));

const nextOpen: Act<CompareLayer> = layer => {
  const { choices, index } = layer;
  const places = choices.flatMap((side, at) => (side === undefined ? [at] : []));
  const next = places.find(at => at > index) ?? places[0];
  return next === undefined ? warn('没有要选择的了，可以确认') : { self: { ...layer, index: next } };
};

const confirm: Act<CompareLayer> = layer => {
  const open = openOnes(layer);
  if (open === 0) return { close: true, answer: layer.confirm(layer.choices) };
  const index = layer.choices.indexOf(undefined);
  return { self: { ...layer, index }, ...warn(`还有 ${open} 处两人改得不同，请先选择用哪一个`) };
};

const read: Act<CompareLayer> = (layer, { world }) => {
  const difference = layer.comparison.differences[layer.index];
  if (!difference) return {};
  const reader = { direction: layer.direction, codes: world.codes };
  const part = (title: string, which: 'base' | 'mine' | 'theirs') => [
    `◆ ${title}`,
    ...wholeOf(difference, which, reader),
  ];
  const text = [...part('我的', 'mine'), ...part(`${layer.who}的`, 'theirs'), ...part('原来的', 'base')];
  return { open: openReading(titleOf(difference), text) };
};

function titleOf(difference: Difference): string {
  const { group, label } = placeOf(difference);
  return group === '' ? label : `${group} ${label}`;
}

const chain = ({ only }: CompareLayer): readonly ContextName[] =>
  only === undefined ? ['compare'] : ['compareOnly', 'compare'];

const help: Act<CompareLayer> = (layer, { ui }) => ({
  open: openReading(
    '比较两个版本',
    helpOf(KEYS, chain(layer), ui.keyboard).flatMap(({ title, lines }) => [
      `◆ ${title}`,
      ...lines.map(({ keys, label, help }) => `\t${keys}\t${label}${help ? `\t${help}` : ''}`),
      '',
    ]),
  ),
});

const ACTIONS: Actions<CompareLayer> = {
  'compare.mine': choose(() => 'mine'),
  'compare.theirs': choose(() => 'theirs'),
  'compare.switch': choose(now => (now === 'mine' ? 'theirs' : 'mine')),
  'compare.all-mine': choosing(({ choices }) => choices.map(() => 'mine')),
  'compare.all-theirs': choosing(({ choices }) => choices.map(() => 'theirs')),
  'compare.next-open': nextOpen,
  'compare.read': read,
  'compare.help': help,
  'compare.confirm': confirm,
  'compare.accept': ({ accept }) => ({ close: true, answer: accept }),
  'compare.as-new': ({ asNew }) => ({ close: true, answer: asNew }),
  'compare.cancel': () => ({ close: true }),
  'compare.up': move(({ index }) => index - 1),
  'compare.down': move(({ index }) => index + 1),
  'compare.page-up': move((layer, scene) => layer.index - page(layer, scene)),
  'compare.page-down': move((layer, scene) => layer.index + page(layer, scene)),
  'compare.first': move(() => 0),
  'compare.last': move(layer => count(layer) - 1),
};

export const COMPARE: LayerPart<CompareLayer> = {
  chain,
  actions: ACTIONS,
  draw: (layer, area, { world }) => drawCompare(layer, area, { direction: layer.direction, codes: world.codes }),
};
