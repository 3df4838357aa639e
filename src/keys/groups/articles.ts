import { bar, binder, type KeyGroup, kept, silent } from './group.ts';

const CONTEXTS = { articles: { title: '商品库', text: true } } as const;

const bind = binder<keyof typeof CONTEXTS>();

// biome-ignore format: table
const BINDINGS = [
  bind('articles', 'enter',         'articles.details',   '查看',      { ...bar, help: '这个商品的全部内容、最近一次申报' }),
  bind('articles', 'f9',            'articles.confirm',   '确认',      { ...bar, help: '确认标记的，没有标记时确认这一个；同名的别的编码弃用' }),
  bind('articles', 'f5 ctrl+n',     'articles.number',    '料号',      { ...bar, help: '给这个商品本单位自己的编号' }),
  bind('articles', 'f6',            'articles.edit',      '修改',      { ...bar, help: '改编码、规格、单位、备注等一栏' }),
  bind('articles', 'f8 ctrl+d',     'articles.drop',      '弃用/恢复', { ...bar, help: '不再提示；弃用的恢复' }),
  bind('articles', 'f3 alt+f',      'articles.filter',    '状态',      { ...bar, help: '只列一种状态的，再按换下一种' }),
  bind('articles', 'ctrl+z',        'articles.undo',      '撤销',      { help: '撤销上一步：确认、料号、修改、弃用、导入' }),
  bind('articles', 'insert ctrl+t', 'articles.mark',      '标记',      { help: '标记这一个，或取消；多个一起确认、弃用' }),
  bind('articles', 'ctrl+a alt+a',  'articles.mark-all',  '全部标记',  { help: '标记列出的全部，或全部取消' }),
  bind('articles', 'alt+i f7',      'articles.import',    '导入',      { help: '从工作簿导入，同一个商品的替换；一步撤销' }),
  bind('articles', 'alt+e ctrl+e',  'articles.export',    '导出',      { help: '把列出的写成工作簿，改好可再导入' }),
  bind('articles', 'up shift+tab',  'articles.up',        '上一个',    silent),
  bind('articles', 'down tab',      'articles.down',      '下一个',    silent),
  bind('articles', 'pageup',        'articles.page-up',   '上一屏',    silent),
  bind('articles', 'pagedown',      'articles.page-down', '下一屏',    silent),
  bind('articles', 'escape',        'articles.close',     '返回',      { ...kept, silent: true, help: '清除查找；没有查找时关闭商品库' }),
];

/** The goods master: typing searches. */
export const ARTICLES_KEYS = {
  contexts: CONTEXTS,
  bindings: BINDINGS,
  chains: [['articles', 'text', 'app']],
} satisfies KeyGroup;
