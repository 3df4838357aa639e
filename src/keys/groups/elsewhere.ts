import { bar, binder, CLOSED_FIELD, type KeyGroup } from './group.ts';

const CONTEXTS = {
  elsewhere: { title: '粘贴的号码' },
} as const;

const bind = binder<keyof typeof CONTEXTS>();

/** A text that was pasted belongs into another field, which is offered; every key that is not here leaves it in this one and does what it does. */
// biome-ignore format: table
const BINDINGS = [
  bind('elsewhere', 'enter',             'elsewhere.take',   '填入',     { ...bar, silent: true, help: '粘贴的号码填到所提的栏位，光标留在这里；Ctrl+Z 撤销' }),
  bind('elsewhere', '1 2 3 4 5 6 7 8 9', 'elsewhere.number', '第几个',   { silent: true, help: '可能是几个栏位的：按数字选' }),
  bind('elsewhere', 'escape',            'elsewhere.here',   '放在此处', { ...bar, silent: true, help: '按原样放进现在的栏位' }),
];

const PAGE = [
  ['fields', 'entry', 'app'],
  ['rows', 'fields', 'entry', 'app'],
];
const GRID = ['gridRows', 'grid', 'entry', 'app'];

export const ELSEWHERE_KEYS = {
  contexts: CONTEXTS,
  bindings: BINDINGS,
  chains: [
    ...PAGE.flatMap(part => CLOSED_FIELD.map(field => ['elsewhere', ...field, ...part])),
    ['elsewhere', 'goodsList', 'rows', 'fields', 'entry', 'app'],
    ['elsewhere', 'gridCell', ...GRID],
    ['elsewhere', 'flag', 'gridCell', ...GRID],
    ...CLOSED_FIELD.filter(field => field.some(name => name === 'text')).map(field => ['elsewhere', ...field, ...GRID]),
  ],
} satisfies KeyGroup;
