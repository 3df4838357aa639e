import { fitted, type Line, line, span, widthOf } from '../draw/line.ts';
import { boxed, centred } from '../draw/picture.ts';
import type { Act, Answer, LayerPart } from '../contract/part.ts';

export interface MenuItem {
  readonly label: string;
  readonly note: string;
  readonly answer: Answer;
}

/** Things to do, one below the other; their numbers choose them, too. */
export interface MenuLayer {
  readonly kind: 'menu';
  readonly title: string;
  readonly items: readonly MenuItem[];
  readonly index: number;
}

export function openMenu(title: string, items: readonly MenuItem[]): MenuLayer {
  return { kind: 'menu', title, items, index: 0 };
}

const move =
  (steps: number): Act<MenuLayer> =>
  layer => ({ self: { ...layer, index: (layer.index + steps + layer.items.length) % layer.items.length } });

function chosen({ items }: MenuLayer, index: number): ReturnType<Act<MenuLayer>> {
  const item = items[index];
  return item ? { close: true, answer: item.answer } : {};
}

export const MENU: LayerPart<MenuLayer> = {
  chain: () => ['menu'],
  actions: {
    'menu.up': move(-1),
    'menu.down': move(1),
    'menu.choose': layer => chosen(layer, layer.index),
    'menu.number': (layer, { chord }) => chosen(layer, Number(chord) - 1),
    'menu.close': () => ({ close: true }),
  },
  draw({ title, items, index }, area) {
    const columns = Math.min(62, area.columns - 6);
    const label = Math.max(...items.map(item => widthOf(item.label))) + 2;
    const lines = items.map((item, at): Line => {
      const look = at === index ? 'chosen' : 'panel';
      return [
        span(` ${at + 1} `, 'key'),
        span(fitted(item.label, label), look),
        ...line(fitted(item.note, columns - label - 3), at === index ? 'chosen' : 'panelQuiet'),
      ];
    });
    return centred(boxed(title, { lines, cursor: { x: 0, y: index } }, columns), area);
  },
};
