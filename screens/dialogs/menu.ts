import type { Action, Reply } from '../contract/change.ts';
import type { DialogPart } from '../contract/part.ts';
import { fitted, type Line, line, span, widthOf } from '../draw/line.ts';
import { boxed, centred } from '../draw/picture.ts';
import { indexed, listActions } from '../widgets/list.ts';
import { chosenMark } from '../widgets/list-rows.ts';

export interface MenuItem {
  readonly label: string;
  readonly note: string;
  readonly answer: Reply;
}

/** Things to do, one below the other; their numbers choose them, too. */
export interface MenuDialog {
  readonly kind: 'menu';
  readonly title: string;
  readonly items: readonly MenuItem[];
  readonly index: number;
}

export function openMenu(title: string, items: readonly MenuItem[]): MenuDialog {
  return { kind: 'menu', title, items, index: 0 };
}

const LIST = indexed<MenuDialog>({ count: ({ items }) => items.length, round: true });

function chosen({ items }: MenuDialog, index: number): ReturnType<Action<MenuDialog>> {
  const item = items[index];
  return item ? { close: true, reply: item.answer } : {};
}

export const MENU: DialogPart<MenuDialog> = {
  contexts: () => ['menu'],
  actions: {
    ...listActions('menu', LIST),
    'menu.choose': dialog => chosen(dialog, dialog.index),
    'menu.number': (dialog, { nth }) => chosen(dialog, nth),
    'menu.close': () => ({ close: true }),
  },
  draw({ title, items, index }, area) {
    const columns = Math.min(62, area.columns - 6);
    const label = Math.max(...items.map(item => widthOf(item.label))) + 2;
    const lines = items.map((item, at): Line => {
      const look = at === index ? 'chosen' : 'panel';
      return [
        chosenMark(at === index),
        span(`${at + 1} `, 'key'),
        span(fitted(item.label, label), look),
        ...line(fitted(item.note, columns - label - 3), at === index ? 'chosen' : 'panelQuiet'),
      ];
    });
    return centred(boxed(title, { lines, cursor: { x: 0, y: index } }, columns), area);
  },
};
