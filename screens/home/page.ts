import { type Line, line, span } from '../draw/line.ts';
import { beginEntry } from '../entry/open.ts';
import type { Act, PagePart } from '../part.ts';
import type { HomePage } from './state.ts';

const FORMS = [
  { direction: 'in', label: '入境货物报检' },
  { direction: 'out', label: '出境货物报检' },
  { direction: 'pack', label: '出境包装报检' },
] as const;

const move =
  (steps: number): Act<HomePage> =>
  page => ({
    self: { ...page, index: (page.index + steps + FORMS.length) % FORMS.length },
  });

export const HOME: PagePart<HomePage> = {
  tab: () => '首页',
  chain: () => ['home'],
  actions: {
    'home.up': move(-1),
    'home.down': move(1),
    'home.open': page => ({ effects: [beginEntry(FORMS[page.index]?.direction ?? 'in')] }),
  },
  draw: page => ({
    lines: [
      [],
      ...FORMS.map(
        ({ label }, index): Line => [
          span(index === page.index ? '  › ' : '    ', 'key'),
          span(` ${label} `, index === page.index ? 'chosen' : 'plain'),
        ],
      ),
      [],
      line('    回车新建一份空白单证', 'quiet'),
    ],
  }),
};
