import { bar, binder, type KeyGroup, silent } from './group.ts';

// biome-ignore format: table
const CONTEXTS = {
  templates:    { title: '模板' },
  templateName: { title: '存为模板' },
} as const;

const bind = binder<keyof typeof CONTEXTS>();

/** The list of templates, and the dialog that asks for the name of a new one (K1, K5). */
// biome-ignore format: table
export const TEMPLATE_KEYS = {
  contexts: CONTEXTS,
  bindings: [
    bind('templates',    'enter',             'templates.use',     '新建',     { ...bar, ...silent }),
    bind('templates',    'delete f8 ctrl+d',  'templates.delete',  '删除模板', { ...bar, ...silent }),
    bind('templates',    'up shift+tab',      'templates.up',      '上一个',   silent),
    bind('templates',    'down tab',          'templates.down',    '下一个',   silent),
    bind('templates',    'escape',            'templates.close',   '关闭',     { ...bar, ...silent }),
    bind('templateName', 'enter',             'template.keep',     '存为模板', { ...bar, ...silent }),
    bind('templateName', 'escape',            'template.cancel',   '取消',     { ...bar, ...silent }),
  ],
  chains: [['templates', 'text'], ['templateName', 'text']],
} as const satisfies KeyGroup;
